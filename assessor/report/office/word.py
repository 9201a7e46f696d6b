"""Makes a Word copy of the report's own page: the same words, parts, order and comments.

It follows the HTML that the PDF is laid out from, so a copy never says anything else; styles,
tables, pictures and fields are real ones, to be edited.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assessor.report.content import ReportContext
from assessor.report.look.own import OwnLook
from assessor.report.office import word_page, word_xml
from assessor.report.office.inline import add_inline, words_of
from assessor.report.office.package import timeless
from assessor.report.office.paint import Paint, paint_of
from assessor.report.office.raster import Points
from assessor.report.office.word_page import Kind, Pages
from assessor.report.office.word_style import dress
from assessor.report.office.word_table import add_columns, add_table

STYLES = {
    "cover-title": "Title",
    "cover-project": "Subtitle",
    "lead": "Takeoff Lead",
    "fact": "Takeoff Fact",
    "reason": "Takeoff Reason",
    "long": "Takeoff Small",
    "small": "Takeoff Small",
    "summary": "Takeoff Small",
    "asked": "Takeoff Asked",
    "muted": "Takeoff Muted",
    "eyebrow": "Takeoff Muted",
    "masthead": "Takeoff Muted",
    "aside": "Takeoff Aside",
    "judgement": "Takeoff Judgement",
    "label": "Takeoff Label",
    "picture-title": "Caption",
    "headline": "Takeoff Figure",
    "note": "Takeoff Note",
    "signature": "Takeoff Signature",
}
"""By the class of a paragraph; the first that is known counts."""

HEADINGS = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3"}
SIDE_BY_SIDE = {"figures": (0.34, 0.66), "pair": (0.5, 0.5)}
"""Classes of blocks that stand beside one another, and the share of the width of each."""

GUTTER, ICONS = 0.12, 1.5
"""Inches between what stands side by side, and of the picture of a hundred projects."""

SKIPPED = {"running-head", "running-foot"}
LINES = {"note", "typed"}
"""Classes of what somebody typed in lines of its own."""

_ADDRESS = re.compile(r"charts/(.+)\.svg$")


@dataclass
class _Copy:
    """A document that is being written."""

    document: Any
    pages: Pages
    paint: Paint
    pictures: Mapping[str, Points]
    contents: tuple[tuple[str, str], ...]
    """What the table of contents lists: bookmark and words."""
    place: Any
    """Where blocks go: the document, or a cell of one that stands side by side."""
    inches: float = word_page.WIDEST
    """The width of that place."""
    blank: Any = None
    """A paragraph that is there already, for the next words."""
    bookmarks: int = 0
    marks: list[str] = field(default_factory=list)
    """Names that the next paragraph can be found by."""
    new_page: bool = False
    """Whether the next paragraph begins one."""
    is_comment: bool = False
    """Whether the consultant speaks."""

    def paragraph(self, style: str) -> Any:
        """Return a new paragraph, for words or a picture."""
        if self.blank is None:
            made = word_xml.add_styled(self.place, style)
        else:
            made, self.blank = self.blank, None
            word_xml.style_as(made, style)
            word_xml.draw_up(made)
        if self.is_comment:
            word_xml.line_beside(made, self.paint.accent)
        return made


def document(
    html: str,
    context: ReportContext,
    pictures: Mapping[str, Points],
    look: OwnLook | None = None,
) -> bytes:
    """Return the page as a .docx; equal arguments give equal bytes."""
    import docx  # noqa: PLC0415 - heavy, and only for copies
    from lxml import html as parser  # type: ignore[import-untyped]  # noqa: PLC0415

    look = look or OwnLook()
    page = parser.document_fromstring(html)
    paper = docx.Document()
    dress(paper, context.language, paint_of(look))
    word_page.describe(paper, context)
    first = page.find(".//section")
    masthead = bool(page.find_class("masthead"))
    pages = Pages(paper, context, look, Kind.REST if masthead else _kind(first))
    copy = _Copy(paper, pages, paint_of(look), pictures, tuple(_listed(page)), paper)
    if page.find_class("contents") == [] and len(copy.contents) > 1:
        _contents(copy)
    _blocks(copy, page.body)
    out = io.BytesIO()
    paper.save(out)
    return timeless(out.getvalue())


def _kind(section: Any) -> Kind:
    """Return on what kind of pages a part stands."""
    classes = set() if section is None else set(section.get("class", "").split())
    return next((kind for kind in (Kind.COVER, Kind.SHEET) if kind in classes), Kind.REST)


def _listed(page: Any) -> Iterable[tuple[str, str]]:
    for section in page.iter("section"):
        heading = section.find(".//h1")
        if heading is not None and section.get("id"):
            yield section.get("id"), heading.get("data-bookmark") or words_of(heading)


def _contents(copy: _Copy) -> None:
    paragraphs = [copy.paragraph("TOC 1") for _ in copy.contents]
    for place, (paragraph, (mark, words)) in enumerate(zip(paragraphs, copy.contents, strict=True)):
        if place == 0:
            word_xml.open_contents(paragraph)
        word_xml.add_link(paragraph, words, word_xml.bookmark(mark))
    if paragraphs:
        word_xml.close_contents(paragraphs[-1])


def _blocks(copy: _Copy, parent: Any) -> None:
    for child in parent:
        if isinstance(child.tag, str):
            _block(copy, child)


def _block(copy: _Copy, element: Any) -> None:
    classes = set(element.get("class", "").split())
    if classes & SKIPPED:
        return
    if element.get("id"):
        copy.marks.append(word_xml.bookmark(element.get("id")))
    tag = element.tag
    if "contents" in classes:
        _contents(copy)
    elif tag == "section":
        _section(copy, element, classes)
    elif tag == "table":
        add_table(copy.place, element, copy.inches, copy.paint)
    elif tag == "img":
        _picture(copy, element)
    elif tag in {"ol", "ul"}:
        _list(copy, element)
    elif tag == "p" or tag in HEADINGS:
        _paragraph(copy, element, classes)
    else:
        _group(copy, element, classes)


def _group(copy: _Copy, element: Any, classes: set[str]) -> None:
    """Write what belongs together."""
    beside = next((SIDE_BY_SIDE[name] for name in SIDE_BY_SIDE if name in classes), ())
    children = [child for child in element if isinstance(child.tag, str)]
    if "entry" in classes:
        _entry(copy, children)
    elif beside and len(children) == len(beside):
        _side_by_side(copy, children, beside)
    elif "comment" in classes:
        copy.is_comment = True
        _blocks(copy, element)
        copy.is_comment = False
    else:
        _blocks(copy, element)


def _section(copy: _Copy, element: Any, classes: set[str]) -> None:
    """Begin a part, on a new page where the PDF does."""
    kind = _kind(element)
    copy.new_page = not copy.pages.turn_to(kind) and "opens" in classes
    _blocks(copy, element)


def _side_by_side(copy: _Copy, children: list[Any], shares: tuple[float, ...]) -> None:
    cells = add_columns(copy.place, [copy.inches * share for share in shares])
    for child, cell, share in zip(children, cells, shares, strict=True):
        wide = copy.inches * share - GUTTER
        inside = replace(
            copy,
            place=cell,
            blank=cell.paragraphs[0],
            inches=min(wide, ICONS) if "icons" in child.get("class", "") else wide,
        )
        _blocks(inside, child)
        copy.bookmarks, copy.marks = inside.bookmarks, inside.marks


def _entry(copy: _Copy, children: list[Any]) -> None:
    """Put what stands beside an entry under its heading, or before its words: Word has no margin.

    An id alone stands behind the words, as it does everywhere else.
    """
    aside = next((child for child in children if "aside" in child.get("class", "").split()), None)
    others = [child for child in children if child is not aside]
    headed = any(child.tag in HEADINGS for child in others)
    if aside is None or not others:
        for child in children:
            _block(copy, child)
    elif headed or aside.find("strong") is not None:
        order = [*others[:1], aside, *others[1:]] if headed else [aside, *others]
        for child in order:
            _block(copy, child)
    else:
        others[0].append(aside.find("span"))
        for child in others:
            _block(copy, child)


def _paragraph(copy: _Copy, element: Any, classes: set[str]) -> None:
    style = next((STYLES[name] for name in STYLES if name in classes), None)
    style = style or HEADINGS.get(element.tag, "Normal")
    words = words_of(element).replace("\u200b", "")
    # The cover's last line is what stands at the foot of every page here.
    if not words or words.split() == copy.pages.foot.split():
        return
    paragraph = copy.paragraph(style)
    if copy.new_page:
        paragraph.paragraph_format.page_break_before = True
    copy.new_page = False
    if "verdict" in classes:
        word_xml.draw_up(paragraph)
    if style == "Takeoff Signature":
        word_xml.line_above(paragraph, copy.paint.ink)
    add_inline(
        paragraph, element, lines=bool(classes & LINES), between=" · " if "aside" in classes else ""
    )
    for mark in copy.marks:
        copy.bookmarks += 1
        word_xml.add_bookmark(paragraph, mark, copy.bookmarks)
    copy.marks = []


def _list(copy: _Copy, element: Any) -> None:
    style = "List Number" if element.tag == "ol" else "List Bullet"
    for item in element.iter("li"):
        add_inline(copy.paragraph(style), item, lines=False)


def _picture(copy: _Copy, element: Any) -> None:
    found = _ADDRESS.search(element.get("src", ""))
    points = copy.pictures.get(found[1]) if found else None
    if found is None or points is None:
        return
    wide = min(points.inches[0], copy.inches)
    word_xml.add_picture(
        copy.paragraph("Takeoff Picture"), points.png, wide, found[1], element.get("alt", "")
    )
