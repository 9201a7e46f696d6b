"""Reads what can still be read of a damaged database, without touching it, into another one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa

from assessor.domain.canonical import digest_of_bytes
from assessor.domain.problem import InputProblem
from assessor.store.document import attachments_of, unpack
from assessor.store.questionnaires import questionnaire_in
from assessor.store.tables import (
    assessments,
    attachment_uses,
    attachments,
    questionnaire_drafts,
    questionnaire_editions,
)

MOST_GAPS = 10_000
"""So many unreadable places are stepped over before the rest is given up."""


class Salvaged(NamedTuple):
    """What could be taken over from a damaged database."""

    read: int
    """How many assessments, those that were deleted included."""
    lost: int
    """How many assessments could not be read whole."""


def salvage(path: Path, target: sa.Connection) -> Salvaged:
    """Put everything in a database file that is whole into the tables of another database.

    The file stays as it is; neither locks nor a journal are minded, for digests tell what is whole.
    """
    if not path.is_file():  # a pipe would be waited for
        return Salvaged(0, 0)
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as source:
            # A file that was cut short is refused without this, which changes nothing in it.
            source.execute("PRAGMA writable_schema=ON").close()
            source.text_factory = lambda data: data.decode("utf-8", "replace")
            for table in (questionnaire_editions, questionnaire_drafts, attachments):
                for values in _rows(source, table):
                    if values is not None and _is_whole(table, values):
                        _insert(target, table, values)
            return _assessments(source, target)
    except sqlite3.Error:
        return Salvaged(0, 0)


def _is_whole(table: sa.Table, values: Mapping[str, Any]) -> bool:
    if table is attachments:
        content = values["content"]
        return isinstance(content, bytes) and digest_of_bytes(content) == values["sha256"]
    found = questionnaire_in(str(values["document"]))
    return found is not None and values.get("sha256", found.digest) == found.digest


def _assessments(source: sqlite3.Connection, target: sa.Connection) -> Salvaged:
    read = lost = 0
    for values in _rows(source, assessments):
        if values is None or not _put(target, values):
            lost += 1
        else:
            read += 1
    return Salvaged(read, lost)


def _put(target: sa.Connection, values: Mapping[str, Any]) -> bool:
    """Put an assessment in with what it uses; return False when it is not whole."""
    key = str(values["id"])
    try:
        found = unpack(str(values["document"]), str(values["sha256"]), key, "")
    except InputProblem:
        return False
    if not _insert(target, assessments, values):
        return False
    for name in attachments_of(found):
        _insert(target, attachment_uses, {"assessment_id": key, "sha256": name})
    return True


def _insert(target: sa.Connection, table: sa.Table, values: Mapping[str, Any]) -> bool:
    """Insert a row as it is; return False when the table does not take it."""
    # Not by SQLAlchemy's own types: they refuse values that only a damaged file has.
    names = ", ".join(values)
    places = ", ".join("?" * len(values))
    query = f"INSERT OR IGNORE INTO {table.name} ({names}) VALUES ({places})"  # noqa: S608 - our own names
    return target.exec_driver_sql(query, tuple(values.values())).rowcount == 1


def _rows(connection: sqlite3.Connection, table: sa.Table) -> Iterator[dict[str, Any] | None]:
    """Yield the rows in their order on the disk, None for each place that cannot be read.

    Where the end of the table cannot be read either, one None stands for all that is behind.
    """
    if not _is_there(connection, table.name):
        return
    names = [column.name for column in table.columns]
    query = (
        f"SELECT rowid, {', '.join(names)} FROM {table.name} NOT INDEXED"  # noqa: S608 - our own names
        " WHERE rowid > ? ORDER BY rowid LIMIT 1"
    )
    last = missed = gaps = 0
    while gaps < MOST_GAPS:
        try:
            # One at a time: Python reads a row ahead, whose error would cost the one before.
            row = connection.execute(query, (last,)).fetchone()
        except sqlite3.DatabaseError:
            gaps, last = gaps + 1, last + 1
            if _ends_before(connection, table.name, last):
                break
            missed += 1
            continue
        if row is None:
            break
        yield from repeat(None, missed)
        last, missed = row[0], 0
        yield dict(zip(names, row[1:], strict=True))
    else:
        missed = 1
    yield from repeat(None, missed)


def _is_there(connection: sqlite3.Connection, table: str) -> bool:
    query = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
    try:
        return bool(connection.execute(query, (table,)).fetchone()[0])
    except sqlite3.DatabaseError:
        return False


def _ends_before(connection: sqlite3.Connection, table: str, last: int) -> bool:
    """Return whether nothing is to be found from a damaged place on; not so where none can tell."""
    query = f"SELECT max(rowid) < ? FROM {table}"  # noqa: S608 - our own names
    try:
        return bool(connection.execute(query, (last,)).fetchone()[0])
    except sqlite3.DatabaseError:
        return False
