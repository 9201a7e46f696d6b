"""A start shows the window before it reads the list, and imports only what both need."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Project
from assessor.domain.language import Language
from assessor.domain.problem import InputProblem
from assessor.service import DATABASE, Service
from assessor.settings import Settings
from forms.dialogs import DesktopDialogs
from forms.main_window import MainWindow
from forms.pages import PAGES
from forms.session import Session
from forms.warm_up import WarmUp

HEAVY = (
    "alembic",
    "babel",
    "highspy",
    "jinja2",
    "numpy",
    "sqlalchemy",
    "weasyprint",
    "yaml",
    "PySide6.QtPdf",
    "PySide6.QtPrintSupport",
    "forms.pages.evidence",
    "forms.pages.report",
    "forms.pages.result",
)
SCRIPT = f"""
import sys
from forms import app, start

class Watched(app.MainWindow):
    def _settle(self):
        print(self.isVisible())
        super()._settle()

    def closeEvent(self, event):
        print(self.page.portfolio.model.rowCount())
        print([name for name in {HEAVY!r} if name in sys.modules])
        super().closeEvent(event)

app.MainWindow = Watched
sys.exit(start.main(["--quit-when-shown"]))
"""


@pytest.fixture
def late(qtbot: QtBot, service: Service) -> Callable[[], MainWindow]:
    def make() -> MainWindow:
        session = Session(Settings(language=Language.EN), service)
        window = MainWindow(session, DesktopDialogs(), PAGES, paint_first=True)
        session.setParent(window)
        qtbot.addWidget(window)
        return window

    return make


def store_one() -> None:
    service = Service.open(Settings())
    service.create(Project(client="Acme"))
    service.close()


def test_a_start_imports_what_the_list_needs_and_no_more(own_home: Path) -> None:
    store_one()
    # Without preferences the language is the machine's, and Russian dates need more.
    settings = Settings(language=Language.EN)
    (own_home / "settings.json").write_text(settings.model_dump_json(), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.splitlines() == ["True", "1", "[]"]


def test_the_program_can_be_started_as_a_module(own_home: Path) -> None:
    command = [sys.executable, "-m", "forms.start", "--quit-when-shown"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert (done.stdout, done.stderr) == ("", "")
    assert (own_home / "settings.json").exists()


def test_the_list_comes_after_the_window(qtbot: QtBot, late: Callable[[], MainWindow]) -> None:
    store_one()
    window = late()
    panel = window.page.portfolio
    assert window.page.stack.currentWidget() is panel
    assert panel.nothing.text() == "The list is being read…"
    assert panel.model.rowCount() == 0
    with qtbot.waitSignal(window.settled):
        window.show()
    assert panel.model.rowCount() == 1
    assert not panel.nothing.isVisible()


def test_a_first_start_shows_the_ways_to_begin_at_once(
    qtbot: QtBot, late: Callable[[], MainWindow], service: Service
) -> None:
    assert service.is_new
    window = late()
    assert window.page.stack.currentWidget() is window.page.welcome
    with qtbot.waitSignal(window.settled):
        window.show()
    assert window.page.stack.currentWidget() is window.page.welcome
    assert service.is_new


def test_the_database_is_opened_beside_the_window(
    qtbot: QtBot, late: Callable[[], MainWindow], service: Service
) -> None:
    store_one()
    window = late()
    warm_up = WarmUp(service, window)
    refused = QSignalSpy(warm_up.refused)
    warm_up.start()
    warm_up.start()
    warm_up.wait()
    qtbot.wait(1)
    assert service.first_look() is None
    assert [row.client for row in service.rows()] == ["Acme"]
    assert not refused.count()


def test_a_database_that_refuses_is_told_after_the_window_is_shown(
    qtbot: QtBot, late: Callable[[], MainWindow], service: Service, own_home: Path
) -> None:
    own_home.mkdir(exist_ok=True)
    (own_home / DATABASE).write_text("no database at all, but a text of some length" * 99)
    warm_up = WarmUp(service, late())
    with qtbot.waitSignal(warm_up.refused):
        warm_up.start()
    with pytest.raises(InputProblem, match="no database"):
        service.rows()


def test_a_child_that_prints_waits_some_time_after_an_assessment_was_opened(
    qtbot: QtBot, late: Callable[[], MainWindow], service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    begin = subprocess.Popen

    def noted(command: list[str], *more: object, **named: object) -> object:
        started.append(command)
        return begin(command, *more, **named)

    monkeypatch.setattr("forms.warm_up.PRESS_MS", 1)
    monkeypatch.setattr("subprocess.Popen", noted)
    window = late()
    warm_up = WarmUp(service, window)
    window.session.assessment_opened.connect(warm_up.expect_reports)
    qtbot.wait(20)
    assert started == []
    window.session.create()
    qtbot.waitUntil(lambda: len(started) == 1)
    window.session.create()
    qtbot.wait(20)
    warm_up.wait()
    assert [command[0] for command in started] == [sys.executable]
