"""Words within a paragraph: what is bold, grey or italic, and where a line must end."""

from __future__ import annotations

import re
from typing import Any

from assessor.report.office import word_xml
from assessor.report.office.word_style import GREY
from assessor.report.plain import printable

BOLD = frozenset({"strong", "b", "th"})
BOLD_CLASSES = frozenset({"what", "points", "severity"})
LIGHT_CLASSES = frozenset({"id", "light", "summary"})
GREY_CLASSES = frozenset({"id", "fact-label", "summary", "line-label"})
_SPACE = re.compile(r"[ \t\r\n\f]+")


def words_of(element: Any) -> str:
    """Return all words of an element in one line."""
    return _SPACE.sub(" ", element.text_content()).strip()


def add_inline(paragraph: Any, element: Any, *, lines: bool, between: str = "") -> None:
    """Add an element's words to a paragraph; with ``lines`` its line ends count.

    What stands ``between`` takes the place of the breaks of the page, if it is anything.
    """
    writer = _Writer(paragraph, lines=lines, between=between)
    writer.take(element, bold=False, italic=False, grey=False)


class _Writer:
    """Writes runs without the blanks of the page's source."""

    def __init__(self, paragraph: Any, *, lines: bool, between: str) -> None:
        self._paragraph = paragraph
        self._lines = lines
        self._between = between
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
            if child.tag == "br" and self._between:
                self._say(self._between, bold=False, italic=False, grey=True)
            elif child.tag == "br":
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
        if "fact-label" in classes:
            self._paragraph.add_run().add_tab()
            self._at_start = True
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
        # An own template can say what no file of this kind may hold.
        run = self._paragraph.add_run(printable(words))
        if grey:
            word_xml.style_run(run, GREY)
        if bold:
            run.bold = True
        if italic:
            run.italic = True
