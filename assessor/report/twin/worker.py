"""The child process that prints a paper twin.

Usage: python -m assessor.report.twin.worker FOLDER MEGABYTES SECONDS

It is handed a ``TwinJob`` and answers in the way of ``assessor.report.worker``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from assessor.report import pdf, worker
from assessor.report.look import own
from assessor.report.ordered import CONTEXT
from assessor.report.twin import html
from assessor.report.twin.build import build
from assessor.report.twin.content import TwinJob


def main(arguments: list[str]) -> int:
    """Print the paper of a folder; return 0, or 1 with a problem written down."""
    return worker.serve(arguments, _print)


def _print(folder: Path) -> pdf.Printed:
    text = (folder / CONTEXT).read_text(encoding="utf-8")
    job = TwinJob.model_validate_json(text)
    context, look = build(job), own.load(job.order.look)
    worker.tell(worker.STARTED)
    printed = pdf.render(
        html.render(context, look),
        html.assets(look),
        context.digest,
        progress=worker.tell_the_rest,
    )
    notices = tuple(worker.as_told(notice) for notice in look.notices)
    return printed.model_copy(update={"notices": notices})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
