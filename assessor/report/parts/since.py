"""Since last time: what has changed since the latest frozen edition."""

from __future__ import annotations

from collections.abc import Mapping

from assessor.domain.assessment import (
    Answer,
    Grade,
    Milestone,
    MilestoneFigure,
    NotAsked,
    Project,
    Rated,
)
from assessor.domain.questionnaire import Question, Role
from assessor.domain.reference_class import OwnRate
from assessor.domain.risk import Forecast, Risk
from assessor.domain.standing import State, rated, state
from assessor.language import names, sentences
from assessor.report.charts.compared import Named, compared
from assessor.report.content import Change, Fact, Line, Picture, Since
from assessor.report.parts.cover import project_facts
from assessor.report.parts.material import LETTERS, Material
from assessor.report.parts.to_do import decided

MOST_ANSWERS = 40
"""Changed answers beyond this are counted; the appendix has every answer as it is now."""

DONE_LEVEL = 3
"""A condition counts as done at this level, if somebody has seen it."""

Answers = Mapping[str, tuple[Answer, ...]]


def since(of: Material) -> Since | None:
    """Return the part, or None when there is no earlier edition."""
    if not of.assessment.milestones:
        return None
    before = of.assessment.milestones[-1]
    then = _present_ids(of, before.answers)
    figure = before.figures.get(of.forecast.beliefs.id)
    changed = _answers(of, then)
    return Since(
        lead=_lead(of, before, figure),
        picture=_picture(of, before, figure) if figure else None,
        figures=_figures(of, figure, then),
        conditions=_conditions(of, figure) if figure else (),
        answers_lead=_answers_lead(of, changed),
        answers=tuple(change for _, change in changed[:MOST_ANSWERS]),
        more=_more(of, then, len(changed) - MOST_ANSWERS),
        decisions=_decisions(of, before),
        project=_project(of, before),
    )


def _present_ids(of: Material, answers: Answers) -> Answers:
    renamed = of.questionnaire.renamed
    return {renamed.get(question, question): given for question, given in answers.items()}


def _lead(of: Material, before: Milestone, figure: MilestoneFigure | None) -> str:
    """Return what became of the risk, as far as both editions name it."""
    voice = of.voice
    against = {"name": before.name, "day": voice.date(before.day)}
    if figure is None or not (figure.headline and of.forecast.headline):
        return voice.say("Compared with the milestone “%(name)s” of %(day)s.", **against)
    moved = sentences.hundred(of.forecast.risk.mean) - sentences.hundred(figure.mean)
    if moved == 0:
        return voice.say(
            "The risk is where it was in the milestone “%(name)s” of %(day)s.", **against
        )
    points = voice.say_many("%(n)s point", "%(n)s points", abs(moved))
    if moved > 0:
        return voice.say(
            "Since the milestone “%(name)s” of %(day)s the risk has risen by %(points)s.",
            points=points,
            **against,
        )
    return voice.say(
        "Since the milestone “%(name)s” of %(day)s the risk has fallen by %(points)s.",
        points=points,
        **against,
    )


def _picture(of: Material, before: Milestone, figure: MilestoneFigure) -> Picture:
    voice = of.voice
    sentence = voice.say("The risk then and now, with its range, against the accepted risk.")
    then = Risk(mean=figure.mean, median=figure.mean, low=figure.low, high=figure.high)
    now = Named(voice.say("Now"), of.forecast.risk, of.forecast.headline)
    svg = compared(
        [Named(voice.date(before.day), then, figure.headline), now],
        of.forecast.risk_limit,
        title=sentence,
        palette=of.palette,
        voice=voice,
        width=620,
        size=LETTERS,
    )
    return Picture(name="since", sentence=sentence, svg=svg)


def _figures(of: Material, figure: MilestoneFigure | None, then: Answers) -> tuple[Change, ...]:
    voice = of.voice
    rows = [
        (voice.say("Questions asked"), _asked(of, then), _asked(of, of.assessment.answers)),
        (voice.say("Levels said, shown, proven"), _grades(of, then), _grades(of, _given(of))),
    ]
    if figure is not None:
        rows = [
            (voice.say("Risk, in 100"), _risk_then(of, figure), _risk_now(of, of.forecast)),
            (
                voice.say("Verdict"),
                names.verdict(voice, figure.verdict),
                names.verdict(voice, of.forecast.verdict),
            ),
            *rows,
        ]
    return tuple(Change(id="", title=title, before=old, now=new) for title, old, new in rows)


def _given(of: Material) -> Answers:
    return of.assessment.answers


def _risk_then(of: Material, figure: MilestoneFigure) -> str:
    risk = Risk(mean=figure.mean, median=figure.mean, low=figure.low, high=figure.high)
    return _told(of, risk, headline=figure.headline)


def _risk_now(of: Material, forecast: Forecast) -> str:
    return _told(of, forecast.risk, headline=forecast.headline)


def _told(of: Material, risk: Risk, *, headline: bool) -> str:
    spread = sentences.span(of.voice, risk)
    return f"{sentences.hundred(risk.mean)} ({spread})" if headline else spread


def _asked(of: Material, answers: Answers) -> str:
    states = [state(answers.get(q.id, ())) for q in of.questionnaire.questions]
    asked = sum(one is not State.NOT_ASKED for one in states)
    return of.voice.say("%(asked)d of %(all)d", asked=asked, all=len(states))


def _grades(of: Material, answers: Answers) -> str:
    found = [one.grade for q in of.questionnaire.questions for one in rated(answers.get(q.id, ()))]
    return ", ".join(of.voice.number(found.count(grade)) for grade in Grade)


