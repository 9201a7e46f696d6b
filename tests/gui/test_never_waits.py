"""The window goes on while answers are saved, a report is made and a file is read."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Assessment, Project, Rated
from assessor.domain.paper import ReportKind, ReportOrder
from assessor.domain.problem import InputProblem, WorkProblem
from assessor.domain.risk import Forecast
from assessor.service import Service
from assessor.settings import Settings
from forms.main_window import MainWindow
from forms.saving import Writer, beside
from forms.session import Session
from tests.gui import walk

LEVEL_3 = Answer(judgement=Rated(level=3))


class Rounds(QObject):
    """Counts how often a timer of the window comes round while something is under way.

    Milliseconds say more about what else the machine does; tests/bench/gaps.py measures those.
    """

    def __init__(self, parent: QObject, is_under_way: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._is_under_way = is_under_way
        self.count = 0
        timer = QTimer(self)
        timer.timeout.connect(self._tick)
        timer.start(1)

    def _tick(self) -> None:
        self.count += self._is_under_way()


class SlowDisk(Service):
    """Takes its time for every save once it is slow, or as long as it is stuck."""

    seconds = 0.0
    saves = 0
    go_on: Event | None = None
    is_writing = False

    def save(self, assessment: Assessment, forecast: Forecast | None = None) -> Assessment:
        self.is_writing = True
        try:
            time.sleep(self.seconds)
            if self.go_on is not None:
                self.go_on.wait(20)
            self.saves += 1
            return super().save(assessment, forecast)
        finally:
            self.is_writing = False


@pytest.fixture
def service(own_home: Path) -> Iterator[SlowDisk]:
    made = SlowDisk(Settings())
    yield made
    made.seconds = 0
    made.close()


class Order(QObject):
    """Notes when the risk is painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.noted: list[str] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.noted.append("painted")
        return False


def test_the_risk_is_painted_before_the_answer_is_saved(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    session.create(Project(client="Acme"))
    window.show_page("evidence")
    walk.settle(window, qtbot.wait)
    order = Order(window.page.pane)
    session.saved.connect(lambda _: order.noted.append("saved"))
    with qtbot.waitSignal(session.saved):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_3)
    assert order.noted.index("painted") < order.noted.index("saved")


def test_a_slow_disk_holds_no_key(qtbot: QtBot, session: Session, service: SlowDisk) -> None:
    session.create(Project(client="Acme"))
    service.go_on = Event()
    rounds = Rounds(session, lambda: service.is_writing)
    session.set_answer("goal.idea", LEVEL_3, "Level 3")
    qtbot.waitUntil(lambda: rounds.count > 3)
    session.set_answer("goal.shared", LEVEL_3, "Level 3")
    before = rounds.count
    qtbot.waitUntil(lambda: rounds.count > before + 3)
    assert service.is_writing
    service.go_on.set()
    assert session.flush()
    stored = service.load(session.assessment.id)
    assert set(stored.answers) == {"goal.idea", "goal.shared"}


def test_what_is_typed_while_the_disk_writes_is_saved_next(
    qtbot: QtBot, session: Session, service: SlowDisk
) -> None:
    session.create(Project(client="Acme"))
    service.go_on, before = Event(), service.saves
    session.set_answer("goal.idea", LEVEL_3, "Level 3")
    session.hand_over()
    session.set_answer("goal.shared", LEVEL_3, "Level 3")
    service.go_on.set()
    assert session.flush()
    assert service.saves == before + 2
    assert set(service.load(session.assessment.id).answers) == {"goal.idea", "goal.shared"}


def test_closing_waits_for_what_is_being_written(session: Session, service: SlowDisk) -> None:
    session.create(Project(client="Acme"))
    kept = session.assessment.id
    service.seconds = 0.3
    session.set_answer("goal.idea", LEVEL_3, "Level 3")
    session.hand_over()
    assert session.close()
    assert service.load(kept).answer_to("goal.idea") == LEVEL_3


