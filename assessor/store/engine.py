"""Makes the connection to a database: safe settings for SQLite, none of its own for PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from assessor.domain.problem import InputProblem, Problem, WorkProblem

BUSY_SECONDS = 10.0
"""How long a writer waits for another one."""

_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA journal_mode=DELETE",  # WAL can corrupt in every SQLite before 3.51.3
    "PRAGMA synchronous=FULL",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
)


def connect(url: str, busy_seconds: float = BUSY_SECONDS) -> sa.Engine:
    """Return an engine for a SQLAlchemy URL; no connection is made yet.

    An SQLite file that another program writes to is waited for so many seconds.

    Raises InputProblem for a URL that means nothing.
    """
    try:
        parsed = sa.make_url(url)
        if parsed.get_backend_name() != "sqlite":
            return sa.create_engine(parsed)
        # One connection: one writer in each process.
        engine = sa.create_engine(
            parsed,
            pool_size=1,
            max_overflow=0,
            poolclass=sa.QueuePool,
            connect_args={"timeout": busy_seconds},
        )
    except (ArgumentError, NoSuchModuleError, ImportError):
        raise InputProblem(
            "The database address “%(url)s” cannot be used.",
            remedy="Leave it empty for a file on this computer, or write postgresql+psycopg://…",
            url=url,
        ) from None
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # Python's own transactions leave schema changes outside
    connection.text_factory = _readable


def _readable(data: bytes) -> str:
    # A damaged text must not hide the rows around it; its digest gives it away.
    return data.decode("utf-8", "replace")


def settle(engine: sa.Engine) -> None:
    """Set what every SQLite connection must keep to; only after the file has proved to be ours."""
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _set_pragmas)
        engine.dispose()


def _set_pragmas(connection: Any, _record: Any) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma).close()


def _begin(connection: sa.Connection) -> None:
    # A writer takes its lock at once: a reader that turns writer half-way is refused, not queued.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def sqlite_file(engine: sa.Engine) -> Path | None:
    """Return the file of a SQLite engine, None for others and for memory."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return None
    return Path(name)


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a connection for reading."""
    with explained(engine), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a connection whose changes are all kept, or none of them."""
    with (
        explained(engine),
        engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def explained(engine: sa.Engine) -> Iterator[None]:
    """Turn what the database complains of into a problem that the user can act on."""
    try:
        yield
    except (DatabaseError, sqlite3.Error, OSError, UnicodeDecodeError) as error:
        raise explain(error, str(sqlite_file(engine) or engine.url.host or "")) from error


def explain(error: Exception, place: str) -> Problem:
    """Return the problem behind a database's complaint."""
    text = str(error).lower()
    if isinstance(error, UnicodeDecodeError):  # in the words of a complaint about damage
        return damaged(place)
    if "locked" in text or "busy" in text:
        return WorkProblem(
            "The database is in use by another program.",
            place=place,
            remedy="Close the other one and try again; nothing was lost.",
        )
    if "full" in text or "disk i/o" in text or "no space" in text:
        return WorkProblem(
            "The change could not be written: the disk is full or does not answer.",
            place=place,
            remedy="Make room on it and try again; what was saved before is safe.",
        )
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return WorkProblem(
            "The database cannot be written here.",
            place=place,
            remedy="Check that the folder exists and that you may write in it.",
        )
    if "malformed" in text or "not a database" in text:
        return damaged(place)
    return WorkProblem(
        "The database does not answer as it should (%(reason)s).",
        place=place,
        remedy="Try again; if it stays so, restore a copy.",
        reason=str(getattr(error, "orig", error)),
    )


def damaged(place: str) -> InputProblem:
    """Return what to say of a file that is no sound database."""
    return InputProblem(
        "The database is damaged, or is no database. It was left as it is.",
        place=place,
        remedy="Put a backup copy in its place, or move it away to start an empty one.",
    )
