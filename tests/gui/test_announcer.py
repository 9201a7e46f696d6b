"""What happens elsewhere in the window is said to whoever cannot see it."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Grade, Project, Rated
from assessor.language import sentences
from forms.announcer import Announcer
from forms.main_window import MainWindow
from forms.session import Session


@pytest.fixture
def announcer(window: MainWindow, session: Session) -> Announcer:
    session.create(Project(client="Acme"))
    return window.findChild(Announcer)


def told(spy: QSignalSpy) -> list[str]:
    return [spy.at(place)[0] for place in range(spy.count())]


def test_a_changed_result_is_said_once_when_the_changes_have_settled(
    announcer: Announcer, session: Session, qtbot: QtBot
) -> None:
    spy = QSignalSpy(announcer.announced)
    for level in range(5):
        answer = Answer(judgement=Rated(level=level, grade=Grade.PROVEN))
        session.set_answer("goal.idea", answer, "answer")
        session.score_now()
    assert spy.count() == 0
    qtbot.waitUntil(lambda: spy.count() > 0)
    assert told(spy) == [sentences.chance(session.voice, session.forecast)]


def test_a_result_that_stays_as_it_is_is_not_repeated(
    announcer: Announcer, session: Session, qtbot: QtBot
) -> None:
    spy = QSignalSpy(announcer.announced)
    session.score_now()
    qtbot.waitUntil(lambda: spy.count() > 0)
    session.score_now()
    qtbot.wait(900)
    assert spy.count() == 1


def test_messages_are_said_at_once(announcer: Announcer, session: Session) -> None:
    spy = QSignalSpy(announcer.announced)
    session.notice.emit("Duplicated.")
    session.problem_raised.emit("The disk is full.")
    session.undo_offered.emit("Deleted.", None)
    assert told(spy) == ["Duplicated.", "The disk is full.", "Deleted."]


def test_what_a_search_found_is_said_once_typing_rests(
    announcer: Announcer, window: MainWindow, qtbot: QtBot
) -> None:
    window.show_page("evidence")
    spy = QSignalSpy(announcer.announced)
    page = window.page
    qtbot.keyClicks(page.search, "idea")
    qtbot.waitUntil(lambda: any("question" in words and "found" in words for words in told(spy)))
    said = [words for words in told(spy) if "found" in words]
    assert len(said) == 1


@pytest.mark.qt_log_ignore("propagateSizeHints")  # as the simulated screen says to all
def test_what_a_typed_line_means_is_said(
    announcer: Announcer, window: MainWindow, qtbot: QtBot
) -> None:
    window.show_page("evidence")
    spy = QSignalSpy(announcer.announced)
    window.actions_._type_back()
    typing = window.actions_.typing
    typing.line.setText("1.1 2 p")
    meant = f"{typing.heard.text()} {typing.level.text()}"
    qtbot.waitUntil(lambda: meant in told(spy))
    typing.close()


def test_how_the_making_of_a_report_stands_is_said(
    announcer: Announcer, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    window.show_page("report")
    spy = QSignalSpy(announcer.announced)
    strip = window.page.panel.strip
    strip.show_problem("The printer is not there.")
    qtbot.waitUntil(lambda: "The printer is not there." in told(spy))


def test_the_end_of_the_search_for_a_plan_is_said(
    announcer: Announcer, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    spy = QSignalSpy(announcer.announced)
    for question in session.questionnaire.questions:
        answer = Answer(judgement=Rated(level=2, grade=Grade.PROVEN))
        session.set_answer(question.id, answer, "answer")
    window.show_page("plan")
    page = window.page
    qtbot.waitUntil(lambda: page.plan is not None and not page.is_searching)
    qtbot.waitUntil(lambda: page.headline.text() in told(spy))


def test_where_a_moved_part_of_the_report_stands_is_said(
    announcer: Announcer, window: MainWindow, qtbot: QtBot
) -> None:
    window.show_page("report")
    spy = QSignalSpy(announcer.announced)
    parts = window.page.panel.parts
    parts.list.setCurrentRow(0)
    parts.list.move_current(1)
    qtbot.waitUntil(lambda: "Cover: place 2 of 12" in told(spy))


def test_where_a_moved_question_stands_is_said(
    announcer: Announcer, window: MainWindow, qtbot: QtBot
) -> None:
    window.show_page("questionnaires")
    window.page.new.click()
    editor = window.page.editor
    spy = QSignalSpy(announcer.announced)
    editor.tree.choose("goal.idea")
    count = editor.tree.currentItem().parent().childCount()
    editor.move_down()
    name = editor.tree.currentItem().text(0)
    qtbot.waitUntil(lambda: f"{name}: place 2 of {count}" in told(spy))
    editor.tree.choose("goal")
    name = editor.tree.currentItem().text(0)
    editor.move_down()
    qtbot.waitUntil(lambda: any(words.startswith(f"{name}: place 2 of") for words in told(spy)))


def test_that_a_table_takes_the_place_of_a_picture_is_said(
    announcer: Announcer, window: MainWindow, qtbot: QtBot
) -> None:
    window.show_page("result")
    card = window.page._figures.cards[0]
    spy = QSignalSpy(announcer.announced)
    card.toggle.click()
    qtbot.waitUntil(lambda: "Shown as a table" in told(spy))
    card.toggle.click()
    qtbot.waitUntil(lambda: "Shown as a picture" in told(spy))
