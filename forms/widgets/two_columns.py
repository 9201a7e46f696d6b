"""Two columns side by side where there is room, one under the other where there is not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from forms.theme import space
from forms.widgets.basic import column, empty
from forms.widgets.turns import Pieces, laid_out_later

TURNING_POINT = 130
"""Letters that both columns together must have room for, whatever the size of the letters."""

AT_ONCE = 3
"""Cards that are put in before keys and clicks are heard again."""


class Side(QWidget):
    """One of the columns; it tells when what is shown in it may be another."""

    relaid = Signal()

    def event(self, event: QEvent) -> bool:
        """Tell of a change before the column is laid out again."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.relaid.emit()
        return super().event(event)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing in the column is shown."""
        # What was never shown is hidden too, and will be shown together with the column.
        by_order = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        inside = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return all(one.isHidden() and one.testAttribute(by_order) for one in inside)


class TwoColumns(QWidget):
    """Add to ``left`` and ``right``; narrow places read left first, then right."""

    def __init__(self, parent: QWidget, *, gap: float = 2) -> None:
        super().__init__(parent)
        self._gap = space(gap)
        self._sides = first, second = Side(self), Side(self)
        self.left, self.right = column(first, gap=gap), column(second, gap=gap)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(self._gap)
        self._box.addWidget(first, 1, Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(second, 1, Qt.AlignmentFlag.AlignTop)
        for side in self._sides:
            side.relaid.connect(self._share)

    @Slot()
    def _share(self) -> None:
        """Let a column have the room of the other while nothing is in that one."""
        shares = [0 if side.is_empty else 1 for side in self._sides]
        for place, share in enumerate(shares):
            self._box.setStretch(place, share)
        self._box.setSpacing(self._gap if all(shares) else 0)

    def clear(self) -> None:
        """Let go of what stands in both columns."""
        for side in (self.left, self.right):
            empty(side)

    def fill(self, cards: Sequence[QWidget]) -> Pieces:
        """Add cards a few at a time, the first half to the left."""
        half = (len(cards) + 1) // 2
        sides = [self.left if place < half else self.right for place in range(len(cards))]
        for start in range(0, len(cards), AT_ONCE):
            with laid_out_later(self, self.left, self.right):
                few = slice(start, start + AT_ONCE)
                for side, card in zip(sides[few], cards[few], strict=True):
                    side.addWidget(card)
                    card.show()
            yield

    @property
    def is_wide(self) -> bool:
        """Return whether the columns stand side by side."""
        return self._box.direction() is QBoxLayout.Direction.LeftToRight

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the columns when the width crosses the line."""
        super().resizeEvent(event)
        wide = event.size().width() >= self.fontMetrics().horizontalAdvance("0") * TURNING_POINT
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if way is not self._box.direction():
            self._box.setDirection(way)
