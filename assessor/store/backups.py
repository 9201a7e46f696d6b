"""Makes verified copies of a database file, lists them, thins them out and puts one back.

A copy counts as a backup only after it was read again: SQLite finds it in order, it is ours, and
every stored text and file still has its SHA-256. Where some have not, the copy is kept under a name
of its own, and none of the good ones goes. The name of a backup tells its moment and the beginning
of its own SHA-256, so that a byte changed later is noticed.
"""

from __future__ import annotations

import glob
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from assessor.domain.backup import Backup, to_keep
from assessor.domain.canonical import digest_of_bytes
from assessor.domain.language import message
from assessor.domain.problem import InputProblem, Trouble, WorkProblem
from assessor.domain.system_fault import fault
from assessor.store import atomic, clock_doubt
from assessor.store import engine as engines
from assessor.store.marks import APPLICATION_ID

FOLDER = "backups"
"""Beside the database."""

PATIENCE_SECONDS = 10.0
"""How long somebody who writes is waited for."""

STAMP = "%Y%m%dT%H%M%SZ"
DIGITS = 16
"""Of the SHA-256 in a name."""
UNFINISHED = ".unfinished"
DAMAGED = "-damaged"

Moved = TypeVar("Moved")


class PartlyDamaged(InputProblem):
    """A part of the database is damaged; there is a copy of it as it is, which is no backup."""


_DIGESTS = (
    "SELECT sha256, CAST(document AS BLOB) FROM assessments",
    "SELECT sha256, content FROM attachments",
)
"""What has a digest of its own bytes."""


def folder_of(database: Path) -> Path:
    """Return where the backups of a database are kept."""
    return database.with_name(FOLDER)


def listed(database: Path) -> tuple[Backup, ...]:
    """Return the backups of a database, the newest first; damaged ones and other files are not."""
    name = re.compile(rf"{re.escape(database.stem)}-(\d{{8}}T\d{{6}}Z)-[0-9a-f]{{{DIGITS}}}\.db")
    found = []
    try:
        for path in folder_of(database).iterdir():
            fits = name.fullmatch(path.name)
            moment = _moment(fits[1]) if fits else None
            if moment is not None and path.is_file():
                found.append(Backup(path=path, moment=moment, size=path.stat().st_size))
    except OSError:  # no folder yet, or one that went meanwhile
        pass
    return tuple(sorted(found, key=lambda backup: backup.moment, reverse=True))


def make(database: Path, now: datetime) -> Backup:
    """Return a verified backup of now: a new one, or the newest if nothing has changed since.

    Raises Problem when the database cannot be read, when nothing can be written, or when a part of
    it is damaged; what was there before stays.
    """
    folder = folder_of(database)
    atomic.make_folder(folder)
    _clear(database)
    known = listed(database)
    name = f"{database.stem}-{now.astimezone(UTC).strftime(STAMP)}"
    with _written(folder / f"{name}{UNFINISHED}") as fresh:
        _copy(database, fresh)
        lost = _verified(fresh)
        if lost:
            _keep_damaged(fresh, database, name)
            raise _partly(database, lost)
        digest = _digest(fresh)
        if known and _named_digest(known[0].path) == digest:
            return known[0]
        made = Backup(
            path=folder / f"{name}-{digest}.db",
            moment=now.astimezone(UTC).replace(microsecond=0),
            size=fresh.stat().st_size,
        )
        fresh.replace(made.path)
    _thin(database, made)
    return made


def put_back(
    backup: Backup, database: Path, make_room: Callable[[], Moved], now: datetime
) -> Moved:
    """Put a backup, verified again, where the database is, which ``make_room`` moves away.

    What was deleted then can be restored for thirty days from ``now``: it may be what is wanted.
    Returns what ``make_room`` tells of where to.
    Raises Problem when it is damaged by now or nothing can be written there; then nothing moved.
    """
    verify(backup)
    with _written(database.with_name(f".{database.name}{UNFINISHED}")) as fresh:
        shutil.copyfile(backup.path, fresh)
        _refuse_changed(fresh, backup)
        _give_time(fresh, now)
        moved = make_room()
        fresh.replace(database)
    return moved


