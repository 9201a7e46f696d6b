"""A button that looks like what an action says and does what the action does."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from forms.widgets.basic import ButtonLook


class ActionButton(QPushButton):
    """Takes words, state and deed from an action, so that key, menu and button never differ."""

    def __init__(self, action: QAction, parent: QWidget, look: ButtonLook = "plain") -> None:
        super().__init__(parent)
        self.setProperty("look", look)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        self.setText(self._action.text())
        self.setToolTip(self._action.shortcut().toString())
        self.setEnabled(self._action.isEnabled())
        self.setVisible(self._action.isVisible())