def _conditions(of: Material, figure: MilestoneFigure) -> tuple[Line, ...]:
    """Return what was a condition then, and whether it is met now."""
    renamed = of.questionnaire.renamed
    ids = [renamed.get(one, one) for one in figure.conditions]
    return tuple(
        Line(id=one, title=of.title(one), text=_stands(of, one), points=_done(of, one))
        for one in ids
    )


def _done(of: Material, question_id: str) -> str:
    """Return whether everybody who names a level names a high one, and somebody has seen it."""
    found = rated(of.assessment.answers_to(question_id))
    high = bool(found) and min(one.level for one in found) >= DONE_LEVEL
    seen = any(one.grade is not Grade.SAID for one in found)
    return of.voice.say("done") if high and seen else of.voice.say("open")


def _stands(of: Material, question_id: str) -> str:
    answers = of.assessment.answers_to(question_id)
    told = dict.fromkeys(sentences.judgement(of.voice, one.judgement) for one in answers)
    words = (names.within(one) if place else one for place, one in enumerate(told))
    return "; ".join(words) or sentences.judgement(of.voice, NotAsked())


def _answers(of: Material, then: Answers) -> list[tuple[int, Change]]:
    """Return the answers whose level or grade changed, the largest change of level first."""
    found = [
        (_distance(before, now), _change(of, question, role, before, now))
        for question in of.questionnaire.questions
        for role, before, now in _pairs(then.get(question.id, ()), _given(of).get(question.id, ()))
        if before.judgement != now.judgement
    ]
    return sorted(found, key=lambda one: -one[0])


def _pairs(
    then: tuple[Answer, ...], now: tuple[Answer, ...]
) -> list[tuple[Role | None, Answer, Answer]]:
    """Return each role's answer of then beside that of now; a missing one is blank."""
    roles = dict.fromkeys(answer.role for answer in (*now, *then))
    old, new = ({answer.role: answer for answer in given} for given in (then, now))
    return [(role, old.get(role, Answer()), new.get(role, Answer())) for role in roles]


def _distance(before: Answer, now: Answer) -> int:
    levels = [one.judgement.level for one in (before, now) if isinstance(one.judgement, Rated)]
    return abs(levels[0] - levels[1]) if len(levels) == len((before, now)) else 0


def _change(
    of: Material, question: Question, role: Role | None, before: Answer, now: Answer
) -> Change:
    title = of.voice.text(question.short)
    return Change(
        id=question.id,
        title=f"{title} · {names.role(of.voice, role)}" if role else title,
        before=sentences.judgement(of.voice, before.judgement),
        now=sentences.judgement(of.voice, now.judgement),
    )


def _answers_lead(of: Material, changed: list[tuple[int, Change]]) -> str:
    if not changed:
        return of.voice.say("No level and no grade has changed.")
    return of.voice.say_many(
        "%(n)s answer has another level or grade than then.",
        "%(n)s answers have another level or grade than then.",
        len(changed),
    )


def _more(of: Material, then: Answers, beyond: int) -> str:
    """Return how many changes the table leaves out, and where only words were added."""
    voice, told = of.voice, []
    if beyond > 0:
        told.append(
            voice.say_many(
                "%(n)s more answer has changed; the appendix has it.",
                "%(n)s more answers have changed; the appendix has them.",
                beyond,
            )
        )
    worded = sum(
        before.judgement == now.judgement and before != now
        for question in of.questionnaire.questions
        for _, before, now in _pairs(then.get(question.id, ()), _given(of).get(question.id, ()))
    )
    if worded:
        told.append(
            voice.say_many(
                "In %(n)s answer only the note or the evidence is another.",
                "In %(n)s answers only the note or the evidence is another.",
                worded,
            )
        )
    return " ".join(told)


def _decisions(of: Material, before: Milestone) -> tuple[Change, ...]:
    then, now, voice = before.plan, of.assessment.plan, of.voice
    ids = dict.fromkeys(one.action for plan in (then, now) for one in plan.actions)
    found = (
        (
            one,
            decided(voice, then.about(one)),
            decided(voice, now.about(one)),
        )
        for one in ids
    )
    return tuple(
        Change(id=one, title=of.action(one), before=old or "–", now=new or "–")
        for one, old, new in found
        if old != new
    )


def _project(of: Material, before: Milestone) -> tuple[Change, ...]:
    """Return what was entered otherwise about the project then."""
    old, new = (
        {fact.label: fact.text for fact in _sheet(of, p)}
        for p in (before.project, of.assessment.project)
    )
    return tuple(
        Change(id="", title=label, before=old.get(label, "–"), now=new.get(label, "–"))
        for label in dict.fromkeys((*old, *new))
        if old.get(label) != new.get(label)
    )


def _sheet(of: Material, project: Project) -> tuple[Fact, ...]:
    voice = of.voice
    own = (
        Fact(label=voice.say("Client"), text=project.client),
        Fact(label=voice.say("Project"), text=project.name),
    )
    people = ", ".join(person.name for person in project.people)
    rate = project.base_rate
    told = {
        voice.say("What taking off means here"): sentences.definition(voice, project.takeoff),
        voice.say("Interviewed"): people,
        voice.say("Own base rate"): _own_rate(of, rate) if rate else "",
    }
    rest = tuple(Fact(label=label, text=text) for label, text in told.items() if text)
    return (*own, *project_facts(voice, project, of.day), *rest)


def _own_rate(of: Material, rate: OwnRate) -> str:
    return of.voice.say(
        "%(rate)d in 100, set by the consultant: %(reason)s",
        rate=sentences.hundred(rate.rate),
        reason=rate.reason,
    )
