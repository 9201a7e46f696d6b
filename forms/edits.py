"""Edits of the open assessment as undoable commands with readable names."""

from __future__ import annotations

import sys
import zlib
from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

from assessor.domain.assessment import Answer, Project
from assessor.language import Voice

Label: TypeAlias = "str | Callable[[Voice], str]"
"""The name of an edit: spoken already, or to be spoken again when the language changes."""


def spoken(label: Label, voice: Voice) -> str:
    """Return an edit's name in the language of the voice."""
    return label if isinstance(label, str) else label(voice)


class Edit(QUndoCommand):
    """An edit of which two neighbours become one when they carry the same key.

    When that takes everything back, the edit leaves the stack: nothing is left to undo.
    """

    def __init__(self, label: Label, voice: Voice, key: str = "") -> None:
        super().__init__(spoken(label, voice))
        self.label = label
        self.key = key

    def speak(self, voice: Voice) -> None:
        """Take the name of the edit into another language."""
        self.setText(spoken(self.label, voice))

    def id(self) -> int:
        """Return the merge key as Qt wants it; -1 never merges."""
        return zlib.crc32(self.key.encode()) & 0x7FFFFFFF if self.key else -1

    def undo(self) -> None:
        """Take the edit back."""
        _safely(self.put_back)

    def redo(self) -> None:
        """Make the edit, again if it was taken back."""
        _safely(self.put_in)

    @abstractmethod
    def put_back(self) -> None:
        """Put back what was there before."""

    @abstractmethod
    def put_in(self) -> None:
        """Put in what came in its place."""


def _safely(deed: Callable[[], None]) -> None:
    """Report what goes wrong as anything else is; through Qt it would make the program fall.

    PySide takes the words of an error that was raised in C for the error itself (Python 3.11).
    """
    try:
        deed()
    except Exception:  # noqa: BLE001 - whatever it is
        sys.excepthook(*sys.exc_info())


class AnswerEdit(Edit):
    """One answer replaced by another of the same role."""

    def __init__(
        self,
        apply: Callable[[str, Answer], None],
        question_id: str,
        before: Answer,
        after: Answer,
        *,
        label: Label,
        voice: Voice,
        key: str = "",
    ) -> None:
        super().__init__(label, voice, f"{question_id}/{after.role}/{key}" if key else "")
        self._apply = apply
        self.question_id = question_id
        self.role = after.role
        self._before = before
        self._after = after

    def put_back(self) -> None:
        """Put the earlier answer back."""
        self._apply(self.question_id, self._before)

    def put_in(self) -> None:
        """Put the later answer in."""
        self._apply(self.question_id, self._after)

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Swallow a later edit of the same field."""
        if not isinstance(other, AnswerEdit) or other.key != self.key:
            return False
        self._after = other._after  # noqa: SLF001 - another edit of our own kind
        self.setObsolete(self._after == self._before)
        return True


class ProjectEdit(Edit):
    """The project sheet replaced by another."""

    def __init__(
        self,
        apply: Callable[[Project], None],
        before: Project,
        after: Project,
        *,
        label: Label,
        voice: Voice,
        key: str = "",
    ) -> None:
        super().__init__(label, voice, f"project/{key}" if key else "")
        self._apply = apply
        self._before = before
        self._after = after

    def put_back(self) -> None:
        """Put the earlier sheet back."""
        self._apply(self._before)

    def put_in(self) -> None:
        """Put the later sheet in."""
        self._apply(self._after)

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Swallow a later edit of the same field."""
        if not isinstance(other, ProjectEdit) or other.key != self.key:
            return False
        self._after = other._after  # noqa: SLF001 - another edit of our own kind
        self.setObsolete(self._after == self._before)
        return True


class KeptEdit(Edit):
    """Something that is kept beside the answers (decisions, targets) replaced by another."""

    def __init__(
        self,
        apply: Callable[[str, object], None],
        name: str,
        before: object,
        after: object,
        *,
        label: Label,
        voice: Voice,
        key: str = "",
    ) -> None:
        super().__init__(label, voice, f"{name}/{key}" if key else "")
        self._apply = apply
        self.name = name
        """The field of the assessment."""
        self._before = before
        self._after = after

    def put_back(self) -> None:
        """Put the earlier one back."""
        self._apply(self.name, self._before)

    def put_in(self) -> None:
        """Put the later one in."""
        self._apply(self.name, self._after)

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Swallow a later edit of the same field."""
        if not isinstance(other, KeptEdit) or other.key != self.key:
            return False
        self._after = other._after  # noqa: SLF001 - another edit of our own kind
        self.setObsolete(self._after == self._before)
        return True


class EditStack(QUndoStack):
    """The list of edits, which waits while one of them is taken back or repeated.

    Whoever follows the change may hand over an edit of its own or leave the assessment, and either
    can end the very edit that Qt is about to go on with: the program would fall.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_stepping = False
        self._later: list[Callable[[], None]] = []

    def push(self, cmd: QUndoCommand) -> None:
        """Take an edit and apply it, now or after the step that goes on."""
        self._now_or_later(partial(super().push, cmd))

    def clear(self) -> None:
        """Forget every edit, now or after the step that goes on."""
        self._now_or_later(super().clear)

    def undo(self) -> None:
        """Take the last edit back."""
        self._step(super().undo)

    def redo(self) -> None:
        """Repeat the edit that was taken back."""
        self._step(super().redo)

    def _now_or_later(self, deed: Callable[[], None]) -> None:
        if self._is_stepping:
            self._later.append(deed)
        else:
            deed()

    def _step(self, step: Callable[[], None]) -> None:
        if self._is_stepping:
            return
        self._is_stepping = True
        try:
            step()
        finally:
            self._is_stepping = False
            waiting, self._later = self._later, []
            for deed in waiting:
                deed()
