"""A field for free text that grows with what is written and hands it over after a pause."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from assessor.domain.assessment import NOTE_LIMIT
from forms.theme import space
from forms.widgets.answering import clean
from forms.widgets.typing_pause import TypingPause

PAUSE_MS = 400
"""A pause in typing this long hands the text over: well within the promised second."""
MOST_LINES = 8


class NoteField(QPlainTextEdit):
    """One line high when empty, eight at most; then it scrolls inside."""

    written = Signal(str)
    """The text, cleaned, after a pause in typing or on leaving."""
    full = Signal(bool)
    """Whether what was typed or pasted last was cut because no more can be kept."""
    grown = Signal()
    """The field has another height, perhaps in the middle of a layout's own work."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._handed = ""
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.document().clearUndoRedoStacks()
        self._pause = TypingPause(PAUSE_MS, self)
        self._pause.due.connect(self.hand_over)
        self.textChanged.connect(self._on_text)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show what is stored, unless the same is being written here."""
        if text == self._handed and clean(self.toPlainText()) == text:
            return
        self._handed = text
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self.full.emit(False)
        self._pause.stop()
        self._fit()

    @Slot()
    def hand_over(self) -> None:
        """Hand over at once what has been written."""
        self._pause.stop()
        text = clean(self.toPlainText())
        if text != self._handed:
            self._handed = text
            self.written.emit(text)

    @property
    def _room(self) -> int:
        """Return how many letters still fit in place of what is selected."""
        return NOTE_LIMIT - len(self.toPlainText()) + len(self.textCursor().selectedText())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as much as fits: a hundred pages would stand still for seconds before the cut."""
        text, room = source.text(), max(self._room, 0)
        self.textCursor().insertText(text[:room])
        self.ensureCursorVisible()
        self.full.emit(len(text) > room)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take no more letters than can be kept; what stands there is never cut for them."""
        text = event.text()
        writes = bool(text) and (text.isprintable() or text == "\r")
        if writes and self._room <= 0:
            self.full.emit(True)
            return
        super().keyPressEvent(event)

    @Slot()
    def _on_text(self) -> None:
        self.full.emit(False)
        self._pause.touch()
        self._fit()

    def _fit(self) -> None:
        written = max(math.ceil(self.document().size().height()), 1)
        lines = min(written, MOST_LINES)
        scrolls = written > MOST_LINES
        always, never = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(always if scrolls else never)
        wanted = lines * self.fontMetrics().lineSpacing() + space(2)
        if self.height() != wanted:
            self.setFixedHeight(wanted)
            self.grown.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go on behind what is written when a key led here."""
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.ShortcutFocusReason:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand over on leaving."""
        super().focusOutEvent(event)
        self.hand_over()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new width."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window when there is nothing left to undo in the field."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            nothing = event.matches(QKeySequence.StandardKey.Undo) and not (
                self.document().isUndoAvailable()
            )
            nothing_ahead = event.matches(QKeySequence.StandardKey.Redo) and not (
                self.document().isRedoAvailable()
            )
            if nothing or nothing_ahead:
                event.ignore()
                return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        """Return the height of one line."""
        return QSize(space(30), self.height())
