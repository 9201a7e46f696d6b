"""What a command works with: the service, a language and a terminal to write to."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from assessor.domain.problem import Problem
from assessor.language import Voice
from assessor.service import Service

_CLEAR_LINE = "\r\033[K"


@dataclass(frozen=True)
class Desk:
    """Handed to every command by ``cli.main``."""

    service: Service
    voice: Voice
    out: TextIO
    err: TextIO

    def line(self, text: str = "") -> None:
        """Write a line of the result."""
        self.out.write(text + "\n")

    def json(self, value: Any) -> None:
        """Write the result for another program."""
        encoding = (getattr(self.out, "encoding", None) or "utf-8").lower().replace("-", "")
        text = json.dumps(value, indent=2, ensure_ascii=encoding != "utf8", allow_nan=False)
        self.line(text)

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
            self.err.write(sentence + "\n")

    def progress(self, text: str, share: float) -> None:
        """Show how far long work has come (0 to 1), on a terminal only."""
        if self.err.isatty():
            self.err.write(f"{_CLEAR_LINE}{text} {self.voice.percent(share)}")
            self.err.flush()

    def progress_done(self) -> None:
        """Take the progress off the terminal."""
        if self.err.isatty():
            self.err.write(_CLEAR_LINE)
            self.err.flush()


def tolerant(stream: TextIO) -> TextIO:
    """Return a stream that writes a replacement for letters its encoding does not have."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None and stream in {sys.stdout, sys.stderr}:
        reconfigure(errors="replace")
    return stream