def _give_time(path: Path, now: datetime) -> None:
    try:
        with closing(sqlite3.connect(path)) as connection, connection:
            clock_doubt.give_time(connection, now)
    except sqlite3.Error as error:
        raise engines.explain(error, str(path)) from error


def verify(backup: Backup) -> None:
    """Raise Problem when a backup is not whole any more, or not there."""
    if not backup.path.is_file():
        raise InputProblem(
            "This backup is not there any more.",
            place=str(backup.path),
            remedy="Choose another backup.",
        )
    _refuse_changed(backup.path, backup)


def _refuse_changed(path: Path, backup: Backup) -> None:
    """Refuse a file, the backup's own or a copy of it, whose bytes are not those of then."""
    if _digest(path) != _named_digest(backup.path):
        raise InputProblem(
            "This backup was changed or damaged after it was made. The database was left as it is.",
            place=str(backup.path),
            remedy="Choose another backup.",
        )


@contextmanager
def _written(path: Path) -> Iterator[Path]:
    """Give the place of a file that is only complete at the end, and takes nothing along."""
    try:
        path.unlink(missing_ok=True)
        yield path
    except OSError as error:
        raise fault(
            error,
            message("The file cannot be written (%(reason)s)."),
            place=str(path.parent),
            remedy=message(
                "Check that the folder exists, that you may write there and that it has room."
            ),
        ) from error
    finally:
        path.unlink(missing_ok=True)


def _clear(database: Path) -> None:
    """Take away what an end in the middle has left, SQLite's journal beside it too."""
    for left in folder_of(database).glob(f"{glob.escape(database.stem)}-*{UNFINISHED}*"):
        left.unlink(missing_ok=True)


def _copy(database: Path, target: Path) -> None:
    try:
        if not database.is_file():  # a pipe would be waited for
            raise engines.gone(str(database))
        address = f"{database.resolve().as_uri()}?mode=ro"
        with (
            closing(sqlite3.connect(address, uri=True, timeout=PATIENCE_SECONDS)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
    except sqlite3.Error as error:
        problem = engines.explain(error, str(database))
        raise _no_room(target) if problem.trouble is Trouble.FULL else problem from error
    target.chmod(0o600)
    with target.open("r+b") as stream:
        os.fsync(stream.fileno())


def _no_room(target: Path) -> WorkProblem:
    return WorkProblem(
        "There is no room on the disk for a backup. What you entered is not touched by that.",
        place=str(target.parent),
        remedy="Make room on it and try again; what was saved before is safe.",
    )


def _verified(path: Path) -> int:
    """Return how many stored texts and files are damaged; Problem when it is no sound database."""
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            if not ours or connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise engines.damaged(str(path))
            return sum(
                not isinstance(content, bytes) or digest_of_bytes(content) != digest
                for query in _DIGESTS
                for digest, content in connection.execute(query)
            )
    except sqlite3.Error as error:
        raise engines.explain(error, str(path)) from error


def _keep_damaged(fresh: Path, database: Path, name: str) -> None:
    """Keep a copy of what is damaged in place of the one before: most of it may be whole."""
    for old in folder_of(database).glob(f"{glob.escape(database.stem)}-*{DAMAGED}.db"):
        old.unlink(missing_ok=True)
    fresh.replace(fresh.with_name(f"{name}{DAMAGED}.db"))


def _partly(database: Path, lost: int) -> PartlyDamaged:
    return PartlyDamaged(
        "A part of the database is damaged (%(lost)d places). It was copied as it is, and all "
        "earlier backups are kept.",
        place=str(database),
        remedy="Open the damaged assessment from an earlier backup or an exchange file.",
        lost=lost,
    )


def _digest(path: Path) -> str:
    return digest_of_bytes(path.read_bytes())[:DIGITS]


def _named_digest(path: Path) -> str:
    return path.stem.rpartition("-")[2]


def _thin(database: Path, made: Backup) -> None:
    """Let go of what is not needed any more, but never of the one just made.

    By a clock that was set back it is not the newest.
    """
    known = listed(database)
    kept = to_keep(backup.moment for backup in known) | {made.moment}
    for backup in known:
        if backup.moment not in kept:
            backup.path.unlink(missing_ok=True)


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
