"""Pages of a Word copy: margins, what runs along them, and what the file says of itself."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from assessor.language import Voice
from assessor.report.content import ReportContext
from assessor.report.look.own import OwnLook
from assessor.report.office import word_xml

WIDEST = 6.45
"""Inches between the margins."""

LOGO_WIDEST, LOGO_HIGHEST = (2.36, 1.57), (0.75, 0.35)
"""Inches that a logo may have, on the cover and on the page for the sponsor."""


PROPERTY = 255
"""Letters that a property of a file may have."""


class Kind(StrEnum):
    """Kinds of pages, by the class of the part that stands on them."""

    COVER = "cover"
    SHEET = "sheet"
    REST = "rest"


MARGINS = {Kind.COVER: (28, 20), Kind.SHEET: (17, 18), Kind.REST: (25, 24)}
"""Millimetres above and below."""


class Pages:
    """The sections of a document: one begins wherever the kind of pages changes."""

    def __init__(self, document: Any, context: ReportContext, look: OwnLook, first: Kind) -> None:
        self._document = document
        self._context = context
        self._look = look
        self._kind = first
        self._is_first = True
        self.foot = context.footer
        """What stands at the foot of every page."""
        self._dress(document.sections[0], is_first=True)

    def turn_to(self, kind: Kind) -> bool:
        """Go on with pages of this kind; return whether that begins a new page."""
        before, begins = self._kind, self._is_first
        self._kind, self._is_first = kind, False
        if begins and before is kind:
            return True
        if before is kind is Kind.REST:
            return False
        section = self._document.add_section()
        word_xml.end_section_in_words(self._document)
        self._dress(section, is_first=False)
        return True

    def _dress(self, section: Any, *, is_first: bool) -> None:
        from docx.shared import Mm  # noqa: PLC0415 - heavy, and only for copies

        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(23)
        above, below = MARGINS[self._kind]
        section.top_margin, section.bottom_margin = Mm(above), Mm(below)
        section.header_distance = section.footer_distance = Mm(9)
        # The first page names its report by itself, whatever kind it is of.
        own_first = is_first and self._kind is Kind.REST
        section.different_first_page_header_footer = own_first
        for part in (section.header, section.footer):
            part.is_linked_to_previous = False
        self._head(section.header, self._kind)
        self._foot(section.footer, self._kind)
        if own_first:
            self._head(section.first_page_header, Kind.SHEET)
            self._foot(section.first_page_footer, Kind.REST)

    def _head(self, header: Any, kind: Kind) -> None:
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        if kind is Kind.REST:
            paragraph.text = self._context.running
            return
        contact = " · ".join(line for line in self._look.sheet.contact if line)
        if kind is Kind.SHEET and contact:
            paragraph.text = f"{contact}\t"
        if not self._look.logo:
            return
        if kind is Kind.SHEET and not contact:
            paragraph.add_run("\t")
        place = 0 if kind is Kind.COVER else 1
        word_xml.add_picture(
            paragraph,
            self._look.logo,
            _logo_width(self._look.logo, LOGO_WIDEST[place], LOGO_HIGHEST[place]),
            "logo",
            self._look.sheet.title or next(iter(self._look.sheet.contact), "Logo"),
        )

    def _foot(self, footer: Any, kind: Kind) -> None:
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        if kind is Kind.COVER and any(self._look.sheet.contact):
            for line in self._look.sheet.contact:
                paragraph.text, paragraph = line, footer.add_paragraph(style="Footer")
        if kind is Kind.COVER:
            paragraph.text = self.foot
            return
        before, between, after = Voice(self._context.language).say("page # of #").split("#")
        paragraph.text = f"{self.foot}\t{before}"
        word_xml.add_field(paragraph, "PAGE")
        paragraph.add_run(between)
        word_xml.add_field(paragraph, "NUMPAGES")
        paragraph.add_run(after)


def _logo_width(png: bytes, widest: float, highest: float) -> float:
    """Return how wide a logo can be, in inches, that fits both ways."""
    wide, high = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    return min(widest, highest * wide / high)


def describe(paper: Any, context: ReportContext) -> None:
    """Write the properties of the file: title, author, day, language, and what it rests on."""
    known = paper.core_properties
    day = datetime.fromisoformat(context.created).replace(tzinfo=UTC)
    known.title, known.author = context.title[:PROPERTY], context.author[:PROPERTY]
    known.comments = context.footer[:PROPERTY]
    known.last_modified_by, known.language = known.author, context.language.value
    known.created = known.modified = day.replace(tzinfo=None)
    known.revision = 1
