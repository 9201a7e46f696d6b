"""The tables behind the pictures of the pages Plan and What-if."""

from __future__ import annotations

from collections.abc import Sequence

from assessor.domain.plan import Comparison, GoIfPlan, SizedRisk
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Risk
from assessor.language import Voice, names, sentences
from assessor.language import plan_sentences as told
from forms.widgets.facts_table import Facts


def risks(voice: Voice, rows: Sequence[tuple[str, Risk, bool]]) -> Facts:
    """Return named risks in cases of a hundred; without a headline the range alone."""
    cells = tuple(
        (
            name,
            voice.number(sentences.hundred(risk.mean)) if headline else "–",
            sentences.span(voice, risk),
        )
        for name, risk, headline in rows
    )
    return Facts(("", voice.say("In 100"), voice.say("80% range")), cells)


def schedule(voice: Voice, plan: GoIfPlan, *, headline: bool) -> Facts:
    """Return the actions with who, effort, weeks, effect and the risk after each."""

    def after(risk: Risk) -> str:
        return (
            voice.number(sentences.hundred(risk.mean)) if headline else sentences.span(voice, risk)
        )

    headings = (
        voice.say("Action"),
        voice.say("Who"),
        voice.say("Person-days"),
        voice.say("Weeks"),
        voice.say("Critical"),
        voice.say("Points"),
        voice.say("Risk after"),
    )
    rows = tuple(
        (
            voice.text(step.action.title),
            names.role(voice, step.action.role),
            told.amount(voice, step.action.effort.likely),
            f"{told.amount(voice, step.start)}–{told.amount(voice, step.finish)}",
            voice.say("yes") if step.critical else voice.say("no"),
            voice.points(step.effect.points),
            after(step.risk_after),
        )
        for step in plan.steps
    )
    return Facts(headings, rows)


def sizes(
    voice: Voice, sized: Sequence[SizedRisk], *, headline: bool
) -> list[tuple[str, Risk, bool]]:
    """Return the risk at each size under each belief set, named."""
    return [
        (
            voice.say(
                "%(size)s, %(set)s",
                size=voice.text(one.size.title),
                set=sentences.belief_set(voice, one.beliefs),
            ),
            one.risk,
            headline,
        )
        for one in sized
    ]


def shifts(voice: Voice, comparison: Comparison, questionnaire: Questionnaire) -> Facts:
    """Return what each section adds now and then."""
    known = questionnaire.section_by_id
    rows = tuple(
        (
            voice.text(known[shift.id].title) if shift.id in known else shift.id,
            voice.points(shift.before.points),
            voice.points(shift.after.points),
            voice.points(shift.points),
        )
        for shift in comparison.sections
    )
    headings = (
        voice.say("Section"),
        voice.say("Points now"),
        voice.say("Points then"),
        voice.say("Difference"),
    )
    return Facts(headings, rows)
