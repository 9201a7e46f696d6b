"""The sections of the interview with how far each has been asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from assessor.language import Voice
from assessor.language.progress import answered_means
from forms.theme import LIGHT, Colours, Size, pixels, space
from forms.widgets.basic import column

RING = 18
RING_LINES = 0.95
"""The least size of the ring in pixels, and its size in lines of larger letters."""
LEFT = space(1)
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True)
class SectionState:
    """One section: its name and how many of its questions have been answered."""

    id: str
    title: str
    done: int
    all: int


class SectionButton(QAbstractButton):
    """A ring that fills, the name, and the count in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = SectionState("", "", 0, 1)
        self._count = ""
        self._colours: Colours = LIGHT
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_state(self, state: SectionState, count: str, colours: Colours) -> None:
        """Show how far this section has been asked."""
        if (state, count, colours) == (self.state, self._count, self._colours):
            return
        self.state, self._count, self._colours = state, count, colours
        self.setAccessibleName(f"{state.title}, {count}")
        self.updateGeometry()
        self.update()

    def _strong(self) -> QFont:
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        return strong

    def _small(self) -> QFont:
        small = QFont(self.font())
        small.setPixelSize(round(self.font().pixelSize() * Size.SMALL / Size.BODY))
        return small

    def _ring(self) -> QRectF:
        """Return where the ring is: beside the first line of the name."""
        line = self.fontMetrics().height()
        size = max(RING, round(RING_LINES * line))
        return QRectF(LEFT, space(1) + (line - size) / 2, size, size)

    def _text_left(self) -> int:
        return round(self._ring().right()) + space(1.5)

    def _title_height(self, width: int) -> int:
        room = QRect(0, 0, max(width - self._text_left() - LEFT, 40), 1000)
        return QFontMetrics(self._strong()).boundingRect(room, WRAP, self.state.title).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, ring, name and count."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_ring(painter)
        colours, left = self._colours, self._text_left()
        width = self.width() - left - LEFT
        painter.setPen(QColor(colours.ink))
        painter.setFont(self._strong() if self.isChecked() else self.font())
        painter.drawText(QRect(left, space(1), width, 1000), WRAP, self.state.title)
        painter.setPen(QColor(colours.muted))
        painter.setFont(self._small())
        top = space(1) + self._title_height(self.width())
        painter.drawText(QRect(left, top, width, 100), WRAP, self._count)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        colours = self._colours
        if not (self.isChecked() or self.underMouse() or self.hasFocus()):
            return
        painter.setPen(QPen(QColor(colours.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent_soft if self.isChecked() else colours.hover))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_ring(self, painter: QPainter) -> None:
        colours, state, ring = self._colours, self.state, self._ring()
        share = state.done / state.all if state.all else 0.0
        painter.setPen(QPen(QColor(colours.edge), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        if share >= 1:
            painter.drawEllipse(ring)
            _paint_tick(painter, ring, colours)
        elif share > 0:
            painter.drawPie(ring.adjusted(2.5, 2.5, -2.5, -2.5), 90 * 16, round(-share * 5760))

    def hasHeightForWidth(self) -> bool:
        """Say that a long name takes two lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of name and count with their margins."""
        room = QRect(0, 0, max(width - self._text_left() - LEFT, 40), 1000)
        count = QFontMetrics(self._small()).boundingRect(room, WRAP, self._count).height()
        return self._title_height(width) + count + space(2)

    def sizeHint(self) -> QSize:
        """Return the size with a name on one line."""
        return QSize(space(20), self.heightForWidth(space(24)))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size."""
        return QSize(space(12), pixels(Size.BODY) + space(3))


def _paint_tick(painter: QPainter, ring: QRectF, colours: Colours) -> None:
    scale = ring.width() / RING
    painter.setPen(QPen(QColor(colours.on_accent), 1.8 * scale))
    corners = ((5.0, 9.5), (8.0, 12.5), (13.5, 6.0))
    painter.drawPolyline([ring.topLeft() + QPointF(x, y) * scale for x, y in corners])


class SectionList(QWidget):
    """All sections, one of them chosen."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons: dict[str, SectionButton] = {}
        self._group = QButtonGroup(self)
        self._box = column(self, gap=0.25)
        self._group.buttonClicked.connect(self._on_clicked)

    def show_sections(self, states: Sequence[SectionState], voice: Voice, colours: Colours) -> None:
        """Show these sections; the definition of progress is in the tooltip."""
        for name in set(self.buttons) - {state.id for state in states}:
            self._drop(name)
        means = answered_means(voice)
        for index, state in enumerate(states):
            made = self.buttons.get(state.id) or self._make(state.id, index)
            count = voice.say("%(done)d of %(all)d answered", done=state.done, all=state.all)
            made.show_state(state, count, colours)
            if made.toolTip() != means:
                made.setToolTip(means)
                made.setAccessibleDescription(means)

    def _make(self, name: str, index: int) -> SectionButton:
        made = SectionButton(self)
        self._group.addButton(made)
        self._box.insertWidget(index, made)
        self.buttons[name] = made
        return made

    def _drop(self, name: str) -> None:
        made = self.buttons.pop(name)
        self._group.removeButton(made)
        self._box.removeWidget(made)
        made.hide()
        made.deleteLater()

    def mark(self, name: str) -> None:
        """Show which section is on screen."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)

    @Slot("QAbstractButton*")
    def _on_clicked(self, clicked: SectionButton) -> None:
        self.wanted.emit(clicked.state.id)
