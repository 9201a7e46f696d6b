"""A session in which nothing counts: to see a question as respondents will, and to try it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from assessor.domain.assessment import Assessment
from forms.session import Session


class Rehearsal(Session):
    """Takes answers like a session, and neither scores nor stores any of them."""

    def __init__(self, real: Session, parent: QObject) -> None:
        super().__init__(real.settings, real.service, parent=parent)
        self._real = real
        self.voice = real.voice
        self.assessment = Assessment()

    def follow(self) -> None:
        """Speak and look as the window does."""
        self.settings = self._real.settings
        self.voice = self._real.voice

    def _touch(self) -> None:
        """Leave everything as it is: an answer that is only tried is not an answer."""
