"""Long work beside the window: polled by a timer, so that nothing ever waits for it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from queue import Empty, SimpleQueue
from threading import Thread
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

    def result(self) -> object:
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


class SideWork(QObject):
    """Thinks in a thread of its own; of several requests only the last one is answered.

    The work must touch neither the window nor the database.
    """

    done = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._answers: SimpleQueue[object] = SimpleQueue()
        self._next: Callable[[], object] | None = None
        self._running = False
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        """Return whether an answer is still to come."""
        return self._running

    def start(self, work: Callable[[], object]) -> None:
        """Begin this work, or as soon as what is running has ended."""
        self._next = work
        if not self._running:
            self._begin()

    def forget(self) -> None:
        """Answer nothing that was asked for."""
        self._next = None
        self._answers = SimpleQueue()
        self._running = False
        self._timer.stop()

    def _begin(self) -> None:
        work, self._next = self._next, None
        if work is None:
            return
        answers = self._answers

        def think() -> None:
            try:
                answers.put(work())
            except Exception as error:  # noqa: BLE001 - told again where the window hears it
                answers.put(error)

        self._running = True
        self._timer.start()
        Thread(target=think, daemon=True).start()

    @Slot()
    def _look(self) -> None:
        try:
            answer = self._answers.get_nowait()
        except Empty:
            return
        self._timer.stop()
        self._running = False
        if self._next is not None:
            self._begin()
        elif isinstance(answer, Exception):
            raise answer
        else:
            self.done.emit(answer)
