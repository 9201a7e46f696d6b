"""Excel copies: typed cells, and no text that anybody typed is ever a formula."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from assessor.domain.language import Language
from assessor.language import Voice
from assessor.report.look.own import OwnLook
from assessor.report.office import excel
from assessor.report.office.cells import Column, Kind, Sheet
from assessor.report.office.paint import Paint, paint_of

ABOUT = excel.About("title", "author", date(2026, 11, 24))
PAINT = paint_of(OwnLook())
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BODY = "cmd|' /C calc'!A0"
LEADS = (
    *("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "  +", "|", "%", "\u00a0=", "\u3000="),
    *("\ufeff=", "\u200b=", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\uff5c", "\uff05", "\u2212"),
    *("\ufe62", "\ufe63", "\ufe66", "\ufe6b", "==", "=-", "+=", "-+", "@@", "\t\t@", " \t+"),
    *("=HYPERLINK(1,2)&", "=1+", "+1+", "-1-", "@SUM(1)*", "=IMPORTXML(1)&", "=DDE(1)&"),
)


def book(*rows: tuple[object, ...], columns: tuple[Column, ...] | None = None) -> bytes:
    known = columns or tuple(Column(f"c{n}", 20) for n in range(len(rows[0])))
    sheet = Sheet("Answers", known, rows)  # type: ignore[arg-type]
    return excel.workbook([sheet], ABOUT, Voice(Language.EN), PAINT)


def part(data: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ET.fromstring(archive.read(name))  # noqa: S314 - our own file


def texts(data: bytes) -> list[str]:
    return [
        "".join(t.text or "" for t in item.iter(f"{SPACE}t"))
        for item in part(data, "xl/sharedStrings.xml")
    ]


def cells(data: bytes) -> list[ET.Element]:
    return list(part(data, "xl/worksheets/sheet1.xml").iter(f"{SPACE}c"))


def test_there_are_forty_leads() -> None:
    assert len(set(LEADS)) == len(LEADS) == 40


@pytest.mark.parametrize("lead", LEADS)
def test_no_lead_becomes_a_formula(lead: str) -> None:
    data = book((lead + BODY,))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"<f>" not in everything
    assert b"<f " not in everything
    assert b"<hyperlink" not in everything
    cell = cells(data)[1]  # behind the heading
    assert cell.get("t") == "s"
    assert texts(data)[1].endswith(BODY)
    style = part(data, "xl/styles.xml").find(f"{SPACE}cellXfs")
    assert style is not None
    assert style[int(cell.get("s", "0"))].get("quotePrefix") == "1"


@pytest.mark.parametrize("text", ["plain", "2 = 2", "a-b", "Иванов", "1", "1.5", "true", "3/4"])
def test_other_texts_are_texts_without_a_mark(text: str) -> None:
    data = book((text,))
    cell = cells(data)[1]
    assert cell.get("t") == "s"
    assert texts(data)[1] == text
    style = part(data, "xl/styles.xml").find(f"{SPACE}cellXfs")
    assert style is not None
    assert style[int(cell.get("s", "0"))].get("quotePrefix") is None


def test_a_heading_can_be_no_formula_either() -> None:
    data = book(("x",), columns=(Column("=1+1", 10),))
    assert cells(data)[0].get("t") == "s"
    assert b"<f>" not in ET.tostring(part(data, "xl/worksheets/sheet1.xml"))


def test_numbers_and_days_are_typed() -> None:
    columns = (
        Column("n", 9, Kind.WHOLE),
        Column("p", 9, Kind.PER_CENT),
        Column("d", 9, Kind.DAY),
        Column("s", 9, Kind.POINTS),
    )
    data = book((3, 0.355, date(2026, 11, 24), -2.5), columns=columns)
    typed = cells(data)[4:]
    assert [cell.get("t") for cell in typed] == [None] * 4
    values = [float(cell.findtext(f"{SPACE}v", "")) for cell in typed]
    # 24 November 2026 is day 46350 when 1 January 1900 is day 1 and 29 February 1900 counted.
    assert values == [3, 0.355, (date(2026, 11, 24) - date(1899, 12, 30)).days, -2.5]
    formats = {
        f.get("numFmtId"): f.get("formatCode")
        for f in part(data, "xl/styles.xml").iter(f"{SPACE}numFmt")
    }
    style = part(data, "xl/styles.xml").find(f"{SPACE}cellXfs")
    assert style is not None
    codes = [style[int(cell.get("s", "0"))].get("numFmtId", "") for cell in typed]
    shown = [formats.get(code, code) for code in codes]
    assert shown[0] == "#,##0"
    assert shown[1] in {"0%", "9"}  # by its code, or by the number of the built-in one
    assert shown[2] == "d mmm yyyy"
    assert str(shown[3]).startswith("+0.0")


def test_a_day_before_the_first_one_is_a_text() -> None:
    data = book((date(1899, 5, 4),))
    assert texts(data)[1] == "1899-05-04"


@pytest.mark.parametrize("filler", ["x", "ы", "😀"])
def test_a_cell_holds_what_excel_allows_and_says_that_it_was_cut(filler: str) -> None:
    kept = excel.text_of(filler * 40_000)
    assert len(kept.encode("utf-16-le")) // 2 <= 32_767
    assert kept.endswith(" […]")
    whole = filler * 16_383
    assert excel.text_of(whole) == whole


def test_control_characters_do_not_spoil_the_file() -> None:
    data = book(("a\x00b\x08c\x1bd\ud800e\uffff\u202ef",))
    (shown,) = texts(data)[1:]
    assert re.sub("[^a-f]", "", shown) == "abcdef"
    assert "\u202e" not in shown


def test_the_heading_stays_and_filters() -> None:
    page = part(book(("a", 1), ("b", 2)), "xl/worksheets/sheet1.xml")
    pane = next(page.iter(f"{SPACE}pane"))
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    assert next(page.iter(f"{SPACE}autoFilter")).get("ref") == "A1:B3"
    assert [float(col.get("width", "0")) > 15 for col in page.iter(f"{SPACE}col")] == [True]


def test_equal_sheets_give_equal_bytes() -> None:
    assert book(("a", 1.5)) == book(("a", 1.5))
    with zipfile.ZipFile(io.BytesIO(book(("a",)))) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("name", ["a/b:c*d?", "[x]", "'", "", "n" * 60])
def test_a_sheet_can_be_called_anything(name: str) -> None:
    sheet = Sheet(name, (Column("c", 9),), (("x",),))
    data = excel.workbook([sheet], ABOUT, Voice(Language.RU), PAINT)
    given = next(part(data, "xl/workbook.xml").iter(f"{SPACE}sheet")).get("name", "")
    assert 1 <= len(given) <= 31
    assert not set(given) & set("[]:*?/\\")


def test_a_printed_page_has_its_title_and_number_and_nothing_typed_is_a_code() -> None:
    about = excel.About("1 &P & Sons" + "x" * 300, "author", ABOUT.day)
    sheet = Sheet("Answers", (Column("c", 9),), (("x",),))
    data = excel.workbook([sheet], about, Voice(Language.RU), PAINT)
    page = part(data, "xl/worksheets/sheet1.xml")
    (head,) = (found.text or "" for found in page.iter(f"{SPACE}oddHeader"))
    assert head.startswith("&L&8 1 &&P && Sonsx")
    assert head.endswith("&R&8&A")
    assert len(head) < 255
    assert page.findtext(f".//{SPACE}oddFooter") == "&R&8с. &P из &N"
    setup = next(page.iter(f"{SPACE}pageSetup"))
    assert (setup.get("orientation"), setup.get("fitToHeight")) == ("landscape", "0")
    titles = part(data, "xl/workbook.xml").findtext(f".//{SPACE}definedName[@name]") or ""
    assert "$1" in titles


def test_a_heading_has_the_colour_of_a_look() -> None:
    paint = Paint(ink="202020", muted="606060", accent="7A1F5C")
    sheet = Sheet("Answers", (Column("c", 9),), (("x",),))
    data = excel.workbook([sheet], ABOUT, Voice(Language.EN), paint)
    colours = {c.get("rgb") for c in part(data, "xl/styles.xml").iter(f"{SPACE}color")}
    assert {"FF7A1F5C", "FF202020"} <= colours
