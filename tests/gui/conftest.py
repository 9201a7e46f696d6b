"""A window, a session and dialogs that never ask anything."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from assessor.domain.language import Language
from assessor.service import Service
from assessor.settings import Settings, Theme
from forms.collector import collect_due
from forms.main_window import MainWindow
from forms.pages import PAGES
from forms.printing.queues import KnownPrinters, Printers
from forms.qt_words import QtWords
from forms.session import Session

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """Let no thread beside the window end a Qt object, as in the program itself."""
    gc.disable()
    yield
    collect_due()


@dataclass
class AnsweredDialogs:
    """Answers every dialog with what the test laid ready."""

    opened: Path | None = None
    saved: Path | None = None
    printers_there: tuple[str, ...] = ()
    asked: list[str] = field(default_factory=list)

    def open_file(self, parent: QWidget, title: str, folder: str, filters: str) -> Path | None:
        self.asked.append(title)
        return self.opened

    def save_file(self, parent: QWidget, title: str, suggested: str, filters: str) -> Path | None:
        self.asked.append(suggested)
        return self.saved

    def printers(self, parent: QObject) -> Printers:
        return KnownPrinters(self.printers_there, parent)

    def open_outside(self, place: str) -> bool:
        self.asked.append(place)
        return True


@pytest.fixture
def dialogs() -> AnsweredDialogs:
    return AnsweredDialogs()


@pytest.fixture
def service(own_home: Path) -> Iterator[Service]:
    made = Service.open(Settings())
    yield made
    made.close()


@pytest.fixture
def session(qapp: QApplication, service: Service) -> Iterator[Session]:
    made = Session(Settings(language=Language.EN, theme=Theme.LIGHT), service)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, session: Session, dialogs: AnsweredDialogs) -> Iterator[MainWindow]:
    made = MainWindow(session, dialogs, PAGES)
    QtWords(session, QApplication.instance())
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    yield made
    made.close()
    session.set_language(Language.EN)


@pytest.fixture(autouse=True)
def nothing_stays() -> Iterator[None]:
    """Let go of what a test has closed: a window left over slows every later one down."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
