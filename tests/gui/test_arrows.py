"""Arrows and Enter do what is nearest: they walk what was found, and never leave a field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Project
from assessor.service import Service
from forms.main_window import MainWindow
from forms.pages import PAGES
from forms.pages.assessments import AssessmentsPage
from forms.pages.evidence import EvidencePage
from forms.session import Session


@pytest.fixture
def page(window: MainWindow, session: Session, qtbot: QtBot) -> EvidencePage:
    session.create(Project(client="Acme"))
    window.show_page("evidence")
    made = window.made("evidence")
    assert isinstance(made, EvidencePage)
    qtbot.waitUntil(made.isVisible)
    return made


def listing(window: MainWindow, *clients: str) -> AssessmentsPage:
    for client in clients:
        window.session.service.create(Project(client=client))
    window.show_page("assessments")
    made = window.made("assessments")
    assert isinstance(made, AssessmentsPage)
    return made


def test_down_walks_the_found_questions(page: EvidencePage, qtbot: QtBot) -> None:
    first = page.current
    page.search.setFocus()
    qtbot.keyClicks(page.search, "proc")
    found = [line.line.question_id for line in page.found.group.lines if line.isVisible()]
    assert len(found) > 2
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(page.search, key)
    assert page.search.hasFocus()
    assert page.current is first
    assert [line.is_marked for line in page.found.group.lines].index(True) == 1
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.current is not None
    assert page.current.question.id == found[1]


def test_another_search_begins_at_its_first_question(page: EvidencePage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "proc")
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    qtbot.keyClicks(page.search, "ess")
    assert page.found.group.lines[0].is_marked


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up])
@pytest.mark.parametrize("field", ["who", "evidence"])
def test_arrows_stay_in_one_line_fields(
    page: EvidencePage, qtbot: QtBot, field: str, key: Qt.Key
) -> None:
    page.step(1)
    card = page.current
    assert card is not None
    card.evidence.begin()
    editor = card.who if field == "who" else card.evidence.entry
    editor.setFocus()
    qtbot.keyClick(editor, key)
    assert editor.hasFocus()
    assert page.current is card


def test_enter_in_the_search_opens_the_first(window: MainWindow, qtbot: QtBot) -> None:
    page = listing(window, "Acme", "Beta")
    qtbot.keyClicks(page.portfolio.search, "acm")
    qtbot.keyClick(page.portfolio.search, Qt.Key.Key_Return)
    assert window.session.assessment is not None
    assert window.session.assessment.project.client == "Acme"


def test_down_in_the_search_goes_to_the_list(window: MainWindow, qtbot: QtBot) -> None:
    page = listing(window, "Acme", "Beta")
    qtbot.keyClick(page.portfolio.search, Qt.Key.Key_Down)
    assert page.portfolio.view.hasFocus()
    chosen = page.portfolio.view.selected()
    assert chosen is not None
    assert chosen.client == "Beta"


def test_enter_in_a_search_without_a_hit_opens_nothing(window: MainWindow, qtbot: QtBot) -> None:
    page = listing(window, "Acme")
    qtbot.keyClicks(page.portfolio.search, "zzz")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down):
        qtbot.keyClick(page.portfolio.search, key)
    assert window.session.assessment is None
    assert page.portfolio.search.text() == "zzz"


def test_the_list_has_the_keys_when_it_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    page = listing(window, "Acme")
    qtbot.waitUntil(page.portfolio.view.hasFocus)
    qtbot.keyClick(page.portfolio.view, Qt.Key.Key_Return)
    assert window.session.assessment is not None


@pytest.mark.parametrize("clients", [(), ("Acme",)])
def test_the_first_way_to_begin_has_the_keys_at_the_start(
    session: Session,
    service: Service,
    dialogs: object,
    qtbot: QtBot,
    clients: tuple[str, ...],
) -> None:
    for client in clients:
        service.create(Project(client=client))
    window = MainWindow(session, dialogs, PAGES, paint_first=True)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.settled):
        window.show()
    page = window.made("assessments")
    assert isinstance(page, AssessmentsPage)
    wanted = page.portfolio.view if clients else page.welcome.example
    assert QApplication.focusWidget() is wanted
    window.close()
