"""A button whose words go on in the next line where one line has no room for them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyleOptionButton, QWidget


def broken(text: str, room: int, metrics: QFontMetrics) -> list[str]:
    """Return a text in lines of at most ``room`` pixels; a single longer word stays whole."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


class WrappingButton(QPushButton):
    """As wide as its words if it may be, else narrower and higher."""

    def __init__(self, text: str, parent: QWidget | None) -> None:
        super().__init__(text, parent)
        self._measured: dict[int, list[str]] = {}
        """Lines by width: layouts ask for them again and again."""
        self._measured_text = ""
        self._is_painting = False
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Preferred)
        # A fixed height would be that of one line.
        policy.setVerticalPolicy(policy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def lines(self, width: int) -> list[str]:
        """Return the words as they stand in a button of this width."""
        if self.text() != self._measured_text:
            self._measured, self._measured_text = {}, self.text()
        if width not in self._measured:
            room = width - self._around()
            self._measured[width] = broken(self.text(), room, self.fontMetrics())
        return self._measured[width]

    def _around(self) -> int:
        """Return the pixels beside the words: icon, edges and padding."""
        return super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in other letters."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._measured = {}

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower button is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        more = max(len(self.lines(width)) - 1, 0)
        return super().sizeHint().height() + more * self.fontMetrics().lineSpacing()

    def minimumSizeHint(self) -> QSize:
        """Return the room of the longest word."""
        words = self.text().split()
        widest = max((self.fontMetrics().horizontalAdvance(word) for word in words), default=0)
        return QSize(widest + self._around(), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words in their lines."""
        # Measuring asks for the same option, and measures the whole text in one line: it has to be
        # over before painting begins, else the two would ask one another for ever.
        self.lines(self.width())
        self._is_painting = True
        super().paintEvent(event)
        self._is_painting = False

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Hand over the words, broken when they are painted."""
        super().initStyleOption(option)
        if self._is_painting:
            option.text = "\n".join(self.lines(self.width()))
