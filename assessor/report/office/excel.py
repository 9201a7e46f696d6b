"""Writes sheets as a .xlsx: typed cells, and whatever anybody typed is text, never a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from assessor.domain.language import Language
from assessor.language import Voice
from assessor.report.office.cells import Column, Kind, Sheet, Value
from assessor.report.office.package import timeless
from assessor.report.office.paint import Paint
from assessor.report.plain import printable

CELL_LIMIT = 32_767
"""Characters that Excel keeps in a cell, counted in UTF-16."""

CUT = " […]"
NAME_LIMIT = 31
FIRST_YEAR = 1900
"""Excel counts its days from here."""

A3, A4 = 8, 9
"""As the file format numbers sizes of paper."""

WIDE = 180
"""Letters side by side that A4 still shows large enough to read: 7 points of 10."""

FILLED = 1.05
"""Letters of a line to those of its column's width, which are digits and wider, after breaks."""

LINE, HIGHEST = 13.0, 409.0
"""Points: a line of text, and the highest row that Excel has."""

_LEADS = tuple("=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b\uff5c\uff05")
"""What may begin a formula in Excel or one of its kin, also when a file is saved as CSV again."""

_NAME = re.compile(r"[\[\]:*?/\\']")
FORMATS = {
    Kind.TEXT: "General",  # not "@": older Excels show long texts of that format as a fence
    Kind.WHOLE: "#,##0",
    Kind.ONE_DECIMAL: "#,##0.0",
    Kind.TWO_DECIMALS: "0.00",
    Kind.POINTS: "+0.0;\u22120.0;0",
    Kind.PER_CENT: "0%",
}
DAYS = {Language.EN: "d mmm yyyy", Language.RU: "dd.mm.yyyy"}
PALE, HAIR = "#EEF1F5", "#D9DEE5"
HEAD_LIMIT = 80
"""Letters of the title in the head of a printed page; Excel takes 255 in all."""

MARGINS = {"left": 0.4, "right": 0.4, "top": 0.7, "bottom": 0.6}
"""Inches around a printed page."""


@dataclass(frozen=True)
class About:
    """What a file says of itself."""

    title: str
    author: str
    day: date


def workbook(sheets: Iterable[Sheet], about: About, voice: Voice, paint: Paint) -> bytes:
    """Return the sheets as a file; equal arguments give equal bytes."""
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - only copies for Excel need it

    out = io.BytesIO()
    # Nothing that is handed over may turn into a formula, a link or a number by its look.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    book.set_properties(
        {"title": about.title, "author": about.author, "created": _moment(about.day)}
    )
    styles = {left: _Styles(book, voice.language, paint, at_left=left) for left in (False, True)}
    for sheet in sheets:
        page = book.add_worksheet(_name(sheet.name))
        # Facts with a name beside them read best side by side; columns of numbers do not.
        _write(page, sheet, styles[not sheet.filtered])
        _set_up(page, sheet, about, voice)
    book.close()
    return timeless(out.getvalue())


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the library takes no zone


_ALIGNED: dict[str, dict[str, Any]] = {
    "left": {"align": "left"},
    # Away from the words of the next column.
    "right": {"align": "right", "indent": 1},
}


def _side(kind: Kind) -> str:
    return "left" if kind in {Kind.TEXT, Kind.DAY} else "right"


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any, spoken: Language, paint: Paint, *, at_left: bool) -> None:
        self._book = book
        self._at_left = at_left
        self._formats: dict[tuple[Kind, bool], Any] = {}
        self._codes = {**FORMATS, Kind.DAY: DAYS[spoken]}
        base = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        ink, accent = f"#{paint.ink}", f"#{paint.accent}"
        heading = {**base, "bold": True, "text_wrap": True, "bg_color": PALE, "font_color": ink}
        # A line below each row leads the eye on paper, where no grid is printed.
        self._base = {**base, "font_color": ink, "bottom": 1, "bottom_color": HAIR}
        heading |= {"bottom": 2, "bottom_color": accent}
        self._headings = {
            side: book.add_format({**heading, **_ALIGNED[side]}) for side in ("left", "right")
        }

    def heading(self, kind: Kind) -> Any:
        """Return the format of a heading, over what stands below it."""
        return self._headings[_side(kind)]

    def of(self, kind: Kind, *, guarded: bool = False) -> Any:
        """Return the format of a kind; ``guarded`` marks a text that could be a formula."""
        key = (kind, guarded)
        if key not in self._formats:
            look = {**self._base, "num_format": self._codes[kind]}
            look |= _ALIGNED["left" if self._at_left else _side(kind)]
            if kind is Kind.TEXT:
                look |= {"text_wrap": True, "quote_prefix": guarded}
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]


