"""Prints in a child process, which can be watched, limited and killed at any moment."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import weakref
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel

import assessor
from assessor.domain.problem import WorkProblem
from assessor.domain.system_fault import NO_ROOM, short_name
from assessor.report import worker

MEGABYTES = 2048
"""Address space of the child; a report of forty pages takes about 200 MB."""

SECONDS = 120
"""Wall clock and computing time of the child; a report of forty pages takes about 4 s."""

ROOM = 1_000_000
"""Bytes; where a child failed with less left than it may need, the disk counts as full."""

PAUSE = 0.02
"""How often a waiting caller looks, in seconds."""

OUT_OF_MEMORY = (
    "MemoryError",
    "Cannot allocate",
    "Resource temporarily unavailable",
    "out of memory",
    "cannot get parse buffer",
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
        module: str = worker.__name__,
        megabytes: int = MEGABYTES,
        seconds: float = SECONDS,
    ) -> None:
        """Take what the child reads: a ReportContext, or whatever its ``module`` makes one of."""
        self._context = context
        self._module = module
        self._megabytes = megabytes
        self._seconds = seconds
        self._folder: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._clear: Callable[[], object] = _nothing
        self._deadline = 0.0
        self._problem: WorkProblem | None = None
        self._data = b""
        self.state = JobState.WAITING
        self.progress = 0.0
        """From 0 to 1; it never falls."""
        self.pages = 0
        self.tagged = False
        """Whether screen readers find their way; known when done."""

    def start(self) -> None:
        """Start the child; raises WorkProblem when the system allows neither file nor process."""
        try:
            self._folder = Path(tempfile.mkdtemp(prefix="takeoff-report-"))
            text = self._context.model_dump_json()
            (self._folder / worker.CONTEXT).write_text(text, encoding="utf-8")
            self._process = self._launch(self._folder)
        except OSError as error:
            _clear_away(None, self._folder)
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
        code = self._process.poll()
        if code is not None:
            self._collect(code)
        elif time.monotonic() > self._deadline:
            self._fail(self._too_long())
        return self.state

    def cancel(self) -> None:
        """Kill the child at once; a job that has ended stays as it is."""
        if self.state in {JobState.WAITING, JobState.RUNNING}:
            self.state = JobState.CANCELLED
            self._problem = WorkProblem("The printing was cancelled.")
            self._clear()

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

    def _launch(self, folder: Path) -> subprocess.Popen[bytes]:
        limits = [str(self._megabytes), str(max(1, int(self._seconds) + 1))]
        # -P: what lies in the current folder must not be taken for one of our modules.
        command = [sys.executable, "-P", "-m", self._module, str(folder), *limits]
        with (folder / "told").open("wb") as told, (folder / "errors").open("wb") as errors:
            return subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command,
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=errors,
                cwd=folder,
                env=_environment(folder),
            )

    def _read_progress(self) -> None:
        if self._folder is None:
            return
        lines = (self._folder / "told").read_text(encoding="ascii").split("\n")
        # The last piece is empty or still being written.
        told = [float(line) for line in lines[:-1] if line]
        self.progress = max([self.progress, *told])

    def _collect(self, code: int) -> None:
        folder = self._folder
        if folder is None:
            return
        if code == 0 and (folder / worker.PRINTED).is_file():
            self._take(folder)
        else:
            self._fail(_told_problem(folder, code))

    def _take(self, folder: Path) -> None:
        try:
            facts = json.loads((folder / worker.PRINTED).read_text(encoding="utf-8"))
            self._data = (folder / worker.REPORT).read_bytes()
        except (OSError, ValueError):
            self._fail(_told_problem(folder, 0))
            return
        self.pages, self.tagged = facts["pages"], facts["tagged"]
        self.progress = 1.0
        self.state = JobState.DONE
        self._clear()

    def _fail(self, problem: WorkProblem) -> None:
        self._problem = problem
        self.state = JobState.FAILED
        self._clear()

    def _too_long(self) -> WorkProblem:
        return WorkProblem(
            "The report was not ready after %(seconds)d seconds and was stopped.",
            remedy="Shorten very long notes, or print the page for the sponsor alone.",
            seconds=round(self._seconds),
        )


def _nothing() -> None:
    """Stand for the clearing of a job that has not started."""


def _clear_away(process: subprocess.Popen[bytes] | None, folder: Path | None) -> None:
    """End the child, without leaving a zombie, and remove what it had on the disk."""
    if process is not None:
        if process.poll() is None:
            process.kill()
        process.wait()
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def _environment(folder: Path) -> dict[str, str]:
    """Return the child's environment: its temporary files lie in the folder that we remove."""
    own = {name: str(folder) for name in ("TMPDIR", "TEMP", "TMP")}
    root = str(Path(assessor.__file__).resolve().parent.parent)
    paths = [root] if Path(root).name not in {"site-packages", "dist-packages"} else []
    inherited = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    return os.environ | own | {"PYTHONPATH": os.pathsep.join([*paths, *inherited])}


def _told_problem(folder: Path, code: int) -> WorkProblem:
    """Return the problem that the child wrote down, else what its end looks like."""
    told = _confession(folder)
    if told is not None:
        return told
    errors = (folder / "errors").read_text(encoding="utf-8", errors="replace").strip()
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


def _confession(folder: Path) -> WorkProblem | None:
    """Return the problem that the child wrote down; None when it could not, or not to the end."""
    try:
        facts = json.loads((folder / worker.PROBLEM).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return WorkProblem(
        facts["what"], place=facts["place"], remedy=facts["remedy"], **facts["values"]
    )


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
