"""What a Word copy looks like: styles that a consultant can change in one place."""

from __future__ import annotations

from typing import Any

from assessor.domain.language import Language

TEXT, SERIF = "Arial", "Georgia"
"""Faces with Cyrillic that every office has; the report's own are on no client's machine."""

INK, MUTED, ACCENT = "1B2430", "5B6675", "1F5F8B"
LOCALES = {Language.EN: "en-GB", Language.RU: "ru-RU"}

# Name in Word: the face, points, colour, bold, space before and after in points.
PARAGRAPHS: dict[str, tuple[str, float, str, bool, float, float]] = {
    "Normal": (TEXT, 9.5, INK, False, 0, 4),
    "Title": (SERIF, 30, INK, False, 60, 10),
    "Subtitle": (SERIF, 16, INK, False, 0, 24),
    "Heading 1": (SERIF, 17, INK, False, 24, 8),
    "Heading 2": (TEXT, 11, ACCENT, True, 12, 4),
    "Heading 3": (TEXT, 9.5, INK, True, 8, 2),
    "Takeoff Lead": (TEXT, 10.5, ACCENT, False, 0, 8),
    "Takeoff Small": (TEXT, 8, INK, False, 0, 3),
    "Takeoff Muted": (TEXT, 8, MUTED, False, 0, 3),
    "Takeoff Label": (TEXT, 8, ACCENT, True, 8, 2),
    "Takeoff Note": (TEXT, 9, INK, False, 0, 4),
    "Takeoff Figure": (SERIF, 15, ACCENT, False, 6, 4),
    "Caption": (TEXT, 8, INK, True, 8, 3),
    "Takeoff Cell": (TEXT, 8, INK, False, 1, 1),
    "TOC 1": (TEXT, 9.5, INK, False, 0, 3),
    "TOC 2": (TEXT, 8.5, MUTED, False, 0, 2),
    "Header": (TEXT, 7.5, MUTED, False, 0, 0),
    "Footer": (TEXT, 7.5, MUTED, False, 0, 0),
    "List Number": (TEXT, 9.5, INK, False, 0, 4),
}
TOGETHER = {"Heading 1", "Heading 2", "Heading 3", "Takeoff Lead", "Takeoff Label", "Caption"}
"""What must not stand at the foot of a page, without what follows."""

NOTE_INDENT = 12


def dress(document: Any, language: Language) -> None:
    """Give a new document its page, its styles and its language."""
    from docx.shared import Mm  # noqa: PLC0415 - heavy, and only for copies

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(23)
    section.top_margin, section.bottom_margin = Mm(25), Mm(24)
    section.header_distance = section.footer_distance = Mm(11)
    for name, look in PARAGRAPHS.items():
        _style(document, name, look)
    _speak(document, LOCALES[language])


def _style(document: Any, name: str, look: tuple[str, float, str, bool, float, float]) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - heavy, and only for copies
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    face, size, colour, bold, before, after = look
    styles = document.styles
    known = {style.name for style in styles}
    style = styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    _face(style, face)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.keep_with_next = name in TOGETHER
    form.widow_control = True
    if name == "Takeoff Note":
        form.left_indent = Pt(NOTE_INDENT)
    if name.startswith("TOC"):
        form.left_indent = Pt(NOTE_INDENT * (int(name[-1]) - 1))


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
