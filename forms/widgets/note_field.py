"""A field for free text that grows with what is written and hands it over after a pause."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from assessor.domain.assessment import NOTE_LIMIT
from forms.theme import space
from forms.widgets.answering import clean
from forms.widgets.bursts import Bursts
from forms.widgets.dropped import is_attachable
from forms.widgets.typing_pause import TypingPause

PAUSE_MS = 400
"""A pause in typing this long hands the text over: well within the promised second."""
MOST_LINES = 8


class NoteField(QPlainTextEdit):
    """One line high when empty, eight at most; then it scrolls inside."""

    written = Signal(str, int)
    """The text, cleaned, after a pause in typing or on leaving; and the number of the burst of
    typing that it belongs to: one burst is undone in one step."""
    given = Signal(object)
    """QMimeData that gives a file was pasted here."""
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
        # The window undoes what is written here, together with everything else.
        self.setUndoRedoEnabled(False)
        self._bursts = Bursts()
        self._showing = False
        self.document().contentsChange.connect(self._on_change)
        self._pause = TypingPause(PAUSE_MS, self)
        self._pause.due.connect(self.hand_over)
        self.textChanged.connect(self._on_text)
        self._fit()

    def show_text(self, text: str, *, anew: bool = False) -> None:
        """Show what is stored, unless it came from here and is being written on.

        ``anew`` shows it in any case, because the field now belongs to another answer.
        """
        if text == self._handed and not (anew and clean(self.toPlainText()) != text):
            return
        self._handed = text
        self._showing = True
        self.blockSignals(True)
        self._replace(text)
        self.blockSignals(False)
        self._showing = False
        self._bursts.begin(text)
        self.full.emit(False)
        self._pause.stop()
        self._fit()

    @Slot()
    def hand_over(self) -> None:
        """Hand over at once what has been written."""
        self._pause.stop()
        text = clean(self.toPlainText())
        self._write(text)

    def _write(self, text: str) -> None:
        if text != self._handed:
            self._handed = text
            self.written.emit(text, self._bursts.number)

    def _replace(self, text: str) -> None:
        """Show another text; the cursor goes where the two differ, so that undo shows its place."""
        if not self.hasFocus():
            self.setPlainText(text)
            return
        before = self.toPlainText()
        start = _shared(before, text)
        rest = min(len(before), len(text)) - start
        same_end = _shared(before[::-1][:rest], text[::-1][:rest])
        cursor = self.textCursor()
        cursor.setPosition(_units(before[:start]))
        keep = QTextCursor.MoveMode.KeepAnchor
        cursor.setPosition(_units(before[: len(before) - same_end]), keep)
        cursor.insertText(text[start : len(text) - same_end])
        self.setTextCursor(cursor)

    @property
    def _room(self) -> int:
        """Return how many letters still fit in place of what is selected."""
        return NOTE_LIMIT - len(self.toPlainText()) + len(self.textCursor().selectedText())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as much as fits: a hundred pages would stand still for seconds before the cut."""
        if is_attachable(source):
            self.given.emit(source)
            return
        text, room = source.text(), max(self._room, 0)
        self.textCursor().insertText(text[:room])
        self.ensureCursorVisible()
        self.full.emit(len(text) > room)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take files from the clipboard, but leave dropped ones to the page."""
        return super().canInsertFromMimeData(source) or is_attachable(source)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave dropped files to the page; words can be dropped here."""
        if is_attachable(event.mimeData()):
            event.ignore()
            return
        super().dragEnterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take no more letters than can be kept; what stands there is never cut for them."""
        text = event.text()
        writes = bool(text) and (text.isprintable() or text == "\r")
        if writes and self._room <= 0:
            self.full.emit(True)
            return
        super().keyPressEvent(event)

    @Slot(int, int, int)
    def _on_change(self, position: int, removed: int, added: int) -> None:
        """Begin another burst, with what was written so far handed over, when a change asks so."""
        if self._showing:
            return
        text = self.toPlainText()
        if self._bursts.breaks(position, removed, added, text):
            self._write(clean(self._bursts.text))
            self._bursts.begin(self._bursts.text)
        self._bursts.note(position, removed, added, text)

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
        self._bursts.begin(self.toPlainText())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new width."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window, which undoes what is written here burst by burst."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(key) for key in keys):
                event.ignore()
                return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        """Return the height of one line."""
        return QSize(space(30), self.height())


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
