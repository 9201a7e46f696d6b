"""A layout that sets its items like words: side by side, and on to the next line when full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem


class FlowLayout(QLayout):
    """Lines of items with one distance between items and between lines."""

    def __init__(self, gap: int, *, one_line: bool = False) -> None:
        """Keep this distance; with ``one_line`` ask for the room that one line takes."""
        super().__init__()
        self._asks_for_line = one_line
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        """Heights by width until something changes: layouts ask for them again and again."""
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item; Qt calls this for every added widget."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or nothing past the end, as Qt asks until then."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out and return it."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than the lines need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower place needs more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines in this width."""
        if width not in self._heights:
            self._heights[width] = self._flow(QRect(0, 0, width, 0), place=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget what was measured."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, place: QRect) -> None:
        """Set the items into this place."""
        super().setGeometry(place)
        self._flow(place, place=True)

    def sizeHint(self) -> QSize:
        """Return the size of the widest item, or of one line where that is asked for."""
        if not self._asks_for_line:
            return self.minimumSize()
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(size.width() + self.spacing() for size in sizes) - self.spacing()
        return QSize(max(wide, 0), max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Return the room that the largest item needs."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _flow(self, room: QRect, *, place: bool) -> int:
        y = room.y()
        for line in self._lines(room.width()):
            sizes = [_size_in(item, room.width()) for item in line]
            height = max(size.height() for size in sizes)
            if place:
                _set_line(line, sizes, QPoint(room.x(), y), self.spacing())
            y += height + self.spacing()
        return max(y - self.spacing() - room.y(), 0)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Break the items into lines."""
        lines: list[list[QLayoutItem]] = []
        used = width + 1
        for item in [item for item in self._items if not item.isEmpty()]:
            wide = item.sizeHint().width()
            if used + wide > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += wide + self.spacing()
        return lines


def _size_in(item: QLayoutItem, width: int) -> QSize:
    """Return the size of an item, narrower than it would like where there is less room."""
    size = item.sizeHint()
    if size.width() <= width:
        return size
    narrow = max(width, item.minimumSize().width())
    high = item.heightForWidth(narrow) if item.hasHeightForWidth() else size.height()
    return QSize(narrow, high)


def _set_line(line: list[QLayoutItem], sizes: list[QSize], corner: QPoint, gap: int) -> None:
    """Set the items of a line side by side, each in the middle of its height."""
    x, height = corner.x(), max(size.height() for size in sizes)
    for item, size in zip(line, sizes, strict=True):
        top = corner.y() + (height - size.height()) // 2
        item.setGeometry(QRect(QPoint(x, top), size))
        x += size.width() + gap
