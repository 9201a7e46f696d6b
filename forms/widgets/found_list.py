"""The questions that a search found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from assessor.domain.language import Language
from assessor.domain.questionnaire import Question, Questionnaire
from assessor.language import Voice
from forms.theme import Colours
from forms.widgets.basic import column
from forms.widgets.pane_line import LineGroup, LineText

MOST = 12


def matching(questionnaire: Questionnaire, wanted: str) -> tuple[Question, ...]:
    """Return the questions that hold every word, in either language; names count before text."""
    words = wanted.casefold().split()

    def holds(text: str) -> bool:
        return all(word in text for word in words)

    named = [q for q in questionnaire.questions if holds(_names(q))]
    told = [q for q in questionnaire.questions if q not in named and holds(_texts(q))]
    return tuple([*named, *told][:MOST])


def _names(question: Question) -> str:
    spoken = [question.short.speak(language) for language in Language]
    return " ".join([question.id, *spoken]).casefold()


def _texts(question: Question) -> str:
    texts = (question.short, question.text, *question.levels)
    spoken = [text.speak(language) for text in texts for language in Language]
    return " ".join([question.id, *spoken]).casefold()


class FoundList(QWidget):
    """Names of questions; each leads to its card."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.group = LineGroup(self)
        self.group.wanted.connect(self.wanted)
        self._first = ""
        column(self).addWidget(self.group)

    def show_found(self, found: Sequence[Question], voice: Voice, colours: Colours) -> None:
        """Show what was found, or that nothing was."""
        self._first = found[0].id if found else ""
        lines = [LineText("dot", voice.text(q.short), question_id=q.id) for q in found]
        if not lines:
            lines = [LineText("ring", voice.say("No question holds these words."))]
        heading = voice.say_many("%(n)s question found", "%(n)s questions found", len(found))
        self.group.show_lines(heading, lines, colours)

    @Slot()
    def take_first(self) -> None:
        """Go to the first question found."""
        if self._first:
            self.wanted.emit(self._first)
