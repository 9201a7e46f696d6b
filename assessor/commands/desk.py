"""What a command works with: the service, a language and a terminal to write to."""

from __future__ import annotations

import errno
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, TextIO, cast

from assessor.domain.language import message
from assessor.domain.problem import Problem
from assessor.domain.system_fault import fault
from assessor.language import Voice
from assessor.service import Service

# Control characters but for tab and line feed, and what changes the direction of writing.
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_CLEAR_LINE = "\r\033[K"


@dataclass(frozen=True)
class Desk:
    """Handed to every command by the command line."""

    service: Service
    voice: Voice
    out: TextIO
    err: TextIO

    def line(self, text: str = "") -> None:
        """Write a line of the result."""
        self._write(harmless(text) + "\n")

    def json(self, value: Any) -> None:
        """Write the result for another program."""
        encoding = (getattr(self.out, "encoding", None) or "utf-8").lower().replace("-", "")
        text = json.dumps(value, indent=2, ensure_ascii=encoding != "utf8", allow_nan=False)
        self._write(escaped(text) + "\n")

    def finish(self) -> None:
        """Make sure that the result has arrived; WorkProblem when it has not."""
        with self._output():
            self.out.flush()

    def tell(self, text: str, end: str = "\n") -> None:
        """Say something beside the result; where nobody can hear it, that is no new problem."""
        with suppress(OSError):
            self.err.write(harmless(text) + end)

    def _write(self, text: str) -> None:
        with self._output():
            self.out.write(text)

    @contextmanager
    def _output(self) -> Iterator[None]:
        """Turn a failing output into a problem; a reader who goes away is none."""
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            raise fault(
                error,
                message("The result cannot be written (%(reason)s)."),
                place=self.voice.say("output"),
                remedy=message("Check where the output goes to."),
            ) from error

    def table(self, rows: Sequence[Sequence[str]], right: Iterable[int] = ()) -> None:
        """Write rows in columns; the columns in ``right`` are aligned at their right end."""
        widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
        at_right = set(right)
        for row in rows:
            cells = [
                cell.rjust(width) if i in at_right else cell.ljust(width)
                for i, (cell, width) in enumerate(zip(row, widths, strict=True))
            ]
            self.line("  ".join(cells).rstrip())

    def problem(self, problem: Problem) -> None:
        """Say what is wrong, one line for each thing."""
        for sentence in self.voice.explain_all(problem):
            self.tell(sentence)

    def progress(self, text: str, share: float) -> None:
        """Show how far long work has come (0 to 1), on a terminal only."""
        if self.err.isatty():
            self._show(f"{_CLEAR_LINE}{harmless(text)} {self.voice.percent(share)}")

    def progress_done(self) -> None:
        """Take the progress off the terminal."""
        if self.err.isatty():
            self._show(_CLEAR_LINE)

    def _show(self, text: str) -> None:
        with suppress(OSError):
            self.err.write(text)
            self.err.flush()


class _Closed(io.TextIOBase):
    """The output of a program that was started with its output closed."""

    def write(self, text: str, /) -> int:  # noqa: ARG002 - the stream's signature
        """Refuse."""
        raise OSError(errno.EBADF, "closed")


def output(stream: TextIO | None) -> TextIO:
    """Return where results go; writing there fails when the program's output is closed."""
    return tolerant(stream) if stream is not None else cast("TextIO", _Closed())


def messages(stream: TextIO | None) -> TextIO:
    """Return where messages go; nowhere when that is closed."""
    return tolerant(stream) if stream is not None else io.StringIO()


def harmless(text: str) -> str:
    """Return text of which no character steers the terminal or turns the line around."""
    return _STEERING.sub("\ufffd", text)


def escaped(text: str) -> str:
    """Return JSON in which such characters stand as escapes, so that nothing is lost."""
    return _STEERING.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def tolerant(stream: TextIO) -> TextIO:
    """Return a stream that writes a replacement for letters its encoding does not have."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None and stream in {sys.stdout, sys.stderr}:
        reconfigure(errors="replace")
    return stream
