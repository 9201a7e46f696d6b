"""A chart in the window: the same SVG as on paper, with its sentence for screen readers."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget


class Picture(QWidget):
    """Shows an SVG at its own proportions, as wide as there is room up to its natural width."""

    def __init__(self, parent: QWidget | None = None, *, grow: bool = False) -> None:
        """Make an empty picture; ``grow`` lets it become wider than its natural width."""
        super().__init__(parent)
        self._renderer = QSvgRenderer(self)
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self._grow = grow
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_svg(self, svg: str, sentence: str) -> None:
        """Show a chart; the sentence says what it shows to those who cannot see it."""
        self._renderer.load(QByteArray(svg.encode()))
        self.setAccessibleName(sentence)
        self.setToolTip(sentence)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the natural size of the chart."""
        return self._renderer.defaultSize()

    def minimumSizeHint(self) -> QSize:
        """Return a size that is still readable."""
        natural = self._renderer.defaultSize()
        return QSize(min(natural.width(), 160), 16)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that keeps the proportions."""
        natural = self._renderer.defaultSize()
        if natural.width() <= 0:
            return 0
        shown = width if self._grow else min(width, natural.width())
        return round(shown * natural.height() / natural.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart at the leading edge."""
        painter = QPainter(self)
        natural = self._renderer.defaultSize()
        shown = self.width() if self._grow else min(self.width(), natural.width())
        self._renderer.render(painter, QRectF(0, 0, shown, self.heightForWidth(self.width())))
        painter.end()
