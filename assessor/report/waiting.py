"""A child that waits for orders: everything is imported before the first one comes.

Started with ``--wait`` in place of a folder, it reads orders from standard input, one JSON list
``[folder, megabytes, seconds]`` per line, and works on each as if it had been started for it:
what it tells and what goes wrong lands in the folder. It leaves ``ended`` there, with the exit
code, when nothing of the order is open any more. It ends with its parent, and after the first
order that went wrong.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

WAIT = "--wait"
TOLD = "told"
ERRORS = "errors"
ENDED = "ended"

Run = Callable[[list[str]], int]


def run(main: Run, prepare: Callable[[], None], arguments: list[str]) -> int:
    """Do what the command line says: one order, or whatever is ordered from now on."""
    if arguments != [WAIT]:
        return main(arguments)
    orders = os.fdopen(os.dup(0), encoding="utf-8")
    _point(os.devnull, os.devnull)
    prepare()
    # What is here now stays: looking through it again after every order would find nothing.
    gc.freeze()
    for line in orders:
        given = [str(argument) for argument in json.loads(line)]
        code = _one(main, given)
        _end(Path(given[0]), code)
        if code:
            return code
        gc.collect()
        gc.enable()
    return 0


def _one(main: Run, arguments: list[str]) -> int:
    folder = Path(arguments[0])
    with _within(folder):
        try:
            return main(arguments)
        except BaseException:  # noqa: BLE001 - told like the end of a child of its own
            traceback.print_exc()
            return 1


@contextmanager
def _within(folder: Path) -> Iterator[None]:
    """Let everything that is told, and every temporary file, land in the folder of an order."""
    _point(str(folder / TOLD), str(folder / ERRORS))
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
        _point(os.devnull, os.devnull)


def _point(told: str, errors: str) -> None:
    """Turn both outputs to other files, also for libraries that know nothing of Python."""
    for stream, path in ((sys.stdout, told), (sys.stderr, errors)):
        stream.flush()
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(number, stream.fileno())
        os.close(number)


def _end(folder: Path, code: int) -> None:
    """Say that an order is done with, at one stroke: half a number would be another one."""
    written = folder / f"{ENDED}.part"
    written.write_text(str(code), encoding="ascii")
    written.replace(folder / ENDED)
