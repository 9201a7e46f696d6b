"""Everything about one question of a draft, to be read and rewritten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from assessor.domain.questionnaire import LEVELS, Question, Questionnaire, Role, Wording
from assessor.language import Voice, names
from assessor.questionnaire import editing
from forms.draft import Draft
from forms.theme import space
from forms.widgets.basic import Label, button, column, row
from forms.widgets.both_languages import BothLanguages, LanguageHeads
from forms.widgets.chips import Chip, Chips
from forms.widgets.fields import ChoiceEdit, Field, ParsedEdit
from forms.widgets.flow_layout import FlowLayout

TEXTS = ("short", "text", "why", "look_for", "excuse")
LONGEST_MINUTES = 30.0


class QuestionEditor(QWidget):
    """Shows one question; each change goes to the draft at once."""

    section_wanted = Signal(str)
    """The section that this added question is to go to."""
    removed = Signal()
    hidden = Signal()

    def __init__(
        self, draft: Callable[[], Draft], voice: Callable[[], Voice], parent: QWidget
    ) -> None:
        """Edit the draft of the moment in the voice of the moment."""
        super().__init__(parent)
        self._draft, self._voice = draft, voice
        self.question_id = ""
        self.name = Label(look="title", parent=self)
        self.weight_label = Label(look="small", parent=self)
        self.hide_button = button(parent=self)
        self.remove_button = button(parent=self)
        self.texts = {name: BothLanguages(name, self) for name in TEXTS}
        self.levels = [BothLanguages(f"level{level}", self) for level in range(LEVELS)]
        self.levels_problem = Label(look="error", parent=self)
        self.roles_label = Label(look="caption", parent=self)
        self.roles = Chips(self)
        self.express = QCheckBox(self)
        self.minutes = ParsedEdit(self, _read_minutes, lambda value: f"{value:g}", 1.0)
        self.minutes_field = Field(self.minutes, self)
        self.section = ChoiceEdit(self)
        self.section_field = Field(self.section, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        box = column(self, gap=2)
        deeds = FlowLayout(gap=space(1))
        for deed in (self.hide_button, self.remove_button):
            deeds.addWidget(deed)
        box.addWidget(self.name)
        box.addWidget(self.weight_label)
        box.addLayout(deeds)
        box.addWidget(LanguageHeads(self))
        for field in self.texts.values():
            box.addWidget(field)
        for field in self.levels:
            box.addWidget(field)
        box.addWidget(self.levels_problem)
        box.addWidget(self.roles_label)
        box.addWidget(self.roles)
        box.addWidget(self.express)
        pair = row(gap=2)
        pair.addWidget(self.minutes_field, 1)
        pair.addWidget(self.section_field, 2)
        box.addLayout(pair)
        box.addStretch(1)

    def _connect(self) -> None:
        for field in self.texts.values():
            field.written.connect(self._write_text)
        for field in self.levels:
            field.written.connect(self._write_level)
        self.roles.picked.connect(self._write_role)
        self.express.clicked.connect(self._write_express)
        self.minutes.value_changed.connect(self._write_minutes)
        self.minutes.refused.connect(self._refuse_minutes)
        self.minutes.readable.connect(self._accept_minutes)
        self.section.value_changed.connect(self._want_section)
        self.hide_button.clicked.connect(self.hidden)
        self.remove_button.clicked.connect(self.removed)

    # Showing

    def retranslate(self) -> None:
        """Say every text again."""
        voice = self._voice()
        captions = {
            "short": voice.say("Short name"),
            "text": voice.say("Question"),
            "why": voice.say("Why we ask"),
            "look_for": voice.say("What to look for"),
            "excuse": voice.say("Typical excuse"),
        }
        for name, caption in captions.items():
            self.texts[name].say(caption)
        worst, best = voice.say("worst"), voice.say("best")
        for level, field in enumerate(self.levels):
            extreme = {0: f" ({worst})", LEVELS - 1: f" ({best})"}.get(level, "")
            field.say(voice.say("Level %(level)s", level=level) + extreme)
        self.roles_label.setText(voice.say("Who can answer"))
        self.express.setText(voice.say("Also in the express check"))
        self.minutes_field.say(voice.say("Minutes it takes"))
        self.remove_button.setText(voice.say("Remove this question"))

    def show_question(self, question_id: str) -> None:
        """Show a question of the draft as it is now."""
        draft, voice = self._draft(), self._voice()
        question = draft.question(question_id)
        if question is None:
            return
        anew = question_id != self.question_id
        self.question_id = question_id
        self._show_head(question, draft, voice)
        for name, field in self.texts.items():
            field.show_text(getattr(question, name), voice)
        for field, text in zip(self.levels, question.levels, strict=True):
            field.show_text(text, voice)
        self.express.setChecked(question.express)
        self.minutes.set_value(question.minutes, anew=anew)
        self._show_roles(question, voice)
        self._show_sections(question, draft, voice)
        self._show_faults(draft, voice)

    def _show_head(self, question: Question, draft: Draft, voice: Voice) -> None:
        added = draft.is_added(question.id)
        self.name.setText(voice.text(question.short) or voice.say("New question"))
        self.weight_label.setText(
            voice.say("Added: it is asked and printed, and has no weight in the risk.")
            if added
            else voice.say("However you word it, its weight stays, so let it ask the same thing.")
        )
        self.hide_button.setText(
            voice.say("Show this question again") if question.hidden else voice.say("Do not ask it")
        )
        self.remove_button.setVisible(added)
        home = draft.questionnaire.section_by_id[question.section_id]
        self.remove_button.setEnabled(len(home.questions) > 1)

    def _show_roles(self, question: Question, voice: Voice) -> None:
        self.roles.show_chips([Chip(role.value, names.role(voice, role)) for role in Role])
        self.roles.mark([role.value for role in question.roles])

    def _show_sections(self, question: Question, draft: Draft, voice: Voice) -> None:
        added = draft.is_added(question.id)
        sections = draft.questionnaire.sections
        self.section.set_choices([(s.id, voice.text(s.title)) for s in sections])
        self.section.set_value(question.section_id)
        self.section.setEnabled(added)
        hint = "" if added else voice.say("Its weight belongs to this section.")
        self.section_field.say(voice.say("Section"), hint)

    def _show_faults(self, draft: Draft, voice: Voice) -> None:
        path, faults = draft.path(self.question_id), draft.faults
        for name, field in self.texts.items():
            field.show_problems(f"{path}.{name}", faults, voice)
        for level, field in enumerate(self.levels, start=1):
            field.show_problems(f"{path}.levels[{level}]", faults, voice)
        whole = faults.get(f"{path}.levels")
        self.levels_problem.setText(voice.say("Two levels read the same.") if whole else "")
        self.levels_problem.setVisible(whole is not None)

    @Slot()
    def hand_over(self) -> None:
        """Hand over what is being typed."""
        for field in (*self.texts.values(), *self.levels):
            field.hand_over()
        self.minutes.hand_over()

    # Writing

    def _change(self, label: Callable[[Voice], str], key: str = "", **changes: Any) -> None:
        draft = self._draft()
        if draft.question(self.question_id) is None:
            return
        changed: Questionnaire = editing.with_question(
            draft.questionnaire, self.question_id, **changes
        )
        draft.edit(changed, label, f"{self.question_id}/{key}" if key else "")

    @Slot(object, str)
    def _write_text(self, text: Wording, key: str) -> None:
        name = key.partition("/")[0]
        self._change(lambda v: v.say("Words of a question"), key, **{name: text})

    @Slot(object, str)
    def _write_level(self, text: Wording, key: str) -> None:
        question = self._draft().question(self.question_id)
        if question is None:
            return
        place = int(key.partition("/")[0].removeprefix("level"))
        levels = (*question.levels[:place], text, *question.levels[place + 1 :])
        self._change(lambda v: v.say("Words of a level"), key, levels=levels)

    @Slot(str)
    def _write_role(self, picked: str) -> None:
        del picked
        chosen = tuple(Role(value) for value in self.roles.marked)
        question = self._draft().question(self.question_id)
        if question is not None and not chosen:  # somebody must be able to answer
            self.roles.mark([role.value for role in question.roles])
            return
        self._change(lambda v: v.say("Who can answer"), roles=chosen)

    @Slot()
    def _write_express(self) -> None:
        self._change(lambda v: v.say("Express check"), express=self.express.isChecked())

    @Slot(object)
    def _write_minutes(self, minutes: float) -> None:
        self._change(lambda v: v.say("Minutes of a question"), "minutes", minutes=minutes)

    @Slot()
    def _refuse_minutes(self) -> None:
        self.minutes_field.show_problem(
            self._voice().say("Write a number of minutes, more than 0 and at most 30.")
        )

    @Slot()
    def _accept_minutes(self) -> None:
        self.minutes_field.show_problem("")

    @Slot(object)
    def _want_section(self, section_id: object) -> None:
        self.section_wanted.emit(str(section_id))


def _read_minutes(typed: str) -> float:
    minutes = float(typed.strip().replace(",", "."))
    if not 0 < minutes <= LONGEST_MINUTES:
        raise ValueError(typed)
    return minutes
