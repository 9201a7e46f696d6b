"""Remembers where the user was, so that a start can go on from there, after a crash as well."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance, Slot

from assessor.domain.problem import Problem
from forms.session import Session

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Place:
    """Where in the window the user was."""

    assessment: str = ""
    page: str = ""
    question: str = ""
    scrolls: list[int] = field(default_factory=list)
    """How far each scrolled area of the page was scrolled, in pixels."""
    geometry: str = ""
    """Qt's saved geometry, base64."""
    running: bool = True
    """Whether the program was still running when this was written."""


class Placed(Protocol):
    """A window that can tell where the user is, and bring them back there."""

    moved: SignalInstance

    def place(self) -> Place:
        """Return where the user is."""

    def go_back_to(self, place: Place) -> None:
        """Bring page, question and scroll position back."""


class OpenMark(QObject):
    """Keeps a small file; found at the start, it tells where the user was, and of a crash."""

    def __init__(
        self, session: Session, path: Path, parent: QObject, window: Placed | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._path = path
        self._window = window
        self._left = self._read()
        self._last = Place()
        self._write()
        session.assessment_opened.connect(self._write)
        session.assessment_closed.connect(self._write)
        session.saved.connect(self._write)
        if window is not None:
            window.moved.connect(self._write)

    @Slot()
    def bring_back(self) -> None:
        """Open again what was open, if the user wishes so or after a crash, which is told."""
        left, session = self._left, self._session
        self._left = None
        if left is None:
            return
        if session.assessment is None and (left.running or session.settings.restore):
            self._go_back_to(left)
        if left.running:
            session.notice.emit(
                session.voice.say(
                    "The program ended unexpectedly last time. Everything that was saved is here."
                )
            )

    def _go_back_to(self, left: Place) -> None:
        session = self._session
        try:
            if not left.assessment or left.assessment not in session.service.repository:
                return
        except Problem:
            return  # the first page tells what is the matter with the database
        if session.open(left.assessment) and self._window is not None:
            self._window.go_back_to(left)

    def release(self) -> None:
        """Note that the program ends as it should, and where the user was."""
        self._keep(running=False)

    def _read(self) -> Place | None:
        known = {known.name for known in fields(Place)}
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            return Place(**{name: value for name, value in kept.items() if name in known})
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, AttributeError):
            return Place()  # something was being written when the program ended

    @Slot()
    def _write(self) -> None:
        kept = self._session.assessment
        here = self._window.place() if self._window is not None else Place()
        name = kept.id if kept is not None else ""
        self._last = Place(name, here.page, here.question, here.scrolls, here.geometry)
        self._keep(running=True)

    def _keep(self, *, running: bool) -> None:
        text = json.dumps(asdict(self._last) | {"running": running})
        fresh = self._path.with_name(self._path.name + ".new")
        try:
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(self._path)
        except OSError as error:
            log.warning("mark not kept: %s", type(error).__name__)
