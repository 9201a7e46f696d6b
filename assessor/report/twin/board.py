"""Shares all questions out over the columns of the wall chart, and sections over its sheets."""

from __future__ import annotations

from collections.abc import Iterable

from assessor.report.twin.content import Board, BoardColumn, BoardRow, TwinSection, WordSheet

ROWS = 25
"""Lines of a column, headings among them, at a height that a dot of 8 mm needs."""

COLUMNS = 2

WORDED = 8
"""Questions on a sheet that tells their levels in words; each further heading takes one's room."""


def boards(sections: Iterable[TwinSection]) -> tuple[Board, ...]:
    """Return the sheets, each of two columns; a section goes on under its own heading again."""
    columns = _columns(tuple(sections))
    return tuple(
        tuple(columns[first : first + COLUMNS]) for first in range(0, len(columns), COLUMNS)
    )


def word_sheets(sections: Iterable[TwinSection]) -> tuple[WordSheet, ...]:
    """Return the sections sheet by sheet: short ones share one, none is parted."""
    sheets: list[list[TwinSection]] = []
    for section in sections:
        if sheets and taken([*sheets[-1], section]) <= WORDED:
            sheets[-1].append(section)
        else:
            sheets.append([section])
    return tuple(WordSheet(sections=tuple(one), lines=min(taken(one), WORDED)) for one in sheets)


def taken(sections: list[TwinSection]) -> int:
    """Return how much of a sheet sections take, in questions."""
    return sum(len(section.questions) for section in sections) + len(sections) - 1


def _columns(sections: tuple[TwinSection, ...]) -> list[BoardColumn]:
    """Return the columns, about equally long; sections stay whole if that costs no column."""
    lines = sum(len(section.questions) + 1 for section in sections)
    fewest = max(1, -(-lines // ROWS))
    fewest += fewest % COLUMNS
    for most in range(-(-lines // fewest), ROWS + 1):
        columns = _filled(sections, most, whole=True)
        if len(columns) <= fewest:
            return columns
    return _filled(sections, ROWS, whole=False)


def _filled(sections: tuple[TwinSection, ...], most: int, *, whole: bool) -> list[BoardColumn]:
    columns: list[list[BoardRow]] = [[]]
    for section in sections:
        heading = BoardRow(number=section.number, text=section.title, heading=True)
        needed = 1 + len(section.questions)
        if columns[-1] and len(columns[-1]) + (needed if whole and needed <= most else 2) > most:
            columns.append([])
        columns[-1].append(heading)
        for question in section.questions:
            if len(columns[-1]) == most:
                columns.append([heading])
            columns[-1].append(BoardRow(number=question.number, text=question.short))
    return [tuple(column) for column in columns if column]
