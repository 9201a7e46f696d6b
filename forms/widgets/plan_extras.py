"""What belongs to a plan: early signs of weak answers, how it would fail, other decisions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from assessor.domain.decisions import Decision, Decisions
from assessor.domain.plan import Binding, StoryShare, Tripwire
from assessor.domain.questionnaire import Questionnaire
from assessor.language import Voice, names
from assessor.language import plan_sentences as told
from forms.widgets.answering import clean
from forms.widgets.basic import Card, Label, button, column, empty, row
from forms.widgets.fields import Field, ParsedEdit
from forms.widgets.kept_cursor import KeptCursor
from forms.widgets.question_links import QuestionLinks
from forms.widgets.turns import Pieces, Turns, polish
from forms.widgets.two_columns import TwoColumns
from forms.widgets.typed_values import written_day

FIRST = 6
"""How many tripwires are shown before the rest is asked for."""

MOST_BINDING = 8
"""Answers that are named for holding the range up."""

NAME_LIMIT = 200


class TripwireCard(Card):
    """One early sign; where no action is planned, somebody may accept the risk instead."""

    question_wanted = Signal(str)
    accepted = Signal(str, str)
    """The question, and who accepts its risk."""

    def __init__(
        self, wire: Tripwire, who: str, questionnaire: Questionnaire, voice: Voice, parent: QWidget
    ) -> None:
        super().__init__(parent, gap=1, pad=3)
        self.wire = wire
        self.links = QuestionLinks(self)
        self.links.show_questions((wire.question,), questionnaire, voice)
        self.links.question_wanted.connect(self.question_wanted)
        self.box.addWidget(self.links)
        self.box.addWidget(Label(voice.text(wire.sign), "strong", parent=self))
        counts = voice.say(
            "It counts when: %(threshold)s", threshold=names.within(voice.text(wire.threshold))
        )
        self.box.addWidget(Label(counts, parent=self))
        self.box.addWidget(Label(told.watch(voice, wire), "muted", parent=self))
        self.who = ParsedEdit(self, partial(clean, limit=NAME_LIMIT), str, empty="")
        self.who.setMaxLength(NAME_LIMIT)
        self.field = Field(self.who, self)
        self.field.say(voice.say("Or the risk is accepted by"))
        short = voice.text(questionnaire.by_id[wire.question].short)
        self.who.setAccessibleName(f"{self.field.label.text()}: {short}")
        self.box.addWidget(self.field)
        self.who.set_value(who)
        self.who.value_changed.connect(self._on_who)

    @Slot(object)
    def _on_who(self, who: object) -> None:
        self.accepted.emit(self.wire.question, who if isinstance(who, str) else "")


class TripwireList(QWidget):
    """The heaviest weak answers first; the rest on demand."""

    question_wanted = Signal(str)
    accepted = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards: list[TripwireCard] = []
        self._all: Callable[[], Pieces] = lambda: iter(())
        self._turns = Turns(self)
        self._columns = TwoColumns(self)
        self.more: QPushButton = button(look="quiet", parent=self)
        self.more.hide()
        box = column(self, gap=1)
        box.addWidget(self._columns)
        box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self.more.clicked.connect(self._show_all)

    def clear(self) -> None:
        """Show nothing."""
        self._turns.stop()
        self._columns.clear()
        self.cards = []

    def show_wires(
        self,
        wires: Sequence[Tripwire],
        decisions: Decisions,
        planned: frozenset[str],
        questionnaire: Questionnaire,
        voice: Voice,
    ) -> Pieces:
        """Show these signs, card by card; ``planned`` are the questions of the plan."""

        def make(wire: Tripwire) -> TripwireCard:
            who = decisions.accepted_by(wire.question)
            card = TripwireCard(wire, who, questionnaire, voice, self)
            card.field.setVisible(bool(who) or wire.question not in planned)
            card.question_wanted.connect(self.question_wanted)
            card.accepted.connect(self.accepted)
            return card

        self._turns.stop()
        self._all = lambda: self._fill(wires, make)
        self.more.setVisible(len(wires) > FIRST)
        self.more.setText(voice.say("Show all %(n)d early signs", n=len(wires)))
        yield from self._fill(wires[:FIRST], make)

    @Slot()
    def _show_all(self) -> None:
        self.more.hide()
        self._turns.start(self._all())

    def _fill(self, wires: Sequence[Tripwire], make: Callable[[Tripwire], TripwireCard]) -> Pieces:
        cursor = KeptCursor.of(self._fields)
        cursor.wait_in(self)
        self._columns.clear()
        self.cards = []
        made: list[TripwireCard] = []
        for wire in wires:
            made.append(make(wire))
            polish(made[-1])
            yield
        self.cards = made
        yield from self._columns.fill(made)
        cursor.put_back(self._fields)

    @property
    def _fields(self) -> dict[str, QWidget]:
        return {card.wire.question: card.who for card in self.cards}

    def show_decisions(self, decisions: Decisions) -> None:
        """Show who accepted what without making the cards anew."""
        for card in self.cards:
            card.who.set_value(decisions.accepted_by(card.wire.question))

    def hand_over(self) -> None:
        """Pass on what is still being typed."""
        for card in self.cards:
            card.who.hand_over()


class StoryList(QWidget):
    """How the project would most probably fail, the most probable way first."""

    question_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards: list[Card] = []
        self._columns = TwoColumns(self)
        column(self).addWidget(self._columns)

    def show_stories(
        self,
        stories: Sequence[StoryShare],
        questionnaire: Questionnaire,
        voice: Voice,
        *,
        headline: bool,
    ) -> Pieces:
        """Show these stories instead of those before; in 100 only where there is a headline."""
        self._columns.clear()
        self.cards = [
            self._card(story, questionnaire, voice, told.share(voice, story, headline=headline))
            for story in stories
        ]
        yield from self._columns.fill(self.cards)

    def _card(
        self, share: StoryShare, questionnaire: Questionnaire, voice: Voice, how_much: str
    ) -> Card:
        card = Card(self, gap=1, pad=3)
        card.box.addWidget(Label(voice.text(share.story.title), "strong", parent=card))
        card.box.addWidget(Label(how_much, "muted", parent=card))
        card.box.addWidget(Label(voice.text(share.story.story), parent=card))
        links = QuestionLinks(card)
        links.show_questions(share.weak, questionnaire, voice, lead=voice.say("Weak points"))
        links.question_wanted.connect(self.question_wanted)
        links.setVisible(bool(share.weak))
        card.box.addWidget(links)
        return card


class OtherDecisions(Card):
    """What was decided about actions that are not in the plan on screen."""

    taken_back = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, gap=1, pad=3)
        self.heading = Label(look="strong", parent=self)
        self.box.addWidget(self.heading)
        self._lines = column(gap=1)
        self.box.addLayout(self._lines)
        self.buttons: list[QPushButton] = []

    def show_decisions(self, named: Sequence[tuple[Decision, str]], voice: Voice) -> None:
        """Show decisions with the titles of their actions; hidden when there is none."""
        empty(self._lines)
        self.setVisible(bool(named))
        self.heading.setText(voice.say("Decided about other actions"))
        self.buttons = []
        for decision, title in named:
            line = row(gap=2)
            line.addWidget(Label(f"{title} — {_decided(decision, voice)}", parent=self), 1)
            back = button(voice.say("Take back"), "quiet", self)
            back.setAccessibleName(f"{back.text()}: {title}")
            back.clicked.connect(partial(self._take_back, decision.action))
            self.buttons.append(back)
            line.addWidget(back)
            self._lines.addLayout(line)

    def _take_back(self, action_id: str, _checked: object = None) -> None:
        self.taken_back.emit(action_id)


def _decided(decision: Decision, voice: Voice) -> str:
    parts = (told.standing(voice, decision.standing), decision.owner, written_day(decision.due))
    return ", ".join(part for part in parts if part)


class HindranceList(QWidget):
    """The answers that keep the range up after everything possible, each with its reason."""

    question_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.links: list[QuestionLinks] = []
        self._box = column(self, gap=0.5)

    def show_binding(
        self, binding: Sequence[Binding], questionnaire: Questionnaire, voice: Voice
    ) -> None:
        """Show the strongest of these answers."""
        empty(self._box)
        self.links = []
        for one in binding[:MOST_BINDING]:
            links = QuestionLinks(self)
            links.show_questions((one.question,), questionnaire, voice)
            links.question_wanted.connect(self.question_wanted)
            self.links.append(links)
            line = row(gap=2)
            line.addWidget(links, 2)
            line.addWidget(Label(told.hindrance(voice, one), "muted", parent=self), 3)
            self._box.addLayout(line)
