"""Preferences take effect at once and are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from assessor import __version__
from assessor.domain.language import Language
from assessor.settings import Theme
from forms.main_window import MainWindow
from forms.pages.settings import SettingsPage, shown_place
from forms.session import Session
from forms.widgets.reading_order import step, stops


@pytest.fixture
def page(window: MainWindow) -> SettingsPage:
    window.show_page("settings")
    shown = window.page
    assert isinstance(shown, SettingsPage)
    return shown


def test_the_page_needs_no_assessment(page: SettingsPage, session: Session) -> None:
    assert session.assessment is None
    assert page.languages.value() == "en"
    assert page.themes.value() == "light"


def test_tab_from_outside_the_page_scrolls_to_what_it_comes_to(
    page: SettingsPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1024, 700)
    bar = page._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    first = next(stops(page))
    assert first.visibleRegion().boundingRect() != first.rect()
    before = list(stops(window))
    before[before.index(first) - 1].setFocus()
    assert step(window, forward=True)
    assert first.hasFocus()
    assert first.visibleRegion().boundingRect() == first.rect()


def test_language_and_theme_change_at_once(page: SettingsPage, session: Session) -> None:
    page.languages.chosen.emit("ru")
    assert session.voice.language is Language.RU
    assert page.consultant_field.label.text() == "Ваше имя"
    page.themes.chosen.emit("dark")
    assert session.settings.theme is Theme.DARK
    assert page.themes.value() == "dark"


def test_the_belief_set_scores_from_now_on(
    qtbot: QtBot, window: MainWindow, page: SettingsPage, session: Session
) -> None:
    session.create()
    window.show_page("settings")
    published = page.beliefs.buttons["published"]
    assert not published.isChecked()
    qtbot.mouseClick(published, Qt.MouseButton.LeftButton)
    assert session.settings.beliefs == "published"
    assert session.forecast is not None
    assert session.forecast.beliefs.id == "published"


def test_the_consultants_name_stands_on_new_assessments(
    qtbot: QtBot, window: MainWindow, page: SettingsPage, session: Session
) -> None:
    qtbot.keyClicks(page.consultant, "Anna")
    window.show_page("assessments")
    session.create()
    assert session.assessment is not None
    assert session.assessment.project.consultant == "Anna"


def test_the_database_and_the_versions_are_told(page: SettingsPage, own_home: Path) -> None:
    assert page.database.text() == str(own_home / "takeoff.db")
    assert f"Takeoff {__version__}" in page.versions.text()
    assert "Belief set “Practitioner” 1.0" in page.versions.text()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("sqlite:////data/takeoff.db", "/data/takeoff.db"),
        ("postgresql://anna:secret@db.example/cx", "postgresql://anna@db.example/cx"),
        ("postgresql://db.example/cx", "postgresql://db.example/cx"),
    ],
)
def test_a_password_is_never_shown(url: str, told: str) -> None:
    assert shown_place(url) == told
