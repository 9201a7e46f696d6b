"""One full sentence to choose, with the key that chooses it in front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from forms.theme import LIGHT, Colours, space

BADGE = 24
BADGE_LINES = 1.25
"""The least size of the badge in pixels, and its size in lines of larger letters."""
PAD = space(1)
GAP = space(1.5)
SMALLER = 12 / 14
"""The letters of a mark against those of the sentence, as in the type scale."""
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter

MARK_PAD = 5
MARK_GAP = 4
MOST_MARKS = 4
"""People shown on a row before the rest is only counted."""


@dataclass(frozen=True)
class Mark:
    """Somebody who gave this answer: a few letters and a name, and whether they are shown now."""

    letters: str
    name: str
    strong: bool = False


class ChoiceRow(QRadioButton):
    """A radio button whose key is a badge: hollow, or filled when chosen."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self._sentence = ""
        self._colours: Colours = LIGHT
        self._faded = False
        self.marks: tuple[Mark, ...] = ()
        """Who else gave this answer."""
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
        self._name()
        self.setToolTip(hint)
        self._measured.clear()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        who = ", ".join(mark.name for mark in self.marks)
        self.setAccessibleName(f"{self.key}. {self._sentence}" + (f" ({who})" if who else ""))

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show at the end of the row who gave this answer."""
        if tuple(marks) == self.marks:
            return
        self.marks = tuple(marks)
        self._name()
        self._measured.clear()
        self.updateGeometry()
        self.update()

    def _shown_marks(self) -> list[Mark]:
        shown, rest = list(self.marks[:MOST_MARKS]), len(self.marks) - MOST_MARKS
        return [*shown, Mark(f"+{rest}", "")] if rest > 0 else shown

    def _small(self) -> QFont:
        small = QFont(self.font())
        small.setPixelSize(max(round(self.fontInfo().pixelSize() * SMALLER), 1))
        small.setWeight(QFont.Weight.DemiBold)
        return small

    def _marks_width(self) -> int:
        metrics = QFontMetrics(self._small())
        wide = [metrics.horizontalAdvance(mark.letters) for mark in self._shown_marks()]
        return sum(width + 2 * MARK_PAD + MARK_GAP for width in wide)

    def _paint_marks(self, painter: QPainter) -> None:
        colours, small = self._colours, self._small()
        metrics = QFontMetrics(small)
        high = metrics.height() + 2
        x = self.width() - PAD - self._marks_width() + MARK_GAP
        painter.setFont(small)
        for mark in self._shown_marks():
            wide = metrics.horizontalAdvance(mark.letters) + 2 * MARK_PAD
            pill = QRectF(x, (self.height() - high) / 2, wide, high)
            painter.setPen(QPen(QColor(colours.accent), 1.2))
            painter.setBrush(QColor(colours.accent if mark.strong else colours.surface))
            painter.drawRoundedRect(pill, high / 2, high / 2)
            painter.setPen(QColor(colours.on_accent if mark.strong else colours.ink))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, mark.letters)
            x += wide + MARK_GAP

    def restyle(self, colours: Colours) -> None:
        """Paint in these colours from now on."""
        self._colours = colours
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in other letters."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._measured.clear()
            self.updateGeometry()

    def fade(self, *, faded: bool) -> None:
        """Step back because another row of the group is chosen."""
        if faded != self._faded:
            self._faded = faded
            self.update()

    def _badge(self) -> int:
        return max(BADGE, round(BADGE_LINES * self.fontMetrics().height()))

    def _text_left(self) -> int:
        return PAD + self._badge() + GAP

    def _lines_height(self, width: int) -> int:
        if width not in self._measured:
            words = width - self._text_left() - PAD - self._marks_width()
            room = QRect(0, 0, max(words, 40), 10_000)
            height = QFontMetrics(self.font()).boundingRect(room, WRAP, self._sentence).height()
            self._measured[width] = height
        return self._measured[width]

    def _ground(self) -> QColor:
        if self.isChecked():
            return QColor(self._colours.accent_soft)
        hovered = self.underMouse() and self.isEnabled()
        return QColor(self._colours.hover if hovered else self._colours.surface)

    def _paint_badge(self, painter: QPainter) -> None:
        colours, chosen, badge = self._colours, self.isChecked(), self._badge()
        disc = QRectF(PAD, (self.height() - badge) / 2, badge, badge)
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
        words = self.rect().adjusted(self._text_left(), 0, -PAD - self._marks_width(), 0)
        painter.drawText(words, WRAP, self._sentence)
        self._paint_marks(painter)
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
        return max(self._lines_height(width), self._badge()) + PAD

    def sizeHint(self) -> QSize:
        """Return one line's size; the width is whatever there is."""
        return QSize(space(40), self._badge() + PAD)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size: the height follows from the width."""
        return QSize(space(12), self._badge() + PAD)
