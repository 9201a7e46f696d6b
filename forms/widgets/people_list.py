"""The people who were interviewed, one line each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from assessor.domain.assessment import Person
from assessor.domain.questionnaire import Role
from assessor.language import Voice, names
from forms.icons import icon
from forms.theme import Colours, space
from forms.widgets.answering import clean
from forms.widgets.basic import Label, button, column, icon_button, name_it, row
from forms.widgets.fields import ChoiceEdit, ParsedEdit
from forms.widgets.typed_values import read_day, written_day

NAME_LIMIT = 200
DAY = 11
"""Letters of a day as it is written."""


class PersonLine(QWidget):
    """Name or alias, role, and the day of the interview."""

    edited = Signal()
    removed = Signal(object)
    """This line is to go."""

    def __init__(self, person: Person | None, voice: Callable[[], Voice], parent: QWidget) -> None:
        super().__init__(parent)
        self._voice = voice
        self.name = ParsedEdit(self, partial(clean, limit=NAME_LIMIT), str, empty="")
        self.name.setMaxLength(NAME_LIMIT)
        self.role = ChoiceEdit(self)
        self.day = ParsedEdit(self, read_day, written_day)
        self.remove = icon_button(parent=self)
        self.captions = tuple(Label(look="caption", parent=self) for _ in range(3))
        """What the fields are, over the first line of a list."""
        self.wrong = Label(look="error", parent=self)
        self.wrong.hide()
        self._lay_out()
        self.retranslate()
        self._show(person)
        self._connect()

    def _lay_out(self) -> None:
        self.role.setSizeAdjustPolicy(ChoiceEdit.SizeAdjustPolicy.AdjustToContents)
        self.day.setMinimumWidth(space(15))
        line = row(gap=1)
        editors: tuple[QWidget, ...] = (self.name, self.role, self.day)
        for caption, editor, share in zip(self.captions, editors, (5, 0, 3), strict=True):
            field = column(gap=0.5)
            field.addStretch(1)
            field.addWidget(caption)
            field.addWidget(editor)
            line.addLayout(field, share)
        beside = column(gap=0)
        beside.addStretch(1)
        beside.addWidget(self.remove)
        # In the middle of the field beside it, which is that much higher.
        beside.addSpacing(3)
        line.addLayout(beside)
        box = column(self, gap=0.5)
        box.addLayout(line)
        box.addWidget(self.wrong)

    def _connect(self) -> None:
        for editor in (self.name, self.role, self.day):
            editor.value_changed.connect(self._tell)
        self.day.refused.connect(self._refuse)
        self.day.readable.connect(self.wrong.hide)
        self.remove.clicked.connect(self._ask_to_go)

    def _show(self, person: Person | None) -> None:
        if person is not None:
            self.name.set_value(person.name)
            self.role.set_value(person.role)
            self.day.set_value(person.interviewed)

    @property
    def person(self) -> Person | None:
        """Return who stands here, nobody while the name is empty."""
        if not self.name.value:
            return None
        return Person.model_validate(
            {
                "name": self.name.value,
                "role": self.role.value,
                "interviewed": self.day.value,
            }
        )

    def retranslate(self) -> None:
        """Say every text again."""
        voice = self._voice()
        words = (voice.say("Name or alias"), voice.say("Role"), voice.say("Day of the interview"))
        editors: tuple[QWidget, ...] = (self.name, self.role, self.day)
        for caption, editor, name in zip(self.captions, editors, words, strict=True):
            caption.setText(name)
            editor.setAccessibleName(name)
        self._fit_name()
        self.day.setPlaceholderText(voice.say("Not known"))
        roles = [(value, names.role(voice, value)) for value in Role]
        self.role.set_choices([(None, voice.say("Role not known")), *roles])
        self.day.speak_again()
        name_it(self.remove, voice.say("Remove this person"))
        self.wrong.setText(voice.say("This is no day. Write it as 24.11.2026, or leave it empty."))

    def restyle(self, colours: Colours) -> None:
        """Draw the icon again."""
        self.remove.setIcon(icon("close", colours.muted, 16))
        letters = DAY * self.day.fontMetrics().horizontalAdvance("0")
        self.day.setMinimumWidth(max(letters + space(3), space(15)))
        self._fit_name()

    def _fit_name(self) -> None:
        """Cut no word over the name, however large its letters are."""
        caption = self.captions[0]
        words = caption.text().split()
        longest = max((caption.fontMetrics().horizontalAdvance(w) for w in words), default=0)
        self.name.setMinimumWidth(longest + 1)

    def show_captions(self, *, shown: bool) -> None:
        """Say over the fields what they are, or leave that to the line above."""
        for caption in self.captions:
            caption.setVisible(shown)

    @Slot()
    def hand_over(self) -> None:
        """Pass on what is still being typed."""
        self.name.hand_over()
        self.day.hand_over()

    @Slot()
    def _tell(self) -> None:
        if self.day.is_readable:
            self.wrong.hide()
        self.edited.emit()

    @Slot()
    def _refuse(self) -> None:
        self.wrong.show()

    @Slot()
    def _ask_to_go(self) -> None:
        self.removed.emit(self)


class PeopleList(QWidget):
    """Lines of people and a button for one more."""

    people_changed = Signal(object)
    """The tuple of Person as it stands now."""

    def __init__(self, voice: Callable[[], Voice], parent: QWidget) -> None:
        super().__init__(parent)
        self._voice = voice
        self._colours: Colours | None = None
        self.lines: list[PersonLine] = []
        self.nobody = Label(look="muted", parent=self)
        self.add_button = button(parent=self)
        self._lines_box = column(gap=1)
        box = column(self, gap=1)
        box.addWidget(self.nobody)
        box.addLayout(self._lines_box)
        foot = row()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        box.addLayout(foot)
        self.add_button.clicked.connect(self.add_person)

    @property
    def people(self) -> tuple[Person, ...]:
        """Return everybody whose line has a name."""
        return tuple(line.person for line in self.lines if line.person is not None)

    def show_people(self, people: tuple[Person, ...]) -> None:
        """Show these people; lines that already show them keep what is being typed."""
        if people == self.people:
            self._say_nobody()
            return
        for line in list(self.lines):
            self._drop(line)
        for person in people:
            self._add(person)
        self._say_nobody()

    def retranslate(self) -> None:
        """Say every text again."""
        voice = self._voice()
        self.nobody.setText(voice.say("Nobody has been recorded as interviewed."))
        self.add_button.setText(voice.say("Add a person"))
        for line in self.lines:
            line.retranslate()

    def restyle(self, colours: Colours) -> None:
        """Draw the icons again."""
        self._colours = colours
        for line in self.lines:
            line.restyle(colours)

    @Slot()
    def hand_over(self) -> None:
        """Pass on what is still being typed."""
        for line in self.lines:
            line.hand_over()

    @Slot()
    def add_person(self) -> None:
        """Put in an empty line and go there."""
        line = self._add(None)
        # A layout shows its new widgets a turn later, and what is hidden cannot take the focus.
        line.show()
        line.name.setFocus()
        self._say_nobody()

    def _add(self, person: Person | None) -> PersonLine:
        line = PersonLine(person, self._voice, self)
        if self._colours is not None:
            line.restyle(self._colours)
        line.edited.connect(self._tell)
        line.removed.connect(self._remove)
        self.lines.append(line)
        self._lines_box.addWidget(line)
        return line

    def _drop(self, line: PersonLine) -> None:
        self.lines.remove(line)
        self._lines_box.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _say_nobody(self) -> None:
        self.nobody.setVisible(not self.lines)
        for place, line in enumerate(self.lines):
            line.show_captions(shown=place == 0)

    @Slot()
    def _tell(self) -> None:
        self.people_changed.emit(self.people)

    @Slot(object)
    def _remove(self, line: PersonLine) -> None:
        was_known = line.person is not None
        self._drop(line)
        self.add_button.setFocus()
        self._say_nobody()
        if was_known:
            self.people_changed.emit(self.people)
