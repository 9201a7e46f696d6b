"""Which parts of the report are printed: told apart from the files that stand beside them."""

from __future__ import annotations

import argparse
import os
from functools import partial
from pathlib import Path
from typing import Any

from assessor.commands.desk import Desk
from assessor.domain.paper import Part

OPTION = "--parts"
_SHORTEST = len("--p")
_KNOWN = {part.value for part in Part}


def add(parser: Any, desk: Desk) -> None:
    """Add the option to a parser, or a group of one."""
    say = desk.voice.say
    parser.add_argument(
        OPTION,
        type=partial(_parts, desk),
        default=(),
        metavar=say("PART,PART"),
        help=say(
            "exactly these parts, in this order, with commas between them; without it, those of"
            " the kind. The parts: %(known)s",
            known=", ".join(part.value for part in Part),
        ),
    )


def joined(arguments: list[str]) -> list[str]:
    """Return the arguments with the parts as one, so that a file may follow them.

    Words after the option are parts up to the first that can only be a file.
    """
    place = next((n for n, word in enumerate(arguments) if _is_option(word)), None)
    if place is None:
        return arguments
    first = end = place + 1
    while end < len(arguments) and _is_part(arguments[end]):
        end += 1
    named = [",".join(arguments[first:end])] if end > first else []
    return [*arguments[:first], *named, *arguments[end:]]


def _is_option(word: str) -> bool:
    return len(word) >= _SHORTEST and OPTION.startswith(word)


def _is_part(word: str) -> bool:
    """Return whether a word is a part or a slip of the pen that must be told of as one."""
    if _KNOWN.issuperset(word.split(",")):
        return True
    looks_like_file = os.sep in word or bool(Path(word).suffix) or Path(word).exists()
    return not word.startswith("-") and not looks_like_file


def _parts(desk: Desk, text: str) -> tuple[str, ...]:
    """Return the parts that are named; the words of the error are the desk's."""
    named = tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))
    unknown = [name for name in named if name not in _KNOWN]
    if named and not unknown:
        return named
    words = desk.voice.say("invalid choice: %(value)r (choose from %(choices)s)")
    wrong = unknown[0] if unknown else text
    raise argparse.ArgumentTypeError(
        words % {"value": wrong, "choices": ", ".join(part.value for part in Part)}
    )
