"""Contrast as WCAG 2.2 defines it, one place for colours, and own fonts."""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontDatabase
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from assessor.service import Service
from assessor.settings import Theme
from forms import icons, theme
from forms.stylesheet import SHEET
from forms.theme import DARK, LIGHT, Colours

FORMS = Path(theme.__file__).parent


def luminance(colour: str) -> float:
    """WCAG 2.2, definition of relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, definition of contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_formula_agrees_with_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    # The lightest grey that WCAG's own examples let pass on white.
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_all_text_can_be_read(colours: Colours) -> None:
    grounds = (colours.window, colours.surface, colours.hover, colours.accent_soft)
    texts = (colours.ink, colours.muted, colours.accent, colours.raises, colours.lowers)
    pairs = [*product(texts, grounds), (colours.on_accent, colours.accent)]
    pairs += [(colours.on_accent, colours.accent_hover), (colours.ink, colours.alarm_soft)]
    weak = {pair: round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < 4.5}
    assert not weak


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_what_can_be_operated_has_a_visible_edge(colours: Colours) -> None:
    # WCAG 2.2, 1.4.11: 3:1 for parts of controls.
    for edge, ground in product((colours.edge, colours.accent), (colours.surface, colours.window)):
        assert contrast(edge, ground) >= 3


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_rule_of_the_sheet_that_sets_words_on_a_ground_can_be_read(colours: Colours) -> None:
    tokens = {field.name: getattr(colours, field.name) for field in fields(colours)}
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", SHEET)
    weak = []
    seen = 0
    for names, body in rules:
        ink = re.search(r"(?<![-\w])color: \$(\w+)", body)
        ground = re.search(r"background(?:-color)?: \$(\w+)", body)
        if ink is None:
            continue
        seen += 1
        # WCAG 2.2 asks nothing of what is switched off; 3:1 keeps it legible all the same.
        least = 3 if ":disabled" in names else 4.5
        grounds = [ground[1]] if ground else ["surface", "window"]
        weak += [
            (names.strip(), on) for on in grounds if contrast(tokens[ink[1]], tokens[on]) < least
        ]
    assert seen > 20
    assert weak == []


def test_everything_that_takes_the_focus_shows_it() -> None:
    kinds = {"QPushButton", "QToolButton", "QLineEdit", "QPlainTextEdit"}
    kinds |= {"QComboBox", "QCheckBox", "QRadioButton", "QTableView", "QTreeView", "QListView"}
    shown = set(re.findall(r"(Q\w+)(?:\[[^\]]*\])*(?:::\w+)?:focus", SHEET))
    assert kinds - shown == set()
    # What has a look of its own would cover the general rule.
    looks = set(re.findall(r'Q(?:Push|Tool)Button\[look="(\w+)"\]', SHEET))
    rung = set(re.findall(r'Q(?:Push|Tool)Button\[look="(\w+)"\](?::checked)?:focus', SHEET))
    assert looks - rung == set()


def test_colours_are_written_in_the_theme_alone() -> None:
    colour = re.compile(r"#[0-9a-fA-F]{3,8}\b|QColor\(\s*\d|GlobalColor\.(?!transparent)")
    guilty = [
        path.relative_to(FORMS).as_posix()
        for path in FORMS.rglob("*.py")
        if path.name != "theme.py" and colour.search(path.read_text(encoding="utf-8"))
    ]
    assert guilty == []


def test_letter_sizes_are_written_in_the_theme_alone() -> None:
    size = re.compile(r"font-size:\s*\d|setPointSize|setPixelSize\(\s*\d")
    guilty = [
        path.relative_to(FORMS).as_posix()
        for path in FORMS.rglob("*.py")
        if path.name != "theme.py" and size.search(path.read_text(encoding="utf-8"))
    ]
    assert guilty == []
    assert len(theme.Size) == 4


def test_system_theme_follows_the_desktop() -> None:
    assert theme.colours_for(Theme.SYSTEM, dark_system=True) == DARK
    assert theme.colours_for(Theme.SYSTEM, dark_system=False) == LIGHT
    assert theme.colours_for(Theme.LIGHT, dark_system=True) == LIGHT
    assert theme.colours_for(Theme.DARK, dark_system=False) == DARK


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_dressing_reaches_the_palette_and_fills_every_token(
    qapp: QApplication, colours: Colours
) -> None:
    theme.dress(qapp, colours, 1.0)
    assert qapp.palette().color(qapp.palette().ColorRole.Window) == QColor(colours.window)
    assert "$" not in qapp.styleSheet()
    assert qapp.font().pixelSize() == theme.Size.BODY


def test_larger_letters_are_larger(qapp: QApplication) -> None:
    theme.dress(qapp, LIGHT, 2.0)
    assert qapp.font().pixelSize() == 2 * theme.Size.BODY
    theme.dress(qapp, LIGHT, 1.0)


def test_own_fonts_are_loaded_and_used(qapp: QApplication, service: Service) -> None:
    fonts = service.fonts()
    assert theme.load_fonts(fonts) == len(fonts) > 0
    assert theme.family() == theme.FAMILY
    assert theme.FAMILY in QFontDatabase.families(QFontDatabase.WritingSystem.Cyrillic)


def test_a_broken_font_is_left_out(qapp: QApplication) -> None:
    assert theme.load_fonts({"broken.ttf": b"this is no font"}) == 0


@pytest.mark.parametrize("name", icons.BODIES)
def test_every_icon_draws_something(qapp: QApplication, name: str) -> None:
    assert QSvgRenderer(icons.svg(name, LIGHT.ink).encode()).isValid()
    picture = icons.pixmap(name, LIGHT.ink, 24).toImage()
    drawn = {picture.pixelColor(x, y).alpha() > 0 for x in range(24) for y in range(24)}
    assert drawn == {True, False}


def test_dark_charts_are_drawn_on_the_dark_surface(qapp: QApplication) -> None:
    palette = theme.chart_palette(DARK)
    assert palette.paper == DARK.surface
    assert contrast(palette.ink, palette.paper) >= 4.5
    assert contrast(palette.muted, palette.paper) >= 4.5
