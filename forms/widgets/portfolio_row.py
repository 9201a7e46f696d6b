"""Paints a row of the list of assessments: two lines of words, and the risk on its axis."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from assessor.domain.portfolio import AssessmentRow
from forms.theme import LIGHT, Colours, space

PROJECT, RISK, CHANGED = 0, 3, 4
"""The columns that are painted in a way of their own."""

BAR = 3
"""Pixels of width of the bar that marks the chosen row."""

BOTH_LINES = Qt.ItemDataRole.UserRole + 2
"""The role under which a cell of two lines hands them out."""

SECOND_LINE = Qt.ItemDataRole.UserRole + 1
"""The role under which the risk's cell hands out what stands under the axis."""


class PortfolioDelegate(QStyledItemDelegate):
    """Knows where in a row what is written and how the range is drawn."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._colours = LIGHT

    def restyle(self, colours: Colours) -> None:
        """Paint in these colours."""
        self._colours = colours

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        row: AssessmentRow = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, first=index.column() == 0)
        room = option.rect.adjusted(space(1), space(1), -space(1), -space(1))
        if index.column() == PROJECT:
            self._two_lines(painter, room, *index.data(BOTH_LINES))
        elif index.column() == CHANGED:
            self._two_lines(painter, room, *index.data(BOTH_LINES), strong=False)
        elif index.column() == RISK:
            self._risk(painter, room, row, str(index.data(SECOND_LINE)))
        else:
            self._write(painter, room, str(index.data()), self._colours.ink)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, *, first: bool) -> None:
        colours, state = self._colours, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colours.accent_soft))
            if first:
                # For those who do not see the shade.
                bar = QRect(option.rect.topLeft(), QSize(BAR, option.rect.height()))
                painter.fillRect(bar, QColor(colours.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(colours.hover))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _two_lines(
        self, painter: QPainter, room: QRect, first: str, second: str, *, strong: bool = True
    ) -> None:
        half = room.height() // 2
        upper = QRect(room.left(), room.top(), room.width(), half)
        lower = QRect(room.left(), room.top() + half, room.width(), half)
        self._write(painter, upper, first, self._colours.ink, strong=strong)
        self._write(painter, lower, second, self._colours.muted)

    def _write(
        self, painter: QPainter, room: QRect, words: str, colour: str, *, strong: bool = False
    ) -> None:
        letters = QFont(painter.font())
        letters.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        painter.setFont(letters)
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        leading = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(room, leading | Qt.TextFlag.TextSingleLine, shown)

    def _risk(self, painter: QPainter, room: QRect, row: AssessmentRow, words: str) -> None:
        number = f"{round(row.risk.mean * 100)}" if row.headline else "–"
        wide = painter.fontMetrics().horizontalAdvance("000")
        half = room.height() // 2
        self._write(
            painter,
            QRect(room.left(), room.top(), wide, half),
            number,
            self._colours.ink,
            strong=True,
        )
        axis = QRectF(room.left() + wide, room.top(), room.width() - wide, half)
        self._range(painter, axis, row)
        under = QRect(room.left() + wide, room.top() + half, room.width() - wide, half)
        self._write(painter, under, words, self._colours.muted)

    def _range(self, painter: QPainter, axis: QRectF, row: AssessmentRow) -> None:
        """Draw 0 to 100 as a hairline, the range as a bar on it, the mean as a diamond."""
        colours, middle = self._colours, axis.center().y()
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.drawLine(QPointF(axis.left(), middle), QPointF(axis.right(), middle))
        left = axis.left() + axis.width() * row.risk.low
        bar = QRectF(left, middle - 4, axis.width() * (row.risk.high - row.risk.low), 8)
        painter.setPen(QPen(QColor(colours.accent), 1))
        ground = colours.accent if row.headline else colours.surface
        painter.setBrush(QBrush(QColor(ground)))
        painter.drawRoundedRect(bar, 2, 2)
        if row.headline:
            self._diamond(painter, QPointF(axis.left() + axis.width() * row.risk.mean, middle))

    def _diamond(self, painter: QPainter, at: QPointF) -> None:
        painter.setPen(QPen(QColor(self._colours.surface), 1))
        painter.setBrush(QBrush(QColor(self._colours.ink)))
        corners = ((0, -7), (7, 0), (0, 7), (-7, 0))
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in corners]))
