"""The plan for what is open, looked for once and shown alike wherever conditions are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from assessor.domain.assessment import Assessment
from assessor.domain.plan import Plan
from assessor.domain.problem import Problem
from assessor.domain.risk import Forecast, Verdict
from forms.jobs import LatestJob

if TYPE_CHECKING:
    from assessor.service import Service


class PlanSearch(QObject):
    """Looks for the plan in a child process and keeps it until anything that matters changes."""

    found = Signal()
    failed = Signal(object)
    """The Problem that ended the search."""
    busy = Signal(bool)
    """True once the search takes long enough to be mentioned; False when it has ended."""

    def __init__(self, service: Service, parent: QObject) -> None:
        super().__init__(parent)
        self.plan: Plan | None = None
        """The plan for what was asked about last; nothing while it is being looked for."""
        self._service = service
        self._asked: object = None
        self._work = LatestJob(self)
        self._work.done.connect(self._take)
        self._work.failed.connect(self._fail)
        self._work.busy.connect(self.busy)

    @property
    def is_running(self) -> bool:
        """Return whether a plan is still to come."""
        return self._work.is_running

    def look_for(self, assessment: Assessment) -> bool:
        """Look for the plan unless it is known or under way; return whether this asks anew."""
        service, without = self._service, assessment.plan.ruled_out
        asked = self._key(assessment)
        if asked == self._asked:
            return False
        self._asked, self.plan = asked, None
        if assessment.answers:
            self._work.ask(lambda: service.start_plan(assessment, without=without))
        else:
            self._work.cancel()
        return True

    def stop(self) -> None:
        """Look for nothing that nobody sees; what was found stays."""
        if self._work.is_running:
            self.forget()

    @Slot()
    def forget(self) -> None:
        """End the search and keep nothing of it."""
        self._work.cancel()
        self._asked, self.plan = None, None

    def planned(self, assessment: Assessment, forecast: Forecast) -> Forecast:
        """Return the forecast with the conditions of the plan; with none until it is known."""
        if not needs_plan(forecast):
            return forecast
        plan = self.known(assessment)
        if plan is None:
            return forecast.model_copy(update={"conditions": ()})
        return self._service.with_plan(forecast, plan)

    def known(self, assessment: Assessment) -> Plan | None:
        """Return the plan for these very answers and decisions, if it is found already."""
        return self.plan if self._asked == self._key(assessment) else None

    def _key(self, assessment: Assessment) -> object:
        """Return everything that a plan depends on."""
        chosen, without = self._service.chosen_beliefs, assessment.plan.ruled_out
        return (assessment.answers, assessment.project, chosen, without)

    @Slot(object)
    def _take(self, plan: object) -> None:
        if isinstance(plan, Plan):
            self.plan = plan
            self.found.emit()

    @Slot(object)
    def _fail(self, problem: object) -> None:
        self._asked = None
        if isinstance(problem, Problem):
            self.failed.emit(problem)


def needs_plan(forecast: Forecast) -> bool:
    """Return whether a plan says on which conditions the project may start."""
    return forecast.verdict is Verdict.GO_IF
