"""The column of page names at the left edge of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from forms.icons import icon
from forms.theme import Colours, space
from forms.widgets.basic import column

ICON = 22
WIDTH = 96


class Rail(QFrame):
    """One button for each page; the page on screen is marked by ground, weight and name."""

    requested = Signal(str)

    def __init__(self, pages: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """Make buttons for ``(name, icon)`` pairs."""
        super().__init__(parent)
        self._icons = dict(pages)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        self.setMinimumWidth(WIDTH)
        self.box: QVBoxLayout = column(self, gap=0.5, pad=1)
        self.box.setContentsMargins(space(1), space(2), space(1), space(2))
        for name, _ in pages:
            self.box.addWidget(self._button(name))
        self.box.addStretch(1)
        self._group.buttonClicked.connect(self._on_clicked)

    def _button(self, name: str) -> QToolButton:
        made = QToolButton(self)
        made.setProperty("look", "rail")
        made.setProperty("page", name)
        made.setCheckable(True)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setIconSize(QSize(ICON, ICON))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = made.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        made.setSizePolicy(policy)
        self._group.addButton(made)
        self.buttons[name] = made
        return made

    def name_pages(self, titles: dict[str, str], keys: dict[str, str]) -> None:
        """Take the pages' names and the keys that lead to them."""
        for name, made in self.buttons.items():
            made.setText(titles[name])
            made.setAccessibleName(titles[name])
            made.setToolTip(f"{titles[name]}  {keys[name]}")

    def restyle(self, colours: Colours) -> None:
        """Draw the icons again."""
        for name, made in self.buttons.items():
            made.setIcon(icon(self._icons[name], colours.muted, ICON, checked=colours.accent))

    def mark(self, name: str) -> None:
        """Show which page is on screen."""
        self.buttons[name].setChecked(True)

    @Slot("QAbstractButton*")
    def _on_clicked(self, clicked: QToolButton) -> None:
        self.requested.emit(str(clicked.property("page")))
