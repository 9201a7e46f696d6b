"""Children that print, kept warm: the next report need not wait for half a second of imports."""

from __future__ import annotations

import json
import subprocess
import sys
import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock

from assessor.children import environment
from assessor.report.waiting import WAIT

ORDERS = 20
"""Orders that a child works on before it is replaced, lest anything grows."""


class Hand:
    """A child that waits for orders or works on one."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.orders = 0

    @property
    def is_fit(self) -> bool:
        """Return whether it can be given another order."""
        return self.process.poll() is None and self.orders < ORDERS

    def order(self, folder: Path, megabytes: int, seconds: int) -> None:
        """Have the order in a folder worked on; OSError when the child has just died."""
        self.orders += 1
        line = json.dumps([str(folder), megabytes, seconds]) + "\n"
        assert self.process.stdin is not None  # noqa: S101 - started with a pipe
        self.process.stdin.write(line.encode())
        self.process.stdin.flush()

    def end(self) -> None:
        """Kill it, without leaving a zombie or an open pipe; harmless when it is gone."""
        end(self.process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a child, without leaving a zombie or an open pipe; harmless when it is gone."""
    if process.poll() is None:
        process.kill()
    process.wait()
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()


class Press:
    """Children of one module, at most ``most`` of them waiting; none outlives the press."""

    def __init__(self, module: str, most: int = 1) -> None:
        """Take the name of the module that is run; it must know how to wait."""
        self._module = module
        self._most = most
        self._lock = Lock()
        self._waiting: list[Hand] = []
        self._is_open = True
        # Also when the program ends, or forgets the press.
        self._clear: Callable[[], object] = weakref.finalize(self, _end_all, self._waiting)

    def warm(self) -> None:
        """Start a child unless one waits already; it imports while nobody waits for it.

        What the system refuses now is told when there is something to print.
        """
        with self._lock, suppress(OSError):
            self._forget_unfit()
            if self._is_open and not self._waiting:
                self._waiting.append(self._start())

    def take(self) -> Hand:
        """Return a child that can be given an order, a new one if none waits; OSError if none."""
        with self._lock:
            self._forget_unfit()
            return self._waiting.pop() if self._waiting else self._start()

    def give_back(self, hand: Hand) -> None:
        """Let a child that has done its order wait for the next one, or end it."""
        with self._lock:
            if self._is_open and hand.is_fit and len(self._waiting) < self._most:
                self._waiting.append(hand)
                return
        hand.end()

    def close(self) -> None:
        """End all that wait, and whatever is given back from now on."""
        with self._lock:
            self._is_open = False
            _end_all(self._waiting)

    def _forget_unfit(self) -> None:
        for hand in [known for known in self._waiting if not known.is_fit]:
            hand.end()
            self._waiting.remove(hand)

    def _start(self) -> Hand:
        command = [sys.executable, "-P", "-m", self._module, WAIT]
        return Hand(
            subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=Path(sys.executable).parent,
                env=environment(),
            )
        )


def _end_all(hands: list[Hand]) -> None:
    while hands:
        hands.pop().end()
