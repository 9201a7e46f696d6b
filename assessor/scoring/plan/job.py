"""Looks for a plan in a child process: it takes seconds, and who asked may change their mind."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import weakref
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import IO

import assessor
from assessor.domain.assessment import Assessment
from assessor.domain.plan import Plan
from assessor.domain.problem import WorkProblem
from assessor.domain.questionnaire import Questionnaire
from assessor.scoring.belief_set import BeliefSet

WORKER = "assessor.scoring.plan.worker"
"""Named, not imported: it brings the solver along, which only the child needs."""

SECONDS = 120
"""Wall clock time of the child; the slowest known plan takes nine."""


class PlanState(StrEnum):
    """Where a search stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class PlanJob:
    """One plan being looked for; nothing here blocks. The child goes when the job does."""

    def __init__(
        self,
        assessment: Assessment,
        questionnaire: Questionnaire,
        beliefs: BeliefSet,
        without: Sequence[str] = (),
        *,
        seconds: float = SECONDS,
    ) -> None:
        self._assessment = assessment
        self._questionnaire = questionnaire
        self._beliefs = beliefs
        self._without = tuple(without)
        self._seconds = seconds
        self._deadline = 0.0
        self._child: subprocess.Popen[bytes] | None = None
        self._told: IO[bytes] | None = None
        self._end: Callable[[], object] = _nothing
        self._plan: Plan | None = None
        self._problem: WorkProblem | None = None
        self.state = PlanState.WAITING
        self.progress = 0.0
        """Nobody knows how far a search is: 0 until the end."""

    def start(self) -> None:
        """Start the child; raises WorkProblem when the system allows none."""
        try:
            self._told = tempfile.TemporaryFile()  # noqa: SIM115 - read when the child has ended
            self._child = self._launch(self._told)
        except OSError as error:
            raise WorkProblem(
                "The plan cannot be looked for: %(reason)s.",
                remedy="Free some space or memory and try again.",
                reason=error.strerror or str(error),
            ) from error
        self._end = weakref.finalize(self, _end, self._child, self._told)
        self._deadline = time.monotonic() + self._seconds
        self.state = PlanState.RUNNING

    def _launch(self, told: IO[bytes]) -> subprocess.Popen[bytes]:
        with tempfile.TemporaryFile() as asked:
            asked.write(self._request())
            asked.seek(0)
            # -P: what lies in the current folder must not be taken for one of our modules.
            return subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-P", "-m", WORKER],
                stdin=asked,
                stdout=told,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )

    def _request(self) -> bytes:
        without = ",".join(f'"{action_id}"' for action_id in self._without)
        asked = (self._assessment, self._questionnaire, self._beliefs)
        parts = (*(part.model_dump_json() for part in asked), without)
        form = '{"assessment":%s,"questionnaire":%s,"beliefs":%s,"without":[%s]}'
        return (form % parts).encode("utf-8")

    def poll(self) -> PlanState:
        """Look whether the child has ended, and return the state."""
        if self.state is not PlanState.RUNNING or self._child is None:
            return self.state
        code = self._child.poll()
        if code is not None:
            self._collect(code)
        elif time.monotonic() > self._deadline:
            self._fail(WorkProblem("No plan was found in time, and the search was stopped."))
        return self.state

    def _collect(self, code: int) -> None:
        if code != 0 or self._told is None:
            self._fail(WorkProblem("The search for a plan broke off."))
            return
        self._told.seek(0)
        self._plan = Plan.model_validate_json(self._told.read())
        self.progress = 1.0
        self.state = PlanState.DONE
        self._end()

    def _fail(self, problem: WorkProblem) -> None:
        self._problem = problem
        self.state = PlanState.FAILED
        self._end()

    def cancel(self) -> None:
        """End the child at once; a search that has ended stays as it is."""
        if self.state in {PlanState.WAITING, PlanState.RUNNING}:
            self.state = PlanState.CANCELLED
            self._problem = WorkProblem("The search for a plan was stopped.")
            self._end()

    def result(self) -> Plan:
        """Return the plan; raises WorkProblem when there is none yet, or none any more."""
        if self._plan is not None:
            return self._plan
        raise self._problem or WorkProblem("The plan is not found yet.")


def _nothing() -> None:
    """Stand for the end of a job that has not started."""


def _end(child: subprocess.Popen[bytes], told: IO[bytes]) -> None:
    """End the child, without leaving a zombie, and let go of its file."""
    if child.poll() is None:
        child.kill()
    child.wait()
    told.close()


def _environment() -> dict[str, str]:
    """Return an environment in which the child finds this program, installed or not."""
    root = str(Path(assessor.__file__).resolve().parent.parent)
    paths = [root] if Path(root).name not in {"site-packages", "dist-packages"} else []
    inherited = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    return os.environ | {"PYTHONPATH": os.pathsep.join([*paths, *inherited])}
