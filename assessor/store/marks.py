"""By what a database file is known to be ours and of this program's time."""

from __future__ import annotations

REVISION = "0002"
"""The newest revision in ``migrations/versions``; the tables in ``tables`` are its result."""

APPLICATION_ID = 0x54414B45
"""“TAKE” in ASCII: marks the file as ours, as SQLite recommends."""
