"""Lets what is on screen take on other colours at once, and what is hidden bit by bit after it.

Qt keeps for each widget what the stylesheet makes of it, colours included, and looks it up anew
only when the widget is polished. To polish every widget that was ever shown takes a few hundred
milliseconds; to polish those in view a few tens.
"""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

SLICE_SECONDS = 0.010
"""How long hidden widgets may hold up whatever else the window has to do."""

PAINT_MS = 30
"""How long what is in view is left to be painted before what is hidden has its turn."""


class Redress(QObject):
    """Polishes again every widget there is; no widget is ever seen in the colours of before."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._hidden: list[QWidget] = []
        """What stands at the top of each hidden part; told apart by being shown in its own time."""
        self._waiting: list[QWidget] = []
        """Hidden widgets that are polished next, the last one first."""
        self._soon = QTimer(self)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._go_on)

    @property
    def is_working(self) -> bool:
        """Return whether something hidden still looks as before."""
        return bool(self._hidden or self._waiting)

    def begin(self) -> None:
        """Polish what is in view now, and the rest as soon as there is time."""
        self._forget()
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self._polish_shown(window)
                window.update()
            else:
                self._put_off(window)
        self._soon.start(PAINT_MS)

    def finish(self) -> None:
        """Polish what is left, without a pause."""
        while self.is_working:
            self._polish_next()
        self._soon.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Polish a hidden part before it is painted for the first time."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            watched.removeEventFilter(self)
            self._polish_shown(watched)
        return False

    def _polish_shown(self, top: QWidget) -> None:
        """Polish a widget with what is shown in it; what is hidden in it waits."""
        parts = [top]
        while parts:
            widget = parts.pop()
            _polish(widget)
            for child in _inside(widget):
                if child.isHidden():
                    self._put_off(child)
                else:
                    parts.append(child)

    def _put_off(self, top: QWidget) -> None:
        top.installEventFilter(self)
        self._hidden.append(top)

    @Slot()
    def _go_on(self) -> None:
        self._soon.setInterval(0)
        end = monotonic() + SLICE_SECONDS
        while self.is_working and monotonic() < end:
            self._polish_next()
        if not self.is_working:
            self._soon.stop()

    def _polish_next(self) -> None:
        if not self._waiting:
            self._waiting.append(self._hidden.pop())
        widget = self._waiting.pop()
        if isValid(widget):
            _polish(widget)
            self._waiting += _inside(widget)

    def _forget(self) -> None:
        for widget in self._hidden:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._hidden.clear()
        self._waiting.clear()


def _inside(widget: QWidget) -> list[QWidget]:
    return widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _polish(widget: QWidget) -> None:
    # What was never polished is when it is first shown.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().polish(widget)
