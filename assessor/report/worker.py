"""The child process that prints: reads a context, writes a PDF, tells how far it is.

Usage: python -m assessor.report.worker FOLDER MEGABYTES SECONDS, or --wait

FOLDER holds ``context.json`` and, for an archive copy, the assessment as ``enclosed.takeoff``; the
worker leaves ``report.pdf`` and ``printed.json`` there, or ``problem.json`` with what is wrong.
Progress goes to standard output, one fraction per line, with the number of a page behind it while
that page is laid out.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assessor.children import limit
from assessor.domain.problem import Problem, WorkProblem
from assessor.language import Voice
from assessor.report import html, pdf, waiting
from assessor.report.archive import Enclosure
from assessor.report.content import ReportContext
from assessor.report.look import own, sandbox
from assessor.report.look.own import OwnLook
from assessor.report.ordered import CONTEXT, ENCLOSED, PRINTED, PROBLEM, REPORT

STARTED = 0.05
"""The fraction that is reached when the context has been read."""


def main(arguments: list[str]) -> int:
    """Print the report of a folder; return 0, or 1 with a problem written down."""
    return serve(arguments, _print)


def serve(arguments: list[str], make: Callable[[Path], pdf.Printed]) -> int:
    """Make a paper of a folder within limits; return 0, or 1 with a problem written down."""
    folder = Path(arguments[0])
    limit(megabytes=int(arguments[1]), seconds=int(arguments[2]))
    # Looking for what could be thrown away takes a tenth of the time, and the child ends soon.
    gc.disable()
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
    (folder / PRINTED).write_text(json.dumps(facts, default=str), encoding="utf-8")
    return 0


def prepare() -> None:
    """Do beforehand what is the same for every report, so that an order need not wait for it."""
    pdf.warm_up()
    html.prepare()


def _print(folder: Path) -> pdf.Printed:
    text = (folder / CONTEXT).read_text(encoding="utf-8")
    return printed(ReportContext.model_validate_json(text), folder)


def printed(context: ReportContext, folder: Path, look_id: str = "") -> pdf.Printed:
    """Return a report as a PDF, and tell how far that is; its enclosure lies in the folder.

    Where an own look cannot be used, ours is, and a notice says what was wrong.
    """
    tell(STARTED)
    return in_look(look_id, lambda look: _arranged(context, folder, look, look_id))


def in_look(look_id: str, make: Callable[[OwnLook], pdf.Printed]) -> pdf.Printed:
    """Return what is made in an own look, or in ours where that one cannot be used."""
    look = own.load(look_id)
    if look.has_code:
        try:
            with sandbox.in_time(sandbox.SECONDS):
                return _with_notices(make(look), look, look_id)
        except Exception as error:  # noqa: BLE001 - whatever an own template does, there will be a report
            look = look.without_code(sandbox.problem_of(error, look_id))
    return _with_notices(make(look), look, look_id)


def _with_notices(done: pdf.Printed, look: OwnLook, look_id: str) -> pdf.Printed:
    notices = (*look.notices, *((own.spilled(look_id),) if look.has_code and done.spills else ()))
    return done.model_copy(update={"notices": tuple(map(as_told, notices))})


def _arranged(context: ReportContext, folder: Path, look: OwnLook, look_id: str) -> pdf.Printed:
    return pdf.render(
        html.versions(context, look, look_id),
        html.assets(context, look),
        context.digest,
        progress=tell_the_rest,
        enclosure=enclosure(folder, Voice(context.language)),
    )


def enclosure(folder: Path, voice: Voice) -> Enclosure | None:
    """Return what is to lie in the PDF; None unless an archive copy was ordered."""
    path = folder / ENCLOSED
    if not path.is_file():
        return None
    description = voice.say("The assessment that this report was made from; Takeoff opens it.")
    return Enclosure(content=path.read_bytes(), description=description)


def tell_the_rest(fraction: float, page: int = 0) -> None:
    """Tell how far the printing itself is, from 0 to 1."""
    tell(STARTED + (1 - STARTED) * fraction, page)


def tell(fraction: float, page: int = 0) -> None:
    """Tell how far the work is, from 0 to 1, and which page is laid out, if any."""
    sys.stdout.write(f"{fraction:.3f} {page}\n" if page else f"{fraction:.3f}\n")
    sys.stdout.flush()


def _confess(folder: Path, problem: Problem) -> None:
    (folder / PROBLEM).write_text(json.dumps(as_told(problem), default=str), encoding="utf-8")


def as_told(problem: Problem) -> dict[str, Any]:
    """Return a problem as plain data, for whoever started this process."""
    return {
        "what": problem.what,
        "place": problem.place,
        "remedy": problem.remedy,
        "values": dict(problem.values),
    }


if __name__ == "__main__":
    sys.exit(waiting.run(main, prepare, sys.argv[1:]))
