"""A small shape beside a word, so that nothing is told by colour alone."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from forms.theme import Colours
from forms.widgets.basic import Label, row

Shape = Literal["diamond", "square"]

SIDE = 11
"""Pixels of a shape."""


class ShapeMark(QWidget):
    """A filled diamond or a hollow square."""

    def __init__(self, shape: Shape, colours: Colours, parent: QWidget) -> None:
        super().__init__(parent)
        self._shape = shape
        self._colour = QColor(colours.accent)
        self.setFixedSize(SIDE + 2, SIDE + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour, 1.8))
        if self._shape == "square":
            painter.drawRect(QRectF(2, 2, SIDE - 2, SIDE - 2))
        else:
            painter.setBrush(QBrush(self._colour))
            middle, end = SIDE / 2 + 1, SIDE + 1.0
            corners = [(middle, 1.0), (end, middle), (middle, end), (1.0, middle)]
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        painter.end()


class MarkedWord(QWidget):
    """A shape and the word that it stands for."""

    def __init__(self, shape: Shape, word: str, colours: Colours, parent: QWidget) -> None:
        super().__init__(parent)
        line = row(self, gap=0.5)
        line.addWidget(ShapeMark(shape, colours, self))
        line.addWidget(Label(word, "caption", wrap=False, parent=self))
