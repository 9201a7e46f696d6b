"""Reads the arguments, and says what is wrong with them in the user's language."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any, NoReturn

from assessor.commands.desk import Desk
from assessor.domain.day import EARLIEST, LATEST
from assessor.domain.language import Language, message
from assessor.language import Voice

ARGPARSE = (
    message("usage: "),
    message("options"),
    message("positional arguments"),
    message("show this help message and exit"),
    message("%(prog)s: error: %(message)s\n"),
    message("argument %(argument_name)s: %(message)s"),
    message("the following arguments are required: %s"),
    message("one of the arguments %s is required"),
    message("not allowed with argument %s"),
    message("unrecognized arguments: %s"),
    message("ambiguous option: %(option)s could match %(matches)s"),
    message("expected one argument"),
    message("expected at least one argument"),
    message("ignored explicit argument %r"),
    message("invalid choice: %(value)r (choose from %(choices)s)"),
    message("invalid %(type)s value: %(value)r"),
)
"""What Python's argparse says, so that the catalogues have it."""


class Parser(argparse.ArgumentParser):
    """Writes where the desk writes, and makes parsers of its own kind for the commands."""

    def __init__(self, desk: Desk, **options: Any) -> None:
        super().__init__(**options)
        self._desk = desk
        self.tidy: Callable[[list[str]], list[str]] = list
        """What is done to the arguments before they are read."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Read the arguments once they are tidied."""
        return super().parse_known_args(None if args is None else self.tidy(list(args)), namespace)

    def add_subparsers(self, **options: Any) -> Any:
        """Return the object that commands register with."""
        options["parser_class"] = partial(Parser, self._desk)
        return super().add_subparsers(**options)

    def _print_message(self, message: str, file: Any = None) -> None:
        # argparse swallows what goes wrong here, and a help that nobody got would count as done.
        if file is self._desk.err or not message:
            self._desk.tell(message, end="")
        else:
            self._desk.line(message.removesuffix("\n"))
            self._desk.finish()

    def error(self, message: str) -> NoReturn:
        """Say how the command is used and what is wrong with it; exit with 2."""
        self.print_usage(self._desk.err)
        values = {"prog": self.prog, "message": message}
        sentence = self._desk.voice.say("%(prog)s: error: %(message)s\n") % values
        self._desk.tell(sentence, end="")
        self.exit(2)


@contextmanager
def spoken(voice: Voice) -> Iterator[None]:
    """Let argparse speak with a voice: it has no other way in than its own gettext."""
    names = vars(argparse)
    kept = names["_"]
    names["_"] = voice.say
    try:
        yield
    finally:
        names["_"] = kept


def asked_language(arguments: Sequence[str]) -> Language | None:
    """Return the language asked for; it must be known before the parser can say anything."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    early.add_argument("--language")
    try:
        chosen = early.parse_known_args(arguments)[0].language
        return Language(chosen) if chosen else None
    except (argparse.ArgumentError, ValueError):
        return None  # the real parser will say so


def day(voice: Voice, text: str) -> date:
    """Return the day that an argument names; the words of the error are the voice's."""
    try:
        given = date.fromisoformat(text)
    except ValueError:
        given = None
    if given is None or not EARLIEST <= given <= LATEST:
        raise argparse.ArgumentTypeError(
            voice.say(
                "“%(day)s” is no date from %(first)d to %(last)d, such as 2026-05-04",
                day=text,
                first=EARLIEST.year,
                last=LATEST.year,
            )
        )
    return given
