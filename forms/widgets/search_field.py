"""A line to search with: a glass in front, and a cross at the end while something stands in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLineEdit, QWidget

from assessor.language import Voice
from forms.icons import Growth, icon, pixmap
from forms.theme import Colours
from forms.widgets.fields import LineEdit

INSET = 8
"""Pixels between the edge and the glass."""

GAP = 4
"""Pixels between the glass and the words, besides the line's own padding."""


class SearchField(LineEdit):
    """Draws its icons in our colours, which Qt's own clear button does not."""

    stepped = Signal(int)
    """Down (1) or Up (-1) was pressed: on or back in what was found."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._glass = QPixmap()
        self._cross = QAction(self)
        self.addAction(self._cross, QLineEdit.ActionPosition.TrailingPosition)
        self._cross.triggered.connect(self.clear)
        self.textChanged.connect(self._show_cross)
        self._show_cross("")

    def retranslate(self, voice: Voice, words: str) -> None:
        """Say what is searched for, here and for screen readers."""
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self._cross.setText(voice.say("Clear the search"))

    def restyle(self, colours: Colours) -> None:
        """Draw the icons again; the glass as large as the letters beside it."""
        size = Growth.of(16)
        self._glass = pixmap("search", colours.muted, size, self.devicePixelRatioF())
        self.setTextMargins(size + GAP, 0, 0, 0)
        self._cross.setIcon(icon("close", colours.muted, 16))

    @Slot(str)
    def _show_cross(self, text: str) -> None:
        self._cross.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through what was found with Up and Down."""
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if by:
            self.stepped.emit(by)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the glass in front: an action of the line would keep its size under any letters."""
        super().paintEvent(event)
        size = self._glass.deviceIndependentSize().toSize()
        painter = QPainter(self)
        painter.drawPixmap(INSET, (self.height() - size.height()) // 2, self._glass)
        painter.end()
