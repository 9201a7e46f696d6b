"""What stands in for children where a test looks at what pages show, and not at what is made.

A child takes seconds to find a plan, and finds the same again; and no such test waits for a report.
"""

from __future__ import annotations

from assessor.domain.plan import Plan
from assessor.domain.problem import WorkProblem
from assessor.report.process import JobState
from assessor.scoring.plan.job import PlanJob, PlanState

_found: dict[str, Plan] = {}


class RememberedSearch(PlanJob):
    """Looks for a plan in a child as ever, unless the same was asked before."""

    def start(self) -> None:
        known = _found.get(self._asked())
        if known is None:
            super().start()
            return
        self._plan, self.progress, self.state = known, 1.0, PlanState.DONE

    def _collect(self, code: int) -> None:
        super()._collect(code)
        if self._plan is not None:
            _found[self._asked()] = self._plan

    def _asked(self) -> str:
        """Return everything that a plan depends on."""
        answers = self._assessment.model_dump_json(include={"answers", "project", "plan"})
        about = (self._questionnaire.digest, self._beliefs.model_dump_json(), *self._without)
        return "\n".join((answers, *about))


class EndlessReport:
    """A report that is still being made, for tests that look at pages and not at reports."""

    progress = 0.0
    page = 0

    def poll(self) -> JobState:
        return JobState.RUNNING

    def result(self) -> bytes:
        raise WorkProblem("The report is not finished.")

    def cancel(self) -> None:
        return None
