"""What is not known yet, ranked by how much it could change the result."""

from __future__ import annotations

from assessor.domain.questionnaire import Question
from assessor.domain.standing import State, state
from assessor.language import names, sentences
from assessor.report.content import Gap, Gaps
from assessor.report.parts.material import Material

OPEN = (State.NOT_ASKED, State.UNKNOWN)


def gaps(of: Material) -> Gaps:
    """Return the open questions: those whose proof would lower the risk most come first."""
    best = {driver.question: driver.if_proven_best for driver in of.forecast.drivers}
    order = {identity: place for place, identity in enumerate(of.forecast.missing)}
    unknown = [q for q in of.questionnaire.questions if _state(of, q) in OPEN]
    ranked = sorted(unknown, key=lambda q: (best.get(q.id, 1.0), order.get(q.id, 0), q.id))
    return Gaps(lead=_lead(of, ranked), gaps=tuple(_gap(of, q, best) for q in ranked))


def _state(of: Material, question: Question) -> State:
    return state(of.assessment.answers_to(question.id))


def _lead(of: Material, questions: list[Question]) -> str:
    if not questions:
        return of.voice.say("Every question that applies has been asked and answered.")
    minutes = round(sum(question.minutes for question in questions))
    open_ones = of.voice.say_many("%(n)s question", "%(n)s questions", len(questions))
    return of.voice.say(
        "%(questions)s open; asking them takes about %(minutes)s. Those that could lower the"
        " risk most come first.",
        questions=open_ones,
        minutes=of.voice.say_many("%(n)s minute", "%(n)s minutes", minutes),
    )


def _gap(of: Material, question: Question, best: dict[str, float]) -> Gap:
    voice = of.voice
    known = {
        State.NOT_ASKED: voice.say("not asked"),
        State.UNKNOWN: voice.say("nobody knows"),
    }
    return Gap(
        id=question.id,
        question=voice.text(question.text),
        state=known[_state(of, question)],
        ask=", ".join(names.role(voice, role) for role in question.roles[:3]),
        minutes=voice.number(question.minutes),
        best=str(sentences.hundred(best[question.id])) if question.id in best else "–",
    )
