"""The actions of a plan as cards: what, who, when, what it brings, and what was decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from assessor.domain.decisions import Decision, Decisions, Standing
from assessor.domain.plan import GoIfPlan, Step
from assessor.domain.questionnaire import Questionnaire
from assessor.language import Voice, names
from assessor.language import plan_sentences as told
from forms.theme import Colours, space
from forms.widgets.answering import clean
from forms.widgets.basic import Card, Label, column, row
from forms.widgets.fields import ChoiceEdit, Field, ParsedEdit
from forms.widgets.kept_cursor import KeptCursor
from forms.widgets.question_links import QuestionLinks
from forms.widgets.shape_mark import MarkedWord
from forms.widgets.turns import Pieces, polish
from forms.widgets.two_columns import TwoColumns
from forms.widgets.typed_values import read_day, written_day

OWNER_LIMIT = 200


class DecisionLine(QWidget):
    """Owner, day and standing of one action."""

    decided = Signal(object, str)
    """The new decision, and the name of the field that was changed."""

    def __init__(self, decision: Decision, voice: Callable[[], Voice], parent: QWidget) -> None:
        super().__init__(parent)
        self._decision = decision
        self._voice = voice
        self.owner = ParsedEdit(self, partial(clean, limit=OWNER_LIMIT), str, empty="")
        self.owner.setMaxLength(OWNER_LIMIT)
        self.due = ParsedEdit(self, read_day, written_day)
        self.standing = ChoiceEdit(self)
        self._fields = [Field(editor, self) for editor in (self.owner, self.due, self.standing)]
        line = row(self, gap=1.5)
        for field, share in zip(self._fields, (5, 3, 3), strict=True):
            line.addWidget(field, share)
        self._speak()
        self.show_decision(decision)
        self.owner.value_changed.connect(self._on_owner)
        self.due.value_changed.connect(self._on_due)
        self.due.refused.connect(self._refuse)
        self.due.readable.connect(self._accept)
        self.standing.value_changed.connect(self._on_standing)

    def _speak(self) -> None:
        voice = self._voice()
        words = (voice.say("Owner"), voice.say("Done by"), voice.say("Decision"))
        for field, word in zip(self._fields, words, strict=True):
            field.say(word)
        self.due.setPlaceholderText(voice.say("DD.MM.YYYY"))
        choices = [(value, told.standing(voice, value)) for value in Standing]
        self.standing.set_choices(choices)

    @property
    def editors(self) -> dict[str, QWidget]:
        """Return the fields by what they are about."""
        return {"owner": self.owner, "due": self.due, "standing": self.standing}

    def name_for(self, title: str) -> None:
        """Tell screen readers which action the fields are about."""
        for field in self._fields:
            field.editor.setAccessibleName(f"{field.label.text()}: {title}")

    def show_decision(self, decision: Decision) -> None:
        """Show what was decided elsewhere; what is half typed stays when it is the same."""
        self._decision = decision
        self.owner.set_value(decision.owner)
        self.due.set_value(decision.due)
        self.standing.set_value(decision.standing)

    @Slot()
    def hand_over(self) -> None:
        """Pass on what is still being typed."""
        self.owner.hand_over()
        self.due.hand_over()

    @Slot(object)
    def _on_owner(self, owner: object) -> None:
        self._change("owner", owner if isinstance(owner, str) else "")

    @Slot(object)
    def _on_due(self, due: object) -> None:
        self._accept()
        self._change("due", due if isinstance(due, date) else None)

    @Slot()
    def _refuse(self) -> None:
        self._fields[1].show_problem(
            self._voice().say("This is no day. Write it as 24.11.2026, or leave it empty.")
        )

    @Slot()
    def _accept(self) -> None:
        self._fields[1].show_problem("")

    @Slot(object)
    def _on_standing(self, standing: object) -> None:
        self._change("standing", standing)

    def _change(self, name: str, value: object) -> None:
        self._decision = self._decision.model_copy(update={name: value})
        self.decided.emit(self._decision, name)


class StepCard(Card):
    """One action of a plan."""

    question_wanted = Signal(str)

    def __init__(
        self,
        number: int,
        step: Step,
        decision: Decision,
        questionnaire: Questionnaire,
        *,
        voice: Callable[[], Voice],
        colours: Colours,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, gap=1, pad=3)
        self.step = step
        speaks, action = voice(), step.action
        title = speaks.text(action.title)
        self.setAccessibleName(title)
        self.box.addLayout(self._head(speaks, colours))
        self.box.addWidget(Label(f"{number}. {title}", "strong", parent=self))
        self.box.addWidget(Label(speaks.text(action.what), parent=self))
        self.facts = Label(self._facts(speaks), "muted", parent=self)
        self.effect = Label(look="muted", parent=self)
        self.box.addWidget(self.facts)
        self.box.addWidget(self.effect)
        self.links = QuestionLinks(self)
        self.links.show_questions(
            (action.question,), questionnaire, speaks, lead=speaks.say("Mends")
        )
        self.links.question_wanted.connect(self.question_wanted)
        self.box.addWidget(self.links)
        self.decision = DecisionLine(decision, voice, self)
        self.decision.name_for(title)
        self.box.addSpacing(space(0.5))
        self.box.addWidget(self.decision)

    def _head(self, voice: Voice, colours: Colours) -> QHBoxLayout:
        line = row(gap=2)
        line.addWidget(Label(told.when(voice, self.step), "caption", wrap=False, parent=self))
        line.addStretch(1)
        if self.step.indispensable:
            line.addWidget(MarkedWord("square", voice.say("in every plan"), colours, self))
        if self.step.critical:
            line.addWidget(MarkedWord("diamond", voice.say("critical"), colours, self))
        return line

    def _facts(self, voice: Voice) -> str:
        action = self.step.action
        parts = (names.role(voice, action.role), told.effort(voice, action.effort))
        return " · ".join(parts)


class StepsList(QWidget):
    """All actions of a plan in their order; wide places go on in a second column."""

    question_wanted = Signal(str)
    decided = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards: list[StepCard] = []
        self._columns = TwoColumns(self)
        column(self).addWidget(self._columns)

    def clear(self) -> None:
        """Show nothing."""
        self._columns.clear()
        self.cards = []

    def show_plan(
        self,
        plan: GoIfPlan | None,
        decisions: Decisions,
        questionnaire: Questionnaire,
        *,
        headline: bool,
        voice: Callable[[], Voice],
        colours: Colours,
    ) -> Pieces:
        """Show the actions of this plan instead of those before, card by card.

        Without a ``headline`` of the forecast the risks are ranges alone.
        """
        cursor = KeptCursor.of(self._fields)
        cursor.wait_in(self)
        self.clear()
        made: list[StepCard] = []
        steps = plan.steps if plan else ()
        for number, step in enumerate(steps, start=1):
            card = StepCard(
                number,
                step,
                decisions.about(step.action.id),
                questionnaire,
                voice=voice,
                colours=colours,
                parent=self,
            )
            card.effect.setText(told.step_effect(voice(), step, headline=headline))
            self._listen(card)
            polish(card)
            made.append(card)
            yield
        self.cards = made
        yield from self._columns.fill(made)
        cursor.put_back(self._fields)

    @property
    def _fields(self) -> dict[str, QWidget]:
        return {
            f"{card.step.action.id} {name}": field
            for card in self.cards
            for name, field in card.decision.editors.items()
        }

    def _listen(self, card: StepCard) -> None:
        card.question_wanted.connect(self.question_wanted)
        card.decision.decided.connect(self.decided)

    def show_decisions(self, decisions: Decisions) -> None:
        """Show what was decided without making the cards anew."""
        for card in self.cards:
            card.decision.show_decision(decisions.about(card.step.action.id))

    def hand_over(self) -> None:
        """Pass on what is still being typed."""
        for card in self.cards:
            card.decision.hand_over()
