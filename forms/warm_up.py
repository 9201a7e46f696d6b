"""Gets ready beside the window what will be asked for: database, printing child, pages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assessor.domain.problem import Problem
from assessor.service import Service

log = logging.getLogger(__name__)

PRESS_MS = 4_000
"""After an assessment was opened: its page stands by then, and nobody has asked for a report."""

BUILD_MS = 30
"""Between two pieces of pages that are made ahead of time: the keys come first."""


class WarmUp(QObject):
    """Reads what the first answer needs while the user looks at the list.

    Reading it takes a fifth of a second, and a large database is checked for seconds; the window
    must not wait for either. Whoever needs the database meanwhile waits for this to end.
    """

    refused = Signal()
    """The database cannot be used; asking for it tells why."""
    made = Signal()
    """Every page has been made."""
    _ended = Signal(bool)
    _read = Signal()

    def __init__(
        self,
        service: Service,
        parent: QObject,
        reads: Sequence[Callable[[], object]] = (),
        build: Callable[[], Iterator[None]] | None = None,
        is_busy: Callable[[], bool] = lambda: False,
    ) -> None:
        """Take what is read beside the window, and what makes pages piece by piece after it.

        No piece is made while the window ``is_busy`` with what somebody waits for.
        """
        super().__init__(parent)
        self._service = service
        self._reads = tuple(reads)
        self._build = build
        self._is_busy = is_busy
        self._pieces: Iterator[None] = iter(())
        self._thread: Thread | None = None
        self._press: Thread | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(PRESS_MS)
        self._idle.timeout.connect(self.warm_press)
        self._next_piece = QTimer(self)
        self._next_piece.setInterval(BUILD_MS)
        self._next_piece.timeout.connect(self._make_one)
        self._ended.connect(self._on_end)
        self._read.connect(self._on_read)

    @Slot()
    def start(self) -> None:
        """Begin, unless it was begun before."""
        if self._thread is None:
            self._thread = Thread(target=self._run, name="warm-up", daemon=True)
            self._thread.start()

    @Slot()
    def expect_reports(self) -> None:
        """Have a child that prints ready in a while: the first report need not wait for it."""
        if self._press is None:
            self._idle.start()

    @Slot()
    def warm_press(self) -> None:
        """Start that child now; importing what starts it must not hold the window up either."""
        if self._press is None:
            self._press = Thread(target=self._get_ready, name="warm-press", daemon=True)
            self._press.start()

    def _get_ready(self) -> None:
        self._service.warm_press()
        for read in self._reads:
            read()
        self._read.emit()

    @Slot()
    def _on_read(self) -> None:
        if self._build is not None:
            self._pieces = self._build()
            self._next_piece.start()

    @Slot()
    def _make_one(self) -> None:
        if self._is_busy():
            return
        try:
            next(self._pieces)
        except StopIteration:
            self._next_piece.stop()
            self.made.emit()

    def wait(self) -> None:
        """Return when nothing is going on any more; the program is about to end."""
        self._idle.stop()
        self._build = None
        self._next_piece.stop()
        for thread in (self._thread, self._press):
            if thread is not None:
                thread.join()

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
