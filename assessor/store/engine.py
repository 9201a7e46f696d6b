"""Makes the connection to a database: safe settings for SQLite, none of its own for PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from assessor.domain.problem import InputProblem, Problem, Trouble, WorkProblem

BUSY_SECONDS = 10.0
"""How long a writer waits for another one."""

POOL_SECONDS = 5.0
"""How much longer a thread waits for another thread of the same program."""

_standing: WeakKeyDictionary[sa.Engine, tuple[int, int]] = WeakKeyDictionary()
"""Which file on the disk each engine writes to: its device and number there."""

_only_read: WeakSet[sa.Engine] = WeakSet()
"""Those that only show what could be read of something else."""

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
            # A thread may wait for another one that writes, but not for a disk that never answers.
            pool_timeout=busy_seconds + POOL_SECONDS,
            connect_args={"timeout": busy_seconds, "check_same_thread": False},
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
        identity = _identity(sqlite_file(engine))
        if identity is not None:
            _standing[engine] = identity


def _identity(path: Path | None) -> tuple[int, int] | None:
    try:
        found = path.stat() if path is not None else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found is not None else None


def _look_for_the_file(engine: sa.Engine) -> None:
    """Refuse to write into a file that nobody will find again; go on with one put in its place.

    SQLite itself keeps writing to a file that was deleted, and makes an empty one where it is gone.
    """
    known, path = _standing.get(engine), sqlite_file(engine)
    if known is None or path is None:
        return
    found = _identity(path)
    if found is None:
        raise gone(str(path))
    if found != known:
        engine.dispose()
        _standing[engine] = found


def refuse_gone(engine: sa.Engine, *, must_exist: bool, makes_folder: bool) -> None:
    """Refuse to make an empty database in the place of one that is gone, or was emptied."""
    path = sqlite_file(engine)
    if path is None:
        return
    if (must_exist and not path.exists()) or not (makes_folder or path.parent.exists()):
        raise gone(str(path))
    if must_exist and _is_emptied(str(path)):
        raise damaged(str(path))


def gone(place: str) -> WorkProblem:
    """Return what to say of a database that is no longer where it was."""
    return WorkProblem(
        "The database is not where it was: it was moved or deleted, or its drive is not connected.",
        place=place,
        remedy="Connect the drive or put the file back, and try again.",
    ).with_trouble(Trouble.GONE)


def _set_pragmas(connection: Any, _record: Any) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma).close()


def only_read(engine: sa.Engine) -> None:
    """Refuse every change from now on."""
    _only_read.add(engine)


def only_a_view() -> WorkProblem:
    """Return what to say of every change there."""
    return WorkProblem("This is only a view of what could be read: nothing can be changed in it.")


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
    _look_for_the_file(engine)
    with explained(engine), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a connection whose changes are all kept, or none of them."""
    if engine in _only_read:
        raise only_a_view()
    _look_for_the_file(engine)
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
    except (DatabaseError, PoolTimeout, sqlite3.Error, OSError, UnicodeDecodeError) as error:
        raise explain(error, str(sqlite_file(engine) or engine.url.host or "")) from error


def explain(error: Exception, place: str) -> Problem:
    """Return the problem behind a database's complaint."""
    text = str(error).lower()
    if _tells_of_damage(error, place):
        return damaged(place)
    if "locked" in text or "busy" in text or isinstance(error, PoolTimeout):
        return WorkProblem(
            "The database is in use by another program.",
            place=place,
            remedy="Close the other one and try again; nothing was lost.",
        ).with_trouble(Trouble.BUSY)
    if "full" in text or "disk i/o" in text or "no space" in text:
        return WorkProblem(
            "The change could not be written: the disk is full or does not answer.",
            place=place,
            remedy="Make room on it and try again; what was saved before is safe.",
        ).with_trouble(Trouble.FULL)
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return WorkProblem(
            "The database cannot be written here.",
            place=place,
            remedy="Check that the folder exists and that you may write in it.",
        ).with_trouble(Trouble.READ_ONLY)
    return WorkProblem(
        "The database does not answer as it should (%(reason)s).",
        place=place,
        remedy="Try again; if it stays so, restore a copy.",
        reason=str(getattr(error, "orig", error)),
    ).with_trouble(Trouble.OTHER)


def _tells_of_damage(error: Exception, place: str) -> bool:
    text = str(error).lower()
    signs = ("malformed", "not a database", "no such table")
    return (
        isinstance(error, UnicodeDecodeError)  # in the words of a complaint about damage
        or any(sign in text for sign in signs)
        or _is_emptied(place)
    )


def _is_emptied(place: str) -> bool:
    """Return whether somebody has emptied the file, which SQLite takes for a failing disk."""
    try:
        return Path(place).stat().st_size == 0
    except (OSError, ValueError):
        return False


def damaged(place: str) -> InputProblem:
    """Return what to say of a file that is no sound database."""
    return InputProblem(
        "The database is damaged, or is no database. It was left as it is.",
        place=place,
        remedy="Put a backup copy in its place, or move it away to start an empty one.",
    ).with_trouble(Trouble.DAMAGED)
