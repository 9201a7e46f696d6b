"""``crm-takeoff convert``: from one kind of file to another."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from assessor.commands import targets
from assessor.commands.desk import Desk


def register(commands: Any, desk: Desk) -> None:
    """Add the command and its options."""
    say = desk.voice.say
    parser = commands.add_parser(
        "convert",
        help=say("turn one kind of file into another"),
        description=say(
            "Turns one kind of file into another. Comments, and blank space at the beginning or"
            " end of a text, are not carried over."
        ),
    )
    parser.add_argument("source", type=Path, help=say("a .takeoff, .yaml or .json file"))
    parser.add_argument("target", type=Path, help=say("the file to write, of any of these kinds"))
    targets.add_force(parser, desk)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, desk: Desk) -> int:
    """Read the one and write the other."""
    targets.refuse_same(arguments.target, [arguments.source])
    targets.refuse_existing(arguments.target, force=arguments.force)
    desk.service.convert(arguments.source, arguments.target)
    desk.line(desk.voice.say("Written: %(path)s", path=arguments.target))
    return 0