def test_a_locked_database_holds_no_key(
    qtbot: QtBot,
    session: Session,
    service: SlowDisk,
    own_home: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    session.create()
    other = sqlite3.connect(own_home / "takeoff.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    rounds = Rounds(session, lambda: service.is_writing)
    with qtbot.waitSignal(session.problem_raised):
        session.set_answer("goal.idea", LEVEL_3, "Level 3")
    # It is tried again and again; a machine that stands still may miss the first time.
    qtbot.waitUntil(lambda: rounds.count > 3)
    other.execute("ROLLBACK")
    other.close()
    with qtbot.waitSignal(session.saved):
        pass


def test_a_report_in_the_making_holds_nothing(qtbot: QtBot, session: Session) -> None:
    session.create(Project(client="Acme", name="CRM"))
    day = session.assessment.created.date()
    order = ReportOrder(kind=ReportKind.SPONSOR, language=session.voice.language, day=day)
    job = session.service.start_report(session.assessment, order)
    states: list[str] = []

    def is_done() -> bool:
        states.append(job.poll().value)
        return states[-1] not in {"waiting", "running"}

    qtbot.waitUntil(is_done)
    assert job.result().startswith(b"%PDF-")
    assert len(states) > 10


def test_reading_a_file_holds_nothing(
    session: Session, service: SlowDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.create(Project(client="Acme"))
    path = tmp_path / "acme.takeoff"
    assert session.write_file(path)
    window_went_on = Event()
    original = service.import_file

    def slow(given: Path) -> Assessment:
        assert window_went_on.wait(20)
        return original(given)

    monkeypatch.setattr(service, "import_file", slow)
    QTimer.singleShot(0, session, window_went_on.set)
    assert session.open_file(path)


def test_work_beside_the_window_returns_or_raises_as_it_would_here(qapp: QApplication) -> None:
    assert beside(lambda: 7) == 7

    def refuse() -> int:
        raise InputProblem("No.")

    with pytest.raises(InputProblem, match="No"):
        beside(refuse)


def test_a_writer_tells_of_a_disk_that_does_not_answer(qapp: QApplication) -> None:
    owner, go_on = QObject(), Event()
    writer = Writer(owner)
    ended: list[object] = []
    writer.ended.connect(ended.append)
    writer.start(lambda: go_on.wait(20))
    assert not writer.wait(0.05)
    assert ended == []
    go_on.set()
    assert writer.wait(5)
    assert ended == [True]


class FullDisk(SlowDisk):
    """Refuses while it is full."""

    full = False

    def save(self, assessment: Assessment, forecast: Forecast | None = None) -> Assessment:
        if self.full:
            raise WorkProblem("The disk is full.")
        return super().save(assessment, forecast)


def test_the_warning_of_a_close_is_given_again_for_what_is_unsaved_later(
    qtbot: QtBot, own_home: Path, dialogs: object, caplog: pytest.LogCaptureFixture
) -> None:
    from forms.pages import PAGES

    disk = FullDisk(Settings())
    session = Session(Settings(), disk)
    window = MainWindow(session, dialogs, PAGES)
    session.setParent(window)
    qtbot.addWidget(window)
    window.show()
    session.create(Project(client="Acme"))
    disk.full = True
    session.set_answer("goal.idea", LEVEL_3, "Level 3")
    assert not window.close()
    disk.full = False
    assert session.flush()
    assert not window.notices.isVisible()
    disk.full = True
    session.set_answer("goal.shared", LEVEL_3, "Level 3")
    assert not window.close()
    assert window.notices.isVisible()
    disk.full = False
    assert window.close()
    disk.close()


def test_a_close_while_a_report_and_a_plan_are_made_ends_them(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    session.create(Project(client="Acme", name="CRM"))
    kept = session.assessment.id
    window.show_page("plan")
    qtbot.waitUntil(lambda: window.page.is_searching)
    window.show_page("report")
    qtbot.waitUntil(lambda: window.page._job is not None)
    session.set_answer("goal.idea", LEVEL_3, "Level 3")
    assert window.close()
    other = Service.open(Settings())
    assert other.load(kept).answer_to("goal.idea") == LEVEL_3
    other.close()
