"""Makes a Word copy of the report's own page: the same words, parts, order and comments.

It follows the HTML that the PDF is laid out from, so a copy never says anything else; styles,
tables, pictures and fields are real ones, to be edited.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from assessor.language import Voice
from assessor.report.content import ReportContext
from assessor.report.office import word_xml
from assessor.report.office.inline import add_inline, words_of
from assessor.report.office.package import timeless
from assessor.report.office.raster import Points
from assessor.report.office.word_style import dress
from assessor.report.office.word_table import add_table

WIDEST = 6.45
"""Inches between the margins."""

STYLES = {
    "cover-title": "Title",
    "cover-project": "Subtitle",
    "lead": "Takeoff Lead",
    "small": "Takeoff Small",
    "summary": "Takeoff Small",
    "muted": "Takeoff Muted",
    "eyebrow": "Takeoff Muted",
    "masthead": "Takeoff Muted",
    "aside": "Takeoff Muted",
    "label": "Takeoff Label",
    "picture-title": "Caption",
    "headline": "Takeoff Figure",
    "note": "Takeoff Note",
}
"""By the class of a paragraph; the first that is known counts."""

HEADINGS = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3"}
NEW_PAGE, ALONE = {"opens", "sheet"}, {"cover", "sheet"}
"""Classes of parts that begin on a new page, and after which one begins."""

SKIPPED = {"running-head", "running-foot", "signature"}
_ADDRESS = re.compile(r"charts/(.+)\.svg$")


@dataclass
class _Copy:
    """A document that is being written."""

    document: Any
    pictures: Mapping[str, Points]
    contents: tuple[tuple[str, str], ...]
    """What the table of contents lists: bookmark and words."""
    bookmarks: int = 0
    marks: list[str] = field(default_factory=list)
    """Names that the next paragraph can be found by."""
    new_page: bool = False
    """Whether the next paragraph begins one."""
    alone: bool = False
    """Whether the part before keeps its page to itself."""


def document(html: str, context: ReportContext, pictures: Mapping[str, Points]) -> bytes:
    """Return the page as a .docx; equal arguments give equal bytes."""
    import docx  # noqa: PLC0415 - heavy, and only for copies
    from lxml import html as parser  # type: ignore[import-untyped]  # noqa: PLC0415

    page = parser.document_fromstring(html)
    paper = docx.Document()
    dress(paper, context.language)
    _describe(paper, context)
    _run_along(paper, context)
    copy = _Copy(paper, pictures, tuple(_listed(page)))
    if page.find_class("contents") == [] and len(copy.contents) > 1:
        _contents(copy)
    _blocks(copy, page.body)
    out = io.BytesIO()
    paper.save(out)
    return timeless(out.getvalue())


def _describe(paper: Any, context: ReportContext) -> None:
    known = paper.core_properties
    day = datetime.fromisoformat(context.created).replace(tzinfo=UTC)
    known.title, known.author, known.comments = context.title, context.author, context.footer
    known.last_modified_by, known.language = context.author, context.language.value
    known.created = known.modified = day.replace(tzinfo=None)
    known.revision = 1


def _run_along(paper: Any, context: ReportContext) -> None:
    """Set the running head, and the foot with the number of the page."""
    before, between, after = Voice(context.language).say("page # of #").split("#")
    section = paper.sections[0]
    section.header.paragraphs[0].text = context.running
    foot = section.footer.paragraphs[0]
    foot.text = f"{context.footer} · {before}"
    word_xml.add_field(foot, "PAGE")
    foot.add_run(between)
    word_xml.add_field(foot, "NUMPAGES")
    foot.add_run(after)


def _listed(page: Any) -> Iterable[tuple[str, str]]:
    for section in page.iter("section"):
        heading = section.find(".//h1")
        if heading is not None and section.get("id"):
            yield section.get("id"), heading.get("data-bookmark") or words_of(heading)


def _contents(copy: _Copy) -> None:
    paragraphs = [copy.document.add_paragraph(style="TOC 1") for _ in copy.contents]
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
        add_table(copy.document, element, WIDEST)
    elif tag == "img":
        _picture(copy, element)
    elif tag in {"ol", "ul"}:
        _list(copy, element)
    elif tag == "p" or tag in HEADINGS:
        _paragraph(copy, element, classes)
    elif "entry" in classes:
        _entry(copy, element)
    else:
        _blocks(copy, element)


def _section(copy: _Copy, element: Any, classes: set[str]) -> None:
    """Begin a part, on a new page where the PDF does."""
    copy.new_page = bool(classes & NEW_PAGE) or copy.alone
    copy.alone = bool(classes & ALONE)
    _blocks(copy, element)


def _entry(copy: _Copy, element: Any) -> None:
    """Put what stands beside an entry under its heading: Word has no margin notes."""
    children = [child for child in element if isinstance(child.tag, str)]
    for child in sorted(children, key=lambda child: child.tag not in HEADINGS):
        _block(copy, child)


def _paragraph(copy: _Copy, element: Any, classes: set[str]) -> None:
    style = next((STYLES[name] for name in STYLES if name in classes), None)
    style = style or HEADINGS.get(element.tag, "Normal")
    if not words_of(element):
        return
    paragraph = copy.document.add_paragraph(style=style)
    if copy.new_page and len(copy.document.paragraphs) > 1:
        paragraph.paragraph_format.page_break_before = True
    copy.new_page = False
    add_inline(paragraph, element, lines="note" in classes)
    for mark in copy.marks:
        copy.bookmarks += 1
        word_xml.add_bookmark(paragraph, mark, copy.bookmarks)
    copy.marks = []


def _list(copy: _Copy, element: Any) -> None:
    style = "List Number" if element.tag == "ol" else "List Bullet"
    for item in element.iter("li"):
        add_inline(copy.document.add_paragraph(style=style), item, lines=False)


def _picture(copy: _Copy, element: Any) -> None:
    from docx.shared import Inches  # noqa: PLC0415 - heavy, and only for copies

    found = _ADDRESS.search(element.get("src", ""))
    points = copy.pictures.get(found[1]) if found else None
    if points is None:
        return
    width = min(points.inches[0], WIDEST)
    shape = copy.document.add_picture(io.BytesIO(points.png), width=Inches(width))
    for side in ("distT", "distB", "distL", "distR"):
        # Where nothing is said, some programs leave an eighth of an inch.
        shape._inline.set(side, "0")  # noqa: SLF001
    properties = shape._inline.docPr  # noqa: SLF001 - the library has no alternative text
    properties.set("descr", element.get("alt", ""))
    properties.set("name", found[1] if found else "")
