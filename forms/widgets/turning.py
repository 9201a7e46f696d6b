"""Things side by side where there is room for so many letters, else one under the other."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from forms.theme import space


class Turning(QWidget):
    """Add to ``box``; letters are measured as wide as the digit 0, whatever their size."""

    def __init__(self, parent: QWidget, letters: int, *, gap: float = 1) -> None:
        """Stand side by side from a width of so many letters on."""
        super().__init__(parent)
        self._letters = letters
        self.box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(space(gap))

    @property
    def is_wide(self) -> bool:
        """Return whether all stand side by side."""
        return self.box.direction() is QBoxLayout.Direction.LeftToRight

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the width crosses the line."""
        super().resizeEvent(event)
        needed = self.fontMetrics().horizontalAdvance("0") * self._letters
        wide = event.size().width() >= needed
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if way is not self.box.direction():
            self.box.setDirection(way)
