"""What a search found: questions, and what was written about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from assessor.domain.assessment import Answer, Assessment, NotApplicable
from assessor.domain.language import Language
from assessor.domain.questionnaire import Question, Questionnaire
from assessor.language import Voice
from forms.theme import Colours
from forms.widgets.pane_line import LineGroup, LineText
from forms.widgets.walked_list import WalkedList

MOST = 12
BEFORE, AFTER = 24, 60
"""Letters of a note that are shown around what was found in it."""


@dataclass(frozen=True)
class Hit:
    """Words found in what was written about a question, with what stands around them."""

    question_id: str
    around: str


def matching(questionnaire: Questionnaire, wanted: str) -> tuple[Question, ...]:
    """Return the questions that hold every word, in either language; names count before text."""
    words = wanted.casefold().split()

    def holds(text: str) -> bool:
        return all(word in text for word in words)

    named = [q for q in questionnaire.questions if holds(_names(q))]
    told = [q for q in questionnaire.questions if q not in named and holds(_texts(q))]
    return tuple([*named, *told][:MOST])


def written(assessment: Assessment, questionnaire: Questionnaire, wanted: str) -> tuple[Hit, ...]:
    """Return where notes, evidence, reasons and names of people hold every word."""
    words = wanted.casefold().split()
    hits = (
        Hit(question.id, around(text, words[0]))
        for question in questionnaire.questions
        for text in _written(assessment.answers_to(question.id))
        if words and all(word in text.casefold() for word in words)
    )
    return tuple(_first(hits, MOST))


def around(text: str, word: str) -> str:
    """Return the words around a place in a text, on one line."""
    line = " ".join(text.split())
    at = max(line.casefold().find(word), 0)
    start, end = max(at - BEFORE, 0), at + len(word) + AFTER
    start = 0 if start == 0 else line.find(" ", start, at) + 1 or start
    return ("…" if start else "") + line[start:end].strip() + ("…" if end < len(line) else "")


def _written(given: Iterable[Answer]) -> Iterator[str]:
    for answer in given:
        reason = answer.judgement.reason if isinstance(answer.judgement, NotApplicable) else ""
        contents = (item.content for item in answer.evidence)
        yield from filter(None, (answer.note, answer.who, reason, *contents))


def _first(hits: Iterable[Hit], most: int) -> Iterator[Hit]:
    for _, hit in zip(range(most), hits, strict=False):
        yield hit


def _names(question: Question) -> str:
    spoken = [question.short.speak(language) for language in Language]
    return " ".join([question.id, *spoken]).casefold()


def _texts(question: Question) -> str:
    texts = (question.short, question.text, *question.levels)
    spoken = [text.speak(language) for text in texts for language in Language]
    return " ".join([question.id, *spoken]).casefold()


class FoundList(WalkedList):
    """Names of questions, and words from notes and evidence; each leads to its card."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(2, parent)

    @property
    def group(self) -> LineGroup:
        """Return the questions that were found."""
        return self.groups[0]

    def show_found(
        self,
        found: Sequence[Question],
        hits: Sequence[Hit],
        questionnaire: Questionnaire,
        voice: Voice,
        colours: Colours,
    ) -> None:
        """Show what was found, or that nothing was."""
        self.setAccessibleName(voice.say("What was found"))
        lines = [LineText("dot", voice.text(q.short), question_id=q.id) for q in found]
        if not lines and not hits:
            lines = [LineText("ring", voice.say("Nothing holds these words."))]
        heading = voice.say_many("%(n)s question found", "%(n)s questions found", len(found))
        self.show_group(0, heading, lines, colours)
        by_id = questionnaire.by_id
        quoted = [
            LineText(
                "ring",
                f"{voice.text(by_id[hit.question_id].short)}: {hit.around}",
                question_id=hit.question_id,
            )
            for hit in hits
        ]
        self.show_group(1, voice.say("In notes and evidence: %(n)s", n=len(hits)), quoted, colours)
        self.mark(0)
