"""What is not known yet, ranked by how much a minute of asking could change the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assessor.domain.enquiry import Enquiry
from assessor.domain.questionnaire import Question
from assessor.domain.standing import State, state
from assessor.language import names, sentences
from assessor.report.content import Gap, Gaps
from assessor.report.parts.material import Material

OPEN = (State.NOT_ASKED, State.UNKNOWN)

WEAK = 8
"""Answers listed whose better evidence would teach most."""

LEAST = 0.5
"""Points; better evidence that teaches less is not worth a line."""


def gaps(of: Material) -> Gaps:
    """Return the open questions, the most valuable minute first, and the weakest answers."""
    best = {driver.question: driver.if_proven_best for driver in of.forecast.drivers}
    worth = {enquiry.question: enquiry for enquiry in of.advice.enquiries}
    unknown = [q for q in of.questionnaire.questions if _state(of, q) in OPEN]
    ranked = sorted(unknown, key=_ranks(of, worth, best))
    return Gaps(
        lead=_lead(of, ranked, worth),
        gaps=tuple(_gap(of, q, best, worth.get(q.id)) for q in ranked),
        weak=_weak(of, best),
    )


def _ranks(
    of: Material, worth: Mapping[str, Enquiry], best: Mapping[str, float]
) -> Callable[[Question], tuple[float, float, int, str]]:
    """Return the key to sort by: value by the minute where it is known, else the best case."""
    order = {identity: place for place, identity in enumerate(of.forecast.missing)}

    def key(question: Question) -> tuple[float, float, int, str]:
        value = worth[question.id].per_minute if question.id in worth else 0.0
        return -value, best.get(question.id, 1.0), order.get(question.id, 0), question.id

    return key


def _state(of: Material, question: Question) -> State:
    return state(of.assessment.answers_to(question.id))


def _lead(of: Material, questions: list[Question], worth: Mapping[str, Enquiry]) -> str:
    if not questions:
        return of.voice.say("Every question that applies has been asked and answered.")
    minutes = round(sum(_minutes(question, worth.get(question.id)) for question in questions))
    open_ones = of.voice.say_many("%(n)s question", "%(n)s questions", len(questions))
    return of.voice.say(
        "%(questions)s open; asking them takes about %(minutes)s. Those that teach most by the"
        " minute come first.",
        questions=open_ones,
        minutes=of.voice.say_many("%(n)s minute", "%(n)s minutes", minutes),
    )


def _minutes(question: Question, worth: Enquiry | None) -> float:
    """Return how long asking takes: with the evidence, where it is known what that would teach."""
    return worth.minutes if worth else question.minutes


def _gap(of: Material, question: Question, best: Mapping[str, float], worth: Enquiry | None) -> Gap:
    voice = of.voice
    return Gap(
        id=question.id,
        question=voice.text(question.text),
        state=_standing(of, question, worth),
        ask=names.listed(names.role(voice, role) for role in question.roles[:3]),
        minutes=voice.number(_minutes(question, worth)),
        teaches=voice.number(worth.points, 1) if worth else "",
        best=str(sentences.hundred(best[question.id])) if question.id in best else "–",
    )


def _standing(of: Material, question: Question, worth: Enquiry | None) -> str:
    known = {
        State.NOT_ASKED: of.voice.say("not asked"),
        State.UNKNOWN: of.voice.say("nobody knows"),
    }.get(_state(of, question))
    if known is not None or worth is None or worth.known is None:
        return known or "–"
    return of.voice.say(
        "%(known)s, could be %(grade)s",
        known=names.grade(of.voice, worth.known),
        grade=names.grade(of.voice, worth.grade),
    )


def _weak(of: Material, best: Mapping[str, float]) -> tuple[Gap, ...]:
    """Return the answers that are known but weakly, the most valuable minute first."""
    worth = [
        enquiry
        for enquiry in of.advice.enquiries
        if enquiry.state is State.RATED and enquiry.points >= LEAST
    ]
    known = of.questionnaire.by_id
    return tuple(_gap(of, known[one.question], best, one) for one in worth[:WEAK])
