"""How an answer changes when the consultant presses a key, and what that change is called."""

from __future__ import annotations

from assessor.domain.assessment import (
    NOTE_LIMIT,
    Answer,
    Grade,
    Judgement,
    NotApplicable,
    NotAsked,
    Rated,
    Unknown,
)
from assessor.domain.questionnaire import Question
from assessor.language import Voice, names, sentences
from forms.edits import Label


def with_judgement(answer: Answer, judgement: Judgement) -> Answer:
    """Return the answer with another judgement and all else kept."""
    return answer.model_copy(update={"judgement": judgement})


def at_level(answer: Answer, level: int) -> Answer:
    """Return the answer at a level; the grade stays, or starts as *said*."""
    old = answer.judgement
    grade = old.grade if isinstance(old, Rated) else Grade.SAID
    return with_judgement(answer, Rated(level=level, grade=grade))


def with_grade(answer: Answer, grade: Grade) -> Answer:
    """Return the answer known this strongly; without a level nothing changes."""
    old = answer.judgement
    if not isinstance(old, Rated):
        return answer
    return with_judgement(answer, Rated(level=old.level, grade=grade))


def nobody_knows(answer: Answer) -> Answer:
    """Return the answer as asked and unknown."""
    return with_judgement(answer, Unknown())


def not_applicable(answer: Answer, reason: str = "") -> Answer:
    """Return the answer as not applicable for a reason."""
    return with_judgement(answer, NotApplicable(reason=reason))


def not_asked(answer: Answer) -> Answer:
    """Return the answer as not given; note and evidence stay."""
    return with_judgement(answer, NotAsked())


def clean(text: str, limit: int = NOTE_LIMIT) -> str:
    """Return typed or pasted text as it can be stored: sound characters, not too many."""
    sound = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return sound.replace("\x00", "").strip()[:limit]


def naming(question: Question, judgement: Judgement) -> Label:
    """Return the name of an edit that sets a judgement."""

    def speak(voice: Voice) -> str:
        return (
            f"{voice.text(question.short)}: {names.within(sentences.judgement(voice, judgement))}"
        )

    return speak