def _write(page: Any, sheet: Sheet, styles: _Styles) -> None:
    last = len(sheet.columns) - 1
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        if sheet.filtered:
            page.write_string(0, place, text_of(column.title), styles.heading(column.kind))
    first = 1 if sheet.filtered else 0
    if sheet.filtered:
        page.set_row(0, _height(tuple(column.title for column in sheet.columns), sheet.columns))
    for number, row in enumerate(sheet.rows, start=first):
        page.set_row(number, _height(row, sheet.columns))
        for place, (value, column) in enumerate(zip(row, sheet.columns, strict=True)):
            _cell(page, (number, place), value, column, styles)
    if sheet.filtered:
        page.freeze_panes(1, sheet.frozen)
        page.autofilter(0, 0, max(1, len(sheet.rows)), last)


def _set_up(page: Any, sheet: Sheet, about: About, voice: Voice) -> None:
    """Say how the sheet is printed: across, as wide as the paper, with its heading on each page."""
    page.set_landscape()
    page.set_paper(A3 if sum(column.width for column in sheet.columns) > WIDE else A4)
    page.fit_to_pages(1, 0)
    page.set_margins(**MARGINS)
    # An ampersand begins a code there; two are one.
    title = text_of(about.title).replace("\n", " ")[:HEAD_LIMIT].replace("&", "&&")
    before, between, after = voice.say("page # of #").split("#")
    page.set_header(f"&L&8{_apart(title)}&R&8&A")
    page.set_footer(f"&R&8{before}&P{between}&N{after}")
    if sheet.filtered:
        page.repeat_rows(0)


def _apart(title: str) -> str:
    """Keep the digits that a title begins with from those of the size before it."""
    return f" {title}" if title[:1].isdigit() else title


def _height(row: tuple[Value, ...], columns: tuple[Column, ...]) -> float:
    """Return how high a row must be, in points: few programs work that out on opening a file."""
    lines = [
        sum(1 + len(line) // max(1, int(column.width * FILLED)) for line in value.split("\n"))
        for value, column in zip(row, columns, strict=True)
        if isinstance(value, str)
    ]
    return min(HIGHEST, LINE * max(lines, default=1) + 2)


def _cell(page: Any, where: tuple[int, int], value: Value, column: Column, styles: _Styles) -> None:
    """Write a cell by what its value is, never by what it looks like."""
    if value is None or value == "":
        page.write_blank(*where, None, styles.of(Kind.TEXT))
        return
    if isinstance(value, str):
        text = text_of(value)
        page.write_string(*where, text, styles.of(Kind.TEXT, guarded=is_risky(text)))
    elif isinstance(value, date) and value.year < FIRST_YEAR:
        page.write_string(*where, value.isoformat(), styles.of(Kind.TEXT))
    elif isinstance(value, date):
        page.write_datetime(*where, _moment(value), styles.of(Kind.DAY))
    else:
        kind = column.kind if column.kind is not Kind.TEXT else Kind.WHOLE
        page.write_number(*where, value, styles.of(kind))


def is_risky(text: str) -> bool:
    """Return whether a spreadsheet could take a text for a formula if it were typed in."""
    return text.lstrip(" \u00a0\u3000\ufeff\u200b").startswith(_LEADS) or text.startswith(_LEADS)


def text_of(text: str) -> str:
    """Return a text as a cell can hold it: printable, and no longer than Excel allows."""
    shown = printable(text)
    if _units(shown) <= CELL_LIMIT:
        return shown
    kept = shown[: CELL_LIMIT - len(CUT)]
    while _units(kept) + len(CUT) > CELL_LIMIT:
        kept = kept[:-1]
    return kept + CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _name(name: str) -> str:
    """Return a name that Excel allows for a sheet."""
    return _NAME.sub(" ", name)[:NAME_LIMIT].strip() or "-"
