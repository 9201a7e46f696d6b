"""Long work beside the window: polled by a timer, so that nothing ever waits for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Protocol
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assessor.domain.problem import Problem

POLL_MS = 50

SOON_MS = 120
"""How long a question waits for a later one that replaces it."""

MENTION_MS = 300
"""Work that takes longer is mentioned."""


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


_thinking: WeakSet[Thread] = WeakSet()

THOUGHT_SECONDS = 15.0
"""Longer than any thought takes on a busy machine; a thought always ends."""


def finish_thoughts(seconds: float = THOUGHT_SECONDS) -> bool:
    """Wait for what is still thought of beside the window; return whether all of it has ended.

    To be called before the program ends: Python halts the threads that it leaves behind in the
    midst of what they do, and where that is in compiled code the whole program falls.
    """
    end = time.monotonic() + seconds
    for thread in tuple(_thinking):
        thread.join(max(0.0, end - time.monotonic()))
    return not any(thread.is_alive() for thread in tuple(_thinking))


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
        thread = Thread(target=think, name="takeoff-thought", daemon=True)
        _thinking.add(thread)
        thread.start()

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


class LatestJob(QObject):
    """Works on what was asked for last: a new question ends the work on the one before it."""

    done = Signal(object)
    failed = Signal(object)
    busy = Signal(bool)
    """True once the work takes long enough to be mentioned; False when it has ended."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._start: Callable[[], Job] | None = None
        self._work: PollingJob | None = None
        self._soon = self._timer(SOON_MS, self._begin)
        self._mention = self._timer(MENTION_MS, self._say_busy)

    def _timer(self, wait_ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait_ms)
        timer.timeout.connect(slot)
        return timer

    @property
    def is_running(self) -> bool:
        """Return whether an answer is still to come."""
        return self._start is not None

    def ask(self, start: Callable[[], Job]) -> None:
        """Start a job after a moment, unless another is asked for before; it drops any other."""
        self.cancel()
        self._start = start
        self._soon.start()
        self._mention.start()

    def cancel(self) -> None:
        """End the work and forget what was asked for; harmless when nothing goes on."""
        if self._work is not None:
            self._work.cancel()
        self._end()

    @Slot()
    def _begin(self) -> None:
        if self._start is None:
            return
        try:
            job = self._start()
        except Problem as problem:
            self._end()
            self.failed.emit(problem)
            return
        self._work = PollingJob(job, self)
        self._work.done.connect(self._finish)
        self._work.failed.connect(self._fail)
        self._work.start()

    @Slot(object)
    def _finish(self, result: object) -> None:
        self._end()
        self.done.emit(result)

    @Slot(object)
    def _fail(self, problem: object) -> None:
        self._end()
        self.failed.emit(problem)

    @Slot()
    def _say_busy(self) -> None:
        self.busy.emit(True)

    def _end(self) -> None:
        self._soon.stop()
        self._mention.stop()
        self._start = None
        if self._work is not None:
            self._work.deleteLater()
            self._work = None
        self.busy.emit(False)
