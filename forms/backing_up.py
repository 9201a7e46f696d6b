"""Has backups of the database made while the user works, beside the window."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assessor.domain.problem import Problem
from assessor.service.backups import EVERY
from forms.saving import Writer

if TYPE_CHECKING:
    from assessor.service import Service

FIRST_MS = 20_000
"""After the start: the window stands by then, and what comes next may be what goes wrong."""

EVERY_MS = EVERY // timedelta(milliseconds=1)


class BackingUp(QObject):
    """Makes one backup at a time; the window never waits for it."""

    made = Signal()
    """There is a backup of now."""
    failed = Signal(object)
    """The Problem that kept it from being made, told once for as long as it stays the same."""

    def __init__(self, service: Service, parent: QObject) -> None:
        super().__init__(parent)
        self._service = service
        self._told = ""
        self._writer = Writer(self)
        self._writer.ended.connect(self._on_end)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    @Slot()
    def keep(self) -> None:
        """Look for work in a little while, and then every half hour."""
        self._timer.start(FIRST_MS)

    @Slot()
    def begin(self) -> None:
        """Make a backup now, unless that is going on already; what fails is told again."""
        self._told = ""
        self._start()

    def wait(self) -> bool:
        """Wait for the backup that is being made; return whether it ended in time."""
        return self._writer.wait()

    def _start(self) -> None:
        if not self._writer.is_running:
            self._writer.start(self._service.back_up)

    @Slot()
    def _look(self) -> None:
        self._timer.setInterval(EVERY_MS)
        if self._service.wants_backup():
            self._start()

    @Slot(object)
    def _on_end(self, result: object) -> None:
        if isinstance(result, Problem):
            told = str(result)
            if told != self._told:
                self._told = told
                self.failed.emit(result)
        elif isinstance(result, Exception):
            raise result
        else:
            self._told = ""
            self.made.emit()
