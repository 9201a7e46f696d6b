"""Ties the fields of a form to the values of the project sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from pydantic import ValidationError
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from assessor.domain.assessment import Project, TakeoffDefinition
from assessor.language import Voice
from forms.theme import space
from forms.widgets.fields import ChoiceEdit, Field, ParsedEdit

Says: TypeAlias = Callable[[Voice], str]
"""Gives a text in the language of a voice."""

VoiceNow: TypeAlias = Callable[[], Voice]
"""Returns the voice of the moment, which a field must not keep."""

Choices: TypeAlias = Callable[[Voice], Sequence[tuple[object, str]]]


@dataclass(frozen=True)
class Spec:
    """One value of the project sheet and how it is asked for."""

    name: str
    """The name of the value in Project, or in its definition of take-off."""
    label: Says
    make: Callable[[QWidget, VoiceNow], QWidget]
    """Makes the editor."""
    hint: Says | None = None
    wrong: Says | None = None
    """What to say when what was typed cannot be read."""
    choices: Choices | None = None
    in_takeoff: bool = False
    wide: bool = False
    """Takes a whole line of the form."""

    def value_in(self, project: Project) -> Any:
        """Return the value as the project sheet has it."""
        return getattr(project.takeoff if self.in_takeoff else project, self.name)

    def put(self, project: Project, value: object) -> Project:
        """Return the sheet with another value; raises ValidationError when it cannot be that."""
        if not self.in_takeoff:
            return Project.model_validate(dict(project) | {self.name: value})
        takeoff = TakeoffDefinition.model_validate(dict(project.takeoff) | {self.name: value})
        return project.model_copy(update={"takeoff": takeoff})


class BoundField(Field):
    """A field that shows and hands over one value of the project sheet."""

    edited = Signal(object, object)
    """This field and the value that the user gave it."""
    typing = Signal()
    """What stands in the field has changed; it need not be passed on yet."""

    def __init__(self, spec: Spec, voice: VoiceNow, parent: QWidget) -> None:
        super().__init__(spec.make(parent, voice), parent)
        self.spec = spec
        self._voice = voice
        self._is_unread = False
        """Whether the mark says that the text cannot be read, not that its value cannot be."""
        if isinstance(self.editor, ParsedEdit | ChoiceEdit):
            self.editor.value_changed.connect(self._hand_on)
        if isinstance(self.editor, ParsedEdit):
            self.editor.textChanged.connect(self.typing)
            self.editor.refused.connect(self._mark)
            self.editor.readable.connect(self._unmark)

    def show_value(self, project: Project, *, anew: bool = False) -> None:
        """Show the value of the sheet; ``anew`` also drops what is half typed."""
        editor, value = self.editor, self.spec.value_in(project)
        if isinstance(editor, ParsedEdit):
            editor.set_value(value, anew=anew)
        elif isinstance(editor, ChoiceEdit):
            editor.set_value(value)
        if anew:
            self.show_problem("")

    @property
    def typed(self) -> object:
        """Return what stands in the field now, as far as it can be read."""
        editor = self.editor
        return editor.typed if isinstance(editor, ParsedEdit) else None

    def retranslate(self) -> None:
        """Say every text again."""
        voice, spec, editor = self._voice(), self.spec, self.editor
        self.say(spec.label(voice), spec.hint(voice) if spec.hint else "")
        if self.problem:
            self.refuse()
        if isinstance(editor, ParsedEdit):
            # An empty name is not "not known", it is not written yet.
            editor.setPlaceholderText(voice.say("Not known") if spec.wrong else "")
            editor.speak_again()
        elif isinstance(editor, ChoiceEdit) and spec.choices is not None:
            editor.set_choices(spec.choices(voice))

    @Slot()
    def refuse(self) -> None:
        """Say under the field that its text cannot be read."""
        if self.spec.wrong is not None:
            self.show_problem(self.spec.wrong(self._voice()))

    @Slot()
    def _mark(self) -> None:
        self._is_unread = True
        self.refuse()

    @Slot()
    def _unmark(self) -> None:
        # The value of before, typed again, is no change that would be handed on.
        if self._is_unread:
            self._is_unread = False
            self.show_problem("")

    @Slot(object)
    def _hand_on(self, value: object) -> None:
        self._is_unread = False
        self.show_problem("")
        self.edited.emit(self, value)

    def try_put(self, project: Project, value: object) -> Project | None:
        """Return the sheet with the value, or say what is wrong with it and return nothing."""
        try:
            return self.spec.put(project, value)
        except ValidationError:
            self.refuse()
            return None


class FormGrid(QWidget):
    """Fields in two columns, in reading order; wide ones take a whole line."""

    def __init__(self, specs: Sequence[Spec], voice: VoiceNow, parent: QWidget) -> None:
        super().__init__(parent)
        self.fields = [BoundField(spec, voice, self) for spec in specs]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(2))
        grid.setVerticalSpacing(space(2))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        line, place = 0, 0
        for field in self.fields:
            if field.spec.wide:
                line, place = line + (place > 0), 0
            grid.addWidget(field, line, place, 1, 2 if field.spec.wide else 1)
            place += 2 if field.spec.wide else 1
            if place > 1:
                line, place = line + 1, 0
