"""``crm-takeoff demo``: the real projects that ship with the program, scored and printed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assessor.commands.desk import Desk
from assessor.commands.report import print_report
from assessor.domain.example import Example
from assessor.domain.language import Language
from assessor.domain.paper import ReportOrder
from assessor.domain.risk import Forecast
from assessor.language import names

EVEN = 0.5
"""A mean risk above it says “will not take off”, one below it “will take off”."""

DAY = date(2026, 1, 1)
"""The examples' reports carry a fixed day, so that the same program prints the same bytes."""

Scored = tuple[Example, Forecast]


def register(commands: Any, desk: Desk) -> None:
    """Add the command and its options."""
    say = desk.voice.say
    parser = commands.add_parser("demo", help=say("score and print the real projects"))
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("demo"),
        metavar="DIR",
        help=say("the folder for the PDFs"),
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, desk: Desk) -> int:
    """Score all, say how often that was right, and print all in both languages."""
    scored = [
        (example, desk.service.forecast(example.assessment)) for example in desk.service.examples()
    ]
    _show(desk, scored)
    _show_balance(desk, scored)
    _print_all(desk, scored, arguments.output)
    return 0


def _print_all(desk: Desk, scored: Sequence[Scored], folder: Path) -> None:
    voice, reports = desk.voice, len(scored) * len(Language)
    desk.service.make_folder(folder)
    desk.line()
    desk.line(voice.say_many("Printing %(n)s report …", "Printing %(n)s reports …", reports))
    desk.out.flush()
    for example, _ in scored:
        day = example.assessment.project.day or DAY
        for language in Language:
            order = ReportOrder(language=language, day=day)
            pdf = print_report(desk, example.assessment, order)
            desk.service.write_bytes(folder / f"{example.id}-{language.value}.pdf", pdf)
    desk.line(voice.say("Written: %(path)s", path=folder))


def is_hit(example: Example, forecast: Forecast) -> bool | None:
    """Return whether the mean risk lay on the side of what happened; None without one figure."""
    if not forecast.headline:
        return None
    return (forecast.risk.mean < EVEN) == example.took_off


def _show(desk: Desk, scored: Sequence[Scored]) -> None:
    voice = desk.voice
    head = (
        voice.say("Company"),
        voice.say("Risk"),
        voice.say("80% range"),
        voice.say("Coverage"),
        voice.say("Verdict"),
        voice.say("What happened"),
        "",
    )
    rows = [head, *(_row(desk, example, forecast) for example, forecast in scored)]
    desk.table(rows, right=(1, 2, 3))
    desk.line()
    for example, _ in scored:
        desk.line(f"{voice.text(example.company)}: {voice.text(example.happened)}")
        for address in example.source_urls:
            desk.line(f"  {address}")
    desk.line()


def _row(desk: Desk, example: Example, forecast: Forecast) -> tuple[str, ...]:
    voice, risk = desk.voice, forecast.risk
    return (
        voice.text(example.company),
        voice.percent(risk.mean) if forecast.headline else "–",
        voice.span(risk.low, risk.high),
        voice.percent(forecast.coverage),
        names.verdict(voice, forecast.verdict),
        voice.say("took off") if example.took_off else voice.say("did not take off"),
        {True: voice.say("hit"), False: voice.say("miss"), None: ""}[is_hit(example, forecast)],
    )


def _show_balance(desk: Desk, scored: Sequence[Scored]) -> None:
    voice = desk.voice
    judged = [is_hit(example, forecast) for example, forecast in scored]
    hits, misses, open_ones = (judged.count(each) for each in (True, False, None))
    desk.line(
        voice.say_many(
            "Hits: %(hits)d, misses: %(misses)d, of the %(n)s project with a single figure. A hit"
            " is a mean risk on the right side of 50 %%.",
            "Hits: %(hits)d, misses: %(misses)d, of the %(n)s projects with a single figure. A hit"
            " is a mean risk on the right side of 50 %%.",
            hits + misses,
            hits=hits,
            misses=misses,
        )
    )
    if open_ones:
        desk.line(
            voice.say_many(
                "For %(n)s project too little is known for one figure: it has a range alone and"
                " counts as neither.",
                "For %(n)s projects too little is known for one figure: they have a range alone"
                " and count as neither.",
                open_ones,
            )
        )
    desk.line(voice.say("These few projects are no proof, and nothing was fitted to them."))
    desk.line(voice.say("Some sources are secondary: copies, excerpts or retellings."))
