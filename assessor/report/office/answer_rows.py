"""Every answer as a row, and a row for every question that nobody answered."""

from __future__ import annotations

from collections.abc import Iterator

from assessor.domain.assessment import Answer, NotApplicable, Rated
from assessor.domain.numbering import numbers
from assessor.domain.questionnaire import Question, Section
from assessor.language import names
from assessor.report.office.cells import Column, Kind, Sheet, Value
from assessor.report.parts.material import Material


def answers(of: Material) -> Sheet:
    """Return the sheet, in the order of the questionnaire; what is no longer asked comes last."""
    say = of.voice.say
    columns = (
        Column(say("Number"), 9),
        Column(say("Id"), 20),
        Column(say("Section"), 16),
        Column(say("Question"), 20),
        Column(say("Question in full"), 34),
        Column(say("Role"), 13),
        Column(say("Who said it"), 15),
        Column(say("State"), 12),
        Column(say("Level"), 8, Kind.WHOLE),
        Column(say("Level in words"), 34),
        Column(say("Evidence grade"), 14),
        Column(say("Note"), 42),
        Column(say("Evidence items"), 36),
        Column(say("To be followed up"), 12),
        Column(say("Points"), 10, Kind.POINTS),
        Column(say("Target level"), 10, Kind.WHOLE),
    )
    return Sheet(say("All answers"), columns, tuple(_rows(of)))


def _rows(of: Material) -> Iterator[tuple[Value, ...]]:
    known = numbers(of.questionnaire)
    points = {driver.question: driver.points for driver in of.forecast.drivers}
    for section in of.questionnaire.sections:
        for question in section.questions:
            given = of.assessment.answers_to(question.id) or (Answer(),)
            target = of.assessment.targets.get(question.id)
            for place, answer in enumerate(given):
                yield (
                    *_asked(of, known[question.id], section, question),
                    *_answered(of, answer, question),
                    # Once for each question, so that a column's sum is not counted twice.
                    points.get(question.id) if place == 0 else None,
                    target.level if target and place == 0 else None,
                )
    for question_id, given in sorted(of.assessment.retired.items()):
        for answer in given:
            note = of.voice.say("No longer asked; kept as it was answered, not scored.")
            yield None, question_id, None, note, None, *_answered(of, answer, None), None, None


def _asked(of: Material, number: str, section: Section, question: Question) -> tuple[Value, ...]:
    voice = of.voice
    return (
        number,
        question.id,
        voice.text(section.title),
        voice.text(question.short),
        voice.text(question.text),
    )


def _answered(of: Material, answer: Answer, question: Question | None) -> tuple[Value, ...]:
    voice, judged = of.voice, answer.judgement
    rated = judged if isinstance(judged, Rated) else None
    reason = judged.reason if isinstance(judged, NotApplicable) else None
    return (
        names.role(voice, answer.role) if answer.role else None,
        answer.who,
        _state(of, answer),
        rated.level if rated else None,
        voice.text(question.levels[rated.level]) if rated and question else reason,
        names.grade(voice, rated.grade) if rated else None,
        answer.note,
        "\n".join(_evidence(of, answer)),
        voice.say("yes") if answer.follow_up else None,
    )


def _state(of: Material, answer: Answer) -> str:
    say = of.voice.say
    return {
        "rated": say("answered"),
        "unknown": say("nobody knows"),
        "not_applicable": say("not applicable"),
        "not_asked": say("not asked"),
    }[answer.judgement.kind]


def _evidence(of: Material, answer: Answer) -> Iterator[str]:
    voice = of.voice
    for item in answer.evidence:
        kind = names.evidence_kind(voice, item.kind)
        label = voice.say("%(kind)s, against", kind=kind) if item.against else kind
        yield f"{label}: {item.content}"
