"""Writes to the disk beside the window, so that a slow disk never holds a key press."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal, Slot

from assessor.domain.problem import WorkProblem

POLL_MS = 5

LONGEST_SECONDS = 6.0
"""How long a window that must know waits for a disk that does not answer."""

Made = TypeVar("Made")


class Writer(QObject):
    """Does one piece of work at a time in a thread of its own and tells how it ended."""

    ended = Signal(object)
    """What the work returned, or the exception that it raised."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._results: SimpleQueue[object] = SimpleQueue()
        self._thread: Thread | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        """Return whether something is being written, or its end was not told yet."""
        return self._thread is not None

    def start(self, work: Callable[[], object]) -> None:
        """Begin; nothing else may be going on."""
        results = self._results

        def run() -> None:
            try:
                results.put(work())
            except Exception as error:  # noqa: BLE001 - told where the window hears it
                results.put(error)

        # A daemon: a disk that never answers must not keep the program from ending.
        self._thread = Thread(target=run, name="takeoff-writer", daemon=True)
        self._thread.start()
        self._timer.start()

    def wait(self, seconds: float = LONGEST_SECONDS) -> bool:
        """Wait for the end and tell it; return False when it did not come in time."""
        if self._thread is not None:
            self._thread.join(seconds)
            self._look()
        return self._thread is None

    @Slot()
    def _look(self) -> None:
        try:
            result = self._results.get_nowait()
        except Empty:
            return
        self._timer.stop()
        self._thread = None
        self.ended.emit(result)


def beside(work: Callable[[], Made]) -> Made:
    """Return what the work returns or raises; the window is painted meanwhile, keys wait."""
    results: list[Made] = []
    errors: list[Exception] = []

    def run() -> None:
        try:
            results.append(work())
        except Exception as error:  # noqa: BLE001 - raised again below
            errors.append(error)

    thread = Thread(target=run, name="takeoff-beside", daemon=True)
    loop, timer = QEventLoop(), QTimer()
    timer.setInterval(POLL_MS)

    def look() -> None:
        if not thread.is_alive():
            loop.quit()

    timer.timeout.connect(look)
    thread.start()
    timer.start()
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    timer.stop()
    if thread.is_alive():  # the window was closed, which ends every loop
        thread.join(LONGEST_SECONDS)
    if errors:
        raise errors[0]
    if not results:
        raise WorkProblem("The disk does not answer.", remedy="Wait a little.")
    return results[0]
