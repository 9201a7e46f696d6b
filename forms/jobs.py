"""Long work beside the window: polled by a timer, so that nothing ever waits for it."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assessor.domain.problem import Problem

POLL_MS = 50


GOING_ON = frozenset({"waiting", "running"})
"""States in which work has not ended, well or badly."""


class Job(Protocol):
    """Work in a child process that has been started."""

    def poll(self) -> StrEnum:
        """Return where the work stands: waiting, running, done, failed or cancelled."""

    @property
    def progress(self) -> float:
        """Return how far the work is, 0 to 1."""

    def result(self) -> bytes:
        """Return what was made; raises Problem when the work failed."""

    def cancel(self) -> None:
        """End the work at once."""


class PollingJob(QObject):
    """Watches one job; exactly one of ``done``, ``failed`` and ``cancelled`` ends it."""

    progress = Signal(float)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, job: Job, parent: QObject) -> None:
        super().__init__(parent)
        self._job = job
        self._running = False
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        """Return whether the work goes on."""
        return self._running

    def start(self) -> None:
        """Watch the work from now on."""
        self._running = True
        self._timer.start()

    @Slot()
    def cancel(self) -> None:
        """End the work at once; harmless when it has ended."""
        if self._running:
            self._end()
            self._job.cancel()
            self.cancelled.emit()

    @Slot()
    def _look(self) -> None:
        if self._job.poll().value in GOING_ON:
            self.progress.emit(self._job.progress)
            return
        self._end()
        try:
            result = self._job.result()
        except Problem as problem:
            self.failed.emit(problem)
            return
        self.progress.emit(1.0)
        self.done.emit(result)

    def _end(self) -> None:
        self._running = False
        self._timer.stop()
