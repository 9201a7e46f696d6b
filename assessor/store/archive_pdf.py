"""Gets the assessment back out of an archive copy, a PDF; whose bytes nobody has to trust."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

from assessor.children import environment
from assessor.domain.language import message
from assessor.domain.problem import InputProblem, Problem, WorkProblem
from assessor.store import archive_reader
from assessor.store.archive_reader import Refusal
from assessor.store.exchange import SIZE_LIMIT

PDF_LIMIT = 80_000_000
"""Bytes of a PDF: the largest exchange file, and a report around it."""

MEGABYTES = 1024
"""Address space of the child; the largest archive copy needs about 400 MB."""

SECONDS = 20
"""Time of the child; a report of forty pages takes about a second."""

_COPY = message("Ask for a new copy of the file.")
_WORDS = {
    Refusal.NO_PDF: (message("This is not a PDF, whatever its name says."), _COPY),
    Refusal.BROKEN: (message("The PDF is damaged or incomplete."), _COPY),
    Refusal.LOCKED: (
        message("The PDF is locked with a password."),
        message("Save it without a password and open that file."),
    ),
    Refusal.ACTIVE: (
        message("The PDF has a program in it, which a report never has; it was not opened."),
        _COPY,
    ),
    Refusal.NONE: (
        message("There is no assessment in this PDF."),
        message("Open an archive copy: a report that was printed with the assessment inside."),
    ),
    Refusal.SEVERAL: (
        message("There is more than one assessment in this PDF."),
        message("Open the archive copies one by one, as they were before they were joined."),
    ),
    Refusal.CHANGED: (
        message("The assessment in this PDF was changed or damaged after it was written."),
        _COPY,
    ),
    Refusal.LARGE: (
        message("The PDF, or what is in it, is larger than a report can be."),
        message("Choose an archive copy of a report."),
    ),
}


def contained(data: bytes, place: str, seconds: float = SECONDS) -> bytes:
    """Return the exchange file in a PDF; Problem when there is none that can be trusted.

    The PDF is opened in a child process with little memory and time, for it may be hostile.
    """
    if len(data) > PDF_LIMIT:
        raise _refusal(Refusal.LARGE, place)
    limits = [str(MEGABYTES), str(round(seconds) + 1), str(SIZE_LIMIT)]
    command = [sys.executable, "-P", "-m", archive_reader.__name__, *limits]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command,
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=environment(),
        )
    except subprocess.TimeoutExpired:
        raise _refusal(Refusal.BROKEN, place) from None
    except OSError as error:
        raise WorkProblem(
            "The PDF cannot be opened now (%(reason)s).",
            place=place,
            remedy="Close other programs and try again.",
            reason=type(error).__name__,
        ) from error
    if done.returncode:
        raise _told(done, place)
    return done.stdout


def _told(done: subprocess.CompletedProcess[bytes], place: str) -> Problem:
    """Return what the child says; a child that died over a PDF says that it is broken."""
    told = Refusal.BROKEN
    if done.returncode == archive_reader.REFUSED:
        with suppress(ValueError):
            told = Refusal(done.stderr.decode("ascii", "replace"))
    return _refusal(told, place)


def _refusal(why: Refusal, place: str) -> InputProblem:
    what, remedy = _WORDS[why]
    return InputProblem(what, place=place, remedy=remedy)
