"""``crm-takeoff plan``: what to do before the money is spent, and what that takes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from assessor.commands.desk import Desk
from assessor.commands.share import limit_of
from assessor.domain.assessment import Assessment
from assessor.domain.plan import GoIfPlan, Plan, Shortfall
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast
from assessor.language import names, sentences
from assessor.language import plan_sentences as words


def register(commands: Any, desk: Desk) -> None:
    """Add the command and its options."""
    say = desk.voice.say
    parser = commands.add_parser("plan", help=say("find the cheapest actions that suffice"))
    parser.add_argument("file", type=Path, help=say("a .takeoff, .yaml or .json file"))
    known = [beliefs.id for beliefs in desk.service.belief_sets()]
    parser.add_argument("--beliefs", choices=known, help=say("the belief set to score with"))
    parser.add_argument(
        "--limit", metavar=say("RISK"), help=say("the risk to get under; without it, the client's")
    )
    parser.add_argument("--json", action="store_true", help=say("write JSON for other programs"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, desk: Desk) -> int:
    """Read, look for the plan and show it; no plan is a result and no failure."""
    assessment = desk.service.read(arguments.file)
    if arguments.limit is not None:
        assessment = _limited(assessment, limit_of(arguments.limit))
    chosen = arguments.beliefs or desk.service.chosen_beliefs
    plan = desk.service.plan(assessment, chosen, assessment.plan.ruled_out)
    if arguments.json:
        desk.json(plan.model_dump(mode="json"))
    else:
        forecast = desk.service.forecast(assessment, chosen)
        asked = desk.service.questionnaire_of(assessment)
        show(desk, plan, asked, headline=forecast.headline)
        _show_doubt(desk, forecast, plan)
    return 0


def _show_doubt(desk: Desk, forecast: Forecast, plan: Plan) -> None:
    """Say where the plan alone would be misread: too little asked, or a way out ruled out."""
    if not forecast.headline or forecast.blocked:
        desk.line(sentences.verdict(desk.voice, forecast))
    if not forecast.headline and plan.shortfall is not Shortfall.ANSWERS:
        desk.line(
            desk.voice.say(
                "Too little has been asked: the plan also guards against what is not known yet."
            )
        )


def _limited(assessment: Assessment, limit: float) -> Assessment:
    project = assessment.project.model_copy(update={"risk_limit": limit})
    return assessment.model_copy(update={"project": project})


def show(desk: Desk, plan: Plan, questionnaire: Questionnaire, *, headline: bool) -> None:
    """Write a plan for people; without a headline of the forecast its risks as ranges alone."""
    voice = desk.voice
    desk.line(words.headline(voice, plan, sure=headline))
    if plan.cheapest:
        desk.line(words.totals(voice, plan.cheapest))
        desk.line(words.certainty(voice, plan))
        _show_steps(desk, plan.cheapest, headline=headline)
        _show_alternatives(desk, plan)
    elif plan.beyond:
        desk.line(words.beyond(voice, plan.beyond))
        _show_steps(desk, plan.beyond, headline=headline)
    if plan.binding:
        _show_binding(desk, plan, questionnaire)
    desk.line()
    beliefs = f"{plan.beliefs.id} {plan.beliefs.version}"
    desk.line(voice.say("Belief set: %(beliefs)s.", beliefs=beliefs))


def _show_steps(desk: Desk, plan: GoIfPlan, *, headline: bool) -> None:
    voice = desk.voice
    desk.line(words.reading(voice))
    desk.line()
    for number, step in enumerate(plan.steps, start=1):
        action = step.action
        desk.line(f"{number:3}. {voice.text(action.title)} [{action.id}]")
        marks = (
            names.role(voice, action.role),
            words.effort(voice, action.effort),
            words.when(voice, step),
            voice.say("in every plan") if step.indispensable else "",
            voice.say("must not be late") if step.critical else "",
        )
        desk.line("     " + " · ".join(mark for mark in marks if mark))
        desk.line("     " + words.step_effect(voice, step, headline=headline))


def _show_alternatives(desk: Desk, plan: Plan) -> None:
    voice, first = desk.voice, plan.cheapest
    if not plan.alternatives or first is None:
        return
    desk.line()
    desk.line(voice.say("Other plans, with the actions that the first one does not have:"))
    for other in plan.alternatives:
        instead = [s.action.id for s in other.steps if s.action.id not in first.action_ids]
        desk.line(f"  {words.flavour(voice, other.flavour)}: {words.totals(voice, other)}")
        desk.line(f"    {', '.join(instead) or '–'}")


def _show_binding(desk: Desk, plan: Plan, questionnaire: Questionnaire) -> None:
    voice = desk.voice
    desk.line()
    desk.line(voice.say("What holds the risk up, and the upper end if it were proven at its best:"))
    desk.table(
        [
            (
                "  " + one.question,
                voice.text(questionnaire.by_id[one.question].short),
                f"{sentences.hundred(one.high_if_best)}",
                words.hindrance(voice, one),
            )
            for one in plan.binding
        ],
        right=(2,),
    )
