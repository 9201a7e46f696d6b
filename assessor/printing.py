"""The child process of a whole report: works out what takes seconds, then prints.

Usage: python -m assessor.printing FOLDER MEGABYTES SECONDS, or --wait

FOLDER holds an order in ``context.json``; all else is as in ``assessor.report.worker``. So a window
that asks for a report never waits for a plan.
"""

from __future__ import annotations

import sys
from pathlib import Path

from assessor.report import context, waiting, worker
from assessor.report.content import ReportContext
from assessor.report.ordered import CONTEXT, Order
from assessor.report.pdf import Printed
from assessor.scoring import beliefs, forecast
from assessor.scoring.advice import advise, advised


def main(arguments: list[str]) -> int:
    """Print what is ordered in a folder; return 0, or 1 with a problem written down."""
    return worker.serve(arguments, _make)


def prepare() -> None:
    """Read beforehand what every order needs."""
    for known in beliefs.bundled_ids():
        beliefs.bundled(known)
    worker.prepare()


def _make(folder: Path) -> Printed:
    order = Order.model_validate_json((folder / CONTEXT).read_text(encoding="utf-8"))
    return worker.printed(written(order), folder, order.paper.look)


def written(order: Order) -> ReportContext:
    """Return everything that the ordered report says."""
    questionnaire = order.questionnaire
    sets = [beliefs.bundled(known) for known in beliefs.bundled_ids()]
    chosen = beliefs.bundled(order.beliefs)
    advice = advise(order.assessment, questionnaire, chosen, sets)
    forecasts = forecast.compared(order.assessment, questionnaire, sets, order.seen)
    shown = advised(forecasts, order.beliefs, advice)
    return context.build(
        order.assessment.model_copy(update={"beliefs": shown[order.beliefs].beliefs}),
        questionnaire,
        shown,
        order.paper,
        order.version,
        advice=advice,
    )


if __name__ == "__main__":
    sys.exit(waiting.run(main, prepare, sys.argv[1:]))
