"""The command line as a whole: which commands there are, and what becomes of their errors."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import current_thread, main_thread
from typing import TextIO

from assessor import __version__, settings
from assessor.commands import (
    answer,
    ask_next,
    backtest,
    calibrate,
    check,
    convert,
    demo,
    outcome,
    paper,
    plan,
    questions,
    report,
    score,
)
from assessor.commands.desk import Desk, messages, output
from assessor.commands.parser import Parser, asked_language, spoken
from assessor.domain.language import Language
from assessor.domain.problem import InputProblem, Problem
from assessor.language import Voice
from assessor.language.surroundings import system_language
from assessor.service import Service

COMMANDS = (
    score,
    ask_next,
    plan,
    report,
    paper,
    answer,
    questions,
    check,
    convert,
    demo,
    outcome,
    calibrate,
    backtest,
)
DONE, FAILURE, BAD_INPUT, STOPPED = 0, 1, 2, 130


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code; errors are sentences, never tracebacks."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    preferences = settings.load()
    language = asked_language(given) or preferences.language or system_language()
    service = Service.open(preferences)
    desk = Desk(service, Voice(language), output(sys.stdout), messages(sys.stderr))
    try:
        with _ended_in_order():
            return _guarded(given, desk)
    finally:
        _forget_output()
        service.close()


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let an end from outside be one like Ctrl+C: children end, and no client's papers are left.

    A signal that whoever started the program wants ignored stays ignored.
    """
    heeded = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")]
    kept = {one: signal.getsignal(one) for one in heeded if one is not None}
    ours = [one for one, before in kept.items() if before is signal.SIG_DFL]
    if current_thread() is not main_thread():
        ours = []  # only the main thread may say what becomes of a signal
    for one in ours:
        signal.signal(one, signal.default_int_handler)
    try:
        yield
    finally:
        for one in ours:
            signal.signal(one, kept[one])


def _guarded(given: Sequence[str], desk: Desk) -> int:
    """Run a command and turn whatever goes wrong into a sentence and an exit code."""
    try:
        return _work(given, desk)
    except Problem as problem:
        desk.problem(problem)
        return BAD_INPUT if isinstance(problem, InputProblem) else FAILURE
    except KeyboardInterrupt:
        desk.tell(desk.voice.say("Stopped."))
        return STOPPED
    except BrokenPipeError:
        return DONE  # the reader has had enough: "crm-takeoff questions | head"
    except Exception as error:  # noqa: BLE001 - the last resort; the details are kept
        return _unexpected(error, desk)


def _work(given: Sequence[str], desk: Desk) -> int:
    with spoken(desk.voice):
        parser = _parser(desk)
        if not given:
            parser.print_help(desk.err)
            parser.exit(BAD_INPUT)
        parsed = parser.parse_args(given)
    code: int = parsed.run(parsed, desk)
    desk.finish()
    return code


def _parser(desk: Desk) -> Parser:
    say = desk.voice.say
    parser = Parser(
        desk,
        prog="crm-takeoff",
        description=say("How likely is a CRM project not to take off, and why?"),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"crm-takeoff {__version__}",
        help=say("tell the program's version and exit"),
    )
    commands = parser.add_subparsers(required=True, metavar=say("COMMAND"))
    for command in COMMANDS:
        command.register(commands, desk)
    for subparser in commands.choices.values():
        _add_language(subparser, desk)
    return parser


def _add_language(parser: Parser, desk: Desk) -> None:
    parser.add_argument(
        "--language",
        choices=[language.value for language in Language],
        help=desk.voice.say("the language of the result; without it, the system's"),
    )


def _forget_output() -> None:
    """Let what was not written be forgotten; at the end Python would try again and complain."""
    for stream in (sys.stdout, sys.stderr):
        _forget(stream)


def _forget(stream: TextIO) -> None:
    with suppress(OSError, ValueError, AttributeError):
        stream.flush()
        return
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _unexpected(error: Exception, desk: Desk) -> int:
    """Say that the program itself has failed, and keep the details for its makers."""
    path = settings.data_folder() / "last_error.txt"
    kind = type(error).__name__
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        desk.tell(
            desk.voice.say(
                "Something went wrong inside the program (%(kind)s), and the details could not"
                " be kept.",
                kind=kind,
            )
        )
        return FAILURE
    desk.tell(
        desk.voice.say(
            "Something went wrong inside the program (%(kind)s). Details: %(path)s",
            kind=kind,
            path=path,
        )
    )
    return FAILURE
