"""A window with a database of its own, for as long as pictures are taken of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import screenshot_cases as cases
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from assessor.domain.assessment import Project
from assessor.domain.language import Language
from assessor.service import Service
from assessor.settings import Settings, Theme
from forms.dialogs import DesktopDialogs
from forms.main_window import MainWindow
from forms.pages import PAGES
from forms.printing.queues import KnownPrinters, Printers
from forms.qt_words import QtWords
from forms.session import Session

SETTLE_MS = 350
WORK_SECONDS = 60.0
"""How long a plan or a report may take before the picture is taken without it."""


class KnownDesktop(DesktopDialogs):
    """A desktop with two printers, whatever this computer has."""

    def printers(self, parent: QObject) -> Printers:
        """Return two printers."""
        return KnownPrinters(("Office-2nd-floor", "Hall"), parent)


class Stage:
    """A window in one language, one theme and one size, and the ways to bring things about."""

    def __init__(self, window: MainWindow, session: Session, home: Path) -> None:
        self.window = window
        self.session = session
        self.home = home

    @property
    def service(self) -> Service:
        """Return the service behind the window."""
        return self.session.service

    def wait(self, milliseconds: int = SETTLE_MS) -> None:
        """Let the window work for so long."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def wait_for(self, is_done: Callable[[], bool]) -> None:
        """Let the window work until this holds, and a little longer for it to be painted."""
        end = time.monotonic() + WORK_SECONDS
        while not is_done() and time.monotonic() < end:
            self.wait(50)
        self.wait()

    def fill(self, state: str) -> None:
        """Put into the database, and open, what this state of the pictures is about."""
        if state == "empty":
            return
        for example in self.service.examples():
            self.session.open_copy(example.told_in(self.session.voice.language))
        made = cases.overfull if state == "overfull" else cases.typical
        self.session.open_copy(made(self.session.questionnaire))

    def need_assessment(self) -> None:
        """Open a blank assessment where there is none."""
        if self.session.assessment is None:
            self.session.create(Project())


@contextmanager
def opened(
    app: QApplication, home: Path, language: Language, look: Theme, size: tuple[int, int]
) -> Iterator[Stage]:
    """Open a window on an empty database and close it in the end."""
    settings = Settings(language=language, theme=look, consultant="N. Orlova")
    service = Service.open(settings)
    session = Session(settings, service)
    window = MainWindow(session, KnownDesktop(), PAGES)
    words = QtWords(session, app)
    window.resize(*size)
    window.show()
    stage = Stage(window, session, home)
    try:
        yield stage
    finally:
        window.close()
        app.removeTranslator(words.translator)
        window.deleteLater()
        session.deleteLater()
        stage.wait(1)
        service.close()
