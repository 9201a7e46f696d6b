"""What to do: the plans, or why there is none; at which size; and what to watch meanwhile."""

from __future__ import annotations

from assessor.domain.decisions import Decision
from assessor.domain.plan import (
    Effect,
    Effort,
    GoIfPlan,
    Plan,
    SizedRisk,
    Step,
)
from assessor.domain.plan import Tripwire as Watch
from assessor.language import Voice, names, sentences
from assessor.language import plan_sentences as words
from assessor.report.content import Line, PlanStep, PlanText, Size, ToDo, Tripwire
from assessor.report.parts.material import Material
from assessor.report.parts.sponsor import DESCRIBES_SCALE

BINDING = 8
"""Answers named when there is no plan; those further down hold the risk up little."""

TRIPWIRES = 12
"""More than that nobody watches."""


def to_do(of: Material) -> ToDo | None:
    """Return the part, or None when no plan has been looked for."""
    plan = of.advice.plan
    if plan is None:
        return None
    shown = plan.cheapest or plan.beyond
    return ToDo(
        lead=_lead(of, plan),
        steps=tuple(_step(of, step) for step in shown.steps) if shown else (),
        notes=_notes(of, plan),
        plans=_plans(of, plan),
        binding_lead=_binding_lead(of, plan),
        binding=_binding(of, plan),
        size_lead=_size_lead(of),
        size_sets=_size_sets(of),
        sizes=_sizes(of),
        accepted=_accepted(of),
        decided=_decided(of, shown),
        tripwires=tuple(_tripwire(of, one) for one in of.advice.tripwires[:TRIPWIRES]),
    )


def _lead(of: Material, plan: Plan) -> str:
    """Return what has to be done and what it takes, or that nothing has to or can be."""
    first = words.headline(of.voice, plan, sure=of.forecast.headline)
    return f"{first} {words.totals(of.voice, plan.cheapest)}" if plan.cheapest else first


def _effort(of: Material, effort: Effort) -> str:
    return f"{words.amount(of.voice, effort.likely)} ({_effort_span(of, effort)})"


def _effort_span(of: Material, effort: Effort) -> str:
    return f"{words.amount(of.voice, effort.low)}–{words.amount(of.voice, effort.high)}"


def _effect_span(of: Material, effect: Effect) -> str:
    low, high = of.voice.points(effect.low), of.voice.points(effect.high)
    return of.voice.say("%(low)s to %(high)s", low=low, high=high)


def _step(of: Material, step: Step) -> PlanStep:
    voice, action = of.voice, step.action
    marks = (
        # First, for it begins as a sentence does.
        _decision(of, action.id),
        voice.say("in every plan") if step.indispensable else "",
        voice.say("must not be late") if step.critical else "",
    )
    return PlanStep(
        id=action.id,
        title=voice.text(action.title),
        what=voice.text(action.what),
        question=of.title(action.question),
        who=names.role(voice, action.role),
        when=f"{words.amount(of.voice, step.start)}–{words.amount(of.voice, step.finish)}",
        effort=words.amount(of.voice, action.effort.likely),
        effort_span=_effort_span(of, action.effort),
        effect=voice.points(step.effect.points),
        effect_span=_effect_span(of, step.effect),
        after=sentences.span(voice, step.risk_after),
        marks=", ".join(mark for mark in marks if mark),
    )


def _decision(of: Material, action_id: str) -> str:
    return decided(of.voice, of.assessment.plan.about(action_id))


def decided(voice: Voice, decision: Decision) -> str:
    """Return what was decided about an action; empty when nothing was."""
    if decision.is_blank:
        return ""
    told = (
        words.standing(voice, decision.standing),
        decision.owner,
        voice.say("by %(day)s", day=voice.date(decision.due)) if decision.due else "",
    )
    return ", ".join(one for one in told if one)


def _decided(of: Material, shown: GoIfPlan | None) -> tuple[Line, ...]:
    planned = shown.action_ids if shown else frozenset()
    return tuple(
        Line(id=one.action, title=of.action(one.action), text=_decision(of, one.action))
        for one in of.assessment.plan.actions
        if one.action not in planned
    )


def _accepted(of: Material) -> tuple[Line, ...]:
    return tuple(
        Line(id=one.question, title=of.title(one.question), text=one.who)
        for one in of.assessment.plan.accepted
    )


