"""What-if: answers are moved on a copy, the figures follow, and only targets are kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.domain.language import Language
from forms.main_window import MainWindow
from forms.pages.what_if import WhatIfPage
from forms.session import Session
from forms.widgets.what_if_rows import BEST


def show(qtbot: QtBot, window: MainWindow, session: Session) -> WhatIfPage:
    made = Assessment()
    for question in session.questionnaire.questions:
        rated = Rated(level=1, grade=Grade.SHOWN)
        made = made.with_answer(question.id, Answer(judgement=rated))
    session.open_copy(made)
    window.show_page("what_if")
    page = window.page
    assert isinstance(page, WhatIfPage)
    first = page.sections[0]
    qtbot.waitUntil(lambda: len(first.rows) == len(first.section.questions))
    return page


def test_moving_answers_changes_figures_and_nothing_else(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = show(qtbot, window, session)
    before = session.assessment
    row = page.sections[0].rows[0]
    to = Rated(level=4, grade=Grade.PROVEN)
    row.levels.chosen.emit("4")
    row.grade.value_changed.emit(Grade.PROVEN)
    qtbot.waitUntil(lambda: page.comparison.changed == (row.question.id,))
    qtbot.waitUntil(lambda: page.moved == {row.question.id: to})
    as_if = before.with_answer(row.question.id, Answer(judgement=to))
    expected = session.service.forecast(as_if).risk
    qtbot.waitUntil(lambda: page.figures[1].text() == str(round(expected.mean * 100)))
    assert page.figures[0].text() == str(round(session.forecast.risk.mean * 100))
    assert session.assessment is before
    assert not session.undo_stack.canUndo()
    assert page.difference.text().startswith("1 moved answer lowers the risk by")


def test_best_and_back(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    page = show(qtbot, window, session)
    row = page.sections[0].rows[0]
    assert not row.back.isVisible()
    qtbot.mouseClick(row.best, Qt.MouseButton.LeftButton)
    assert page.moved == {row.question.id: BEST}
    qtbot.waitUntil(row.back.isVisible)
    assert row.levels.value() == "4"
    assert row.now.text() == "moved; now: level 1 of 4, shown"
    qtbot.mouseClick(row.back, Qt.MouseButton.LeftButton)
    assert page.moved == {}
    qtbot.waitUntil(lambda: row.levels.value() == "1")
    assert page.difference.text() == "Move an answer to see what it would do to the risk."


def test_moving_an_answer_to_where_it_is_moves_nothing(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = show(qtbot, window, session)
    page.sections[0].rows[0].levels.chosen.emit("1")
    assert page.moved == {}


def test_a_whole_section_at_its_best(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    page = show(qtbot, window, session)
    qtbot.mouseClick(page.sections[1].all_best, Qt.MouseButton.LeftButton)
    ids = {question.id for question in page.sections[1].section.questions}
    qtbot.waitUntil(lambda: set(page.comparison.changed) == ids)
    assert page.sections[1].count.text() == f"{len(ids)} moved"
    assert len(page.sections_card.table.facts.rows) == len(session.questionnaire.sections)


def test_a_section_opens_and_closes(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    page = show(qtbot, window, session)
    section = page.sections[2]
    assert section.rows == []
    section.head.setFocus()
    qtbot.keyClick(section.head, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(section.rows) == len(section.section.questions))
    assert section.rows[0].isVisible()
    qtbot.keyClick(section.head, Qt.Key.Key_Space)
    assert not section.rows[0].isVisible()


def test_targets_are_kept_undone_saved_and_shown_again(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = show(qtbot, window, session)
    assert not page.keep.isEnabled()
    qtbot.mouseClick(page.sections[0].rows[0].best, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.keep.isEnabled)
    wanted = dict(page.moved)
    qtbot.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    assert session.assessment.targets == wanted
    assert session.flush()
    assert session.service.load(session.assessment.id).targets == wanted
    assert page.remark.text() == "1 target is kept."
    qtbot.mouseClick(page.reset, Qt.MouseButton.LeftButton)
    assert page.moved == {}
    qtbot.mouseClick(page.targets, Qt.MouseButton.LeftButton)
    assert page.moved == wanted
    session.undo()
    assert session.assessment.targets == {}
    assert window.page is page


def test_another_assessment_starts_with_nothing_moved(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = show(qtbot, window, session)
    qtbot.mouseClick(page.sections[0].rows[0].best, Qt.MouseButton.LeftButton)
    session.create()
    window.show_page("what_if")
    assert page.moved == {}
    assert "–" in page.figures[0].text()


def test_language_changes_at_once(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    page = show(qtbot, window, session)
    session.set_language(Language.RU)
    assert page.keep.text() == "Сохранить как цель"
    assert page.sections[0].rows[0].grade.currentText() == "показано"
