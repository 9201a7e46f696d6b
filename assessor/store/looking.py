"""Holds what can be read of a database in memory, to look at: nothing on the disk is touched."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from assessor.store import engine as engines
from assessor.store import salvage, schema
from assessor.store.marks import APPLICATION_ID
from assessor.store.repository import Repository

PATIENCE_SECONDS = 1.0
"""How long somebody who writes is waited for; what is whole can be read beside them."""


class View(Repository):
    """A database that answers everything and takes nothing."""

    only_shows = True

    def __init__(self, path: Path) -> None:
        """Read a file; Problem when it is gone, or was written by a newer program."""
        engine = engines.connect("sqlite://")
        engines.settle(engine)
        self._path = path
        try:
            self.lost = _fill(engine, path)
            """How many assessments could not be read whole."""
        except BaseException:
            engine.dispose()
            raise
        engines.only_read(engine)
        self._take(engine)

    @property
    def place(self) -> str:
        """Return the file that was read."""
        return str(self._path)


def _fill(engine: sa.Engine, path: Path) -> int:
    """Put into an empty database in memory what is in a file; return how much was lost."""
    if not path.is_file():  # a pipe would be waited for
        raise engines.gone(str(path))
    with _inside(engine) as target:
        is_whole = _copied(path, target)
    schema.prepare_copy(engine)
    if is_whole:
        return 0
    with engines.writing(engine) as connection:
        return salvage.salvage(path, connection).lost


@contextmanager
def _inside(engine: sa.Engine) -> Iterator[Any]:
    with closing(engine.raw_connection()) as held:
        yield held.dbapi_connection


def _copied(path: Path, target: sqlite3.Connection) -> bool:
    """Copy a file if it is a sound database of ours; otherwise return False, ``target`` empty."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE_SECONDS)) as source:
            if not _is_sound(source):
                return False
            source.backup(target)
    except sqlite3.Error:
        return False
    return True


def _is_sound(source: sqlite3.Connection) -> bool:
    # Once it reads, others who write wait for it, and a copy never has to wait for them.
    source.execute("BEGIN").close()
    mark = source.execute("PRAGMA application_id").fetchone()[0]
    (word,) = source.execute("PRAGMA integrity_check").fetchone()
    return bool(mark == APPLICATION_ID and word == "ok")
