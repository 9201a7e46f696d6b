"""Backups are made beside the window, shown in the settings, and gone back to from two places."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Project, Rated
from assessor.domain.language import Language
from assessor.domain.problem import Trouble
from assessor.service import Service
from assessor.settings import Settings, Theme
from forms.backing_up import BackingUp
from forms.diary import Quiet
from forms.main_window import MainWindow
from forms.pages import PAGES
from forms.pages.settings import SettingsPage
from forms.session import Session

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LOCAL = NOON.astimezone()
"""What the clock on the wall shows; in the Pacific it is the day after already."""
LEVEL_3 = Answer(judgement=Rated(level=3))


@pytest.fixture
def settings(window: MainWindow) -> SettingsPage:
    window.session.service.clock = lambda: NOON
    window.session.create(Project(client="Acme"))
    window.show_page("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    return page


def back_up(qtbot: QtBot, page: SettingsPage) -> None:
    with qtbot.waitSignal(page.session.backing_up.made):
        page.backups.now.click()


def test_one_is_made_at_once_and_gone_back_to(qtbot: QtBot, settings: SettingsPage) -> None:
    session, panel = settings.session, settings.backups
    assert panel.state.text() == "There is no backup yet."
    assert not panel.back.isVisible()
    back_up(qtbot, settings)
    assert panel.state.text().startswith(f"Last: {LOCAL.day} Nov 2026")
    assert panel.state.text().endswith("Kept: 1 backup.")
    opened = session.assessment
    assert opened is not None
    session.set_answer("goal.idea", LEVEL_3, "Level 3")
    panel.back.click()
    assert session.assessment is None
    assert session.service.load(opened.id).answers == {}
    aside = list(settings.session.service.backup_folder.parent.glob("takeoff.set-aside-*.db"))
    assert len(aside) == 1
    notices = settings.window().notices
    assert aside[0].name in notices.words.text()
    session.service.clock = lambda: NOON + timedelta(minutes=1)
    notices.undo_button.click()
    assert session.service.load(opened.id).answers != {}
    assert len(panel.choice.values) == 2


def test_who_asks_for_a_backup_is_told_of_it(qtbot: QtBot, settings: SettingsPage) -> None:
    words = settings.window().notices.words
    back_up(qtbot, settings)
    assert words.text() == "Backed up."
    back_up(qtbot, settings)
    assert words.text() == "Nothing has changed since the last backup."


def test_a_damaged_backup_is_refused_and_nothing_is_closed(
    qtbot: QtBot, settings: SettingsPage, caplog: object
) -> None:
    back_up(qtbot, settings)
    (made,) = settings.session.service.backups()
    made.path.write_bytes(b"no database" * 500)
    with qtbot.waitSignal(settings.session.problem_raised) as told:
        settings.backups.back.click()
    assert "damaged after it was made" in told.args[0]
    assert settings.session.assessment is not None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_keeps_the_diary_from_writing_and_from_nothing_else(tmp_path: Path) -> None:
    handler = Quiet(tmp_path / "takeoff.log", delay=True)
    handler.stream = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115, closed by the handler
    handler.emit(logging.LogRecord("takeoff", logging.ERROR, "", 1, "something", None, None))
    handler.close()


def test_the_panel_speaks_the_language_of_the_window(qtbot: QtBot, settings: SettingsPage) -> None:
    back_up(qtbot, settings)
    settings.session.set_language(Language.RU)
    panel = settings.backups
    assert panel.state.text().startswith(f"Последняя: {LOCAL.day} нояб. 2026")
    assert panel.choice.itemText(0).endswith("МБ)")
    assert panel.back.text() == "Вернуться к этому состоянию"


def test_what_keeps_a_backup_from_being_made_is_told(
    qtbot: QtBot, settings: SettingsPage, caplog: object
) -> None:
    folder = settings.session.service.backup_folder
    assert folder is not None
    folder.write_text("in the way")
    for _ in range(2):  # who asks again is told again
        with qtbot.waitSignal(settings.session.problem_raised) as told:
            settings.backups.now.click()
        assert str(folder) in told.args[0]


def test_the_folder_is_shown(settings: SettingsPage) -> None:
    settings.backups.folder.click()
    folder = settings.session.service.backup_folder
    assert folder is not None
    assert settings.dialogs.asked == [str(folder.parent)]
    folder.mkdir()
    settings.backups.folder.click()
    assert settings.dialogs.asked[-1] == str(folder)


def test_a_server_is_backed_up_by_somebody_else(settings: SettingsPage) -> None:
    panel = settings.backups
    panel.show_backups((), settings.voice, here=False)
    assert "administrator" in panel.state.text()
    assert not panel.now.isVisible()
    assert not panel.back.isVisible()


@pytest.fixture
def keeper(qtbot: QtBot, service: Service) -> Iterator[BackingUp]:
    service.clock = lambda: NOON
    service.create(Project(client="Acme"))
    made = BackingUp(service, None)
    yield made
    made.wait()


def test_work_is_backed_up_every_half_hour_and_idleness_is_not(
    qtbot: QtBot, keeper: BackingUp, service: Service
) -> None:
    kept = service.rows()[0]
    for minutes, works, expected in ((0, False, 1), (31, False, 1), (62, True, 2), (70, True, 2)):
        moment = NOON + timedelta(minutes=minutes)
        service.clock = lambda moment=moment: moment
        if works:
            answer = Answer(judgement=Rated(level=minutes % 5))
            service.save(service.load(kept.id).with_answer("goal.idea", answer))
        keeper._look()
        keeper.wait()
        assert len(service.backups()) == expected


def test_a_refusal_is_told_once_until_it_is_over(
    qtbot: QtBot, keeper: BackingUp, service: Service
) -> None:
    told: list[object] = []
    keeper.failed.connect(told.append)
    folder = service.backup_folder
    assert folder is not None
    folder.write_text("in the way")
    for _ in range(2):
        keeper._look()
        keeper.wait()
    assert len(told) == 1
    folder.unlink()
    keeper._look()
    keeper.wait()
    assert len(service.backups()) == 1


def test_the_page_of_a_damaged_database_offers_the_newest_backup(
    qtbot: QtBot, own_home: Path, dialogs: object
) -> None:
    settings = Settings(language=Language.EN, theme=Theme.LIGHT)
    service = Service.open(settings)
    service.create(Project(client="Acme"))
    service.back_up()
    service.close()
    file = service.database_file
    assert file is not None
    file.write_bytes(b"no database" * 500)
    session = Session(settings, service)
    window = MainWindow(session, dialogs, PAGES)
    session.setParent(window)
    qtbot.addWidget(window)
    window.show()
    session.list_changed.emit()
    trouble = window.page.trouble
    assert trouble.problem.trouble is Trouble.DAMAGED
    assert trouble.first is trouble.buttons["backup"]
    assert trouble.first.isVisible()
    trouble.first.click()
    assert trouble.problem is None
    assert [row.client for row in service.rows()] == ["Acme"]
    service.close()
