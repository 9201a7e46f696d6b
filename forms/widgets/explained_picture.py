"""A picture whose parts explain themselves, to the mouse and to the arrow keys alike."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QScrollArea, QWidget

from assessor.domain.picture import Area, Spot
from forms.theme import space
from forms.widgets.basic import Label
from forms.widgets.svg_view import LEAST, Drawing, SvgView

WIDEST = 52
"""Steps of the grid that a sentence may be wide before it is broken."""

ARROWS = {
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
}


class Bubble(Label):
    """A sentence that lies over a card beside what it explains, and lets the mouse through."""

    def __init__(self, room: QWidget) -> None:
        super().__init__(look="bubble", parent=room)
        self._room = room
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, sentence: str, beside: QRectF) -> None:
        """Show a sentence under a rectangle of the card, or over it where there is no room."""
        self.setText(sentence)
        room = self._room.rect()
        line = self.fontMetrics().horizontalAdvance(sentence) + space(3)
        wide = min(line, space(WIDEST), room.width() - space(2))
        high = self.heightForWidth(wide)
        left = min(max(beside.left(), space(1)), room.width() - wide - space(1))
        top = beside.bottom() + space(0.5)
        if top + high > room.height() and beside.top() - high - space(0.5) >= 0:
            top = beside.top() - high - space(0.5)
        self.setGeometry(round(left), round(top), wide, high)
        self.show()
        self.raise_()


class ExplainedPicture(SvgView):
    """Hovering and walking with the arrow keys show the same sentences in the same place."""

    question_wanted = Signal(str)
    focused = Signal(bool)

    def __init__(self, parent: QWidget, room: QWidget, least: int = LEAST) -> None:
        """Make an empty picture; ``room`` is the card over which sentences may lie."""
        super().__init__(parent, least)
        self.bubble = Bubble(room)
        self._room = room
        self._walked = -1
        self._pointed = -1
        self._hint, self._jump = "", ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def say_how(self, hint: str, jump: str) -> None:
        """Take the words that tell how to walk, and that a part leads somewhere."""
        self._hint, self._jump = hint, jump
        self.setAccessibleDescription(self.sentence or hint)

    def show_picture(self, draw: Drawing, description: str) -> None:
        """Draw with this function from now on; a part that is walked on stays chosen."""
        super().show_picture(draw, description)
        self._pointed = -1
        if self._walked >= len(self.spots):
            self._walked = -1
        self._tell(announce=False)

    @property
    def spot(self) -> Spot | None:
        """Return the part that is explained: under the mouse, else where the keys stand."""
        place = self._pointed
        if place < 0 and self.hasFocus():
            place = self._walked
        return self.spots[place] if 0 <= place < len(self.spots) else None

    @property
    def sentence(self) -> str:
        """Return what is explained at this moment, empty when nothing is."""
        spot = self.spot
        if spot is None:
            return ""
        return f"{spot.sentence} {self._jump}".strip() if spot.question else spot.sentence

    # Walking

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrow keys, Home and End; Enter leads to the answer, Esc ends it."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._press(key):
            super().keyPressEvent(event)

    def _press(self, key: Qt.Key) -> bool:
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            return self._follow(self._walked)
        if key is Qt.Key.Key_Escape:
            return self._walked >= 0 and self._go(-1)
        place = self._place_after(key)
        return 0 <= place < len(self.spots) and self._go(place)

    def _place_after(self, key: Qt.Key) -> int:
        """Return where a key leads from here, -1 for nowhere."""
        if key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            return 0 if key is Qt.Key.Key_Home else len(self.spots) - 1
        if key not in ARROWS:
            return -1
        if self._walked < 0:
            return 0
        along, down = ARROWS[key]
        if along:
            return self._walked + along
        return _in_the_row(self.spots, self._walked, down)

    def _go(self, place: int) -> bool:
        self._walked = place
        self._pointed = -1
        self._tell(announce=True)
        if place >= 0:
            self._bring_into_view(self.spots[place].bounds)
        return True

    def _bring_into_view(self, area: Area) -> None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        inside = parent.widget() if parent is not None else None
        if parent is not None and inside is not None:
            middle = QPointF(area.left + area.width / 2, area.top + area.height / 2)
            at = self.mapTo(inside, middle).toPoint()
            parent.ensureVisible(at.x(), at.y(), 0, round(area.height / 2) + space(9))

    def _follow(self, place: int) -> bool:
        spot = self.spots[place] if 0 <= place < len(self.spots) else None
        if spot is None or not spot.question:
            return False
        self.question_wanted.emit(spot.question)
        return True

    # Pointing

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Explain what lies under the mouse."""
        super().mouseMoveEvent(event)
        self._point(self._place_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead to the answer that was clicked."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._walked = self._place_at(event.position())
            self._follow(self._walked)

    def leaveEvent(self, event: QEvent) -> None:
        """Explain again what the keys stand on, if anything."""
        super().leaveEvent(event)
        self._point(-1)

    def _place_at(self, at: QPointF) -> int:
        """Return the smallest part at a point: a mark lies over the bar that it is on."""
        here = [
            (spot.bounds.width * spot.bounds.height, place)
            for place, spot in enumerate(self.spots)
            if spot.holds(at.x(), at.y())
        ]
        return min(here)[1] if here else -1

    def _point(self, place: int) -> None:
        if place == self._pointed:
            return
        self._pointed = place
        leads = place >= 0 and bool(self.spots[place].question)
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if leads else arrow)
        self._tell(announce=False)

    # Telling

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say how to walk to whoever came by the keyboard."""
        super().focusInEvent(event)
        self.focused.emit(True)
        by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        self._tell(announce=False, hint=self._hint if not by_mouse and self.spots else "")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Explain nothing to keys that are elsewhere."""
        super().focusOutEvent(event)
        self.focused.emit(False)
        self._tell(announce=False)

    def _tell(self, *, announce: bool, hint: str = "") -> None:
        sentence, spot = self.sentence, self.spot
        self.setAccessibleDescription(sentence or self._hint)
        if sentence and announce:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        if spot is not None:
            self.bubble.say(sentence, self._in_room(spot.bounds))
        elif hint:
            self.bubble.say(hint, self._in_room(Area(0, self.height(), self.width(), 0)))
        else:
            self.bubble.hide()
        self.update()

    def _in_room(self, area: Area) -> QRectF:
        corner = self.mapTo(self._room, QPointF(area.left, area.top))
        return QRectF(corner.x(), corner.y(), area.width, area.height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a line around the part that is explained."""
        super().paintEvent(event)
        spot = self.spot
        if spot is None:
            return
        outline = QPainterPath()
        for area in spot.areas:
            outline.addRect(QRectF(area.left, area.top, area.width, area.height))
        painter = QPainter(self)
        colour = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(QColor(colour), 2 if self.hasFocus() else 1))
        painter.drawPath(outline.simplified())
        painter.end()


def _in_the_row(spots: tuple[Spot, ...], place: int, down: int) -> int:
    """Return the part above or below, the next one where all stand in one row, -1 at the end."""
    here = spots[place].bounds
    beyond = [
        (_distance(here, spot.bounds, down), number)
        for number, spot in enumerate(spots)
        if _middle(spot.bounds) * down > _middle(here) * down + here.height * 0.4
    ]
    if beyond:
        return min(beyond)[1]
    alone = all(abs(_middle(spot.bounds) - _middle(here)) <= here.height * 0.4 for spot in spots)
    return place + down if alone else -1


def _middle(area: Area) -> float:
    return area.top + area.height / 2


def _distance(here: Area, there: Area, down: int) -> tuple[float, float]:
    """Return how far a part is: rows first, then columns."""
    rows = round((_middle(there) - _middle(here)) * down)
    columns = abs(there.left + there.width / 2 - here.left - here.width / 2)
    return rows, columns
