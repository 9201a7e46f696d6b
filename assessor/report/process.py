"""Prints in a child process, which can be watched, limited and killed at any moment."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import weakref
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from pydantic import BaseModel

from assessor.children import environment
from assessor.domain.problem import WorkProblem
from assessor.domain.system_fault import NO_ROOM, short_name
from assessor.report import ordered, press, waiting
from assessor.report.press import Hand, Press

MEGABYTES = 2048
"""Address space of the child; a report of forty pages takes about 200 MB."""

SECONDS = 120
"""Wall clock and computing time of the child; a report of forty pages takes about 3 s."""

ROOM = 1_000_000
"""Bytes; where a child failed with less left than it may need, the disk counts as full."""

STEP = re.compile(r"(\d\.\d{3})(?: (\d+))?")
"""A line in which a child tells its progress, and perhaps its page."""

PAUSE = 0.02
"""How often a waiting caller looks, in seconds."""

OUT_OF_MEMORY = (
    "MemoryError",
    "Cannot allocate",
    "Resource temporarily unavailable",
    "out of memory",
    "cannot get parse buffer",
    "error return without exception set",
)
"""What Python, the system, GLib and Fontconfig write when the limit on memory was reached."""


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class RenderJob:
    """One report being printed; nothing here blocks except ``wait``.

    ``start()``, then ``poll()`` until it is no longer running, then ``result()``. Whatever the
    end is, neither a process nor a file remains.
    """

    def __init__(
        self,
        context: BaseModel,
        *,
        module: str = ordered.DRAWN,
        megabytes: int = MEGABYTES,
        seconds: float = SECONDS,
        files: Mapping[str, bytes] | None = None,
        press: Press | None = None,
    ) -> None:
        """Take what the child reads: a ReportContext, or whatever its ``module`` makes one of.

        ``files`` lie beside it, by name. A ``press`` has children that run this module already;
        without one a child is started for this job alone.
        """
        self._context = context
        self._module = module
        self._files = files or {}
        self._press = press
        self._hand: Hand | None = None
        self._megabytes = megabytes
        self._seconds = seconds
        self._folder: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._clear: _Clearing = _Nothing()
        self._deadline = 0.0
        self._problem: WorkProblem | None = None
        self._data = b""
        self.state = JobState.WAITING
        self.progress = 0.0
        """From 0 to 1; it never falls."""
        self.page = 0
        """The page that is being laid out; 0 before and after."""
        self.notices: tuple[WorkProblem, ...] = ()
        """What is wrong with an own look, for which ours was used; known when done."""
        self.pages = 0
        self.tagged = False
        """Whether screen readers find their way; known when done."""

    def start(self) -> None:
        """Start the child; raises WorkProblem when the system allows neither file nor process."""
        try:
            self._folder = Path(tempfile.mkdtemp(prefix="takeoff-report-"))
            text = self._context.model_dump_json()
            (self._folder / ordered.CONTEXT).write_text(text, encoding="utf-8")
            for name, content in self._files.items():
                (self._folder / name).write_bytes(content)
            self._process = self._begin(self._folder)
        except OSError as error:
            _clear_away(self._hand.process if self._hand else None, self._folder)
            if error.errno in NO_ROOM:
                raise _no_room() from error
            raise WorkProblem(
                "The report cannot be printed: %(reason)s.",
                remedy="Free some space or memory and try again.",
                reason=short_name(error),
            ) from error
        # Also when the job is dropped or the program ends before anybody asks for the result.
        self._clear = weakref.finalize(self, _clear_away, self._process, self._folder)
        self._deadline = time.monotonic() + self._seconds
        self.state = JobState.RUNNING

    def poll(self) -> JobState:
        """Look how far the child is and return the state; collects the result when it ended."""
        if self.state is not JobState.RUNNING or self._process is None:
            return self.state
        self._read_progress()
        code = self._ended(self._process)
        if code is not None:
            self._collect(code)
        elif time.monotonic() > self._deadline:
            self._fail(self._too_long())
        return self.state

    @property
    def is_running(self) -> bool:
        """Look whether the child goes on; when not, there is a result or a problem."""
        return self.poll() is JobState.RUNNING

    def cancel(self) -> None:
        """Kill the child at once; a job that has ended stays as it is."""
        if self.state in {JobState.WAITING, JobState.RUNNING}:
            self.state = JobState.CANCELLED
            self._problem = WorkProblem("The printing was cancelled.")
            self._drop()

    def result(self) -> bytes:
        """Return the PDF; raises WorkProblem when it failed, was cancelled or is not done."""
        if self.state is JobState.DONE:
            return self._data
        raise self._problem or WorkProblem("The report is not finished yet.")

    def wait(self, on_progress: Callable[[float], None] | None = None) -> bytes:
        """Wait for the PDF and return it; ``on_progress`` hears every fraction."""
        if self.state is JobState.WAITING:
            self.start()
        try:
            while self.poll() is JobState.RUNNING:
                if on_progress is not None:
                    on_progress(self.progress)
                time.sleep(PAUSE)
        except BaseException:
            # An interrupt at the keyboard must leave no child behind.
            self.cancel()
            raise
        return self.result()

    def _begin(self, folder: Path) -> subprocess.Popen[bytes]:
        seconds = max(1, int(self._seconds) + 1)
        if self._press is None:
            return self._launch(folder, [str(self._megabytes), str(seconds)])
        self._hand = self._press.take()
        try:
            self._hand.order(folder, self._megabytes, seconds)
        except OSError:
            # It died since the press looked; nobody has seen a new one die at once.
            self._hand.end()
            self._hand = self._press.take()
            self._hand.order(folder, self._megabytes, seconds)
        return self._hand.process

    def _launch(self, folder: Path, limits: list[str]) -> subprocess.Popen[bytes]:
        # -P: what lies in the current folder must not be taken for one of our modules.
        command = [sys.executable, "-P", "-m", self._module, str(folder), *limits]
        told_path, errors_path = folder / waiting.TOLD, folder / waiting.ERRORS
        with told_path.open("wb") as told, errors_path.open("wb") as errors:
            return subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command,
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=errors,
                cwd=folder,
                env=_environment(folder),
            )

    def _ended(self, process: subprocess.Popen[bytes]) -> int | None:
        """Return the exit code of the order, or of a child that ended over it; None if neither."""
        code = process.poll()
        if self._hand is not None and self._folder is not None:
            with suppress(OSError, ValueError):
                return int((self._folder / waiting.ENDED).read_text(encoding="ascii"))
        return code

    def _read_progress(self) -> None:
        if self._folder is None:
            return
        try:
            told = (self._folder / waiting.TOLD).read_text(encoding="ascii", errors="replace")
        except FileNotFoundError:
            return  # A child that waited has not looked yet.
        # The last piece is empty or still being written. A library that speaks up in between says
        # nothing about progress.
        steps = [found for line in told.split("\n")[:-1] if (found := STEP.fullmatch(line))]
        self.progress = max([self.progress, *(float(step[1]) for step in steps)])
        self.page = int(steps[-1][2] or 0) if steps else 0

    def _collect(self, code: int) -> None:
        folder = self._folder
        if folder is None:
            return
        if code == 0 and (folder / ordered.PRINTED).is_file():
            self._take(folder)
        else:
            self._fail(_told_problem(folder, code))

    def _take(self, folder: Path) -> None:
        try:
            facts = json.loads((folder / ordered.PRINTED).read_text(encoding="utf-8"))
            self._data = (folder / ordered.REPORT).read_bytes()
        except (OSError, ValueError):
            self._fail(_told_problem(folder, 0))
            return
        self.pages, self.tagged = facts["pages"], facts["tagged"]
        self.notices = tuple(problem_of(told) for told in facts.get("notices", ()))
        self.progress, self.page = 1.0, 0
        self.state = JobState.DONE
        self._hand_back(folder)

    def _hand_back(self, folder: Path) -> None:
        if self._hand is None or self._press is None:
            self._clear()
            return
        # From here on the press answers for the child.
        self._clear.detach()
        _clear_away(None, folder)
        self._press.give_back(self._hand)

    def _fail(self, problem: WorkProblem) -> None:
        self._problem = problem
        self.state = JobState.FAILED
        self._drop()

    def _drop(self) -> None:
        """End the child, whatever it does, and let the press have another one ready."""
        self.page = 0
        self._clear()
        if self._press is not None:
            self._press.warm()

    def _too_long(self) -> WorkProblem:
        return WorkProblem(
            "The report was not ready after %(seconds)d seconds and was stopped.",
            remedy="Shorten very long notes, or print the page for the sponsor alone.",
            seconds=round(self._seconds),
        )


class _Clearing(Protocol):
    """What is left to do whatever happens: a finalizer."""

    def __call__(self) -> object: ...
    def detach(self) -> object: ...


class _Nothing:
    """Stands for the clearing of a job that has not started."""

    def __call__(self) -> None:
        """Clear nothing."""

    def detach(self) -> None:
        """Let nothing go."""


def _clear_away(process: subprocess.Popen[bytes] | None, folder: Path | None) -> None:
    """End the child, without leaving a zombie, and remove what it had on the disk."""
    if process is not None:
        press.end(process)
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def _environment(folder: Path) -> dict[str, str]:
    """Return the child's environment: its temporary files lie in the folder that we remove."""
    return environment() | {name: str(folder) for name in ("TMPDIR", "TEMP", "TMP")}


