"""Looks for garbage in the window's own thread, and in no other.

Python collects in whichever thread happens to make the next object. Where that is a thread beside
the window, the end of a Qt object that was part of a cycle comes from there, and Qt falls.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_MS = 500
"""How often it is counted whether enough was made to look for garbage."""


def collect_due() -> int:
    """Collect the youngest generations that Python itself would by now; return how many objects.

    To be called in the window's thread while automatic collection is off.
    """
    counts, limits = gc.get_count(), gc.get_threshold()
    due = [
        age for age, (count, limit) in enumerate(zip(counts, limits, strict=True)) if count > limit
    ]
    return gc.collect(max(due)) if due else 0


class Collector(QObject):
    """Takes collecting over from Python for as long as the window lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(self._look)
        timer.start(LOOK_MS)

    @Slot()
    def keep(self) -> None:
        """Never look again at what there is now: a start makes what stays."""
        gc.freeze()

    @Slot()
    def _look(self) -> None:
        collect_due()
