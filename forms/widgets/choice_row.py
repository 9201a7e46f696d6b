"""One full sentence to choose, with the key that chooses it in front."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from forms.theme import LIGHT, Colours, space

BADGE = 24
PAD = space(1)
GAP = space(1.5)
TEXT_LEFT = PAD + BADGE + GAP
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class ChoiceRow(QRadioButton):
    """A radio button whose key is a badge: hollow, or filled when chosen."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self._sentence = ""
        self._colours: Colours = LIGHT
        self._faded = False
        self._measured: dict[int, int] = {}
        """Heights of the wrapped sentence by width: layouts ask for them again and again."""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, sentence: str, hint: str = "") -> None:
        """Take the sentence; ``hint`` becomes the tooltip."""
        self._sentence = sentence
        self.setAccessibleName(f"{self.key}. {sentence}")
        self.setToolTip(hint)
        self._measured.clear()
        self.updateGeometry()
        self.update()

    def restyle(self, colours: Colours) -> None:
        """Paint in these colours from now on."""
        self._colours = colours
        self._measured.clear()
        self.updateGeometry()
        self.update()

    def fade(self, *, faded: bool) -> None:
        """Step back because another row of the group is chosen."""
        if faded != self._faded:
            self._faded = faded
            self.update()

    def _lines_height(self, width: int) -> int:
        if width not in self._measured:
            room = QRect(0, 0, max(width - TEXT_LEFT - PAD, 40), 10_000)
            height = QFontMetrics(self.font()).boundingRect(room, WRAP, self._sentence).height()
            self._measured[width] = height
        return self._measured[width]

    def _ground(self) -> QColor:
        if self.isChecked():
            return QColor(self._colours.accent_soft)
        hovered = self.underMouse() and self.isEnabled()
        return QColor(self._colours.hover if hovered else self._colours.surface)

    def _paint_badge(self, painter: QPainter) -> None:
        colours, chosen = self._colours, self.isChecked()
        top = (self.height() - BADGE) / 2
        disc = QRectF(PAD, top, BADGE, BADGE)
        painter.setPen(QPen(QColor(colours.accent if chosen else colours.edge), 1.2))
        painter.setBrush(QColor(colours.accent if chosen else colours.surface))
        painter.drawEllipse(disc)
        letters = QFont(self.font())
        letters.setWeight(QFont.Weight.DemiBold)
        painter.setFont(letters)
        painter.setPen(QColor(colours.on_accent if chosen else colours.muted))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, self.key)

    def _paint_focus(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._colours.accent), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, badge and sentence."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground())
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        self._paint_badge(painter)
        painter.setFont(self.font())
        quiet = self._faded and not self.isChecked()
        painter.setPen(QColor(self._colours.muted if quiet else self._colours.ink))
        painter.drawText(self.rect().adjusted(TEXT_LEFT, 0, -PAD, 0), WRAP, self._sentence)
        if self.hasFocus():
            self._paint_focus(painter)
        painter.end()

    def hitButton(self, pos: QPoint) -> bool:
        """Take clicks anywhere on the row."""
        return self.rect().contains(pos)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the row can be clicked."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Rest again."""
        super().leaveEvent(event)
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower row is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped sentence with its margins."""
        return max(self._lines_height(width), BADGE) + PAD

    def sizeHint(self) -> QSize:
        """Return one line's size; the width is whatever there is."""
        return QSize(space(40), BADGE + PAD)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size: the height follows from the width."""
        return QSize(space(12), BADGE + PAD)
