"""What happens when the program itself goes wrong: it is logged, shown in place, and goes on."""

from __future__ import annotations

import logging
import sys
from types import TracebackType

from PySide6.QtCore import QObject

from assessor.settings import data_folder
from forms.diary import LOG_NAME
from forms.session import Session

log = logging.getLogger("takeoff")


class Mishaps(QObject):
    """Takes over Python's last resort for as long as the window lives."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._before = sys.excepthook
        sys.excepthook = self.catch

    def catch(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an error that nobody handled and say so in the window."""
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        log.error("unhandled", exc_info=(kind, error, trace))
        self._session.problem_raised.emit(
            self._session.voice.say(
                "Something went wrong in the program: %(error)s. Your answers are safe; "
                "details are in %(place)s.",
                error=kind.__name__,
                place=str(data_folder() / LOG_NAME),
            )
        )

    def release(self) -> None:
        """Give Python's last resort back."""
        sys.excepthook = self._before
