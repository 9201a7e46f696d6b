"""Remembers what was open, so that a start after a crash can put it back."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from forms.session import Session

log = logging.getLogger(__name__)


class OpenMark(QObject):
    """Keeps a small file while the window lives; found at the start, it tells of a crash."""

    def __init__(self, session: Session, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._path = path
        self._left_open = self._read()
        self._write()
        session.assessment_opened.connect(self._write)
        session.assessment_closed.connect(self._write)

    @Slot()
    def bring_back(self) -> None:
        """After a crash, open again what was open and say so in one line."""
        left, session = self._left_open, self._session
        self._left_open = None
        if left is None:
            return
        if left and session.assessment is None:
            session.open(left)
        session.notice.emit(
            session.voice.say(
                "The program ended unexpectedly last time. Everything that was saved is here."
            )
        )

    def release(self) -> None:
        """Take the mark away: the program ends as it should."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            log.warning("mark not taken away: %s", error)

    def _read(self) -> str | None:
        try:
            return self._path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None

    @Slot()
    def _write(self) -> None:
        kept = self._session.assessment
        try:
            self._path.write_text(kept.id if kept else "", encoding="utf-8")
        except OSError as error:
            log.warning("mark not kept: %s", error)
