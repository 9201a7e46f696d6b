"""What a copy for Excel holds: one row for everything that can be counted, sorted or filtered."""

from __future__ import annotations

from collections.abc import Iterable

from assessor.domain.numbering import numbers
from assessor.domain.plan import Step
from assessor.domain.risk import Risk, Severity
from assessor.domain.standing import State, average_level, rated, state
from assessor.language import names, sentences
from assessor.language import plan_sentences as words
from assessor.report.office.answer_rows import answers
from assessor.report.office.apart import disagreements
from assessor.report.office.cells import Column, Kind, Sheet, Value
from assessor.report.parts.cover import client, project_name
from assessor.report.parts.findings import findings
from assessor.report.parts.material import Material

OPEN = (State.NOT_ASKED, State.UNKNOWN)


def sheets(of: Material, contact: tuple[str, ...] = ()) -> tuple[Sheet, ...]:
    """Return all sheets, the summary first; it ends with the contact of whoever made them."""
    apart = disagreements(of)
    return (
        _summary(of, contact),
        _findings(of),
        _plan(of),
        answers(of),
        *((apart,) if apart else ()),
        _gaps(of),
        _sections(of),
    )


def _summary(of: Material, contact: tuple[str, ...]) -> Sheet:
    say, project, forecast = of.voice.say, of.assessment.project, of.forecast
    rows: list[tuple[Value, ...]] = [
        (say("Client"), client(of.voice, project)),
        (say("Project"), project_name(of.voice, project)),
        (say("Date of the assessment"), project.day or of.day),
        (say("Consultant"), project.consultant),
        (say("Verdict"), sentences.verdict(of.voice, forecast)),
        *_risk_rows(of, say("Risk, as evidenced"), forecast.risk),
        *_risk_rows(of, say("Risk, as stated"), forecast.as_stated),
        *_risk_rows(of, say("Base rate"), forecast.base_rate),
        (say("Accepted risk"), forecast.risk_limit),
        (say("Coverage"), forecast.coverage),
        (say("Belief set"), f"{forecast.beliefs.id} {forecast.beliefs.version}"),
        (say("Questionnaire"), f"{of.questionnaire.id} {of.questionnaire.version}"),
        (say("Program"), f"Takeoff {of.version}"),
        *(((say("Contact"), "\n".join(contact)),) if any(contact) else ()),
    ]
    columns = (Column("", 56), Column("", 60, Kind.PER_CENT))
    return Sheet(say("Summary"), columns, tuple(rows), filtered=False)


def _risk_rows(of: Material, title: str, risk: Risk) -> tuple[tuple[Value, ...], ...]:
    say = of.voice.say
    bounds = (
        (say("%(risk)s: low end of the range", risk=title), risk.low),
        (say("%(risk)s: high end of the range", risk=title), risk.high),
    )
    # A single figure under half coverage would say more than is known.
    return ((title, risk.mean), *bounds) if of.forecast.headline else bounds


def _findings(of: Material) -> Sheet:
    say = of.voice.say
    columns = (
        Column(say("Id"), 20),
        Column(say("Severity"), 12),
        Column(say("Finding"), 26),
        Column(say("Seen"), 40),
        Column(say("Why it matters"), 40),
        Column(say("What to do"), 40),
        Column(say("Rests on"), 28),
        Column(say("Source"), 14),
    )
    rows = tuple(
        (
            one.id,
            one.severity,
            one.title,
            one.seen,
            one.matters,
            one.remedy,
            ", ".join(of.title(question) for question in found.question_ids),
            one.source,
        )
        for one, found in zip(
            findings(of),
            sorted(of.forecast.findings, key=lambda found: list(Severity).index(found.severity)),
            strict=True,
        )
    )
    return Sheet(say("Findings"), columns, rows)


def _plan(of: Material) -> Sheet:
    say = of.voice.say
    columns = (
        Column(say("Id"), 22),
        Column(say("Action"), 28),
        Column(say("What exactly"), 42),
        Column(say("Question"), 20),
        Column(say("Who"), 14),
        Column(say("From week"), 10, Kind.ONE_DECIMAL),
        Column(say("To week"), 10, Kind.ONE_DECIMAL),
        Column(say("Person-days"), 12, Kind.ONE_DECIMAL),
        Column(say("Person-days, low"), 12, Kind.ONE_DECIMAL),
        Column(say("Person-days, high"), 12, Kind.ONE_DECIMAL),
        Column(say("Effect, points"), 12, Kind.POINTS),
        Column(say("Effect, low"), 12, Kind.POINTS),
        Column(say("Effect, high"), 12, Kind.POINTS),
        Column(say("Risk after it, low"), 12, Kind.PER_CENT),
        Column(say("Risk after it, high"), 12, Kind.PER_CENT),
        Column(say("Standing"), 13),
        Column(say("Owner"), 18),
        Column(say("Due"), 14, Kind.DAY),
    )
    plan = of.advice.plan
    shown = (plan.cheapest or plan.beyond) if plan else None
    rows = [_step(of, step) for step in shown.steps] if shown else []
    planned = shown.action_ids if shown else frozenset()
    rows += [
        _decided(of, one.action) for one in of.assessment.plan.actions if one.action not in planned
    ]
    return Sheet(say("Plan"), columns, tuple(rows))


