"""The column of page names at the left edge of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from forms.icons import Growth, icon
from forms.theme import Colours, space
from forms.widgets.basic import ScrollColumn, column

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
        self._scroll = ScrollColumn(self, gap=0.5, pad=1)
        column(self).addWidget(self._scroll)
        self.box: QVBoxLayout = self._scroll.box
        self.box.setContentsMargins(space(1), space(2), space(1), space(2))
        for name, _ in pages:
            self.box.addWidget(self._button(name))
        self.box.addStretch(1)
        self._group.buttonClicked.connect(self._on_clicked)

    def _button(self, name: str) -> QToolButton:
        made = QToolButton(self._scroll.inside)
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
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Be as wide as the longest name, and as the scroll bar where large letters need one."""
        self._size_icons()
        wide, bar = self._scroll.inside.minimumSizeHint(), self._scroll.verticalScrollBar()
        beside = bar.sizeHint().width() if wide.height() > self.height() else 0
        self.setFixedWidth(max(WIDTH, wide.width() + beside))

    def _size_icons(self) -> None:
        """Let the icons grow with the letters where there is room: the names come first."""
        shown = [made for made in self.buttons.values() if not made.isHidden()]
        if not shown:
            return
        spare = (self.height() - self._scroll.inside.sizeHint().height()) // len(shown)
        side = min(Growth.of(ICON), max(ICON, shown[0].iconSize().height() + spare))
        for made in self.buttons.values():
            made.setIconSize(QSize(side, side))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the scroll bar when the window gets too low."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again when the letters change, once the buttons wear them."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            QTimer.singleShot(0, self, self.fit)

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
