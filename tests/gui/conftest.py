"""A window, a session and dialogs that never ask anything."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.language import Language
from assessor.service import Service
from assessor.settings import Settings, Theme
from forms.collector import collect_due
from forms.main_window import MainWindow
from forms.pages import PAGES
from forms.printing.queues import KnownPrinters, Printers
from forms.qt_words import QtWords
from forms.session import Session
from tests.gui.remembered import EndlessReport, RememberedSearch

if TYPE_CHECKING:
    from pytestqt.wait_signal import MultiSignalBlocker, SignalBlocker

PATIENCE_MS = 60_000
"""When what is waited for is given up: a busy machine is slow, and no test waits in vain."""


class PatientBot(QtBot):
    """Waits as long as a busy machine may need; what comes sooner ends the waiting at once."""

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(
        self, signals: Any, *, timeout: int = PATIENCE_MS, **more: Any
    ) -> MultiSignalBlocker:
        return super().waitSignals(signals, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    return PatientBot(request)


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


@pytest.fixture
def plans_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a plan be looked for once in a run, however many tests show it."""
    monkeypatch.setattr("assessor.scoring.plan.job.PlanJob", RememberedSearch)


@pytest.fixture
def reports_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every report be in the making for as long as anybody looks."""
    for name in ("start_report", "start_twin"):
        monkeypatch.setattr(Service, name, lambda *_: EndlessReport())


@pytest.fixture(autouse=True)
def nothing_stays() -> Iterator[None]:
    """Let go of what a test has closed: a window left over slows every later one down."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
