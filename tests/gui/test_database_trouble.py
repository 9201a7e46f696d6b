"""A database that cannot be used has a page of its own, with ways out that lose nothing."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Project, Rated
from assessor.domain.language import Language
from assessor.domain.problem import Trouble
from assessor.service import DATABASE, Service
from assessor.settings import Settings, Theme
from forms.main_window import MainWindow
from forms.pages import PAGES
from forms.session import Session

LEVEL_3 = Answer(judgement=Rated(level=3))
Opened = Callable[[], MainWindow]


@pytest.fixture
def file(own_home: Path) -> Path:
    service = Service.open(Settings())
    service.create(Project(client="Acme"))
    service.close()
    return own_home / DATABASE


@pytest.fixture
def opened(qtbot: QtBot, dialogs: object, caplog: object) -> Iterator[Opened]:
    services: list[Service] = []

    def make(settings: Settings | None = None) -> MainWindow:
        settings = settings or Settings(language=Language.EN, theme=Theme.LIGHT)
        service = Service.open(settings)
        services.append(service)
        session = Session(settings, service)
        window = MainWindow(session, dialogs, PAGES)
        session.setParent(window)
        qtbot.addWidget(window)
        window.resize(1440, 900)
        window.show()
        session.list_changed.emit()  # as when the database was opened beside the window
        return window

    yield make
    for service in services:
        service.close()


def offers(window: MainWindow) -> list[str]:
    return [name for name, made in window.page.trouble.buttons.items() if made.isVisible()]


def trouble(window: MainWindow) -> Trouble | None:
    page = window.page
    shown = page.stack.currentWidget() is page.trouble
    return page.trouble.problem.trouble if shown else None


def mark_newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("update alembic_version set version_num = '9999'")


def mark_foreign(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("pragma application_id=7")


def make_damaged(file: Path) -> None:
    file.write_bytes(b"no database" * 500)


def make_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (make_damaged, Trouble.DAMAGED),
        (mark_newer, Trouble.NEWER),
        (mark_foreign, Trouble.FOREIGN),
        (make_a_folder, Trouble.READ_ONLY),
    ],
)
def test_the_page_says_what_is_wrong_and_where(
    opened: Opened, file: Path, spoil: Callable[[Path], None], expected: Trouble
) -> None:
    spoil(file)
    before = file.read_bytes() if file.is_file() else b""
    window = opened()
    assert trouble(window) is expected
    assert window.page.trouble.place.text() == str(file)
    assert window.page.trouble.sentence.text()
    assert "again" in offers(window)
    assert "choose" in offers(window)
    assert not window.notices.isVisible()
    assert (file.read_bytes() if file.is_file() else b"") == before


def test_set_aside_and_begin_anew(qtbot: QtBot, opened: Opened, file: Path) -> None:
    make_damaged(file)
    spoilt = file.read_bytes()
    window = opened()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.page.arrive()
    window.session.list_changed.emit()
    assert window.page.trouble.first.hasFocus()
    window.page.trouble.buttons["anew"].setFocus()
    qtbot.keyClick(window.page.trouble.buttons["anew"], Qt.Key.Key_Return)
    assert trouble(window) is None
    assert window.page.stack.currentWidget() is window.page.welcome
    kept = list(file.parent.glob("takeoff.set-aside-*.db"))
    assert [path.read_bytes() for path in kept] == [spoilt]
    assert kept[0].name in window.notices.words.text()
    assert window.session.create()


def test_keep_what_can_be_read(opened: Opened, file: Path) -> None:
    service = Service.open(Settings())
    for number in range(40):
        service.create(Project(client=f"Client {number}"))
    service.close()
    content = bytearray(file.read_bytes())
    half = len(content) // 2 // 4096 * 4096
    content[half : half + 4096] = b"\xff" * 4096
    file.write_bytes(content)
    window = opened()
    assert trouble(window) is Trouble.DAMAGED
    window.page.trouble.buttons["take_over"].click()
    assert window.page.portfolio.model.rowCount() >= 30
    assert "could be read whole" in window.notices.words.text()


def test_another_database_can_be_chosen(
    opened: Opened, file: Path, dialogs: object, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(file.read_bytes())
    make_damaged(file)
    window = opened()
    dialogs.opened = other
    window.page.trouble.buttons["choose"].click()
    assert trouble(window) is None
    assert window.page.portfolio.model.rowCount() == 1
    assert window.session.settings.database == f"sqlite:///{other}"


def test_a_copy_of_what_cannot_be_written_can(
    opened: Opened, file: Path, dialogs: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: object, now: object) -> int:
        if str(file) == self.place:
            from assessor.store import engine

            raise engine.explain(sqlite3.OperationalError("readonly database"), self.place)
        return 0

    from assessor.store.repository import Repository

    monkeypatch.setattr(Repository, "purge", refuse)
    window = opened()
    assert trouble(window) is Trouble.READ_ONLY
    dialogs.saved = tmp_path / "copy.db"
    window.page.trouble.buttons["copy"].click()
    assert trouble(window) is None
    assert window.page.portfolio.model.rowCount() == 1


def test_a_known_database_that_is_gone_is_missed_and_found_again(
    qtbot: QtBot, opened: Opened, file: Path
) -> None:
    away = file.with_name("away.db")
    file.rename(away)
    window = opened(
        Settings(language=Language.EN, theme=Theme.LIGHT, known_database=f"sqlite:///{file}")
    )
    assert trouble(window) is Trouble.GONE
    assert not file.exists()
    away.rename(file)
    qtbot.waitUntil(lambda: trouble(window) is None)
    assert window.page.portfolio.model.rowCount() == 1


def test_what_is_typed_while_the_database_is_away_is_kept(
    qtbot: QtBot, opened: Opened, file: Path
) -> None:
    window = opened()
    session = window.session
    session.open(session.service.rows()[0].id)
    away = file.with_name("away.db")
    file.rename(away)
    with qtbot.waitSignal(session.problem_raised) as told:
        session.set_answer("goal.idea", LEVEL_3, "Level 3")
    assert "not where it was" in told.args[0]
    assert session.unsaved
    assert not file.exists()
    away.rename(file)
    with qtbot.waitSignal(session.saved):
        pass
    assert session.service.load(session.assessment.id).answer_to("goal.idea") == LEVEL_3


def test_a_locked_database_is_looked_for_again(qtbot: QtBot, opened: Opened, file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    window = opened()
    assert trouble(window) is Trouble.BUSY
    other.execute("ROLLBACK")
    other.close()
    qtbot.waitUntil(lambda: trouble(window) is None)
    assert window.page.portfolio.model.rowCount() == 1


def test_the_page_speaks_russian_at_once(opened: Opened, file: Path) -> None:
    make_damaged(file)
    window = opened()
    before = window.page.trouble.title.text()
    window.session.set_language(Language.RU)
    assert window.page.trouble.title.text() != before
    window.session.set_language(Language.EN)


def test_a_full_disk_is_told_and_what_was_saved_is_whole(service: Service, file: Path) -> None:
    """A limit on file sizes is what a full disk looks like, without a disk of one's own."""
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "from assessor.service import Service; from assessor.settings import Settings;"
        "from assessor.domain.assessment import Project;"
        "from assessor.domain.problem import Problem;"
        "s = Service.open(Settings()); s.rows();"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536));"
        "n = 0\n"
        "try:\n"
        "    while True:\n"
        "        s.create(Project(client='Client')); n += 1\n"
        "except Problem as problem:\n"
        "    print(n, problem.trouble, len(s.rows()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    count, told, rows = done.stdout.split()
    assert told == Trouble.FULL.value
    assert int(rows) == int(count) + 1
    with closing(sqlite3.connect(file)) as database, database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
