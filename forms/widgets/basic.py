"""The plain parts that pages are put together from; their look is set by ``forms.stylesheet``."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from forms.theme import space
from forms.widgets.wrapping_button import WrappingButton

LabelLook = Literal[
    "body",
    "small",
    "muted",
    "strong",
    "caption",
    "title",
    "lead",
    "figure",
    "raises",
    "lowers",
    "error",
    "bubble",
]
ButtonLook = Literal["plain", "primary", "quiet", "link", "chip"]


def set_look(widget: QWidget, look: str, name: str = "look") -> None:
    """Change what a widget is to the stylesheet and paint it again."""
    if widget.property(name) == look:
        return
    widget.setProperty(name, look)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


class Label(QLabel):
    """Text that wraps, may be selected when asked, and never takes markup from the user."""

    def __init__(
        self,
        text: str = "",
        look: LabelLook = "body",
        *,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("look", look)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = self.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)


def button(
    text: str = "",
    look: ButtonLook = "plain",
    parent: QWidget | None = None,
    *,
    wraps: bool = False,
) -> QPushButton:
    """Return a push button with one of the five looks; if it ``wraps`` it may break its words."""
    made = WrappingButton(text, parent) if wraps else QPushButton(text, parent)
    made.setProperty("look", look)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    return made


def icon_button(name: str = "", parent: QWidget | None = None) -> QToolButton:
    """Return a quiet button that shows an icon; ``name`` is for screen readers and the tooltip."""
    made = QToolButton(parent)
    made.setProperty("look", "quiet")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    name_it(made, name)
    return made


def name_it(widget: QWidget, name: str, *, tooltip: bool = True) -> None:
    """Give a widget without words its name, for screen readers and as a tooltip."""
    widget.setAccessibleName(name)
    if tooltip:
        widget.setToolTip(name)


class Card(QFrame):
    """A surface with a hairline around it; add to ``box``."""

    def __init__(self, parent: QWidget | None = None, *, gap: float = 1, pad: float = 2) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.box = column(self, gap=gap, pad=pad)


def rule(parent: QWidget | None = None, *, upright: bool = False) -> QFrame:
    """Return a hairline."""
    made = QFrame(parent)
    made.setProperty("look", "divider" if upright else "rule")
    return made


def column(parent: QWidget | None = None, *, gap: float = 1, pad: float = 0) -> QVBoxLayout:
    """Return a column with distances in steps of the grid."""
    box = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    _space_out(box, gap, pad)
    return box


def row(parent: QWidget | None = None, *, gap: float = 1, pad: float = 0) -> QHBoxLayout:
    """Return a row with distances in steps of the grid."""
    box = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    _space_out(box, gap, pad)
    return box


def _space_out(box: QBoxLayout, gap: float, pad: float) -> None:
    box.setSpacing(space(gap))
    box.setContentsMargins(space(pad), space(pad), space(pad), space(pad))


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)


class ScrollColumn(QScrollArea):
    """A column of widgets that scrolls up and down and never sideways; add to ``box``."""

    def __init__(self, parent: QWidget | None = None, *, gap: float = 2, pad: float = 3) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget()
        self.box = column(self.inside, gap=gap, pad=pad)
        self.setWidget(self.inside)
        # What lies under the column shows through.
        self.viewport().setAutoFillBackground(False)
        self.inside.setAutoFillBackground(False)
