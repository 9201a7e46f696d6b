"""``crm-takeoff calibrate``: what recorded outcomes say about the belief set."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from assessor.commands import targets
from assessor.commands.desk import Desk
from assessor.domain.assessment import Assessment
from assessor.domain.problem import InputProblem, Problem
from assessor.domain.recorded import Recorded, recorded

# As in the service: numpy stays out of the way of commands that do not need it.
if TYPE_CHECKING:
    from assessor.scoring.calibration import Calibration, Change
    from assessor.scoring.evaluation import Difference, Evaluation, TooFewOutcomes
    from assessor.scoring.measures import Scores

KINDS = (".takeoff", ".yaml", ".yml", ".json")
Placed = tuple[str, Assessment]
"""Where an assessment was found, and the assessment."""

EIGHTY = 1.2816
"""Standard normal deviations to the ends of the 80% range."""


def register(commands: Any, desk: Desk) -> None:
    """Add the command and its options."""
    say = desk.voice.say
    parser = commands.add_parser("calibrate", help=say("learn from recorded outcomes"))
    parser.add_argument(
        "files",
        type=Path,
        nargs="*",
        metavar=say("FILE"),
        help=say("files or folders with outcomes; without any, the stored assessments"),
    )
    known = [beliefs.id for beliefs in desk.service.belief_sets()]
    parser.add_argument("--beliefs", choices=known, help=say("the belief set to start from"))
    parser.add_argument("-o", "--output", type=Path, help=say("write the proposed set (.yaml)"))
    targets.add_force(parser, desk)
    parser.add_argument("--json", action="store_true", help=say("write JSON for other programs"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, desk: Desk) -> int:
    """Collect the cases, learn and show; only ``--output`` writes anything."""
    _refuse_bad_target(arguments)
    found = _from_files(arguments.files, desk) if arguments.files else _stored(desk)
    calibration = desk.service.calibrate(_usable(found, desk), arguments.beliefs)
    if arguments.json:
        desk.json(calibration.model_dump(mode="json"))
    else:
        show(desk, calibration)
    if arguments.output:
        plain = calibration.proposal.model_dump(mode="json", exclude_none=True)
        text = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=96)
        desk.service.write_bytes(arguments.output, text.encode("utf-8"))
        desk.tell(desk.voice.say("Written: %(path)s", path=arguments.output))
    return 0


def _refuse_bad_target(arguments: argparse.Namespace) -> None:
    if arguments.output:
        targets.refuse_same(arguments.output, arguments.files)
        targets.refuse_other_endings(arguments.output, ".yaml")
        targets.refuse_existing(arguments.output, force=arguments.force)


def _stored(desk: Desk) -> list[Placed]:
    return [(each.project.client, each) for each in desk.service.with_outcome()]


def _from_files(paths: Iterable[Path], desk: Desk) -> list[Placed]:
    """Return what the files hold; in folders, assessments without an outcome are passed over."""
    found = []
    for path in paths:
        if path.is_dir():
            found += [(file, each) for file, each in _inside(path, desk) if each.outcome]
        elif path.exists() or path.suffix.lower() in KINDS:
            found.append((str(path), desk.service.read(path)))
        else:
            raise InputProblem(
                "There is no such file or folder.",
                place=str(path),
                remedy="Check the name and the folder.",
            )
    return found


def _inside(folder: Path, desk: Desk) -> Iterator[Placed]:
    """Yield the assessments of a folder; say which files are none."""
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in KINDS):
        try:
            yield str(path), desk.service.read(path)
        except InputProblem as problem:
            _left_out(problem, desk)


def _usable(found: Iterable[Placed], desk: Desk) -> list[Recorded]:
    """Return the cases, each once; say which outcomes do not count and why."""
    cases: dict[str, Recorded] = {}
    places: dict[str, str] = {}
    for place, assessment in found:
        try:
            case = recorded(assessment)
        except InputProblem as problem:
            _left_out(problem, desk)
            continue
        first = places.setdefault(assessment.id, place)
        if cases.setdefault(assessment.id, case).outcome != case.outcome:
            raise InputProblem(
                "The same assessment is there twice, with different outcomes.",
                place=assessment.project.client,
                remedy="Keep the one with the right outcome: %(first)s or %(second)s.",
                first=first,
                second=place,
            )
    return list(cases.values())


def _left_out(problem: Problem, desk: Desk) -> None:
    desk.tell(desk.voice.say("Left out:"), end=" ")
    desk.problem(problem)


def show(desk: Desk, calibration: Calibration) -> None:
    """Write proposal, table and evaluation for people."""
    voice, lesson = desk.voice, calibration.lesson
    desk.line(
        voice.say(
            "Recorded outcomes: %(n)d, of which not taken off: %(failed)d.",
            n=lesson.outcomes,
            failed=lesson.failed,
        )
    )
    desk.line()
    desk.line(voice.say("Proposed belief set “own”; nothing has been changed:"))
    header = ("", voice.say("before"), voice.say("after"))
    rows = [_change_row(desk, change) for change in calibration.changes]
    desk.table([header, *rows], right=(1, 2))
    desk.line()
    _show_statement(desk, calibration.evaluation)


def _show_statement(desk: Desk, evaluation: Evaluation | TooFewOutcomes) -> None:
    from assessor.scoring.evaluation import TooFewOutcomes  # noqa: PLC0415 - see above

    if isinstance(evaluation, TooFewOutcomes):
        desk.line(
            desk.voice.say(
                "Nothing is said about calibration: recorded outcomes: %(n)d, needed: %(needed)d.",
                n=evaluation.outcomes,
                needed=evaluation.needed,
            )
        )
    else:
        _show_evaluation(desk, evaluation)


def _change_row(desk: Desk, change: Change) -> tuple[str, str, str]:
    voice = desk.voice
    if change.sd_before is not None and change.sd_after is not None:
        return (
            voice.say("base rate (80% range)"),
            _rate(desk, change.before, change.sd_before),
            _rate(desk, change.after, change.sd_after),
        )
    titles = {s.id: voice.text(s.title) for s in desk.service.questionnaire.sections}
    name = titles.get(change.id) or voice.say("doubt about a section (sd of the log)")
    return name, voice.number(change.before, 2), voice.number(change.after, 2)


def _rate(desk: Desk, log_odds: float, sd: float) -> str:
    voice = desk.voice
    middle, low, high = (1 / (1 + exp(-log_odds - k * sd)) for k in (0, -EIGHTY, EIGHTY))
    return f"{voice.percent(middle)} ({voice.span(low, high)})"


def _show_evaluation(desk: Desk, evaluation: Evaluation) -> None:
    voice = desk.voice
    desk.line(voice.say("Each case forecast from all the others:"))
    header = (
        "",
        voice.say("Brier"),
        voice.say("reliability"),
        voice.say("resolution"),
        voice.say("uncertainty"),
        voice.say("within bins"),
        voice.say("log score"),
        "AUC",
    )
    rows = [
        _score_row(desk, voice.say("own set"), evaluation.own),
        _score_row(desk, voice.say("base rate alone"), evaluation.base_rate),
        _score_row(desk, voice.say("set unchanged"), evaluation.unchanged),
    ]
    desk.table([header, *rows], right=range(1, len(header)))
    desk.line(
        voice.say(
            "Lower Brier score than the base rate alone by %(gain)s.",
            gain=_difference(desk, evaluation.over_base_rate),
        )
    )
    desk.line(
        voice.say(
            "Lower Brier score than the set unchanged by %(gain)s.",
            gain=_difference(desk, evaluation.over_unchanged),
        )
    )
    desk.line()
    _show_curve(desk, evaluation.own)


def _score_row(desk: Desk, name: str, scores: Scores) -> tuple[str, ...]:
    parts = scores.brier
    figures = (
        parts.score,
        parts.reliability,
        parts.resolution,
        parts.uncertainty,
        parts.within,
        scores.log_score,
    )
    told = [desk.voice.number(figure, 3) for figure in figures]
    auc = "—" if scores.auc is None else desk.voice.number(scores.auc, 2)
    return (name, *told, auc)


def _difference(desk: Desk, difference: Difference) -> str:
    mean, low, high = (
        desk.voice.number(figure, 3)
        for figure in (difference.mean, difference.low, difference.high)
    )
    return desk.voice.say(
        "%(mean)s (80%% range at least %(low)s to %(high)s)", mean=mean, low=low, high=high
    )


def _show_curve(desk: Desk, scores: Scores) -> None:
    voice = desk.voice
    desk.line(voice.say("Calibration curve of the own set:"))
    header = (
        voice.say("forecast"),
        voice.say("cases"),
        voice.say("not taken off"),
        voice.say("80% range"),
    )
    rows = [
        (
            voice.percent(part.forecast),
            voice.number(part.count),
            voice.percent(part.happened),
            voice.span(part.low, part.high),
        )
        for part in scores.curve
    ]
    desk.table([header, *rows], right=range(4))
