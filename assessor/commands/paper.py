"""``crm-takeoff paper``: the questionnaire to write on, by the numbers that are typed back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from assessor.commands import targets
from assessor.commands.desk import Desk
from assessor.domain.paper import TwinKind, TwinOrder
from assessor.domain.problem import InputProblem
from assessor.domain.questionnaire import Role

PDF = ".pdf"


def register(commands: Any, desk: Desk) -> None:
    """Add the command and its options."""
    say = desk.voice.say
    parser = commands.add_parser(
        "paper", help=say("print guides, a form, ballots or a wall chart to write on")
    )
    kinds = [kind.value for kind in TwinKind]
    parser.add_argument("kind", choices=kinds, help=say("what to print"))
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT.pdf", help=say("the PDF to write")
    )
    parser.add_argument(
        "--for",
        dest="file",
        type=Path,
        metavar="FILE",
        help=say("an assessment whose client, project and people are filled in"),
    )
    parser.add_argument(
        "--role",
        action="append",
        default=[],
        choices=[role.value for role in Role],
        help=say("whom the interview guide is for; may be given several times; without it, all"),
    )
    parser.add_argument(
        "--express", action="store_true", help=say("only the questions of the express check")
    )
    parser.set_defaults(run=run)


def _refuse_roles(arguments: argparse.Namespace) -> None:
    """Refuse roles where the paper is the same for all of them."""
    if arguments.role and arguments.kind != TwinKind.INTERVIEW_GUIDE:
        raise InputProblem(
            "Only an interview guide is for a role: forms, ballots and wall charts are for all.",
            place="--role",
            remedy="Leave out “--role”, or print “interview_guide”.",
        )


def run(arguments: argparse.Namespace, desk: Desk) -> int:
    """Print and write."""
    targets.refuse_other_endings(arguments.output, PDF)
    _refuse_roles(arguments)
    order = TwinOrder(
        kind=TwinKind(arguments.kind),
        language=desk.voice.language,
        roles=tuple(Role(role) for role in arguments.role),
        express=arguments.express,
    )
    assessment = desk.service.read(arguments.file) if arguments.file else None
    job = desk.service.start_twin(assessment, order)
    label = desk.voice.say("Printing %(client)s …", client=arguments.output.name)
    try:
        data = job.wait(lambda share: desk.progress(label, share))
    finally:
        desk.progress_done()
    desk.service.write_bytes(arguments.output, data)
    desk.line(desk.voice.say("Written: %(path)s", path=arguments.output))
    return 0