def _notes(of: Material, plan: Plan) -> tuple[str, ...]:
    shown, voice = plan.cheapest or plan.beyond, of.voice
    if shown is None:
        return ()
    notes = [words.reading(voice)]
    if plan.cheapest is None:
        notes.insert(0, words.beyond(voice, shown))
    elif not of.forecast.headline:
        notes.insert(
            0,
            voice.say(
                "Less than half of what matters has been asked, and each answer can make an action"
                " needless or another one necessary."
            ),
        )
    if plan.cheapest:
        notes.append(words.certainty(voice, plan))
    return tuple(notes)


def _plans(of: Material, plan: Plan) -> tuple[PlanText, ...]:
    shown = plan.plans or ((plan.beyond,) if plan.beyond else ())
    return tuple(_plan(of, one, shown[0]) for one in shown)


def _plan(of: Material, one: GoIfPlan, first: GoIfPlan) -> PlanText:
    voice = of.voice
    return PlanText(
        name=words.flavour(voice, one.flavour),
        actions=voice.number(len(one.steps)),
        effort=_effort(of, one.effort),
        weeks=words.amount(of.voice, one.weeks),
        who=names.listed(names.role(voice, role) for role in one.roles),
        risk=sentences.span(voice, one.risk),
        instead=tuple(
            Line(id=step.action.id, title=voice.text(step.action.title), text="")
            for step in one.steps
            if step.action.id not in first.action_ids
        ),
    )


def _binding_lead(of: Material, plan: Plan) -> str:
    if not plan.binding:
        return ""
    return of.voice.say(
        "These answers hold the risk up, whatever is done. The figure is the upper end if, on top"
        " of everything, the one answer were proven at its best."
    )


def _binding(of: Material, plan: Plan) -> tuple[Line, ...]:
    return tuple(
        Line(
            id=one.question,
            title=of.title(one.question),
            text=words.hindrance(of.voice, one),
            points=str(sentences.hundred(one.high_if_best)),
        )
        for one in plan.binding[:BINDING]
        if one.question not in DESCRIBES_SCALE
    )


def _size_lead(of: Material) -> str:
    """Return which size has the lowest risk under the report's own belief set."""
    own = [one for one in of.advice.sizes if one.beliefs == of.forecast.beliefs.id]
    if not own:
        return ""
    best = min(own, key=lambda one: one.risk.mean)
    if best.risk.mean > of.forecast.risk.mean - 0.01:
        return of.voice.say("No other size lowers the risk by a point or more.")
    return of.voice.say(
        "The risk is lowest for: %(size)s, range %(span)s in 100; as planned it is %(now)s.",
        size=of.voice.text(best.size.title),
        span=sentences.span(of.voice, best.risk),
        now=sentences.span(of.voice, of.forecast.risk),
    )


def _size_sets(of: Material) -> tuple[str, ...]:
    known = dict.fromkeys(one.beliefs for one in of.advice.sizes)
    titles = (sentences.belief_set(of.voice, identity) for identity in known)
    return tuple(title[0].upper() + title[1:] for title in titles)


def _sizes(of: Material) -> tuple[Size, ...]:
    grouped: dict[str, list[SizedRisk]] = {}
    for one in of.advice.sizes:
        grouped.setdefault(one.size.id, []).append(one)
    return tuple(_size(of, several) for several in grouped.values())


def _size(of: Material, several: list[SizedRisk]) -> Size:
    voice, first = of.voice, several[0]
    changed = ", ".join(of.title(one) for one in first.changed)
    return Size(
        title=voice.text(first.size.title),
        summary=voice.text(first.size.summary),
        risks=tuple(_sized(of, one) for one in several),
        changed=voice.say("Moves: %(questions)s.", questions=changed) if changed else "",
    )


def _sized(of: Material, one: SizedRisk) -> str:
    span = sentences.span(of.voice, one.risk)
    return f"{sentences.hundred(one.risk.mean)} ({span})" if of.forecast.headline else span


def _tripwire(of: Material, one: Watch) -> Tripwire:
    voice = of.voice
    week = voice.say("week %(week)s", week=words.amount(of.voice, one.week))
    return Tripwire(
        id=one.question,
        title=of.title(one.question),
        sign=voice.text(one.sign),
        threshold=voice.text(one.threshold),
        when=f"{week}, {voice.date(one.day)}" if one.day else week,
        who=names.role(voice, one.role),
    )
