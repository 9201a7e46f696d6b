"""The child process that prints a paper twin.

Usage: python -m assessor.report.twin.worker FOLDER MEGABYTES SECONDS

It is handed a ``TwinJob`` and answers in the way of ``assessor.report.worker``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from assessor.report import pdf, worker
from assessor.report.twin import html
from assessor.report.twin.build import build
from assessor.report.twin.content import TwinJob


def main(arguments: list[str]) -> int:
    """Print the paper of a folder; return 0, or 1 with a problem written down."""
    return worker.serve(arguments, _print)


def _print(folder: Path) -> pdf.Printed:
    text = (folder / worker.CONTEXT).read_text(encoding="utf-8")
    context = build(TwinJob.model_validate_json(text))
    worker.tell(worker.STARTED)
    page = html.render(context)
    return pdf.render(page, html.assets(), context.digest, progress=worker.tell_the_rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
