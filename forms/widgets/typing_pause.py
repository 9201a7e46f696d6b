"""Tells when what is being typed is to be handed over: at a pause, but never much too late."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

LONGEST_MS = 500
"""Who types without a pause is handed over this often: saving fits into the promised second."""


class TypingPause(QObject):
    """Waits for a pause in typing, but never longer than LONGEST_MS from the first letter on."""

    due = Signal()

    def __init__(self, pause_ms: int, parent: QObject) -> None:
        """Wait for pauses of so many milliseconds."""
        super().__init__(parent)
        self._pause = self._timer(pause_ms)
        self._ceiling = self._timer(LONGEST_MS)

    def _timer(self, wait_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait_ms)
        timer.timeout.connect(self._tell)
        return timer

    @Slot()
    def touch(self) -> None:
        """Note that something was typed just now."""
        self._pause.start()
        if not self._ceiling.isActive():
            self._ceiling.start()

    @Slot()
    def stop(self) -> None:
        """Wait for nothing: all is handed over."""
        self._pause.stop()
        self._ceiling.stop()

    @Slot()
    def _tell(self) -> None:
        self.stop()
        self.due.emit()
