"""One line of the risk pane: a shape, words that lead to a question, and a figure at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from forms.theme import LIGHT, Colours, space
from forms.widgets.basic import Label, column

Shape = Literal["up", "down", "triangle", "diamond", "ring", "dot"]

MARK = 10
LINE = 19
"""Pixels of the mark, and of the line of letters that it is made for; it grows with them."""
MOST_WIDTHS = 4
"""So many widths are measured again; whoever draws a window wider leaves hundreds."""
INSET = space(0.5)
"""Room at the left for the frame of the line that has the focus."""
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True)
class LineText:
    """What a line shows: its shape, words, figure, and the question it leads to."""

    shape: Shape
    words: str
    figure: str = ""
    question_id: str = ""
    spoken: str = ""
    """The line for screen readers, when words and figure alone would not do."""


class PaneLine(QAbstractButton):
    """A quiet button as wide as the pane."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = LineText("dot", "")
        self._colours: Colours = LIGHT
        self._marked = False
        self._measured: dict[int, int] = {}
        """Heights of the wrapped words by width: layouts ask for them again and again."""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._ask)

    def show_line(self, line: LineText, colours: Colours) -> None:
        """Show this line in these colours."""
        if (line, colours) == (self._line, self._colours):
            return
        same = line.words == self._line.words and line.figure == self._line.figure
        self._line, self._colours = line, colours
        self.setAccessibleName(line.spoken or f"{line.words} {line.figure}".strip())
        if not same:
            self._measure_again()
        self.update()

    def _measure_again(self) -> None:
        """Ask for another place only if other words need one: a layout takes a millisecond."""
        before, self._measured = self._measured, {}
        known = 0 < len(before) <= MOST_WIDTHS
        if not known or any(self.heightForWidth(width) != high for width, high in before.items()):
            self.updateGeometry()

    def mark(self, *, marked: bool) -> None:
        """Show that Enter in the search leads here."""
        if marked != self._marked:
            self._marked = marked
            self.update()

    @property
    def is_marked(self) -> bool:
        """Return whether Enter in the search leads here."""
        return self._marked

    @property
    def line(self) -> LineText:
        """Return what is shown."""
        return self._line

    @Slot()
    def _ask(self) -> None:
        if self._line.question_id:
            self.wanted.emit(self._line.question_id)

    def _figure_width(self) -> int:
        width = QFontMetrics(self._strong()).horizontalAdvance(self._line.figure)
        return width + space(1) if self._line.figure else 0

    def _strong(self) -> QFont:
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        return strong

    def _words_rect(self, width: int) -> QRect:
        left = INSET + round(MARK * grown(self.fontMetrics().height())) + space(1)
        return QRect(left, space(0.5), max(width - left - self._figure_width(), 40), 10_000)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw shape, words and figure."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pointed = self.hasFocus() or self._marked
        if self.underMouse() or pointed:
            painter.setPen(QPen(QColor(self._colours.accent), 2) if pointed else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colours.hover))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.translate(INSET, 0)
        paint_shape(painter, self._line.shape, self._colours, self.fontMetrics().height())
        painter.translate(-INSET, 0)
        painter.setPen(QColor(self._colours.ink))
        painter.setFont(self.font())
        painter.drawText(self._words_rect(self.width()), WRAP, self._line.words)
        painter.setFont(self._strong())
        right = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop
        painter.drawText(self.rect().adjusted(0, space(0.5), 0, 0), right, self._line.figure)
        painter.end()

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower line is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words with their margins."""
        if width not in self._measured:
            room = self._words_rect(width)
            high = self.fontMetrics().boundingRect(room, WRAP, self._line.words).height()
            self._measured[width] = high + space(1)
        return self._measured[width]

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in other letters."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._measured.clear()

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        return QSize(space(24), self.fontMetrics().height() + space(1))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size: the height follows from the width."""
        return QSize(space(10), self.fontMetrics().height() + space(1))


def grown(line_height: int) -> float:
    """Return how much larger than usual a mark is beside letters of this height."""
    return max(line_height / LINE, 1.0)


def paint_shape(painter: QPainter, shape: Shape, colours: Colours, line_height: int) -> None:
    """Paint a mark that is told apart without colour, in the middle of the first line."""
    scale = grown(line_height)
    top = (space(0.5) + (line_height - MARK * scale) / 2) / scale
    painter.save()
    painter.scale(scale, scale)
    colour = QColor(colours.lowers if shape == "down" else colours.raises)
    if shape == "dot":
        colour = QColor(colours.accent)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush if shape == "ring" else colour)
    if shape == "ring":
        painter.drawEllipse(QRectF(1, top + 1, MARK - 2, MARK - 2))
    elif shape == "dot":
        painter.drawEllipse(QRectF(2.5, top + 2.5, MARK - 5, MARK - 5))
    else:
        painter.drawPolygon(QPolygonF([QPointF(x, top + y) for x, y in _CORNERS[shape]]))
    painter.restore()


_CORNERS: dict[Shape, list[tuple[float, float]]] = {
    "up": [(1, 8), (5, 2), (9, 8)],
    "down": [(1, 2), (9, 2), (5, 8)],
    "triangle": [(0, 9), (5, 0), (10, 9)],
    "diamond": [(5, 0), (10, 5), (5, 10), (0, 5)],
}


class LineGroup(QWidget):
    """A heading and its lines; the lines are kept and filled again, because that is fast."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.heading = Label(look="caption", parent=self)
        self.lines: list[PaneLine] = []
        self._box = column(self, gap=0)
        self._box.addWidget(self.heading)
        # The frame of the first line, when it has the focus, keeps clear of the heading.
        self._box.addSpacing(space(0.5))

    def show_lines(self, heading: str, lines: Sequence[LineText], colours: Colours) -> None:
        """Show these lines; without any the group is hidden."""
        self.heading.setText(heading)
        while len(self.lines) < len(lines):
            made = PaneLine(self)
            made.wanted.connect(self.wanted)
            self.lines.append(made)
            self._box.addWidget(made)
        for index, made in enumerate(self.lines):
            made.setVisible(index < len(lines))
            if index < len(lines):
                made.show_line(lines[index], colours)
        self.setVisible(bool(lines))