def _told_problem(folder: Path, code: int) -> WorkProblem:
    """Return the problem that the child wrote down, else what its end looks like."""
    told = _confession(folder)
    if told is not None:
        return told
    errors = _errors(folder)
    last = errors.rsplit("\n", 1)[-1][:300] or str(code)
    if _is_full(folder, errors):
        return _no_room()
    if any(sign in errors for sign in OUT_OF_MEMORY):
        return WorkProblem("The report needs more memory than it may have.")
    if code < 0:
        return WorkProblem(
            "The system ended the printing (signal %(signal)d), most likely for want of memory.",
            signal=-code,
        )
    return WorkProblem("Printing broke off: %(reason)s", reason=last)


def _errors(folder: Path) -> str:
    """Return what the child complained of; nothing when it died before it could open the file."""
    try:
        return (folder / waiting.ERRORS).read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return ""


def _confession(folder: Path) -> WorkProblem | None:
    """Return the problem that the child wrote down; None when it could not, or not to the end."""
    try:
        facts = json.loads((folder / ordered.PROBLEM).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return problem_of(facts)


def problem_of(told: Mapping[str, Any]) -> WorkProblem:
    """Return the problem that a child has told as plain data."""
    return WorkProblem(told["what"], place=told["place"], remedy=told["remedy"], **told["values"])


def _is_full(folder: Path, errors: str) -> bool:
    """Return whether the child said so, or could say nothing at all for want of space."""
    if errors:
        return os.strerror(errno.ENOSPC) in errors
    try:
        return shutil.disk_usage(folder).free < ROOM
    except OSError:
        return False


def _no_room() -> WorkProblem:
    return WorkProblem(
        "There is no space left on the disk.",
        place=tempfile.gettempdir(),
        remedy="Free some space and try again.",
    )
