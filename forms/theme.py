"""How everything looks: the only file in which a colour or a letter size may be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from assessor.domain.picture import PAPER, Palette
from assessor.settings import Theme
from forms.icons import Growth, glyph_file
from forms.stylesheet import SHEET

GRID = 8
"""Pixels; every distance is a whole or half multiple of it."""

FAMILY = "IBM Plex Sans"
BASE_STYLE = "Fusion"
"""What the stylesheet builds upon; the same on every system."""
GROUND = "ground"
"""A property: of the application, the colour it wears; of a window, whether that is dark."""


class Size(IntEnum):
    """The type scale in pixels at zoom 1: four sizes and no fifth."""

    SMALL = 12
    BODY = 14
    TITLE = 20
    FIGURE = 44


LINES = {"button": 20, "field": 22, "chip": 18}
"""Pixels at zoom 1 that one line of words takes in what can be operated."""

MARKS = {"icon": 16, "chevron": 12, "box": 16, "ring": 5}
"""Pixels at zoom 1 of what stands beside words: icons, boxes to tick, and a chosen one's ring."""


@dataclass(frozen=True)
class Colours:
    """One set of colours as #rrggbb, by what they are for."""

    window: str
    """The ground that everything lies on."""
    surface: str
    """Cards and fields."""
    hover: str
    line: str
    """Hairlines between things; tells nothing by itself."""
    edge: str
    """Borders of things that can be operated: at least 3:1 against the surface."""
    ink: str
    muted: str
    accent: str
    accent_hover: str
    accent_soft: str
    """Ground of what is chosen; ink on it is readable."""
    on_accent: str
    raises: str
    """What raises the risk, as text and as a mark."""
    lowers: str
    """What lowers the risk, as text and as a mark."""
    alarm_soft: str
    """Ground of a message that something went wrong."""


LIGHT = Colours(
    window="#f6f5f2",
    surface="#ffffff",
    hover="#f1f3f5",
    line="#e2e3e1",
    edge="#868f9a",
    ink="#1b2430",
    muted="#56606e",
    accent="#1f5f8b",
    accent_hover="#184c70",
    accent_soft="#e6eff6",
    on_accent="#ffffff",
    raises="#a8442a",
    lowers="#2c7060",
    alarm_soft="#fbece6",
)

DARK = Colours(
    window="#12161b",
    surface="#1a2027",
    hover="#232b34",
    line="#2c3540",
    edge="#6f7b89",
    ink="#e9ecf0",
    muted="#a7b1be",
    accent="#7db9e3",
    accent_hover="#9ccbeb",
    accent_soft="#1f3445",
    on_accent="#0d1a24",
    raises="#f2a183",
    lowers="#83cbb6",
    alarm_soft="#3a241d",
)

_ROLE = QPalette.ColorRole
ROLES: dict[str, tuple[QPalette.ColorRole, str]] = {
    "window": (_ROLE.Window, "window"),
    "surface": (_ROLE.Base, "base"),
    "hover": (_ROLE.AlternateBase, "alternate-base"),
    "line": (_ROLE.Mid, "mid"),
    "edge": (_ROLE.Dark, "dark"),
    "ink": (_ROLE.WindowText, "window-text"),
    "muted": (_ROLE.PlaceholderText, "placeholder-text"),
    "accent": (_ROLE.Highlight, "highlight"),
    "on_accent": (_ROLE.HighlightedText, "highlighted-text"),
    # Roles that nothing of ours is drawn with otherwise.
    "accent_hover": (_ROLE.LinkVisited, "link-visited"),
    "accent_soft": (_ROLE.Midlight, "midlight"),
    "raises": (_ROLE.BrightText, "bright-text"),
    "lowers": (_ROLE.Shadow, "shadow"),
    "alarm_soft": (_ROLE.Light, "light"),
}
"""The role of Qt's palette in which each colour is handed on, and its name in a stylesheet."""


def space(steps: float) -> int:
    """Return a distance in pixels: so many steps of the grid."""
    return round(GRID * steps)


