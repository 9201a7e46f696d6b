"""Real tables: with a heading that is said again on every page, and widths by their words."""

from __future__ import annotations

import re
from typing import Any

from assessor.report.office import word_xml
from assessor.report.office.inline import add_inline, words_of

LETTERS = 100
"""Letters of a cell's size that stand side by side in the width of the text."""

LONGEST = 20
"""Letters of a word that may be broken rather than widen its column."""

ROOM, BOLD_ROOM = 1.12, 1.28
"""What a word takes against an average one of its length, in a cell and in a heading."""

_BREAK = re.compile(r"[ \n\u200b]+|(?<=-)")
"""Where a word ends for a line: not at a no-break space."""


def add_table(document: Any, element: Any, inches: float) -> None:
    """Add a table of the page to the document, as wide as the text."""
    rows = [[cell for cell in row if cell.tag in {"th", "td"}] for row in element.iter("tr")]
    rows = [row for row in rows if row]
    if not rows:
        return
    columns = max(len(row) for row in rows)
    table = document.add_table(rows=len(rows), cols=columns)
    table.autofit = False
    word_xml.rule_table(table)
    _widen(table, _shares(rows, columns), inches)
    headings = len(element.findall("./thead/tr"))
    for place, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        word_xml.keep_whole(row)
        if place < headings:
            word_xml.repeat_heading(row)
        _fill_row(row, cells)
    document.add_paragraph(style="Takeoff Cell")


def _fill_row(row: Any, cells: list[Any]) -> None:
    seats = row.cells
    if len(cells) == 1 and _span(cells[0]) > 1:
        _fill(seats[0].merge(seats[-1]), cells[0])
        return
    for seat, cell in zip(seats, cells, strict=False):
        _fill(seat, cell)


def _span(cell: Any) -> int:
    """Return over how many columns a cell reaches."""
    return int(cell.get("colspan", "1"))


def _shares(rows: list[list[Any]], columns: int) -> list[float]:
    """Return how wide each column is, as shares of one: room for its longest word, then by need."""
    needed, wanted = [], []
    for column in range(columns):
        cells = [row[column] for row in rows if len(row) > column and _span(row[column]) == 1]
        texts = [words_of(cell) for cell in cells]
        least = max(map(_longest, cells), default=1) + 2
        needed.append(least)
        wanted.append(max(0.0, sum(map(len, texts)) / max(1, len(texts)) - least))
    spare, more = max(0.0, LETTERS - sum(needed)), sum(wanted)
    widths = [
        least + (spare * want / more if more else spare / columns)
        for least, want in zip(needed, wanted, strict=True)
    ]
    return [width / sum(widths) for width in widths]


def _longest(cell: Any) -> float:
    """Return the room that the longest word of a cell needs, in average letters."""
    words = _BREAK.split(words_of(cell))
    room = BOLD_ROOM if cell.getparent().getparent().tag == "thead" else ROOM
    return min(max(map(len, words)), LONGEST) * room


def _widen(table: Any, shares: list[float], inches: float) -> None:
    from docx.shared import Inches  # noqa: PLC0415 - heavy, and only for copies

    for column, share in zip(table.columns, shares, strict=True):
        column.width = Inches(inches * share)
        for cell in column.cells:
            cell.width = Inches(inches * share)


def _fill(seat: Any, cell: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - heavy, and only for copies

    paragraph = seat.paragraphs[0]
    paragraph.style = "Takeoff Cell"
    if "figure" in cell.get("class", "").split():
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_inline(paragraph, cell, lines=False)
