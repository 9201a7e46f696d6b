"""``crm-takeoff report``: the printed report of one assessment."""

from __future__ import annotations

import argparse
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessor.commands import targets
from assessor.commands.desk import Desk
from assessor.commands.parser import day as argument_day
from assessor.domain.assessment import Assessment
from assessor.domain.paper import ReportKind, ReportOrder

if TYPE_CHECKING:
    from assessor.report.process import RenderJob

PDF, WORD, EXCEL = ".pdf", ".docx", ".xlsx"
FORMATS = (PDF, WORD, EXCEL)


def register(commands: Any, desk: Desk) -> None:
    """Add the command and its options."""
    say = desk.voice.say
    parser = commands.add_parser("report", help=say("print an assessment as PDF"))
    parser.add_argument("file", type=Path, help=say("a .takeoff, .yaml or .json file"))
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT.pdf", help=say("the PDF to write")
    )
    parser.add_argument(
        "--kind",
        choices=[kind.value for kind in ReportKind],
        default=ReportKind.FULL.value,
        help=say("the full report or the sponsor's page alone"),
    )
    parser.add_argument(
        "--format",
        choices=[ending.removeprefix(".") for ending in FORMATS],
        help=say("PDF, Word or Excel; without it, what the name of the file says"),
    )
    parser.add_argument(
        "--date",
        type=partial(argument_day, desk.voice),
        metavar="YYYY-MM-DD",
        help=say("the day on the report; without it, the assessment's own day or today"),
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, desk: Desk) -> int:
    """Read, print and write."""
    # Before the printing: nobody should wait for a refusal.
    ending = _ending(arguments)
    targets.refuse_other_endings(arguments.output, ending)
    targets.refuse_same(arguments.output, [arguments.file])
    assessment = desk.service.read(arguments.file)
    day = arguments.date or assessment.project.day or datetime.now().astimezone().date()
    order = ReportOrder(kind=arguments.kind, language=desk.voice.language, day=day)
    paper = print_report(desk, assessment, order, ending)
    desk.service.write_bytes(arguments.output, paper)
    desk.line(desk.voice.say("Written: %(path)s", path=arguments.output))
    return 0


def _ending(arguments: argparse.Namespace) -> str:
    """Return the ending of the file to write: of the format, else its own where it is one."""
    if arguments.format:
        return f".{arguments.format}"
    own = arguments.output.suffix.lower()
    return own if own in FORMATS else PDF


def _start(desk: Desk, assessment: Assessment, order: ReportOrder, ending: str) -> RenderJob:
    service = desk.service
    if ending == WORD:
        return service.start_word(assessment, order)
    if ending == EXCEL:
        return service.start_excel(assessment, order.language, order.day)
    return service.start_report(assessment, order)


def print_report(
    desk: Desk, assessment: Assessment, order: ReportOrder, ending: str = PDF
) -> bytes:
    """Return the PDF (or copy) of an assessment, showing how far its printing has come."""
    job = _start(desk, assessment, order, ending)
    label = desk.voice.say("Printing %(client)s …", client=assessment.project.client)
    try:
        return job.wait(lambda share: desk.progress(label, share))
    finally:
        desk.progress_done()
