"""What a Word copy looks like: styles that a consultant can change in one place."""

from __future__ import annotations

from typing import Any

from assessor.domain.language import Language
from assessor.report.office.paint import Paint

TEXT, SERIF = "Arial", "Georgia"
"""Faces with Cyrillic that every office has; the report's own are on no client's machine."""

INK, MUTED, ACCENT = "ink", "muted", "accent"
LOCALES = {Language.EN: "en-GB", Language.RU: "ru-RU"}
GREY = "Takeoff Grey"
"""The style of letters of ids and of what is said beside something."""


# Name in Word: the face, points, colour, bold, space before and after in points.
PARAGRAPHS: dict[str, tuple[str, float, str, bool, float, float]] = {
    "Normal": (TEXT, 9.5, INK, False, 0, 4),
    "Title": (SERIF, 30, INK, False, 18, 10),
    "Subtitle": (SERIF, 16, INK, False, 0, 18),
    "Heading 1": (SERIF, 17, INK, False, 24, 8),
    "Heading 2": (TEXT, 11, ACCENT, True, 12, 4),
    "Heading 3": (TEXT, 9.5, INK, True, 8, 2),
    "Takeoff Lead": (TEXT, 10.5, ACCENT, False, 0, 8),
    "Takeoff Fact": (TEXT, 9, INK, False, 0, 1.5),
    "Takeoff Reason": (TEXT, 8.5, INK, False, 0, 2),
    "Takeoff Small": (TEXT, 8, INK, False, 0, 3),
    "Takeoff Muted": (TEXT, 8, MUTED, False, 0, 3),
    "Takeoff Asked": (TEXT, 8, MUTED, False, 0, 3),
    "Takeoff Aside": (TEXT, 8, INK, False, 0, 3),
    "Takeoff Judgement": (TEXT, 9.5, INK, False, 3, 2),
    "Takeoff Label": (TEXT, 8, ACCENT, True, 8, 2),
    "Takeoff Note": (TEXT, 9, INK, False, 0, 4),
    "Takeoff Figure": (SERIF, 15, ACCENT, False, 0, 4),
    "Takeoff Picture": (TEXT, 8, INK, False, 0, 4),
    "Takeoff Signature": (TEXT, 8, MUTED, False, 28, 4),
    "Caption": (TEXT, 8, INK, True, 6, 3),
    "Takeoff Cell": (TEXT, 8, INK, False, 1, 1),
    "Takeoff Gap": (TEXT, 5, INK, False, 0, 0),
    "TOC 1": (TEXT, 9.5, INK, False, 0, 3),
    "Header": (TEXT, 7.5, MUTED, False, 0, 0),
    "Footer": (TEXT, 7.5, MUTED, False, 0, 0),
    "List Number": (TEXT, 9.5, INK, False, 0, 4),
}
TOGETHER = {
    *("Heading 1", "Heading 2", "Heading 3", "Takeoff Lead", "Takeoff Label", "Caption"),
    *("Takeoff Asked", "Takeoff Aside", "Takeoff Judgement"),
}
"""What must not stand at the foot of a page, without what follows."""

NOTE_INDENT = 12
WIDTH, LABEL = 464.4, 102
"""Points: of the text, and of the labels of facts."""


def dress(document: Any, language: Language, paint: Paint) -> None:
    """Give a new document its styles and its language."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy, and only for copies

    for name, look in PARAGRAPHS.items():
        _style(document, name, look, paint)
    _stop(document.styles["TOC 1"], WIDTH, dotted=True)
    _stop(document.styles["Takeoff Fact"], LABEL)
    for name in ("Header", "Footer"):
        _stop(document.styles[name], WIDTH)
    hanging = document.styles["Takeoff Fact"].paragraph_format
    hanging.left_indent, hanging.first_line_indent = _points(LABEL), _points(-LABEL)
    for edge in document.styles["Title"].element.iter(qn("w:pBdr")):
        for line in edge:
            line.set(qn("w:color"), paint.accent)
            line.attrib.pop(qn("w:themeColor"), None)
    _grey(document, paint)
    _speak(document, LOCALES[language])


def _points(length: float) -> Any:
    from docx.shared import Pt  # noqa: PLC0415 - heavy, and only for copies

    return Pt(length)


def _style(
    document: Any, name: str, look: tuple[str, float, str, bool, float, float], paint: Paint
) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - heavy, and only for copies
    from docx.shared import RGBColor  # noqa: PLC0415

    face, size, colour, bold, before, after = look
    styles = document.styles
    known = {style.name for style in styles}
    style = styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    _face(style, face)
    style.font.size, style.font.bold, style.font.italic = _points(size), bold, False
    style.font.color.rgb = RGBColor.from_string(getattr(paint, colour))
    form = style.paragraph_format
    form.space_before, form.space_after = _points(before), _points(after)
    form.keep_with_next = name in TOGETHER
    form.widow_control = True
    if name == "Takeoff Note":
        form.left_indent = _points(NOTE_INDENT)


def _stop(style: Any, at: float, *, dotted: bool = False) -> None:
    """Let a tab lead to one place: the right edge, or where what follows a label begins."""
    from docx.enum.text import (  # noqa: PLC0415 - heavy, and only for copies
        WD_TAB_ALIGNMENT,
        WD_TAB_LEADER,
    )

    stops = style.paragraph_format.tab_stops
    stops.clear_all()
    side = WD_TAB_ALIGNMENT.LEFT if at == LABEL else WD_TAB_ALIGNMENT.RIGHT
    leader = WD_TAB_LEADER.DOTS if dotted else WD_TAB_LEADER.SPACES
    stops.add_tab_stop(_points(at), side, leader)


def _grey(document: Any, paint: Paint) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - heavy, and only for copies
    from docx.shared import RGBColor  # noqa: PLC0415

    style = document.styles.add_style(GREY, WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb = RGBColor.from_string(paint.muted)


def _face(style: Any, face: str) -> None:
    """Set the face for Latin and Cyrillic alike, against the theme's."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy, and only for copies

    style.font.name = face
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), face)


def _speak(document: Any, locale: str) -> None:
    """Set the language that spelling is checked in."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy, and only for copies

    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), locale)
    settings = document.settings.element
    for theme in settings.iter(qn("w:themeFontLang")):
        theme.set(qn("w:val"), locale)
