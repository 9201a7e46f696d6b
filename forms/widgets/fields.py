"""The parts a form is made of: a label, a place to type or choose, and a line for what is wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from forms.widgets.basic import Label, column, set_look
from forms.widgets.typed_values import read_count
from forms.widgets.typing_pause import TypingPause

_UNREADABLE = object()

PAUSE_MS = 600
"""A pause in typing this long puts the value on disk, well inside the promised second."""


def claims_arrows(event: QEvent) -> bool:
    """Keep Up and Down for the field that has the focus; elsewhere they turn to another question.

    To be asked first in the ``event`` of a field; returns whether the event is thereby settled.
    """
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    claimed = event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and not (
        event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    )
    if claimed:
        event.accept()
    return claimed


def one_line(text: str) -> str:
    """Return pasted text as it can stand in one line: breaks, tabs and the like become spaces."""
    return "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)


class LineEdit(QLineEdit):
    """One line to type into; its arrow keys lead nowhere else."""

    def event(self, event: QEvent) -> bool:
        """Claim the arrows, and leave to the window what there is nothing here to undo of."""
        # In this order: every event comes by here, and what stands in the field is read for few.
        if _is_undo(event) and self._leaves_undo():
            event.ignore()
            return True
        return claims_arrows(event) or super().event(event)

    def _leaves_undo(self) -> bool:
        """Return whether undo and redo are the window's here."""
        return not (self.isUndoAvailable() or self.isRedoAvailable())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave dropped files to the page: their names are nothing that was typed."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.ignore()
            return
        super().dragEnterEvent(event)


def _is_undo(event: QEvent) -> bool:
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    return any(event.matches(key) for key in keys)


class ParsedEdit(LineEdit):
    """A line that holds a value; what cannot be read is kept on the screen but not passed on."""

    value_changed = Signal(object)
    """A value that could be read, after a pause in typing or on leaving the field."""
    refused = Signal()
    """The field was left with something that cannot be read."""
    readable = Signal()
    """The field was left with something that can be read."""

    def __init__(
        self,
        parent: QWidget,
        read: Callable[[str], object],
        speak: Callable[[object], str],
        empty: object = None,
    ) -> None:
        """Make an editor that reads and speaks its value; it starts with ``empty``."""
        super().__init__(parent)
        self._read = read
        self._speak = speak
        self._value = empty
        self._pause = TypingPause(PAUSE_MS, self)
        self._pause.due.connect(self._pass_on)
        self.textEdited.connect(self._wait_for_pause)
        self.editingFinished.connect(self._finish)

    @property
    def value(self) -> object:
        """Return the last value that could be read."""
        return self._value

    @property
    def typed(self) -> object:
        """Return what stands in the field now, or the last value while that cannot be read."""
        now = self._read_now()
        return self._value if now is _UNREADABLE else now

    @property
    def is_readable(self) -> bool:
        """Return whether what stands in the field now can be read."""
        return self._read_now() is not _UNREADABLE

    def set_value(self, value: object, *, anew: bool = False) -> None:
        """Show a value that changed elsewhere; half-typed text survives when it did not.

        ``anew`` shows it in any case, because the field now belongs to something else.
        """
        if value == self._value and not anew:
            return
        self._pause.stop()
        self._value = value
        self.setText(self._speak(value))
        self.setCursorPosition(0)

    def speak_again(self) -> None:
        """Write the value in the language of the window, unless what stands there is wrong."""
        if not self.hasFocus() and self._read_now() == self._value:
            self.setText(self._speak(self._value))

    def _leaves_undo(self) -> bool:
        # What can be read is handed to the window, which undoes it with everything else.
        return self.is_readable

    def _read_now(self) -> object:
        try:
            return self._read(one_line(self.text()))
        except ValueError:
            return _UNREADABLE

    @Slot()
    def hand_over(self) -> None:
        """Pass on at once what can be read, without waiting for the pause."""
        self._pass_on()

    @Slot()
    def _wait_for_pause(self) -> None:
        self._pause.touch()

    @Slot()
    def _pass_on(self) -> None:
        self._pause.stop()
        value = self._read_now()
        if value is _UNREADABLE or value == self._value:
            return
        self._value = value
        self.value_changed.emit(value)

    @Slot()
    def _finish(self) -> None:
        self._pass_on()
        if self._read_now() is _UNREADABLE:
            self.refused.emit()
            return
        self.setText(self._speak(self._value))
        self.readable.emit()


