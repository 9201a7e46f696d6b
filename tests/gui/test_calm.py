"""What a client sees beside the consultant: nothing jumps, nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QStyle
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import CompanySize, Project
from forms.main_window import MainWindow
from forms.pages.project import ProjectPage
from forms.session import Session
from forms.widgets.reading_order import stops
from forms.widgets.typing_back import TypingBack

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the simulated screen says so

LONG = "The file could not be written: no room is left on the disk. Make room on it. " * 3


def test_a_notice_moves_nothing_and_hides_no_button_of_the_line(
    window: MainWindow, session: Session
) -> None:
    before = window.stack.geometry()
    for sentence in ("Saved.", LONG):
        session.problem_raised.emit(sentence)
        QApplication.processEvents()
        assert window.stack.geometry() == before
        line, bar = window.top_line, window.notices
        assert bar.x() + bar.width() <= line.x() + line.undo_button.x()
        assert bar.words.height() >= bar.words.heightForWidth(bar.words.width())


def test_a_notice_stays_in_its_place_when_the_window_gets_narrower(
    window: MainWindow, session: Session
) -> None:
    session.notice.emit(LONG)
    window.resize(1024, 700)
    QApplication.processEvents()
    line, bar = window.top_line, window.notices
    assert bar.x() + bar.width() <= line.x() + line.undo_button.x()
    assert bar.height() >= bar.heightForWidth(bar.width())


def test_the_tab_key_comes_to_a_notice_after_the_line_that_it_lies_over(
    window: MainWindow, session: Session
) -> None:
    session.create(Project(client="Acme"))
    session.undo_offered.emit("Deleted.", lambda: None)
    order = list(stops(window))
    place = order.index(window.notices.undo_button)
    assert order[place - 1] is window.top_line.menu_button
    assert order[place + 1] is window.notices.close_button
    assert window.page is not None
    assert window.page.isAncestorOf(order[place + 2])


def typing_back(window: MainWindow, session: Session, qtbot: QtBot) -> TypingBack:
    """Open an assessment and, in front of it, the window to type paper back into."""
    session.create(Project(client="Acme"))
    window.actions_.type_back.trigger()
    paper = window.actions_.typing
    assert paper is not None
    qtbot.waitUntil(paper.isActiveWindow)
    return paper


def test_a_typed_line_is_not_dropped_at_the_first_escape(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    paper = typing_back(window, session, qtbot)
    for typed, gone in (("1.1 2 s", False), ("", True)):
        paper.line.setText(typed)
        QTest.keyClick(paper.line, Qt.Key.Key_Escape)
        assert paper.isVisible() is not gone
        assert bool(paper.wrong.text()) is not gone
    window.actions_.type_back.trigger()
    qtbot.waitUntil(paper.isActiveWindow)
    paper.line.setText("1.1 2 s")
    QTest.keyClick(paper.line, Qt.Key.Key_Escape)
    paper.line.setText("1.1 3 s")
    QTest.keyClick(paper.line, Qt.Key.Key_Escape)
    assert paper.isVisible(), "what was typed since was not spoken of yet"
    QTest.keyClick(paper.line, Qt.Key.Key_Escape)
    assert not paper.isVisible()
    assert paper.line.text() == ""
    assert session.assessment is not None
    assert not session.assessment.answers


def test_typing_back_leaves_with_its_assessment_whatever_is_typed(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    paper = typing_back(window, session, qtbot)
    paper.line.setText("1.1 2 s")
    session.close()
    assert not paper.isVisible()


def test_more_users_than_employees_are_doubted_and_kept(
    window: MainWindow, session: Session
) -> None:
    session.create(Project(users=420, company_size=CompanySize.SMALL))
    page = window.made("project")
    assert isinstance(page, ProjectPage)
    page.refresh()
    field = page.field("users")
    assert "employs" in field.below.text()
    assert not field.problem
    assert field.editor.property("wrong") != "true"
    for size in (CompanySize.LARGE, CompanySize.ENTERPRISE, None):
        session.set_project(Project(users=420, company_size=size), lambda v: v.say("Project"))
        page.refresh()
        assert field.below.text() == ""
    assert session.assessment is not None
    assert session.assessment.project.users == 420


def test_icons_and_boxes_to_tick_grow_with_the_letters(
    window: MainWindow, session: Session
) -> None:
    rail, undo = window.rail.buttons["assessments"], window.top_line.undo_button
    box = QCheckBox(window)
    mark = QStyle.PixelMetric.PM_IndicatorWidth

    def sizes() -> list[int]:
        QApplication.processEvents()
        drawn = [made.icon().actualSize(QSize(999, 999)).width() for made in (rail, undo)]
        shown = [made.iconSize().width() for made in (rail, undo)]
        # The edge of a box to tick is a pixel on either side, whatever its size.
        return [*drawn, *shown, box.style().pixelMetric(mark, None, box) - 2]

    before = sizes()
    session.set_zoom(2.0)
    assert sizes() == [2 * size for size in before]
