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
        self._found: tuple[str, ...] = ()
        self._marked = 0
        column(self).addWidget(self.group)

    def show_found(self, found: Sequence[Question], voice: Voice, colours: Colours) -> None:
        """Show what was found, or that nothing was."""
        self._found = tuple(question.id for question in found)
        lines = [LineText("dot", voice.text(q.short), question_id=q.id) for q in found]
        if not lines:
            lines = [LineText("ring", voice.say("No question holds these words."))]
        heading = voice.say_many("%(n)s question found", "%(n)s questions found", len(found))
        self.group.show_lines(heading, lines, colours)
        self._mark(0)

    @Slot(int)
    def step(self, by: int) -> None:
        """Mark the question so many places further on or back."""
        self._mark(min(max(self._marked + by, 0), max(len(self._found) - 1, 0)))

    def _mark(self, index: int) -> None:
        self._marked = index
        for place, line in enumerate(self.group.lines):
            line.mark(marked=place == index and index < len(self._found))

    @Slot()
    def take_marked(self) -> None:
        """Go to the marked question: the first one, unless another was stepped to."""
        if self._marked < len(self._found):
            self.wanted.emit(self._found[self._marked])
