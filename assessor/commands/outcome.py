"""``crm-takeoff outcome``: what became of a project, judged by the agreed definition."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from assessor.commands import targets
from assessor.commands.desk import Desk
from assessor.domain.day import EARLIEST, LATEST
from assessor.domain.outcome import Outcome
from assessor.domain.problem import InputProblem

PER_CENT = 100


def register(commands: Any, desk: Desk) -> None:
    """Add the command and its options."""
    say = desk.voice.say
    parser = commands.add_parser("outcome", help=say("record what became of a project"))
    parser.add_argument("source", type=Path, help=say("a .takeoff, .yaml or .json file"))
    parser.add_argument("target", type=Path, help=say("the file to write; may be the same"))
    ending = parser.add_mutually_exclusive_group(required=True)
    ending.add_argument(
        "--took-off", action="store_true", help=say("the definition of take-off is met")
    )
    ending.add_argument(
        "--not-taken-off", action="store_true", help=say("the definition was not met in time")
    )
    ending.add_argument("--cancelled", action="store_true", help=say("the project was cancelled"))
    parser.add_argument("--decided", required=True, help=say("the day of the decision: 2026-05-04"))
    parser.add_argument("--who", required=True, help=say("who decided"))
    parser.add_argument("--user-share", help=say("share of daily users reached: 0.7 or 70%%"))
    parser.add_argument("--figure", default="", help=say("what the business figure has come to"))
    parser.add_argument("--note", default="", help=say("anything else worth knowing"))
    parser.add_argument(
        "--force", action="store_true", help=say("write over a file, or an outcome, that is there")
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, desk: Desk) -> int:
    """Judge, write and say so."""
    outcome = Outcome(
        took_off=arguments.took_off,
        cancelled=arguments.cancelled,
        decided=_day(arguments.decided),
        who=_filled("--who", arguments.who, 200),
        user_share=None if arguments.user_share is None else _share(arguments.user_share),
        figure=_short("--figure", arguments.figure, 500),
        note=_short("--note", arguments.note, 20_000),
    )
    if not targets.is_same(arguments.target, arguments.source):
        targets.refuse_existing(arguments.target, force=arguments.force)
    if not arguments.force:
        _refuse_another(desk.service.read(arguments.source).outcome, outcome, arguments.source)
    desk.service.record_outcome(arguments.source, arguments.target, outcome)
    desk.line(desk.voice.say("Written: %(path)s", path=arguments.target))
    return 0


def _refuse_another(known: Outcome | None, told: Outcome, source: Path) -> None:
    """Refuse to turn an outcome round that somebody has recorded; the same may be told again."""
    if known is None or known.model_copy(update={"against": ""}) == told:
        return
    raise InputProblem(
        "An outcome is recorded already: decided on %(day)s by %(who)s.",
        place=str(source),
        remedy="Add “--force” to put another in its place.",
        day=known.decided.isoformat(),
        who=known.who,
    )


def _day(text: str) -> date:
    try:
        given = date.fromisoformat(text)
    except ValueError:
        given = None
    if given is None or not EARLIEST <= given <= LATEST:
        raise InputProblem(
            "“%(day)s” is no date.",
            place="--decided",
            remedy="Write a date as year-month-day, such as 2026-05-04.",
            day=text,
        )
    return given


def _share(text: str) -> float:
    number = text.removesuffix("%").strip().replace(",", ".")
    try:
        share = float(number) / (PER_CENT if text.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise InputProblem(
            "“%(share)s” is no share.",
            place="--user-share",
            remedy="Write a number from 0 to 1, or per cents such as 70%%.",
            share=text,
        )
    return share


def _filled(option: str, text: str, limit: int) -> str:
    if not text.strip():
        raise InputProblem("“%(key)s” is blank.", remedy="Write it.", key=option)
    return _short(option, text, limit)


def _short(option: str, text: str, limit: int) -> str:
    if len(text) > limit:
        raise InputProblem(
            "“%(key)s” is longer than %(limit)d characters.",
            remedy="Shorten it.",
            key=option,
            limit=limit,
        )
    return text
