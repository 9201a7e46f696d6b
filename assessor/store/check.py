"""Looks at a database file without changing it: is it sound, whose is it, how much is in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from assessor.store.document import unpack
from assessor.store.marks import APPLICATION_ID, REVISION


class DatabaseCheck(NamedTuple):
    """What was found; nothing in it names a client."""

    exists: bool
    size: int = 0
    """Bytes."""
    integrity: str = ""
    """SQLite's own word: “ok”, or the kind of complaint."""
    ours: bool = False
    revision: str = ""
    known_revision: str = REVISION
    assessments: int = 0
    deleted: int = 0
    damaged: int = 0
    answers: tuple[int, ...] = ()
    """How many questions are answered in each assessment."""

    @property
    def is_sound(self) -> bool:
        """Return whether the program can work with it; a database not made yet is no fault."""
        if not self.exists:
            return True
        known = self.ours and self.revision <= self.known_revision
        return known and self.integrity == "ok" and not self.damaged


def check(path: Path) -> DatabaseCheck:
    """Return what can be told of an SQLite file."""
    try:
        size = path.stat().st_size
    except OSError:
        return DatabaseCheck(exists=False)
    found = DatabaseCheck(exists=True, size=size)
    if not path.is_file():  # a pipe would be waited for
        return found._replace(integrity="no file")
    try:
        address = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=1)) as connection:
            return _look(connection, found)
    except sqlite3.Error as error:
        return found._replace(integrity=type(error).__name__)


def _look(connection: sqlite3.Connection, found: DatabaseCheck) -> DatabaseCheck:
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    word = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    found = found._replace(
        integrity="ok" if word == "ok" else "not ok", ours=mark == APPLICATION_ID
    )
    (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    answers: list[int] = []
    deleted = damaged = 0
    for key, gone, digest, document in connection.execute(
        "SELECT id, deleted, sha256, document FROM assessments"
    ):
        deleted += gone is not None
        try:
            answers.append(len(unpack(str(document), str(digest), str(key), "").answers))
        except Exception:  # noqa: BLE001 - whatever is wrong with one, the others are counted
            damaged += 1
    return found._replace(
        revision=str(revision),
        assessments=len(answers) + damaged - deleted,
        deleted=deleted,
        damaged=damaged,
        answers=tuple(answers),
    )
