"""Groups of lines that are walked through with the arrow keys; Enter takes the marked one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from forms.theme import Colours
from forms.widgets.basic import column
from forms.widgets.fields import claims_arrows
from forms.widgets.pane_line import LineGroup, LineText, PaneLine


class WalkedList(QWidget):
    """Each line leads to a question; the mark goes on from one group into the next."""

    wanted = Signal(str)
    marked = Signal(QWidget)
    """The line that the mark came to, for whoever scrolls."""

    def __init__(self, groups: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.groups = [LineGroup(self) for _ in range(groups)]
        self._marked = 0
        box = column(self, gap=1.5)
        for group in self.groups:
            group.wanted.connect(self.wanted)
            box.addWidget(group)

    @property
    def lines(self) -> list[PaneLine]:
        """Return all lines that lead somewhere, in their order."""
        shown = [line for group in self.groups for line in group.lines if not line.isHidden()]
        return [line for line in shown if line.line.question_id]

    def show_group(
        self, place: int, heading: str, lines: Sequence[LineText], colours: Colours
    ) -> None:
        """Show these lines in a group; without any it is hidden."""
        self.groups[place].show_lines(heading, lines, colours)
        # A hidden group's lines would be walked through.
        for index, made in enumerate(self.groups[place].lines):
            made.setVisible(index < len(lines))
            # One stop for Tab: the arrow keys walk on from there.
            made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    @Slot(int)
    def step(self, by: int) -> None:
        """Mark the line so many places further on or back."""
        self.mark(min(max(self._marked + by, 0), max(len(self.lines) - 1, 0)))
        self._announce()

    def _announce(self) -> None:
        """Say the marked line to whoever cannot see the mark."""
        lines = self.lines
        if self._marked < len(lines):
            words = lines[self._marked].accessibleName()
            self.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def mark(self, place: int) -> None:
        """Mark a line; -1 marks none."""
        self._marked = max(place, 0)
        for index, line in enumerate(self.lines):
            line.mark(marked=index == place)
            if index == place:
                self.marked.emit(line)

    @Slot()
    def take_marked(self) -> None:
        """Go where the marked line leads."""
        lines = self.lines
        if self._marked < len(lines):
            self.wanted.emit(lines[self._marked].line.question_id)

    def event(self, event: QEvent) -> bool:
        """Claim the arrows and Enter, which elsewhere lead to other questions."""
        if claims_arrows(event):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, and take what is marked."""
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if by:
            self.step(by)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.take_marked()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where Enter leads."""
        super().focusInEvent(event)
        self.mark(min(self._marked, max(len(self.lines) - 1, 0)))
        self._announce()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the mark."""
        super().focusOutEvent(event)
        for line in self.lines:
            line.mark(marked=False)