def system_is_dark() -> bool:
    """Return whether the desktop asks for a dark look."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def colours_for(theme: Theme, *, dark_system: bool) -> Colours:
    """Return the colours of a theme; ``SYSTEM`` follows the desktop."""
    dark = theme is Theme.DARK or (theme is Theme.SYSTEM and dark_system)
    return DARK if dark else LIGHT


def counterparts(colours: Colours) -> dict[str, str]:
    """Return for each of these colours what stands in its place in the other theme."""
    other = LIGHT if colours == DARK else DARK
    return {getattr(colours, name): getattr(other, name) for name in ROLES}


def ground(colours: Colours) -> str:
    """Return what a window says of its ground to the stylesheet, which picks its glyphs by it."""
    return "dark" if colours == DARK else "light"


def chart_palette(colours: Colours) -> Palette:
    """Return what charts are drawn with on this ground."""
    if colours == LIGHT:
        return PAPER.model_copy(update={"family": family()})
    return Palette(
        paper=colours.surface,
        ink=colours.ink,
        muted=colours.muted,
        grid=colours.line,
        accent=colours.accent,
        raises=colours.raises,
        lowers=colours.lowers,
        family=family(),
    )


def family() -> str:
    """Return the family in use: our own when it could be loaded, else the system's."""
    if FAMILY in QFontDatabase.families():
        return FAMILY
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


def load_fonts(files: Mapping[str, bytes]) -> int:
    """Load font files for this process and return how many the system accepted."""
    return sum(QFontDatabase.addApplicationFontFromData(data) >= 0 for data in files.values())


def font(size: Size, *, zoom: float = 1.0, strong: bool = False) -> QFont:
    """Return a font of the type scale."""
    made = QFont(family())
    made.setPixelSize(pixels(size, zoom))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made


def pixels(size: Size, zoom: float = 1.0) -> int:
    """Return the height of a size of the type scale in pixels."""
    return round(size * zoom)


def build_palette(colours: Colours) -> QPalette:
    """Return Qt's palette for these colours, for what the stylesheet does not reach."""
    palette = QPalette()
    for role, value in _roles(colours).items():
        palette.setColor(role, QColor(value))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.edge))
    return palette


def _roles(colours: Colours) -> dict[QPalette.ColorRole, str]:
    role = QPalette.ColorRole
    same = {
        role.Text: colours.ink,
        role.Button: colours.surface,
        role.ButtonText: colours.ink,
        role.Link: colours.accent,
        role.ToolTipBase: colours.ink,
        role.ToolTipText: colours.surface,
        role.Accent: colours.accent,
    }
    return same | {role: getattr(colours, name) for name, (role, _) in ROLES.items()}


def stylesheet(zoom: float = 1.0) -> str:
    """Return the stylesheet of the whole program, generated from the tokens.

    It names roles of the palette and no colours, so that it is the same in every theme.
    """
    tokens = {name: f"palette({words})" for name, (_, words) in ROLES.items()}
    sizes = {size.name.lower(): f"{pixels(size, zoom)}px" for size in Size}
    glyphs = {
        f"{name}_{ground}": glyph_file(name, colour)
        for ground, colours in (("light", LIGHT), ("dark", DARK))
        for name, colour in (("chevron", colours.muted), ("tick", colours.on_accent))
    }
    # What is least to Qt may be all that a full page leaves a field, so it grows with the letters.
    lines = {f"{name}_line": f"{round(high * zoom)}px" for name, high in LINES.items()}
    # A field of choices that has the focus loses two pixels of its line to a thicker edge.
    lines["choice_line"] = f"{round(LINES['field'] * zoom) + 2}px"
    marks = {name: round(high * zoom) for name, high in MARKS.items()}
    # With its edge of a pixel all round a radio button is a circle; chosen, it is a thick ring.
    marks["round"] = marks["box"] // 2 + 1
    marks["hole"] = marks["box"] + 2 - 2 * marks["ring"]
    marks["chevron_room"] = marks["chevron"] + 12
    pixels_of = {name: f"{high}px" for name, high in marks.items()}
    filled = tokens | sizes | glyphs | lines | pixels_of
    return Template(SHEET).substitute(filled, family=family())


def dress(app: QApplication, colours: Colours, zoom: float = 1.0) -> bool:
    """Give the whole program these colours and letter sizes; free when it wears them already.

    Return whether what was on screen before has still to take the colours on, which Qt tells
    nobody of when a stylesheet names them; ``forms.redress`` does it.
    """
    if not app.property(BASE_STYLE):
        # A stylesheet wraps the style, so that the style itself no longer tells its name.
        app.setStyle(QStyleFactory.create(BASE_STYLE))
        app.setProperty(BASE_STYLE, True)
    Growth.zoom = zoom
    sheet, palette = stylesheet(zoom), build_palette(colours)
    if app.styleSheet() == sheet:
        if app.property(GROUND) == colours.window:
            return False
        app.setProperty(GROUND, colours.window)
        app.setPalette(palette)
        return True
    app.setProperty(GROUND, colours.window)
    # Qt dresses each widget once for each widget around it when one sheet follows another, and
    # once in all when a sheet follows none: a quarter of the time.
    app.setStyleSheet("")
    app.setPalette(palette)
    app.setFont(font(Size.BODY, zoom=zoom))
    app.setStyleSheet(sheet)
    return False
