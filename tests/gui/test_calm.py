"""What a client sees beside the consultant: nothing jumps, nothing typed is lost."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from assessor.domain.assessment import Project
from forms.main_window import MainWindow
from forms.session import Session
from forms.widgets.reading_order import stops

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
