"""Words within a paragraph: what is bold, grey or italic, and where a line must end."""

from __future__ import annotations

import re
from typing import Any

from assessor.report.office import word_xml

BOLD = frozenset({"strong", "b", "th"})
BOLD_CLASSES = frozenset({"what", "points", "severity"})
LIGHT_CLASSES = frozenset({"id", "light", "summary"})
GREY_CLASSES = frozenset({"id", "fact-label", "summary", "line-label"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
GREY = "5B6675"


def words_of(element: Any) -> str:
    """Return all words of an element in one line."""
    return _SPACE.sub(" ", element.text_content()).strip()


def add_inline(paragraph: Any, element: Any, *, lines: bool) -> None:
    """Add an element's words to a paragraph; with ``lines`` its line ends count."""
    writer = _Writer(paragraph, lines=lines)
    writer.take(element, bold=False, italic=False, grey=False)


class _Writer:
    """Writes runs without the blanks of the page's source."""

    def __init__(self, paragraph: Any, *, lines: bool) -> None:
        self._paragraph = paragraph
        self._lines = lines
        self._at_start = True

    def take(self, element: Any, *, bold: bool, italic: bool, grey: bool) -> None:
        classes = set(element.get("class", "").split())
        bold = (bold or element.tag in BOLD or bool(classes & BOLD_CLASSES)) and not (
            classes & LIGHT_CLASSES
        )
        italic = italic or element.tag in {"em", "i"}
        grey = grey or bool(classes & GREY_CLASSES)
        # A block within a cell or a label begins a line of its own.
        if "summary" in classes and not self._at_start:
            self._break()
        self._say(element.text, bold=bold, italic=italic, grey=grey)
        for child in element:
            if child.tag == "br":
                self._break()
            elif isinstance(child.tag, str):
                self.take(child, bold=bold, italic=italic, grey=grey)
                self._after(child)
            self._say(child.tail, bold=bold, italic=italic, grey=grey)

    def _after(self, child: Any) -> None:
        """Add what the page shows behind some words by its style sheet alone."""
        classes = set(child.get("class", "").split())
        if "points" in classes:
            self._say(" ", bold=False, italic=False, grey=False)
        target = child.get("href", "")
        if "turn" in classes and target.startswith("#"):
            self._say(" ", bold=False, italic=False, grey=False)
            word_xml.add_field(self._paragraph, f"PAGEREF {word_xml.bookmark(target[1:])} \\h", "…")

    def _break(self) -> None:
        self._paragraph.add_run().add_break()
        self._at_start = True

    def _say(self, text: str | None, *, bold: bool, italic: bool, grey: bool) -> None:
        for place, line in enumerate((text or "").split("\n") if self._lines else [text or ""]):
            if place:
                self._break()
            words = _SPACE.sub(" ", line)
            words = words.lstrip(" ") if self._at_start else words
            if not words:
                continue
            self._at_start = words.endswith(" ")
            self._run(words, bold=bold, italic=italic, grey=grey)

    def _run(self, words: str, *, bold: bool, italic: bool, grey: bool) -> None:
        run = self._paragraph.add_run(words)
        run.bold, run.italic = bold or None, italic or None
        if grey:
            from docx.shared import RGBColor  # noqa: PLC0415 - heavy, and only for copies

            run.font.color.rgb = RGBColor.from_string(GREY)
