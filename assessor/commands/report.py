"""``crm-takeoff report``: the printed report of one assessment."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessor.commands import parts, targets
from assessor.commands.desk import Desk
from assessor.commands.parser import day as argument_day
from assessor.commands.print_many import Wanted, day_of, print_many
from assessor.domain import file_kind
from assessor.domain.assessment import Assessment
from assessor.domain.language import message
from assessor.domain.paper import LOOK_LIMIT, ReportKind, ReportOrder
from assessor.domain.problem import InputProblem

if TYPE_CHECKING:
    from assessor.report.process import RenderJob

PDF, WORD, EXCEL = ".pdf", ".docx", ".xlsx"
FORMATS = (PDF, WORD, EXCEL)
NO_NAME = message("This is no name for what is to be written.")


def register(commands: Any, desk: Desk) -> None:
    """Add the command and its options."""
    say = desk.voice.say
    parser = commands.add_parser("report", help=say("print an assessment as PDF"))
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help=say("a .takeoff, .yaml or .json file, or an archive copy"),
    )
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument(
        "-o", "--output", type=Path, metavar="OUT.pdf", help=say("the PDF to write")
    )
    target.add_argument(
        "--folder", type=Path, metavar="DIR", help=say("a folder for the PDFs of all files")
    )
    content = parser.add_mutually_exclusive_group()
    content.add_argument(
        "--kind",
        choices=[kind.value for kind in ReportKind],
        help=say("the full report, the sponsor's page, the gaps, or comments and open points"),
    )
    parts.add(content, desk)
    parser.tidy = parts.joined
    parser.add_argument(
        "--final", action="store_true", help=say("say on the cover that it is final, not a draft")
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
    _add_look(parser, desk)
    parser.set_defaults(run=run)


def _add_look(parser: argparse.ArgumentParser, desk: Desk) -> None:
    say = desk.voice.say
    parser.add_argument(
        "--look",
        default="",
        metavar="NAME",
        help=say("an own look: the name of its folder; without it, the program's own"),
    )
    parser.add_argument(
        "--archive",
        action="store_true",
        help=say("make it an archive copy: a PDF with the assessment inside, which opens here"),
    )


def run(arguments: argparse.Namespace, desk: Desk) -> int:
    """Read, print and write."""
    _refuse_unknown_look(arguments.look, desk)
    if arguments.folder is not None:
        return _run_many(arguments, desk)
    if len(arguments.files) > 1:
        raise InputProblem(
            "Several reports do not fit into one file.",
            remedy="Name a folder with “--folder” instead.",
        )
    # Before the printing: nobody should wait for a refusal.
    source = arguments.files[0]
    ending = _ending(arguments)
    if not arguments.format:
        file_kind.refuse_other(arguments.output, FORMATS, NO_NAME)
    targets.refuse_other_endings(arguments.output, ending)
    if arguments.archive and ending != PDF:
        raise InputProblem(
            "Only a PDF can be an archive copy.", remedy="Leave out “--archive”, or write a PDF."
        )
    if ending == EXCEL and (arguments.kind or arguments.parts or arguments.final):
        raise InputProblem(
            "An Excel copy always holds everything, and is neither a draft nor final.",
            remedy="Leave out “--kind”, “--parts” and “--final”, or write a PDF or a Word copy.",
        )
    targets.refuse_same(arguments.output, [source])
    parcel = desk.service.parcel(source)
    order = _order(arguments, desk, arguments.date or day_of(parcel.assessment))
    paper = print_report(desk, parcel.assessment, order, ending, parcel.attachments)
    desk.service.write_bytes(arguments.output, paper)
    desk.line(desk.voice.say("Written: %(path)s", path=arguments.output))
    return 0


def _refuse_unknown_look(name: str, desk: Desk) -> None:
    """Refuse a mistyped name: among many reports nobody would see that it was not found."""
    known = [look.id for look in desk.service.looks()] if name else []
    if not name or name in known:
        return
    raise InputProblem(
        "There is no look of this name: “%(name)s”.",
        remedy=message("Those in %(folder)s are: %(known)s.")
        if known
        else message("There is none at all yet in %(folder)s; leave out “--look”."),
        name=name[:LOOK_LIMIT],
        folder=str(desk.service.looks_folder()),
        known=", ".join(known),
    )


def _run_many(arguments: argparse.Namespace, desk: Desk) -> int:
    if arguments.format not in {None, PDF.removeprefix(".")}:
        raise InputProblem(
            "Only PDFs are printed into a folder.",
            remedy="Leave out “--format”, or print the reports one by one.",
        )
    desk.service.make_folder(arguments.folder)
    order = _order(arguments, desk, arguments.date or datetime.now().astimezone().date())
    # Patterns overlap: a file that was named twice is printed once.
    sources: dict[str, Path] = {}
    for source in arguments.files:
        sources.setdefault(os.path.realpath(source), source)
    wanted = [Wanted(source, order, arguments.date) for source in sources.values()]
    failed = print_many(desk, wanted, arguments.folder)
    desk.line(
        desk.voice.say(
            "Written: %(done)d of %(all)d, in %(path)s",
            done=len(wanted) - failed,
            all=len(wanted),
            path=arguments.folder,
        )
    )
    return 1 if failed else 0


def _order(arguments: argparse.Namespace, desk: Desk, day: date) -> ReportOrder:
    return ReportOrder(
        kind=arguments.kind or ReportKind.FULL,
        language=desk.voice.language,
        day=day,
        look=arguments.look[:LOOK_LIMIT],
        archive=arguments.archive,
        parts=tuple(dict.fromkeys(arguments.parts)),
        final=arguments.final,
    )


def _ending(arguments: argparse.Namespace) -> str:
    """Return the ending of the file to write: of the format, else its own where it is one."""
    if arguments.format:
        return f".{arguments.format}"
    own = arguments.output.suffix.lower()
    return own if own in FORMATS else PDF


def _start(
    desk: Desk,
    assessment: Assessment,
    order: ReportOrder,
    ending: str,
    attached: Mapping[str, bytes] | None,
) -> RenderJob:
    service = desk.service
    if ending == WORD:
        return service.start_word(assessment, order)
    if ending == EXCEL:
        return service.start_excel(assessment, order.language, order.day, order.look)
    return service.start_report(assessment, order, attached)


def print_report(
    desk: Desk,
    assessment: Assessment,
    order: ReportOrder,
    ending: str = PDF,
    attached: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the PDF (or copy) of an assessment, showing how far its printing has come.

    ``attached`` holds the files of an assessment that is not in the database, by digest.
    """
    job = _start(desk, assessment, order, ending, attached)
    label = desk.voice.say("Printing %(client)s …", client=assessment.project.client)
    try:
        made = job.wait(lambda share: desk.progress(label, share))
    finally:
        desk.progress_done()
    for notice in job.notices:
        desk.problem(notice)
    return made
