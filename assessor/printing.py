"""The child process of a whole report: works out what takes seconds, then prints.

Usage: python -m assessor.printing FOLDER MEGABYTES SECONDS

FOLDER holds an order in ``context.json``, which the report's content replaces before the printing
itself begins. So a window that asks for a report never waits for a plan.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from assessor.domain.assessment import Assessment
from assessor.domain.frozen import Frozen
from assessor.domain.paper import ReportOrder
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast
from assessor.report import context, worker
from assessor.report.content import ReportContext
from assessor.scoring import beliefs
from assessor.scoring.advice import advise, advised


class Order(Frozen):
    """A report that somebody wants, with all that it is worked out from."""

    assessment: Assessment
    questionnaire: Questionnaire
    """The one that the assessment was answered under."""
    forecasts: Mapping[str, Forecast]
    """By belief set."""
    beliefs: str
    """The id of the belief set that the report speaks of."""
    paper: ReportOrder
    version: str
    """The program's."""


def main(arguments: list[str]) -> int:
    """Turn the order of a folder into content and print it; return the exit code of the worker."""
    folder = Path(arguments[0])
    worker.limit(megabytes=int(arguments[1]), seconds=int(arguments[2]))
    order = Order.model_validate_json((folder / worker.CONTEXT).read_text(encoding="utf-8"))
    text = written(order).model_dump_json()
    (folder / worker.CONTEXT).write_text(text, encoding="utf-8")
    return worker.main(arguments)


def written(order: Order) -> ReportContext:
    """Return everything that the ordered report says."""
    questionnaire = order.questionnaire
    sets = [beliefs.bundled(known) for known in beliefs.bundled_ids()]
    chosen = beliefs.bundled(order.beliefs)
    advice = advise(order.assessment, questionnaire, chosen, sets)
    shown = advised(order.forecasts, order.beliefs, advice)
    return context.build(
        order.assessment.model_copy(update={"beliefs": shown[order.beliefs].beliefs}),
        questionnaire,
        shown,
        order.paper,
        order.version,
        advice=advice,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
