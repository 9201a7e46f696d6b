"""The command line: ``crm-takeoff``.

Exit codes: 0 done, 1 could not be done, 2 bad input, 130 stopped by the user.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence

from assessor import __version__, settings
from assessor.commands import (
    backtest,
    calibrate,
    check,
    convert,
    demo,
    outcome,
    questions,
    report,
    score,
)
from assessor.commands.desk import Desk, tolerant
from assessor.domain.language import Language
from assessor.domain.problem import InputProblem, Problem
from assessor.language import Voice
from assessor.language.surroundings import system_language
from assessor.service import Service

COMMANDS = (score, report, questions, check, convert, demo, outcome, calibrate, backtest)
FAILURE, BAD_INPUT, STOPPED = 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code; errors are sentences, never tracebacks."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    preferences = settings.load()
    language = _language(given) or preferences.language or system_language()
    service = Service.open(preferences)
    desk = Desk(service, Voice(language), tolerant(sys.stdout), tolerant(sys.stderr))
    try:
        parsed = _parser(desk).parse_args(given)
        code: int = parsed.run(parsed, desk)
        desk.out.flush()
    except Problem as problem:
        desk.problem(problem)
        return BAD_INPUT if isinstance(problem, InputProblem) else FAILURE
    except KeyboardInterrupt:
        desk.err.write(desk.voice.say("Stopped.") + "\n")
        return STOPPED
    except BrokenPipeError:
        _forget_output()
        return FAILURE
    except Exception as error:  # noqa: BLE001 - the last resort; the details are kept
        return _unexpected(error, desk)
    finally:
        service.close()
    return code


def _parser(desk: Desk) -> argparse.ArgumentParser:
    say = desk.voice.say
    parser = argparse.ArgumentParser(
        prog="crm-takeoff",
        description=say("How likely is a CRM project not to take off, and why?"),
    )
    parser.add_argument("--version", action="version", version=f"crm-takeoff {__version__}")
    commands = parser.add_subparsers(required=True, metavar=say("COMMAND"))
    for command in COMMANDS:
        command.register(commands, desk)
    for subparser in commands.choices.values():
        _add_language(subparser, desk)
    return parser


def _add_language(parser: argparse.ArgumentParser, desk: Desk) -> None:
    parser.add_argument(
        "--language",
        choices=[language.value for language in Language],
        help=desk.voice.say("the language of the result; without it, the system's"),
    )


def _language(arguments: Sequence[str]) -> Language | None:
    """Return the language asked for; it must be known before the parser can say anything."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    early.add_argument("--language")
    try:
        chosen = early.parse_known_args(arguments)[0].language
        return Language(chosen) if chosen else None
    except (argparse.ArgumentError, ValueError):
        return None  # the real parser will say so


def _forget_output() -> None:
    """Let nothing be written any more to a pipe that nobody reads."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _unexpected(error: Exception, desk: Desk) -> int:
    """Say that the program itself has failed, and keep the details for its makers."""
    path = settings.data_folder() / "last_error.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        pass
    desk.err.write(
        desk.voice.say(
            "Something went wrong inside the program (%(kind)s). Details: %(path)s",
            kind=type(error).__name__,
            path=path,
        )
        + "\n"
    )
    return FAILURE


if __name__ == "__main__":
    sys.exit(main())
