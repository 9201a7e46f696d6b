"""``crm-takeoff score``: the risk of one assessment, for people or for programs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from assessor.commands.desk import Desk
from assessor.domain.assessment import Assessment
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast, Risk
from assessor.language import names, sentences

STRONGEST = 5
"""How many drivers people are shown; programs get all."""


def register(commands: Any, desk: Desk) -> None:
    """Add the command and its options."""
    say = desk.voice.say
    parser = commands.add_parser("score", help=say("score an assessment and say what drives it"))
    parser.add_argument("file", type=Path, help=say("a .takeoff, .yaml or .json file"))
    known = [beliefs.id for beliefs in desk.service.belief_sets()]
    parser.add_argument("--beliefs", choices=known, help=say("the belief set to score with"))
    parser.add_argument("--json", action="store_true", help=say("write JSON for other programs"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, desk: Desk) -> int:
    """Read, score and show."""
    assessment = desk.service.read(arguments.file)
    forecasts = desk.service.forecasts(assessment)
    forecast = forecasts[arguments.beliefs or desk.service.chosen_beliefs]
    if arguments.json:
        desk.json(as_json(forecast))
    else:
        show(desk, assessment, forecast)
    return 0


def as_json(forecast: Forecast) -> dict[str, Any]:
    """Return a forecast in the documented form; probabilities are numbers from 0 to 1."""
    edition = {"id", "version"}
    return {
        "risk": forecast.risk.model_dump(),
        "as_stated": forecast.as_stated.model_dump(),
        "as_evidenced": forecast.as_evidenced.model_dump(),
        "base_rate": forecast.base_rate.model_dump(),
        "coverage": forecast.coverage,
        "verdict": forecast.verdict.value,
        "headline": forecast.headline,
        "sections": [{"id": s.id, "points": s.points} for s in forecast.sections],
        "drivers": [d.model_dump() for d in forecast.drivers],
        "findings": [
            {"id": f.id, "question_ids": list(f.question_ids), "source": list(f.source)}
            for f in forecast.findings
        ],
        "beliefs": forecast.beliefs.model_dump(include=edition),
        "questionnaire": forecast.questionnaire.model_dump(include=edition),
    }


def show(desk: Desk, assessment: Assessment, forecast: Forecast) -> None:
    """Write a forecast for people."""
    voice = desk.voice
    title = " · ".join(t for t in (assessment.project.client, assessment.project.name) if t)
    desk.line(title or voice.say("Assessment without a name"))
    desk.line(sentences.chance(voice, forecast))
    desk.line(sentences.verdict(voice, forecast))
    desk.line()
    _show_risks(desk, forecast)
    _show_causes(desk, forecast, desk.service.questionnaire_of(assessment))
    _show_findings(desk, forecast)
    for caveat in forecast.caveats:
        desk.line(sentences.caveat(voice, caveat))
    beliefs, asked = forecast.beliefs, forecast.questionnaire
    desk.line(
        voice.say(
            "Belief set: %(beliefs)s. Questionnaire: %(asked)s.",
            beliefs=f"{beliefs.id} {beliefs.version}",
            asked=f"{asked.id} {asked.version}",
        )
    )


def _show_risks(desk: Desk, forecast: Forecast) -> None:
    voice = desk.voice
    rows = [
        ("", voice.say("mean"), voice.say("80% range")),
        _risk_row(desk, voice.say("as evidenced"), forecast.as_evidenced, forecast.headline),
        _risk_row(desk, voice.say("as stated"), forecast.as_stated, forecast.headline),
        _risk_row(desk, voice.say("base rate"), forecast.base_rate, shown=True),
    ]
    desk.table(rows, right=(1, 2))
    desk.line(voice.say("Coverage: %(share)s.", share=voice.percent(forecast.coverage)))
    desk.line()


def _risk_row(desk: Desk, name: str, risk: Risk, shown: bool) -> tuple[str, str, str]:  # noqa: FBT001
    voice = desk.voice
    return name, voice.percent(risk.mean) if shown else "—", voice.span(risk.low, risk.high)


def _show_causes(desk: Desk, forecast: Forecast, questionnaire: Questionnaire) -> None:
    voice = desk.voice
    desk.line(voice.say("What each section adds to the base rate, in points:"))
    titles = {s.id: voice.text(s.title) for s in questionnaire.sections}
    desk.table([("  " + titles[s.id], voice.points(s.points)) for s in forecast.sections], (1,))
    desk.line()
    rows = [
        (
            "  " + driver.question,
            voice.text(questionnaire.by_id[driver.question].short),
            voice.points(driver.points),
            voice.percent(driver.if_proven_best) if forecast.headline else "—",
        )
        for driver in forecast.drivers[:STRONGEST]
        if round(driver.points)
    ]
    if rows:
        desk.line(
            voice.say("The strongest answers, in points, and the risk if each were at its best:")
        )
        desk.table(rows, right=(2, 3))
        desk.line()


def _show_findings(desk: Desk, forecast: Forecast) -> None:
    voice = desk.voice
    if not forecast.findings:
        return
    desk.line(voice.say("Findings:"))
    for finding in forecast.findings:
        severity = names.severity(voice, finding.severity)
        desk.line(f"  {severity}: {voice.text(finding.sentence)} [{', '.join(finding.source)}]")
    desk.line()
