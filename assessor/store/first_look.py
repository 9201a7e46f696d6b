"""The list of assessments for a first window, before the database has been opened in earnest.

SQLAlchemy takes a fifth of a second to be read, more than everything else a start does with the
database. Whatever is unusual about the file is left to the repository, which explains it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from assessor.domain.portfolio import AssessmentRow
from assessor.store.listed import LISTED, listed_row
from assessor.store.marks import APPLICATION_ID, REVISION

PATIENCE_SECONDS = 0.05
"""How long another program that writes is waited for; the repository waits longer."""


class FirstLook(NamedTuple):
    """Both lists, the last changed first."""

    stored: tuple[AssessmentRow, ...]
    deleted: tuple[AssessmentRow, ...]


def first_look(path: Path) -> FirstLook | None:
    """Return the lists of an SQLite file of ours and of this revision; None for any other."""
    try:
        if not path.is_file():  # a pipe would be waited for
            return None
        address = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE_SECONDS)) as connection:
            return _look(connection)
    except (sqlite3.Error, OSError, ValueError):
        return None


def _look(connection: sqlite3.Connection) -> FirstLook | None:
    connection.row_factory = sqlite3.Row
    # As in the repository: a damaged text must not hide the rows around it.
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    if mark != APPLICATION_ID:
        return None
    revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if revision is None or revision[0] != REVISION:
        return None
    wanted = f"SELECT {', '.join(LISTED)} FROM assessments ORDER BY changed DESC, id"  # noqa: S608 - our own names
    rows = [listed_row(row) for row in connection.execute(wanted)]
    return FirstLook(
        tuple(row for row in rows if not row.deleted), tuple(row for row in rows if row.deleted)
    )
