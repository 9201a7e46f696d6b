"""``crm-takeoff backtest``: what the belief sets would have said about published cases."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessor.commands.desk import Desk
from assessor.domain.risk import Risk

# As in the service: numpy stays out of the way of commands that do not need it.
if TYPE_CHECKING:
    from assessor.scoring.backtest import Backtest, SetResult

NAME_ROOM = 40
"""Characters of a company's name that the table shows."""


def register(commands: Any, desk: Desk) -> None:
    """Add the command and its options."""
    say = desk.voice.say
    parser = commands.add_parser("backtest", help=say("try the belief sets on published cases"))
    parser.add_argument("file", type=Path, help=say("a table of coded cases (.csv)"))
    parser.add_argument("--json", action="store_true", help=say("write JSON for other programs"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, desk: Desk) -> int:
    """Read, score and show."""
    result = desk.service.backtest(arguments.file)
    if arguments.json:
        desk.json(result.model_dump(mode="json"))
    else:
        show(desk, result)
    return 0


def show(desk: Desk, result: Backtest) -> None:
    """Write the cases, the measures and the warning for people."""
    voice = desk.voice
    desk.table(_rows(desk, result), right=range(2, 3 + len(result.sets)))
    desk.line()
    for each in result.sets:
        auc = "—" if each.auc is None else desk.voice.number(each.auc, 2)
        desk.line(f"AUC {each.beliefs} {auc}")
    for each in result.sets:
        desk.line(_brier(desk, each))
    desk.line()
    _show_counts(desk, result)
    desk.line(
        voice.say(
            "Warning: unknowns in published cases are not missing at random. Success stories"
            " describe goals, failures describe faults, and both were coded by people who knew"
            " the end. These figures check the direction of answers; they do not measure how"
            " good a forecast is, and nothing was tuned to them."
        )
    )


def _rows(desk: Desk, result: Backtest) -> list[tuple[str, ...]]:
    voice = desk.voice
    fates = {
        "took_off": voice.say("took off"),
        "not_taken_off": voice.say("did not take off"),
        "mixed": voice.say("mixed"),
    }
    header = (voice.say("case"), "", voice.say("factors known"))
    sets = tuple(each.beliefs for each in result.sets)
    rows: list[tuple[str, ...]] = [(*header, *sets, voice.say("outcome"))]
    for case in result.cases:
        known = f"{case.known}/{result.factors}"
        risks = (_risk(desk, case.risks[each.beliefs]) for each in result.sets)
        rows.append((case.id, _shortened(case.name), known, *risks, fates[case.fate.value]))
    return rows


def _risk(desk: Desk, risk: Risk) -> str:
    voice = desk.voice
    return f"{voice.percent(risk.mean)} ({voice.span(risk.low, risk.high)})"


def _shortened(name: str) -> str:
    return name if len(name) <= NAME_ROOM else name[: NAME_ROOM - 1] + "…"


def _brier(desk: Desk, each: SetResult) -> str:
    voice = desk.voice
    return voice.say(
        "Brier score of %(beliefs)s: %(score)s; of its base rate alone: %(base)s (lower is better)",
        beliefs=each.beliefs,
        score=voice.number(each.brier, 3),
        base=voice.number(each.base_rate_brier, 3),
    )


def _show_counts(desk: Desk, result: Backtest) -> None:
    voice = desk.voice
    fates = [case.fate.value for case in result.cases]
    desk.line(
        voice.say(
            "%(took_off)d took off, %(not_taken_off)d did not, %(mixed)d are mixed and in no"
            " measure.",
            took_off=fates.count("took_off"),
            not_taken_off=fates.count("not_taken_off"),
            mixed=fates.count("mixed"),
        )
    )
    desk.line(
        voice.say(
            "Known are %(share)s of the factors; a case with little known stays near the base"
            " rate. Read but not used, because hindsight or no answer: %(columns)s.",
            share=voice.percent(result.known_share),
            columns=", ".join(result.left_out),
        )
    )
    if result.silence_auc is not None:
        desk.line(
            voice.say(
                "The number of known factors alone, whatever they say, has an AUC of %(auc)s when"
                " fewer counts as worse.",
                auc=voice.number(result.silence_auc, 2),
            )
        )
