"""What a command may write over: never its own input, and other files only when told to."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from pathlib import Path

from assessor.commands.desk import Desk
from assessor.domain.problem import InputProblem


def add_force(parser: argparse.ArgumentParser, desk: Desk) -> None:
    """Add the option that allows another file to be written over."""
    parser.add_argument(
        "--force", action="store_true", help=desk.voice.say("write over a file that is there")
    )


def refuse_same(target: Path, sources: Iterable[Path]) -> None:
    """Raise InputProblem when the target is one of the sources, under whatever name."""
    if any(is_same(target, source) for source in sources):
        raise InputProblem(
            "The file to write is the file that is read.",
            place=str(target),
            remedy="Name another file, or what is in this one would be lost.",
        )


def refuse_existing(target: Path, *, force: bool) -> None:
    """Raise InputProblem when something is there already and nobody said ``--force``."""
    if target.exists() and not force:
        raise InputProblem(
            "This file is there already.",
            place=str(target),
            remedy="Name another file, or add “--force” to write over this one.",
        )


def refuse_other_endings(target: Path, ending: str) -> None:
    """Raise InputProblem when the file, or the one that a link leads to, has another ending."""
    names = (target.name, os.path.realpath(target))
    if any(Path(name).suffix.lower() != ending for name in names):
        raise InputProblem(
            "This is no name for what is to be written.",
            place=str(target),
            remedy="Name a file whose name ends in %(ending)s.",
            ending=ending,
        )


def is_same(one: Path, other: Path) -> bool:
    """Return whether two names lead to one file."""
    try:
        return one.samefile(other)
    except OSError:
        return os.path.realpath(one) == os.path.realpath(other)
