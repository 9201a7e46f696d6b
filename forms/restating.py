"""Has the list worked out again, beside the window, when something else works figures out."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject, QTimer, Slot

from assessor.domain.problem import Problem
from forms.saving import Writer
from forms.session import Session

FIRST_MS = 4_000
"""After the start: an update of the program may work figures out in another way."""


class Restating(QObject):
    """Goes through the stored assessments once; what fails leaves the list as it was."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._again = False
        self._stopped = Event()
        self._writer = Writer(self)
        self._writer.ended.connect(self._on_end)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.begin)
        session.beliefs_changed.connect(self.begin)

    @property
    def is_running(self) -> bool:
        """Return whether the list is being worked out."""
        return self._writer.is_running

    @Slot()
    def keep(self) -> None:
        """Look in a little while whether there is anything to do."""
        self._timer.start(FIRST_MS)

    @Slot()
    def begin(self) -> None:
        """Begin, or begin again once what is going on has ended: that ends early then."""
        if self._writer.is_running:
            self._again = True
            return
        service, stopped = self._session.service, self._stopped
        self._writer.start(lambda: service.restate(lambda: not stopped.is_set()))

    def stop(self) -> None:
        """End after the assessment that is being worked out."""
        self._timer.stop()
        self._again = False
        self._stopped.set()
        self._writer.wait()

    @Slot(object)
    def _on_end(self, result: object) -> None:
        if isinstance(result, Exception) and not isinstance(result, Problem):
            raise result
        if isinstance(result, int) and result:
            self._session.list_changed.emit()
        if self._again:
            self._again = False
            self.begin()
