"""What several people answered to one question, side by side, and how far they are apart."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from assessor.domain.assessment import Answer, Rated
from assessor.domain.questionnaire import Role
from assessor.domain.standing import average_level, spread
from assessor.language import Voice, depth, names, sentences
from forms.widgets.basic import Label, column
from forms.widgets.chips import Chip, Chips
from forms.widgets.choice_row import Mark


class SideBySide(QWidget):
    """A chip for each answer; pressing one turns to it."""

    role_wanted = Signal(object)
    """A Role; None for the answer on the whole."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.spread = Label(look="small", parent=self)
        self.chips = Chips(self)
        box = column(self, gap=0.5)
        box.addWidget(self.spread)
        box.addWidget(self.chips)
        self.chips.picked.connect(self._want)

    def show_answers(self, given: tuple[Answer, ...], shown: Role | None, voice: Voice) -> None:
        """Show these answers, the one shown on the card marked."""
        self.chips.show_chips([_chip(voice, answer) for answer in _with_shown(given, shown)])
        self.chips.mark([shown or ""])
        self.spread.setText(_spread_words(voice, given))

    @Slot(str)
    def _want(self, value: str) -> None:
        self.role_wanted.emit(Role(value) if value else None)


def _role_name(voice: Voice, answer: Answer) -> str:
    return names.role(voice, answer.role) if answer.role else voice.say("On the whole")


def mark_of(voice: Voice, answer: Answer, shown: Role | None) -> Mark:
    """Return what stands on the row of a level for somebody's answer."""
    letters = names.role_mark(voice, answer.role) if answer.role else voice.say("All")
    return Mark(letters, _role_name(voice, answer), strong=answer.role is shown)


def _chip(voice: Voice, answer: Answer) -> Chip:
    name, judgement = _role_name(voice, answer), answer.judgement
    figure = judgement.level if isinstance(judgement, Rated) else _SIGNS[judgement.kind]
    spoken = f"{name}: {names.within(sentences.judgement(voice, judgement))}"
    return Chip(answer.role or "", f"{name} {figure}".strip(), spoken)


_SIGNS = {"unknown": "?", "not_applicable": "–", "not_asked": ""}


def _with_shown(given: tuple[Answer, ...], shown: Role | None) -> list[Answer]:
    """Return the answers with the one that is shown now, which may still be blank."""
    missing = shown not in {answer.role for answer in given}
    return [*given, Answer(role=shown)] if missing else list(given)


def _spread_words(voice: Voice, given: tuple[Answer, ...]) -> str:
    far = spread(given)
    several = len(given) > 1
    if not several:
        return voice.say("One answer so far. R turns to the next role.")
    if far == 0:
        return voice.say("Nobody names another level. R turns to the next role.")
    return voice.say(
        "%(apart)s; the score takes their average, %(level)s. R turns to the next role.",
        apart=depth.apart(voice, far),
        level=depth.level(voice, average_level(given)),
    )
