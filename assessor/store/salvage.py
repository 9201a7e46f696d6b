"""Reads what can still be read of a damaged database, without touching it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from assessor.domain.assessment import Assessment
from assessor.domain.problem import InputProblem
from assessor.store.document import unpack

MOST_GAPS = 10_000
"""So many unreadable places are stepped over before the rest is given up."""


class Found(NamedTuple):
    """What was found in a damaged database."""

    assessments: tuple[Assessment, ...]
    deleted: frozenset[str]
    """The ids of those that were deleted."""
    attachments: tuple[bytes, ...]
    lost: int
    """How many assessments could not be read whole."""


def salvage(path: Path) -> Found:
    """Return everything in a database file that is whole; the file stays as it is."""
    if not path.is_file():  # a pipe would be waited for
        return Found((), frozenset(), (), 0)
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.text_factory = lambda data: data.decode("utf-8", "replace")
            return _found(connection, str(path))
    except sqlite3.Error:
        return Found((), frozenset(), (), 0)


def _found(connection: sqlite3.Connection, place: str) -> Found:
    kept: list[Assessment] = []
    deleted: set[str] = set()
    lost = 0
    for row in _rows(connection, "assessments", "id, deleted, sha256, document"):
        assessment = _whole(row, place)
        if assessment is None:
            lost += 1
            continue
        kept.append(assessment)
        if row[2]:
            deleted.add(assessment.id)
    files = [row[1] for row in _rows(connection, "attachments", "content") if row]
    whole = tuple(content for content in files if isinstance(content, bytes))
    return Found(tuple(kept), frozenset(deleted), whole, lost)


def _whole(row: Any, place: str) -> Assessment | None:
    if row is None:
        return None
    _, assessment_id, _, sha256, document = row
    try:
        return unpack(str(document), str(sha256), str(assessment_id), place)
    except InputProblem:
        return None


def _rows(connection: sqlite3.Connection, table: str, columns: str) -> Iterator[Any]:
    """Yield the rows in their order on the disk, None for each place that cannot be read."""
    query = f"SELECT rowid, {columns} FROM {table} NOT INDEXED WHERE rowid > ? ORDER BY rowid"  # noqa: S608
    last = 0
    for _ in range(MOST_GAPS):
        try:
            for row in connection.execute(query, (last,)):
                last = row[0]
                yield row
        except sqlite3.DatabaseError:
            last += 1
            if not _goes_on(connection, table, last):
                return
            yield None
        else:
            return


def _goes_on(connection: sqlite3.Connection, table: str, last: int) -> bool:
    """Return whether anything can be found behind a damaged place."""
    query = f"SELECT max(rowid) >= ? FROM {table}"  # noqa: S608 - our own names
    try:
        return bool(connection.execute(query, (last,)).fetchone()[0])
    except sqlite3.DatabaseError:
        return False
