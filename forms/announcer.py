"""Says aloud, to whoever uses a screen reader, what others see happen elsewhere in the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from assessor.language import sentences
from forms.session import Session

PAUSE_MS = 700
"""How long nothing must have changed before the result is said: typing is not talked over."""


class Announcer(QObject):
    """Speaks messages at once and a changed result when its changes have settled."""

    announced = Signal(str)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._said = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self._say_result)
        self._waiting = ""
        """What is said next unless something else takes its place first."""
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(PAUSE_MS)
        self._still.timeout.connect(self._say_waiting)
        session.notice.connect(self._say)
        session.undo_offered.connect(self._say)
        session.problem_raised.connect(self._interrupt)
        session.forecast_changed.connect(self._soon.start)
        session.spoken.connect(self._say_when_still)
        session.assessment_opened.connect(self._forget)
        session.assessment_closed.connect(self._forget)

    @Slot()
    def _forget(self) -> None:
        self._said = ""
        self._soon.stop()
        self._still.stop()

    @Slot()
    def _say_result(self) -> None:
        forecast = self._session.forecast
        if forecast is None:
            return
        words = sentences.chance(self._session.voice, forecast)
        if words != self._said:
            self._said = words
            self._say(words)

    @Slot(str)
    def _say_when_still(self, words: str) -> None:
        self._waiting = words
        self._still.start()

    @Slot()
    def _say_waiting(self) -> None:
        if self._waiting:
            self._say(self._waiting)

    @Slot(str)
    def _say(self, words: str) -> None:
        self._send(words, QAccessible.AnnouncementPoliteness.Polite)

    @Slot(str)
    def _interrupt(self, words: str) -> None:
        self._send(words, QAccessible.AnnouncementPoliteness.Assertive)

    def _send(self, words: str, politeness: QAccessible.AnnouncementPoliteness) -> None:
        event = QAccessibleAnnouncementEvent(self._window, words)
        event.setPoliteness(politeness)
        QAccessible.updateAccessibility(event)
        self.announced.emit(words)
