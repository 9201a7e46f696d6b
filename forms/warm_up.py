"""Opens the database beside the window, once there is a window to look at."""

from __future__ import annotations

import logging
from threading import Thread

from PySide6.QtCore import QObject, Signal, Slot

from assessor.domain.problem import Problem
from assessor.service import Service

log = logging.getLogger(__name__)


class WarmUp(QObject):
    """Reads what the first answer needs while the user looks at the list.

    Reading it takes a fifth of a second, and a large database is checked for seconds; the window
    must not wait for either. Whoever needs the database meanwhile waits for this to end.
    """

    refused = Signal()
    """The database cannot be used; asking for it tells why."""
    _ended = Signal(bool)

    def __init__(self, service: Service, parent: QObject) -> None:
        super().__init__(parent)
        self._service = service
        self._thread: Thread | None = None
        self._ended.connect(self._on_end)

    @Slot()
    def start(self) -> None:
        """Begin, unless it was begun before."""
        if self._thread is None:
            self._thread = Thread(target=self._run, name="warm-up", daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Return when nothing is going on any more; the program is about to end."""
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        self._ended.emit(_opened(self._service))

    @Slot(bool)
    def _on_end(self, opened: bool) -> None:  # noqa: FBT001 - a signal's value
        if not opened:
            self.refused.emit()


def _opened(service: Service) -> bool:
    try:
        service.warm_up()
    except Problem as problem:
        log.info("database not opened: %s", problem)
        return False
    return True
