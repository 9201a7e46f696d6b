"""The sectors of the projects whose end is known, read without their documents in full."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from assessor.store.first_look import PATIENCE_SECONDS
from assessor.store.marks import APPLICATION_ID

SIGN = '"outcome":{'
"""Stands in every document with an outcome, and within no text: there its quotes are escaped."""


def sectors_in(path: Path) -> tuple[str, ...] | None:
    """Return the sectors in a database file of ours, before it has been opened in earnest.

    None when it cannot be read: then nobody knows what has been seen.
    """
    try:
        if not path.is_file():  # a pipe would be waited for
            return None
        address = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE_SECONDS)) as connection:
            connection.text_factory = lambda data: data.decode("utf-8", "replace")
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return None
            wanted = "SELECT document FROM assessments WHERE deleted IS NULL AND instr(document, ?)"
            return sectors_of(row[0] for row in connection.execute(wanted, (SIGN,)))
    except (sqlite3.Error, OSError, ValueError):
        return None


def sectors_of(documents: Iterable[str]) -> tuple[str, ...]:
    """Return the sectors of those documents that have an outcome, in the order of the alphabet."""
    return tuple(sorted({sector for sector in map(_sector, documents) if sector}))


def _sector(document: str) -> str:
    """Return the sector of a project that has ended; empty for any other."""
    try:
        read = json.loads(document)
        return str(read["project"]["sector"]).strip() if read.get("outcome") else ""
    except (ValueError, TypeError, KeyError, AttributeError):
        return ""  # a damaged document is told of where it is opened
