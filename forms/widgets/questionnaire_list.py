"""The questionnaires there are, each with its versions and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from assessor.domain.own_questionnaire import OwnQuestionnaire
from assessor.domain.questionnaire import Questionnaire
from assessor.language import Voice
from forms.theme import space
from forms.widgets.basic import Card, Label, button, column, empty
from forms.widgets.flow_layout import FlowLayout

DEEDS = ("edit", "copy", "export", "delete")


class QuestionnaireList(QWidget):
    """One card for each; the program's own comes first and can only be copied and exported."""

    wanted = Signal(str, str)
    """What to do (one of DEEDS) and with which id."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons: dict[tuple[str, str], QPushButton] = {}
        """The buttons by deed and id."""
        self._box = column(self, gap=2)

    def show_all(
        self, bundled: Questionnaire, own: Sequence[OwnQuestionnaire], voice: Voice
    ) -> None:
        """Show the program's questionnaire and one's own."""
        empty(self._box)
        self.buttons = {}
        card = self._card(voice.text(bundled.title), self._facts(bundled, voice))
        version = voice.say("Comes with the program, version %(version)s", version=bundled.version)
        card.box.addWidget(Label(version, "small", parent=card))
        self._add_deeds(card, bundled.id, DEEDS[1:3], voice)
        for one in own:
            self._add_own(one, bundled, voice)

    def _add_own(self, one: OwnQuestionnaire, bundled: Questionnaire, voice: Voice) -> None:
        title = voice.text(one.title) or voice.say("No title yet")
        shown = one.draft
        card = self._card(title, self._facts(shown, voice, bundled) if shown else "")
        if one.draft is not None:
            state = (
                voice.say("Not published yet")
                if not one.editions
                else voice.say(
                    "Changed since the last version; assessments use that one until you publish"
                )
            )
            card.box.addWidget(Label(state, "small", parent=card))
        for edition in one.editions:
            told = voice.say(
                "Version %(version)s, published %(when)s",
                version=edition.version.version,
                when=voice.moment(edition.published),
            )
            card.box.addWidget(Label(told, "small", parent=card))
        deeds = DEEDS if one.editions else ("edit", "copy", "delete")
        self._add_deeds(card, one.id, deeds, voice)

    def _card(self, title: str, facts: str) -> Card:
        card = Card(self, gap=0.5, pad=3)
        card.box.addWidget(Label(title, "strong", parent=card))
        if facts:
            card.box.addWidget(Label(facts, parent=card))
        self._box.addWidget(card)
        return card

    @staticmethod
    def _facts(
        questionnaire: Questionnaire, voice: Voice, bundled: Questionnaire | None = None
    ) -> str:
        asked = questionnaire.asked
        count = len(asked.questions)
        parts = [voice.say_many("%(n)s question", "%(n)s questions", count)]
        hidden = len(questionnaire.questions) - count
        added = sum(q.id not in bundled.by_id for q in asked.questions) if bundled else 0
        if hidden:
            parts.append(voice.say("hidden: %(n)s", n=hidden))
        if added:
            parts.append(voice.say("added: %(n)s", n=added))
        return " · ".join(parts)

    def _add_deeds(self, card: Card, own_id: str, deeds: Sequence[str], voice: Voice) -> None:
        words = {
            "edit": voice.say("Edit"),
            "copy": voice.say("Make a copy to edit"),
            "export": voice.say("Save as a file…"),
            "delete": voice.say("Delete"),
        }
        line = FlowLayout(gap=space(1))
        for deed in deeds:
            made = button(words[deed], "plain", card)
            made.setProperty("deed", deed)
            made.setProperty("own", own_id)
            made.clicked.connect(self._ask)
            line.addWidget(made)
            self.buttons[deed, own_id] = made
        card.box.addSpacing(space(1))
        card.box.addLayout(line)

    @Slot()
    def _ask(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.wanted.emit(str(pressed.property("deed")), str(pressed.property("own")))
