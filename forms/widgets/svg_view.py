"""Shows a picture that is drawn anew for the width that is there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor.domain.picture import Spot, Svg

Drawing = Callable[[int], str]
"""Takes a width in pixels and returns the SVG text of a picture that wide."""


LEAST = 250
"""Pixels of width under which most pictures cannot keep their letters apart."""


class SvgView(QWidget):
    """A picture as wide as its place and as high as it needs to be.

    Drawing anew for each width, instead of stretching, keeps the letters at reading size.
    """

    def __init__(self, parent: QWidget, least: int = LEAST) -> None:
        """Make an empty view; in less than ``least`` pixels the picture is cut off instead."""
        super().__init__(parent)
        self._least = least
        self._draw: Drawing | None = None
        self._drawn_width = 0
        self._renderer = QSvgRenderer(self)
        self.spots: tuple[Spot, ...] = ()
        """The parts of what is drawn that can be explained, in reading order."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_picture(self, draw: Drawing, description: str) -> None:
        """Draw with this function from now on; the description is for those who cannot see it."""
        self._draw = draw
        self._drawn_width = 0
        self.setAccessibleName(description)
        self._redraw()

    @property
    def is_drawn(self) -> bool:
        """Return whether there is a valid picture to be seen."""
        return self._renderer.isValid()

    def _redraw(self) -> None:
        width = max(self.width(), self._least)
        if self._draw is None or width == self._drawn_width:
            return
        self._drawn_width = width
        drawn = self._draw(width)
        self.spots = drawn.spots if isinstance(drawn, Svg) else ()
        self._renderer.load(QByteArray(drawn.encode()))
        self.setFixedHeight(self._renderer.defaultSize().height())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the new width."""
        super().resizeEvent(event)
        self._redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture at its own size."""
        super().paintEvent(event)
        if not self._renderer.isValid():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, self._picture_rect())
        painter.end()

    def _picture_rect(self) -> QRectF:
        size = self._renderer.defaultSize()
        return QRectF(0, 0, size.width(), size.height())

    def sizeHint(self) -> QSize:
        """Return the picture's own size."""
        return self._renderer.defaultSize()
