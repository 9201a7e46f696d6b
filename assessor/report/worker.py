"""The child process that prints: reads a context, writes a PDF, tells how far it is.

Usage: python -m assessor.report.worker FOLDER MEGABYTES SECONDS

FOLDER holds ``context.json``; the worker leaves ``report.pdf`` and ``printed.json`` there, or
``problem.json`` with what is wrong. Progress goes to standard output, one fraction per line.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from assessor.domain.problem import Problem, WorkProblem
from assessor.limits import limit
from assessor.report import html, pdf
from assessor.report.content import ReportContext

CONTEXT = "context.json"
REPORT = "report.pdf"
PRINTED = "printed.json"
PROBLEM = "problem.json"

STARTED = 0.05
"""The fraction that is reached when the context has been read."""


def main(arguments: list[str]) -> int:
    """Print the report of a folder; return 0, or 1 with a problem written down."""
    return serve(arguments, _print)


def serve(arguments: list[str], make: Callable[[Path], pdf.Printed]) -> int:
    """Make a paper of a folder within limits; return 0, or 1 with a problem written down."""
    folder = Path(arguments[0])
    limit(megabytes=int(arguments[1]), seconds=int(arguments[2]))
    try:
        printed = make(folder)
    except Problem as problem:
        _confess(folder, problem)
        return 1
    except MemoryError:
        _confess(folder, WorkProblem("The report needs more memory than it may have."))
        return 1
    (folder / REPORT).write_bytes(printed.data)
    facts = printed.model_dump(mode="json", exclude={"data"})
    (folder / PRINTED).write_text(json.dumps(facts), encoding="utf-8")
    return 0


def _print(folder: Path) -> pdf.Printed:
    text = (folder / CONTEXT).read_text(encoding="utf-8")
    context = ReportContext.model_validate_json(text)
    tell(STARTED)
    page = html.render(context)
    return pdf.render(page, html.assets(context), context.digest, progress=tell_the_rest)


def tell_the_rest(fraction: float) -> None:
    """Tell how far the printing itself is, from 0 to 1."""
    tell(STARTED + (1 - STARTED) * fraction)


def tell(fraction: float) -> None:
    """Tell how far the work is, from 0 to 1."""
    sys.stdout.write(f"{fraction:.3f}\n")
    sys.stdout.flush()


def _confess(folder: Path, problem: Problem) -> None:
    told = {
        "what": problem.what,
        "place": problem.place,
        "remedy": problem.remedy,
        "values": {name: str(value) for name, value in problem.values.items()},
    }
    (folder / PROBLEM).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
