"""The pieces of a Word file that its library has no name for: fields, links, borders, headings."""

from __future__ import annotations

import re
from typing import Any

RULE, HAIR = "1B2430", "D9DEE5"


def made(name: str, /, **attributes: str) -> Any:
    """Return an element such as ``w:tblHeader`` with attributes of the same namespace."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - heavy, and only for copies
    from docx.oxml.ns import qn  # noqa: PLC0415

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


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
    """Begin a table of contents of two levels, which Word brings up to date on opening."""
    _char(paragraph, "begin", dirty="true")
    instruction = made("w:instrText")
    instruction.text = ' TOC \\o "1-2" \\h \\z \\u '
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
    """Add words that lead to a bookmark."""
    link = made("w:hyperlink", anchor=anchor, history="1")
    run = paragraph.add_run(text)
    link.append(run._r)  # noqa: SLF001
    paragraph._p.append(link)  # noqa: SLF001


def rule_table(table: Any) -> None:
    """Give a table the report's lines: ink above and below, hairs between the rows."""
    borders = made("w:tblBorders")
    for side, size, colour in (("top", "6", RULE), ("bottom", "6", RULE), ("insideH", "4", HAIR)):
        borders.append(made(f"w:{side}", val="single", sz=size, space="0", color=colour))
    properties = table._tbl.tblPr  # noqa: SLF001
    margins = made("w:tblCellMar")
    for side, width in (("left", "0"), ("right", "110")):
        margins.append(made(f"w:{side}", w=width, type="dxa"))
    layout = properties.find(made("w:tblLayout").tag)
    if layout is not None:
        properties.remove(layout)
    properties.append(borders)
    properties.append(made("w:tblLayout", type="fixed"))
    properties.append(margins)


def repeat_heading(row: Any) -> None:
    """Say a row again on every page that its table reaches."""
    row._tr.get_or_add_trPr().append(made("w:tblHeader"))  # noqa: SLF001


def keep_whole(row: Any) -> None:
    """Let no page end within a row."""
    row._tr.get_or_add_trPr().append(made("w:cantSplit"))  # noqa: SLF001
