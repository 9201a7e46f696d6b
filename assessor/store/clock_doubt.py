"""Whether the computer's clock can be trusted to tell that something is old.

A clock that runs months ahead would make everything old at once that was deleted yesterday. So the
database keeps when it was last opened. After a leap of the clock nothing is thrown away until it
has gone on from there for as long as deleted things are kept; whoever was on a long leave finds
them a little longer, and whoever has a wrong clock can set it right meanwhile.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from assessor.domain.portfolio import KEPT_DAYS
from assessor.store.tables import about, assessments

OPENED = "opened"
LEAPT = "leapt"
KEPT = timedelta(days=KEPT_DAYS)


def trusted(connection: sa.Connection, now: datetime) -> bool:
    """Return whether the clock has come to ``now`` by and by, and note down that it is now."""
    leapt = _moment(connection, LEAPT)
    if leapt is None:
        leapt = now if now - (_last_seen(connection) or now) > KEPT else None
    elif not leapt <= now < leapt + KEPT:
        leapt = None  # it was set right, or it has gone on from there
    _note(connection, LEAPT, leapt)
    _note(connection, OPENED, now)
    return leapt is None


def give_time(connection: sqlite3.Connection, now: datetime) -> None:
    """Let nothing be too old from ``now`` on for as long as deleted things are kept."""
    connection.execute("DELETE FROM about WHERE key = ?", (LEAPT,))
    row = (LEAPT, now.isoformat(timespec="microseconds"))
    connection.execute("INSERT INTO about (key, value) VALUES (?, ?)", row)


def _last_seen(connection: sa.Connection) -> datetime | None:
    opened = _moment(connection, OPENED)
    if opened is not None:
        return opened
    stamps = sa.select(sa.func.max(assessments.c.changed), sa.func.max(assessments.c.deleted))
    found = [stamp for stamp in connection.execute(stamps).one() if stamp]
    return datetime.fromisoformat(max(found)) if found else None


def _moment(connection: sa.Connection, key: str) -> datetime | None:
    kept = connection.execute(sa.select(about.c.value).where(about.c.key == key)).scalar()
    try:
        return datetime.fromisoformat(kept).astimezone(UTC) if kept else None
    except ValueError:
        return None  # somebody else has written there


def _note(connection: sa.Connection, key: str, moment: datetime | None) -> None:
    connection.execute(sa.delete(about).where(about.c.key == key))
    if moment is not None:
        value = moment.isoformat(timespec="microseconds")
        connection.execute(sa.insert(about).values(key=key, value=value))