class ChoiceEdit(QComboBox):
    """One of a few values, of which the first may be "not known"."""

    value_changed = Signal(object)
    """The user chose this value."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._values: tuple[object, ...] = ()
        self.activated.connect(self._choose)

    @property
    def value(self) -> object:
        """Return the chosen value."""
        return self._values[self.currentIndex()]

    @property
    def values(self) -> tuple[object, ...]:
        """Return all values that are offered, in their order."""
        return self._values

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer these values under these names; the chosen value stays chosen."""
        values, names = [value for value, _ in choices], [name for _, name in choices]
        if (values, names) == (list(self._values), [self.itemText(i) for i in range(self.count())]):
            return
        kept = self.value if self._values else None
        self._values = tuple(values)
        self.clear()
        self.addItems(names)
        self.set_value(kept)

    def set_value(self, value: object) -> None:
        """Show a value as chosen; one that is not offered shows the first."""
        found = value in self._values
        self.setCurrentIndex(self._values.index(value) if found else 0)

    def changeEvent(self, event: QEvent) -> None:
        """Ask for another place when the letters change: Qt measures anew only after asking."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()

    @Slot(int)
    def _choose(self, index: int) -> None:
        self.value_changed.emit(self._values[index])

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling by must never change an answer."""
        event.ignore()


class CountEdit(ParsedEdit):
    """A whole number that always has a value; the arrow keys step it."""

    def __init__(self, parent: QWidget, low: int, high: int) -> None:
        super().__init__(parent, self._read_within, str, empty=low)
        self._low, self._high = low, high

    def _read_within(self, typed: str) -> int:
        count = read_count(typed)
        if count is None or not self._low <= count <= self._high:
            raise ValueError(typed)
        return count

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step on the arrow keys."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        now = self.typed
        if step and isinstance(now, int):
            self.setText(str(min(max(now + step, self._low), self._high)))
            self.hand_over()
            return
        super().keyPressEvent(event)


class Field(QWidget):
    """A label above an editor, and under it a hint that gives way to what is wrong."""

    def __init__(self, editor: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.editor = editor
        self.label = Label(look="caption", parent=self)
        self.label.setBuddy(editor)
        self.below = Label(look="small", parent=self)
        self._hint = ""
        self.doubt = ""
        """What makes the value hardly likely; it is kept all the same."""
        self.problem = ""
        """What is said to be wrong; empty when nothing is."""
        box = column(self, gap=0.5)
        box.addWidget(self.label)
        box.addWidget(editor)
        box.addWidget(self.below)
        box.addStretch(1)
        self._show_below()

    def say(self, label: str, hint: str = "") -> None:
        """Set the words of the label and of the hint."""
        self.label.setText(label)
        self.editor.setAccessibleName(label)
        self._hint = hint
        self._show_below()

    def show_problem(self, problem: str) -> None:
        """Say under the field what is wrong with it; an empty text takes it back."""
        self.problem = problem
        self._show_below()

    def show_doubt(self, doubt: str) -> None:
        """Say in place of the hint what makes the value hardly likely; empty text takes it back."""
        if doubt != self.doubt:
            self.doubt = doubt
            self._show_below()

    def _show_below(self) -> None:
        text = self.problem or self.doubt or self._hint
        self.below.setText(text)
        self.below.setVisible(bool(text))
        set_look(self.below, "error" if self.problem else "small")
        set_look(self.editor, "true" if self.problem else "false", "wrong")
        self.editor.setAccessibleDescription(text)
