"""Rows of a spreadsheet as plain data: what a cell holds, before any file is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

Value = str | float | int | date | None


class Kind(Enum):
    """How a column's numbers are shown."""

    TEXT = auto()
    WHOLE = auto()
    ONE_DECIMAL = auto()
    TWO_DECIMALS = auto()
    POINTS = auto()
    """With their sign."""
    PER_CENT = auto()
    """Shares of 0 to 1."""
    DAY = auto()


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in letters, and how its numbers are shown."""

    title: str
    width: float
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its columns and its rows."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    filtered: bool = True
    """Whether it has a heading that can be filtered by and stays in view."""
    frozen: int = 2
    """How many columns stay in view at the left."""
