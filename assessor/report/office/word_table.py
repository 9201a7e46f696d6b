"""Real tables: with a heading that is said again on every page, and widths by their words."""

from __future__ import annotations

import re
from typing import Any

from assessor.report.office import word_xml
from assessor.report.office.inline import add_inline, words_of
from assessor.report.office.paint import Paint

SHORT = 12
"""Rows of a table that stays on one page."""

LETTERS = 100
"""Letters of a cell's size that stand side by side in the width of the text."""

LONGEST = 20
"""Letters of a word that may be broken rather than widen its column."""

ROOM, BOLD_ROOM = 1.12, 1.28
"""What a word takes against an average one of its length, in a cell and in a heading."""

EVEN = 0.3
"""The part of what is left of the width that every column gets the same of."""

ONE_LINE = 24
"""Letters of a heading or a cell that stand in one line where there is room."""

_BREAK = re.compile(r"[ \n\u200b]+|(?<=-)")
"""Where a word ends for a line: not at a no-break space."""


def add_table(place: Any, element: Any, inches: float, paint: Paint) -> None:
    """Add a table of the page to the document, as wide as the text."""
    rows = [[cell for cell in row if cell.tag in {"th", "td"}] for row in element.iter("tr")]
    rows = [row for row in rows if row]
    if not rows:
        return
    columns = max(len(row) for row in rows)
    table = place.add_table(rows=len(rows), cols=columns)
    table.autofit = False
    word_xml.rule_table(table, paint.ink)
    _widen(table, [inches * share for share in _shares(rows, columns)])
    headings = len(element.findall("./thead/tr"))
    kept = _kept(rows, headings)
    for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        word_xml.keep_whole(row)
        if number < headings:
            word_xml.repeat_heading(row)
        _fill_row(row, cells, keep=number in kept)
    word_xml.add_styled(place, "Takeoff Gap")


def add_columns(place: Any, widths: list[float]) -> list[Any]:
    """Return the cells of a table without lines, to set blocks of these widths side by side."""
    table = place.add_table(rows=1, cols=len(widths))
    table.autofit = False
    word_xml.bare_table(table)
    _widen(table, widths)
    word_xml.add_styled(place, "Takeoff Gap")
    return list(table.rows[0].cells)


def _kept(rows: list[list[Any]], headings: int) -> set[int]:
    """Return the rows that no page may end with: of a long table the first and the last ones."""
    last = len(rows) - 1
    kept = set(range(last))
    if len(rows) - headings > SHORT:
        kept = {*range(headings + 2), *range(last - 2, last)}
    telling = (place for place, row in enumerate(rows) if _has(row[0].getparent(), "tells"))
    return kept | set(telling)


def _has(element: Any, name: str) -> bool:
    return name in element.get("class", "").split()


def _fill_row(row: Any, cells: list[Any], *, keep: bool) -> None:
    seats = row.cells
    if len(cells) == 1 and _span(cells[0]) > 1:
        _fill(seats[0].merge(seats[-1]), cells[0], keep=keep)
        return
    for seat, cell in zip(seats, cells, strict=False):
        _fill(seat, cell, keep=keep)


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
        # One long cell among short ones counts as much as a long heading does.
        one_line = min(max(map(len, texts), default=0), ONE_LINE)
        want = max(one_line, sum(map(len, texts)) / max(1, len(texts)))
        wanted.append(max(0.0, want - least))
    spare, more = max(0.0, LETTERS - sum(needed)), sum(wanted)
    evenly = spare * (EVEN if more else 1.0)
    widths = [
        least + evenly / columns + (spare - evenly) * want / max(more, 1.0)
        for least, want in zip(needed, wanted, strict=True)
    ]
    return [width / sum(widths) for width in widths]


def _longest(cell: Any) -> float:
    """Return the room that the longest word of a cell needs, in average letters."""
    # Figures keep to one line, as they do in the PDF.
    is_figure = cell.tag == "td" and _has(cell, "figure") and cell.find("br") is None
    words = [words_of(cell)] if is_figure else _BREAK.split(words_of(cell))
    room = BOLD_ROOM if cell.getparent().getparent().tag == "thead" else ROOM
    return min(max(map(len, words)), LONGEST) * room


def _widen(table: Any, widths: list[float]) -> None:
    from docx.shared import Inches  # noqa: PLC0415 - heavy, and only for copies

    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
        for cell in column.cells:
            cell.width = Inches(width)


def _fill(seat: Any, cell: Any, *, keep: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - heavy, and only for copies

    paragraph = seat.paragraphs[0]
    word_xml.style_as(paragraph, "Takeoff Cell")
    if keep:
        paragraph.paragraph_format.keep_with_next = True
    if _has(cell, "figure"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_inline(paragraph, cell, lines=False)
