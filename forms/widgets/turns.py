"""Builds what takes long piece by piece, so that keys and clicks are heard in between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

Pieces: TypeAlias = Iterator[None]
"""Does a piece of the work each time it is asked for the next."""


def polish(widget: QWidget) -> None:
    """Dress a widget and all within it before it is shown: showing many is slow enough."""
    widget.hide()
    for part in (widget, *widget.findChildren(QWidget)):
        part.ensurePolished()


@contextmanager
def laid_out_later(inner: QWidget, *more: QLayout) -> Iterator[None]:
    """Lay out nothing around a widget meanwhile.

    Every widget that is shown would have all places around it measured again.
    """
    layouts = [*more]
    around: QWidget | None = inner
    while around is not None and not isinstance(around, QScrollArea):
        layout = around.layout()
        if layout is not None:
            layouts.append(layout)
        around = around.parentWidget()
    for layout in layouts:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in layouts:
            layout.setEnabled(True)
            layout.invalidate()


class Turns(QObject):
    """Does one piece of work at each turn of the event loop; new work replaces what is left."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Pieces | None = None
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._do_one)

    @property
    def is_going(self) -> bool:
        """Return whether something is left to do."""
        return self._work is not None

    def start(self, work: Pieces) -> None:
        """Do the first piece now and the rest turn by turn."""
        self._work = work
        self._do_one()

    def start_soon(self, work: Pieces) -> None:
        """Do all of it turn by turn; asked for again before then it costs nothing."""
        self._work = work
        self._next.start(0)

    def stop(self) -> None:
        """Leave undone what is left."""
        self._work = None
        self._next.stop()

    @Slot()
    def _do_one(self) -> None:
        work, self._work = self._work, None
        if work is None:
            return
        try:
            next(work)
        except StopIteration:
            return
        if self._work is None:
            self._work = work
            self._next.start(0)
