"""The pieces of a Word file that its library has no name for: fields, links, borders, headings."""

from __future__ import annotations

import io
import re
from typing import Any

HAIR = "D9DEE5"


def made(name: str, /, **attributes: str) -> Any:
    """Return an element such as ``w:tblHeader`` with attributes of the same namespace."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - heavy, and only for copies
    from docx.oxml.ns import qn  # noqa: PLC0415

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def style_as(paragraph: Any, name: str) -> None:
    """Give a paragraph the style of a name; the library would search all styles for each."""
    paragraph._p.style = None if name == "Normal" else name.replace(" ", "")  # noqa: SLF001


def add_styled(place: Any, name: str) -> Any:
    """Return a new paragraph of a style, at the end of a document or a cell."""
    paragraph = place.add_paragraph()
    style_as(paragraph, name)
    return paragraph


def style_run(run: Any, name: str) -> None:
    """Give some words the style of a name."""
    run._r.style = name.replace(" ", "")  # noqa: SLF001


def add_field(paragraph: Any, code: str, shown: str = "1") -> None:
    """Add a field that Word fills in, such as PAGE; ``shown`` stands until it does."""
    _char(paragraph, "begin")
    instruction = made("w:instrText")
    instruction.text = f" {code} "
    paragraph.add_run()._r.append(instruction)  # noqa: SLF001 - the library's own way in
    _char(paragraph, "separate")
    paragraph.add_run(shown)
    _char(paragraph, "end")


def _char(paragraph: Any, kind: str, **more: str) -> None:
    paragraph.add_run()._r.append(made("w:fldChar", fldCharType=kind, **more))  # noqa: SLF001


def open_contents(paragraph: Any) -> None:
    """Begin a table of contents of the parts, which Word brings up to date on opening.

    Of one level: with all that stands below, it would take the cover several pages.
    """
    _char(paragraph, "begin", dirty="true")
    instruction = made("w:instrText")
    instruction.text = ' TOC \\o "1-1" \\h \\z \\u '
    paragraph.add_run()._r.append(instruction)  # noqa: SLF001
    _char(paragraph, "separate")


def close_contents(paragraph: Any) -> None:
    """End the table of contents."""
    _char(paragraph, "end")


def bookmark(name: str) -> str:
    """Return the name that Word knows a part by."""
    return f"takeoff_{re.sub(r'[^0-9A-Za-z_]', '_', name)}"[:40]


def add_bookmark(paragraph: Any, name: str, number: int) -> None:
    """Let links find a paragraph by a name."""
    start = made("w:bookmarkStart", id=str(number), name=name)
    end = made("w:bookmarkEnd", id=str(number))
    paragraph._p.insert_element_before(start, "w:r")  # noqa: SLF001
    paragraph._p.append(end)  # noqa: SLF001


def add_link(paragraph: Any, text: str, anchor: str) -> None:
    """Add words that lead to a bookmark, and its page at the right edge."""
    link = made("w:hyperlink", anchor=anchor, history="1")
    run = paragraph.add_run(text)
    link.append(run._r)  # noqa: SLF001
    paragraph._p.append(link)  # noqa: SLF001
    paragraph.add_run().add_tab()
    add_field(paragraph, f"PAGEREF {anchor} \\h", "…")


def add_picture(paragraph: Any, png: bytes, inches: float, name: str, sentence: str) -> None:
    """Add a picture of some width, with the sentence that stands for it."""
    from docx.shared import Inches  # noqa: PLC0415 - heavy, and only for copies

    shape = paragraph.add_run().add_picture(io.BytesIO(png), width=Inches(inches))
    for side in ("distT", "distB", "distL", "distR"):
        # Where nothing is said, some programs leave an eighth of an inch.
        shape._inline.set(side, "0")  # noqa: SLF001
    properties = shape._inline.docPr  # noqa: SLF001 - the library has no alternative text
    properties.set("descr", sentence)
    properties.set("name", name)


def draw_up(paragraph: Any) -> None:
    """Bring a heading up to what stands above it, where the page is full enough."""
    from docx.shared import Pt  # noqa: PLC0415 - heavy, and only for copies

    paragraph.paragraph_format.space_before = Pt(2)


def end_section_in_words(document: Any) -> None:
    """Let the last words of a section end it, rather than a paragraph that has no words."""
    ending = document.element.body.findall(made("w:p").tag)[-1]
    before = ending.getprevious()
    if before is not None and before.tag == ending.tag:
        before.get_or_add_pPr().append(ending.pPr.sectPr)
        ending.getparent().remove(ending)


def line_beside(paragraph: Any, colour: str) -> None:
    """Draw a line at the left of a paragraph."""
    _line(paragraph, "left", "12", "6", colour)


def line_above(paragraph: Any, colour: str) -> None:
    """Draw a line above a paragraph."""
    _line(paragraph, "top", "4", "3", colour)


def _line(paragraph: Any, side: str, size: str, space: str, colour: str) -> None:
    borders = made("w:pBdr")
    borders.append(made(f"w:{side}", val="single", sz=size, space=space, color=colour))
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    # The order of these is the file format's, and Word refuses any other.
    later = ("shd", "tabs", "suppressAutoHyphens", "spacing", "ind", "jc", "outlineLvl", "rPr")
    properties.insert_element_before(borders, *(f"w:{name}" for name in (*later, "sectPr")))


def rule_table(table: Any, ink: str) -> None:
    """Give a table the report's lines: ink above and below, hairs between the rows."""
    borders = made("w:tblBorders")
    for side, size, colour in (("top", "6", ink), ("bottom", "6", ink), ("insideH", "4", HAIR)):
        borders.append(made(f"w:{side}", val="single", sz=size, space="0", color=colour))
    _fix_table(table, borders)


def bare_table(table: Any) -> None:
    """Make a table one that only sets blocks side by side: without lines."""
    _fix_table(table)


def _fix_table(table: Any, *borders: Any) -> None:
    properties = table._tbl.tblPr  # noqa: SLF001
    margins = made("w:tblCellMar")
    for side, width in (("left", "0"), ("right", "110")):
        margins.append(made(f"w:{side}", w=width, type="dxa"))
    layout = properties.find(made("w:tblLayout").tag)
    if layout is not None:
        properties.remove(layout)
    look = properties.find(made("w:tblLook").tag)
    # The order of these is the file format's: what a table looks like comes last.
    for part in (*borders, made("w:tblLayout", type="fixed"), margins):
        properties.append(part) if look is None else look.addprevious(part)


def repeat_heading(row: Any) -> None:
    """Say a row again on every page that its table reaches."""
    row._tr.get_or_add_trPr().append(made("w:tblHeader"))  # noqa: SLF001


def keep_whole(row: Any) -> None:
    """Let no page end within a row."""
    row._tr.get_or_add_trPr().append(made("w:cantSplit"))  # noqa: SLF001
