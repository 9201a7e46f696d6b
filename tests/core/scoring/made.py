"""Assessments, questionnaires and belief sets made for a test, each in one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assessor.domain.assessment import Answer, Assessment, Grade, NotApplicable, Rated, Unknown
from assessor.domain.language import Text
from assessor.domain.questionnaire import Question, Questionnaire, Role, Section
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.belief_set import BeliefSet

SAME = Text(en="text", ru="текст")


def answer(words: str, role: Role | None = None) -> Answer:
    """Return an answer from ``3 shown``, ``unknown`` or ``not applicable``."""
    if words == "unknown":
        return Answer(judgement=Unknown(), role=role)
    if words == "not applicable":
        return Answer(judgement=NotApplicable(reason="made up"), role=role)
    level, grade = words.split()
    return Answer(judgement=Rated(level=int(level), grade=Grade(grade)), role=role)


def answers(
    spec: Mapping[str, str], questionnaire: Questionnaire | None = None
) -> dict[str, tuple[Answer, ...]]:
    """Return answers by question id; a section id stands for all of its questions."""
    given = {}
    for question in (questionnaire or loader.bundled()).questions:
        words = spec.get(question.id, spec.get(question.section_id))
        if words is not None:
            given[question.id] = (answer(words),)
    return given


def assessment(spec: Mapping[str, str], questionnaire: Questionnaire | None = None) -> Assessment:
    """Return an assessment with these answers."""
    return Assessment(answers=answers(spec, questionnaire))


def questionnaire(question_ids: Iterable[str]) -> Questionnaire:
    """Return a questionnaire that asks these questions, in this order."""
    sections: dict[str, list[Question]] = {}
    for question_id in question_ids:
        sections.setdefault(question_id.partition(".")[0], []).append(_question(question_id))
    return Questionnaire(
        id="made",
        version="1",
        title=SAME,
        sections=tuple(
            Section(id=section_id, title=SAME, summary=SAME, questions=tuple(questions))
            for section_id, questions in sections.items()
        ),
        digest="made",
    )


def belief_set(weights: Mapping[str, float], **changes: object) -> BeliefSet:
    """Return the practitioner's set with other swings: log-odds by question id, no rescue."""
    base = beliefs.bundled("practitioner")
    because = {"reason": SAME, "source": ["made up"]}
    sections: dict[str, dict[str, object]] = {}
    for section_id in {question_id.partition(".")[0] for question_id in weights}:
        own = {q: w for q, w in weights.items() if q.startswith(f"{section_id}.")}
        swing = sum(own.values())
        questions = {
            q: {"share": w / swing if swing else 1 / len(own), **because} for q, w in own.items()
        }
        sections[section_id] = {"swing": swing, "questions": questions, **because}
    return base.model_copy(update={"id": "made", "sections": sections, "rescue": None, **changes})


def _question(question_id: str) -> Question:
    return Question(
        id=question_id,
        source=("made up",),
        minutes=2,
        roles=(Role.SPONSOR,),
        short=SAME,
        text=SAME,
        why=SAME,
        look_for=SAME,
        excuse=SAME,
        levels=(SAME,) * 5,
    )