def _step(of: Material, step: Step) -> tuple[Value, ...]:
    voice, action, effect = of.voice, step.action, step.effect
    return (
        action.id,
        voice.text(action.title),
        voice.text(action.what),
        of.title(action.question),
        names.role(voice, action.role),
        step.start,
        step.finish,
        action.effort.likely,
        action.effort.low,
        action.effort.high,
        effect.points,
        effect.low,
        effect.high,
        step.risk_after.low,
        step.risk_after.high,
        *_decision(of, action.id),
    )


def _decided(of: Material, action_id: str) -> tuple[Value, ...]:
    """Return the row of an action that was decided about and is in no plan."""
    blanks: tuple[Value, ...] = (None,) * 13
    return (action_id, of.action(action_id), *blanks, *_decision(of, action_id))


def _decision(of: Material, action_id: str) -> tuple[Value, ...]:
    decision = of.assessment.plan.about(action_id)
    if decision.is_blank:
        return None, None, None
    return words.standing(of.voice, decision.standing), decision.owner, decision.due


def _gaps(of: Material) -> Sheet:
    say, voice = of.voice.say, of.voice
    columns = (
        Column(say("Number"), 9),
        Column(say("Id"), 24),
        Column(say("Question"), 60),
        Column(say("State"), 16),
        Column(say("Whom to ask"), 34),
        Column(say("Minutes"), 10, Kind.WHOLE),
        Column(say("Can move the risk by"), 14, Kind.ONE_DECIMAL),
        Column(say("Risk if proven best"), 14, Kind.PER_CENT),
    )
    worth = {enquiry.question: enquiry for enquiry in of.advice.enquiries}
    best = {driver.question: driver.if_proven_best for driver in of.forecast.drivers}
    known = numbers(of.questionnaire)
    rows = []
    for question in of.questionnaire.questions:
        standing = state(of.assessment.answers_to(question.id))
        if standing in OPEN:
            found = worth.get(question.id)
            rows.append(
                (
                    known[question.id],
                    question.id,
                    voice.text(question.text),
                    say("not asked") if standing is State.NOT_ASKED else say("nobody knows"),
                    ", ".join(names.role(voice, role) for role in question.roles),
                    found.minutes if found else question.minutes,
                    found.points if found else None,
                    best.get(question.id),
                )
            )
    return Sheet(say("Gaps"), columns, _dearest_first(rows))


def _dearest_first(rows: Iterable[tuple[Value, ...]]) -> tuple[tuple[Value, ...], ...]:
    """Return the rows, the most points to the minute first."""

    def worth(row: tuple[Value, ...]) -> float:
        minutes, points = row[5], row[6]
        if isinstance(minutes, int | float) and isinstance(points, int | float) and minutes:
            return -(points**2) / minutes
        return 0.0

    return tuple(sorted(rows, key=worth))


def _sections(of: Material) -> Sheet:
    say, voice = of.voice.say, of.voice
    columns = (
        Column(say("Section"), 30),
        Column(say("Questions"), 11, Kind.WHOLE),
        Column(say("Asked"), 10, Kind.WHOLE),
        Column(say("Nobody knows"), 12, Kind.WHOLE),
        Column(say("Not applicable"), 12, Kind.WHOLE),
        Column(say("Average level"), 12, Kind.TWO_DECIMALS),
        Column(say("Said"), 10, Kind.WHOLE),
        Column(say("Shown"), 10, Kind.WHOLE),
        Column(say("Proven"), 10, Kind.WHOLE),
        Column(say("Points"), 10, Kind.POINTS),
        Column(say("Points, low"), 10, Kind.POINTS),
        Column(say("Points, high"), 10, Kind.POINTS),
        Column(say("Weight, log-odds"), 12, Kind.TWO_DECIMALS),
        Column(say("Trust: said"), 10, Kind.TWO_DECIMALS),
        Column(say("Trust: shown"), 10, Kind.TWO_DECIMALS),
        Column(say("Trust: proven"), 10, Kind.TWO_DECIMALS),
    )
    points = {one.id: (one.points, one.low, one.high) for one in of.forecast.sections}
    weighed = {one.id: one for one in of.advice.weighing.sections} if of.advice.weighing else {}
    rows = []
    for section in of.questionnaire.sections:
        given = [of.assessment.answers_to(question.id) for question in section.questions]
        states = [state(answers) for answers in given]
        everything = [answer for answers in given for answer in answers]
        grades = [judgement.grade.rank for judgement in rated(everything)]
        weight = weighed.get(section.id)
        rows.append(
            (
                voice.text(section.title),
                len(states),
                len(states) - states.count(State.NOT_ASKED),
                states.count(State.UNKNOWN),
                states.count(State.NOT_APPLICABLE),
                average_level(everything),
                *(grades.count(rank) for rank in range(3)),
                *points.get(section.id, (None, None, None)),
                *(
                    (weight.swing, weight.said, weight.shown, weight.proven)
                    if weight
                    else (None,) * 4
                ),
            )
        )
    return Sheet(say("Sections"), columns, tuple(rows), frozen=1)
