"""The keys never lead nowhere: what has the focus is always on screen, and near the work."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Assessment, Grade, Project, Rated
from assessor.domain.language import Language
from forms.main_window import MainWindow
from forms.pages.evidence import EvidencePage
from forms.pages.plan import PlanPage
from forms.pages.project import ProjectPage
from forms.pages.questionnaires import QuestionnairesPage
from forms.pages.report import ReportPage
from forms.session import Session
from forms.widgets.evidence_line import EvidenceLine
from forms.widgets.people_list import PersonLine
from forms.widgets.reading_order import ReadDialog
from forms.widgets.report_panel import EDITIONS
from tests.gui import walk
from tests.gui.walked import begin

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),  # the simulated screen says so
    pytest.mark.usefixtures("plans_remembered"),
]

SEARCH_MS = 60_000


@pytest.fixture
def begun(window: MainWindow, session: Session) -> MainWindow:
    begin(session)
    return window


def assert_focus_in(place: QWidget) -> QWidget:
    QApplication.sendPostedEvents()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.isVisible()
    assert focus.isEnabled()
    assert place is focus or place.isAncestorOf(focus), walk.called(focus)
    return focus


def press(button: QWidget) -> None:
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_on_every_page_and_after_every_change_of_page(begun: MainWindow, qtbot: QtBot) -> None:
    for name in begun.rail.buttons:
        begun.show_page(name)
        walk.settle(begun, qtbot.wait)
        assert begun.page is not None
        assert_focus_in(begun.page)


def test_when_evidence_is_removed_and_brought_back(begun: MainWindow, session: Session) -> None:
    begun.show_page("evidence")
    page = begun.page
    assert isinstance(page, EvidencePage)
    assert page.current is not None
    press(page.current.findChild(EvidenceLine).remove_button)
    assert_focus_in(page.current)
    session.undo()
    assert_focus_in(page)


def test_when_a_person_is_removed_and_brought_back(begun: MainWindow, session: Session) -> None:
    begun.show_page("project")
    page = begun.page
    assert isinstance(page, ProjectPage)
    press(page.findChild(PersonLine).remove)
    assert_focus_in(page)
    session.undo()
    assert_focus_in(page)


def test_when_an_edition_is_frozen_and_removed(begun: MainWindow) -> None:
    begun.show_page("report")
    page = begun.page
    assert isinstance(page, ReportPage)
    page.panel.open_leaf(EDITIONS)
    editions = page.panel.editions
    for name in ("First", "Second"):
        editions.name.setText(name)
        press(editions.freeze)
        assert_focus_in(editions)
    for _ in range(2):
        editions.list.setCurrentRow(0)
        press(editions.remove)
        assert_focus_in(editions)


def test_when_a_question_is_removed_hidden_and_tried(window: MainWindow, session: Session) -> None:
    window.show_page("questionnaires")
    page = window.page
    assert isinstance(page, QuestionnairesPage)
    press(page.new)
    editor = page.editor
    assert_focus_in(editor)
    editor.tree.choose("goal.idea")
    press(editor.add)
    assert_focus_in(editor.question)
    press(editor.question.remove_button)
    assert_focus_in(editor)
    session.undo()
    assert_focus_in(editor)
    for _ in range(2):
        press(editor.preview)
        assert_focus_in(editor)
    press(editor.back)
    assert_focus_in(page)


def test_when_an_assessment_is_deleted_and_brought_back(
    begun: MainWindow, session: Session
) -> None:
    begun.show_page("assessments")
    page = begun.page
    assert page is not None
    QTest.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier
    )
    assert session.assessment is None
    assert_focus_in(page)
    press(begun.notices.undo_button)
    assert_focus_in(page)


@pytest.mark.parametrize("name", ["type_back", "keyboard"])
def test_when_a_dialog_is_closed(begun: MainWindow, qtbot: QtBot, name: str) -> None:
    begun.show_page("evidence")
    before = assert_focus_in(begun)
    getattr(begun.actions_, name).trigger()
    dialog = begun.findChild(ReadDialog)
    qtbot.waitUntil(dialog.isVisible)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert_focus_in(dialog)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    begun.activateWindow()  # as a desktop does of itself
    qtbot.waitUntil(begun.isActiveWindow)
    assert assert_focus_in(begun) is before


def test_when_a_message_is_closed(begun: MainWindow, session: Session) -> None:
    begun.show_page("result")
    session.notice.emit("Something was done.")
    press(begun.notices.close_button)
    assert begun.page is not None
    assert_focus_in(begun.page)


def plan(window: MainWindow, session: Session, qtbot: QtBot) -> PlanPage:
    made = Assessment(project=Project(client="Acme", day=date(2026, 11, 24), risk_limit=0.35))
    for number, question in enumerate(session.questionnaire.questions):
        rated = Rated(level=1 if number < 13 else 4, grade=Grade.SHOWN)
        made = made.with_answer(question.id, Answer(judgement=rated))
    session.open_copy(made)
    window.show_page("plan")
    page = window.page
    assert isinstance(page, PlanPage)
    qtbot.waitUntil(lambda: not page.is_searching, timeout=SEARCH_MS)
    return page


def test_when_the_language_changes_while_a_name_is_typed(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    page = plan(window, session, qtbot)
    left = next(card for card in page.wires.cards if card.field.isVisible())
    left.who.setFocus()
    QTest.keyClicks(left.who, "Boris")
    left.who.setCursorPosition(2)
    session.set_language(Language.RU)
    qtbot.waitUntil(lambda: not page.is_searching, timeout=SEARCH_MS)
    field = assert_focus_in(page.wires)
    same = next(card for card in page.wires.cards if card.wire.question == left.wire.question)
    assert field is same.who
    assert (same.who.text(), same.who.cursorPosition()) == ("Boris", 2)
    owner = page.steps.cards[0].decision.owner
    owner.setFocus()
    QTest.keyClicks(owner, "Vera")
    owner.setCursorPosition(1)
    session.set_language(Language.EN)
    qtbot.waitUntil(lambda: not page.is_searching, timeout=SEARCH_MS)
    owner = page.steps.cards[0].decision.owner
    assert assert_focus_in(page.steps) is owner
    assert (owner.text(), owner.cursorPosition()) == ("Vera", 1)


def test_when_all_early_signs_are_asked_for(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    page = plan(window, session, qtbot)
    press(page.wires.more)
    qtbot.waitUntil(lambda: not page.is_searching, timeout=SEARCH_MS)
    assert_focus_in(page)


def test_it_falls_to_what_comes_next_or_at_the_end_to_what_was_before(qtbot: QtBot) -> None:
    dialog = ReadDialog()
    qtbot.addWidget(dialog)
    box = QVBoxLayout(dialog)
    first, second, third = (QPushButton(word, dialog) for word in ("One", "Two", "Three"))
    for button in (first, second, third):
        box.addWidget(button)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    second.setFocus()
    second.hide()
    assert QApplication.focusWidget() is third
    third.setEnabled(False)
    assert QApplication.focusWidget() is first
