"""``crm-takeoff answer``: answers typed back from paper by question number."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assessor.commands import targets
from assessor.commands.desk import Desk
from assessor.domain.assessment import NAME_LIMIT, Assessment
from assessor.domain.problem import InputProblem
from assessor.domain.questionnaire import Role
from assessor.domain.typing_back import Entry
from assessor.language import sentences


def register(commands: Any, desk: Desk) -> None:
    """Add the command and its options."""
    say = desk.voice.say
    parser = commands.add_parser(
        "answer",
        help=say("record answers by question number"),
        description=say(
            "Records answers by the numbers that are printed on guides and forms: 3.4=2p is level"
            " 2, proven (s said, h shown, p proven); 3.4=u or 3.4=9 when nobody knows, 3.4=x"
            " when it does not apply."
        ),
    )
    parser.add_argument("file", type=Path, help=say("a .takeoff, .yaml or .json file"))
    parser.add_argument("answers", nargs="*", metavar="3.4=2p", help=say("number and answer"))
    parser.add_argument(
        "--from",
        dest="lines",
        type=Path,
        metavar="LINES.txt",
        help=say("a text or CSV file with one answer per line: number, level, grade, note"),
    )
    parser.add_argument(
        "--role", choices=[role.value for role in Role], help=say("whose answers these are")
    )
    parser.add_argument("--who", default="", help=say("who said it"))
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help=say("another file to write")
    )
    targets.add_force(parser, desk)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, desk: Desk) -> int:
    """Read, record, write, and say what was recorded."""
    target = arguments.output or arguments.file
    if targets.is_same(target, arguments.file):
        target = arguments.file
    else:
        targets.refuse_existing(target, force=arguments.force)
    if len(arguments.who) > NAME_LIMIT:
        raise InputProblem(
            "“%(key)s” is longer than %(limit)d characters.",
            remedy="Shorten it.",
            key="--who",
            limit=NAME_LIMIT,
        )
    role = Role(arguments.role) if arguments.role else None
    lines = list(_lines(arguments, desk))
    service = desk.service
    assessment, entries = service.type_back(arguments.file, target, lines, role, arguments.who)
    _show(desk, assessment, entries)
    desk.line(desk.voice.say("Written: %(path)s", path=target))
    return 0


def _lines(arguments: argparse.Namespace, desk: Desk) -> Iterator[tuple[str, str]]:
    """Yield every typed line with its place."""
    for given in arguments.answers:
        yield given, given
    if arguments.lines is not None:
        yield from desk.service.typed_lines(arguments.lines)
    if not arguments.answers and arguments.lines is None:
        raise InputProblem(
            "Nothing was typed.",
            place="answer",
            remedy="Type a number and a level, such as 3.4 2.",
        )


def _show(desk: Desk, assessment: Assessment, entries: tuple[Entry, ...]) -> None:
    voice, asked = desk.voice, desk.service.questionnaire_of(assessment)
    rows = [
        (
            entry.number,
            voice.text(asked.by_id[entry.question].short),
            sentences.judgement(voice, entry.judgement),
        )
        for entry in entries
    ]
    if rows:
        desk.table(rows)
    desk.line(voice.say_many("%(n)s answer recorded.", "%(n)s answers recorded.", len(rows)))
