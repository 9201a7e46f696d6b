"""Which days make sense in an assessment."""

from __future__ import annotations

from datetime import date

EARLIEST = date(1990, 1, 1)
"""Before it there were no CRM projects: the day is a typing error."""

LATEST = date(2100, 12, 31)
