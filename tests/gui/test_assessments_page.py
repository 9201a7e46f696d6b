"""The first page: ways to begin, the list, deleting without a question, files dragged in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Assessment, Project
from assessor.domain.language import Language
from assessor.service import Service
from forms.main_window import MainWindow
from forms.pages.assessments import AssessmentsPage
from forms.session import Session
from forms.widgets.portfolio_list import Order
from tests.gui.dragging import entering


def page_of(window: MainWindow) -> AssessmentsPage:
    window.show_page("assessments")
    page = window.page
    assert isinstance(page, AssessmentsPage)
    return page


def keep(window: MainWindow, *clients: str) -> list[Assessment]:
    session = window.session
    projects = [Project(client=client) for client in clients]
    kept = [session.service.save(Assessment(project=project)) for project in projects]
    session.list_changed.emit()
    return kept


def chosen_in(page: AssessmentsPage) -> str:
    chosen = page.portfolio.view.selected()
    return chosen.id if chosen is not None else ""


def shown(page: AssessmentsPage) -> list[str]:
    model = page.portfolio.model
    return [model.row_at(row).client for row in range(model.rowCount())]


def test_a_first_start_offers_three_ways_and_no_empty_table(window: MainWindow) -> None:
    page = page_of(window)
    assert page.stack.currentWidget() is page.welcome
    assert not page.portfolio.isVisible()
    choices = (page.welcome.example, page.welcome.new, page.welcome.file)
    assert all(choice.isVisible() and choice.accessibleDescription() for choice in choices)


def test_new_opens_the_project_sheet(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    qtbot.mouseClick(page_of(window).welcome.new, Qt.MouseButton.LeftButton)
    assert session.assessment is not None
    assert window.page.NAME == "project"


def test_an_example_opens_as_a_copy(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    page = page_of(window)
    qtbot.mouseClick(page.welcome.example, Qt.MouseButton.LeftButton)
    assert page.stack.currentWidget() is page.examples
    examples = session.service.examples()
    assert len(page.examples.cards) == len(examples) >= 4
    qtbot.mouseClick(page.examples.cards[0].open_button, Qt.MouseButton.LeftButton)
    assert session.assessment is not None
    assert session.assessment.answers == examples[0].assessment.answers
    assert session.assessment.id != examples[0].assessment.id


def test_examples_can_be_reached_later_and_left_again(
    qtbot: QtBot, window: MainWindow, service: Service
) -> None:
    keep(window, "Acme")
    page = page_of(window)
    qtbot.mouseClick(page.portfolio.example_button, Qt.MouseButton.LeftButton)
    assert page.stack.currentWidget() is page.examples
    qtbot.mouseClick(page.examples.back, Qt.MouseButton.LeftButton)
    assert page.stack.currentWidget() is page.portfolio


def test_the_list_is_searched_and_sorted_from_the_keyboard(
    qtbot: QtBot, window: MainWindow, service: Service
) -> None:
    keep(window, "Beta", "Alpha", "Gamma")
    page = page_of(window)
    assert shown(page) == ["Gamma", "Alpha", "Beta"]
    page.portfolio.order.setFocus()
    qtbot.keyClick(page.portfolio.order, Qt.Key.Key_Down)
    assert page.portfolio.model.order is Order.CLIENT
    assert shown(page) == ["Alpha", "Beta", "Gamma"]
    page.find_action.trigger()
    qtbot.keyClicks(page.portfolio.search, "gam")
    assert shown(page) == ["Gamma"]


def test_the_list_points_at_the_assessment_that_was_opened(window: MainWindow) -> None:
    first, second, _ = keep(window, "Acme", "Beta", "Gamma")
    for opened in (second, first):
        page_of(window).portfolio.opened.emit(opened.id)
        assert chosen_in(page_of(window)) == opened.id
    page_of(window).portfolio.view.select(second.id)
    window.show_page("project")
    assert chosen_in(page_of(window)) == second.id


@pytest.mark.parametrize("clients", [["Acme"], ["Beta", "Alpha", "Gamma"]])
def test_the_first_row_is_opened_from_the_keyboard(
    qtbot: QtBot, window: MainWindow, session: Session, clients: list[str]
) -> None:
    keep(window, *clients)
    view = page_of(window).portfolio.view
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.selected() == view.rows.row_at(0)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert session.assessment is not None
    assert session.assessment.project.client == clients[-1]


def test_a_second_click_on_a_heading_turns_the_order_round(
    window: MainWindow, service: Service
) -> None:
    keep(window, "Beta", "Alpha", "Gamma")
    page = page_of(window)
    page.portfolio.view.order_clicked.emit("client")
    assert shown(page) == ["Alpha", "Beta", "Gamma"]
    page.portfolio.view.order_clicked.emit("client")
    assert shown(page) == ["Gamma", "Beta", "Alpha"]
    page.portfolio.view.order_clicked.emit("client")
    assert shown(page) == ["Alpha", "Beta", "Gamma"]


def test_nothing_found_is_said(qtbot: QtBot, window: MainWindow, service: Service) -> None:
    keep(window, "Acme")
    page = page_of(window)
    qtbot.keyClicks(page.portfolio.search, "zzz")
    assert page.portfolio.nothing.isVisible()
    assert page.portfolio.nothing.text() == "No client or project contains these letters."
    assert not page.portfolio.view.isVisible()
    page.portfolio.search.clear()
    assert page.portfolio.view.isVisible()


def test_delete_asks_nothing_and_can_be_taken_back(
    qtbot: QtBot, window: MainWindow, service: Service
) -> None:
    first, _ = keep(window, "Acme", "Globex")
    page = page_of(window)
    page.portfolio.view.select(first.id)
    page.delete_action.trigger()
    assert shown(page) == ["Globex"]
    assert window.notices.words.text() == "Deleted."
    qtbot.mouseClick(window.notices.undo_button, Qt.MouseButton.LeftButton)
    assert set(shown(page)) == {"Acme", "Globex"}


def test_what_was_deleted_can_be_restored_later(
    qtbot: QtBot, window: MainWindow, service: Service
) -> None:
    (only,) = keep(window, "Acme")
    page = page_of(window)
    page.portfolio.view.select(only.id)
    page.delete_action.trigger()
    window.notices.dismiss()
    assert page.stack.currentWidget() is page.welcome
    assert page.welcome.bin_button.text() == "1 deleted, kept for 30 days"
    qtbot.mouseClick(page.welcome.bin_button, Qt.MouseButton.LeftButton)
    assert page.portfolio.title.text() == "Deleted assessments"
    assert not page.delete_action.isVisible()
    page.portfolio.view.select(only.id)
    page.restore_action.trigger()
    assert not page.portfolio.shows_bin
    assert shown(page) == ["Acme"]


def test_a_duplicate_lives_on_its_own(window: MainWindow, service: Service) -> None:
    (only,) = keep(window, "Acme")
    page = page_of(window)
    page.portfolio.view.select(only.id)
    page.copy_action.trigger()
    assert shown(page) == ["Acme", "Acme"]
    assert len({row.id for row in service.rows()}) == 2
    chosen = page.portfolio.view.selected()
    assert chosen is not None
    assert chosen.id != only.id


def test_export_writes_a_file_that_reads_back(
    window: MainWindow, service: Service, dialogs: Any, tmp_path: Path
) -> None:
    (only,) = keep(window, "Acme / North")
    page = page_of(window)
    dialogs.saved = tmp_path / "acme.takeoff"
    page.portfolio.view.select(only.id)
    page.export_action.trigger()
    assert "Acme _ North - CRM - " in dialogs.asked[0]
    assert service.read(dialogs.saved).project.client == "Acme / North"


def test_an_export_that_fails_is_told_in_place(
    window: MainWindow,
    service: Service,
    dialogs: Any,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (only,) = keep(window, "Acme")
    page = page_of(window)
    dialogs.saved = tmp_path / "missing" / "acme.takeoff"
    page.portfolio.view.select(only.id)
    page.export_action.trigger()
    assert window.notices.isVisible()
    assert "acme.takeoff" in window.notices.words.text()
    assert caplog.records


def test_recent_files_that_are_gone_stay_greyed(
    window: MainWindow, session: Session, service: Service, tmp_path: Path
) -> None:
    keep(window, "Acme")
    there = tmp_path / "there.takeoff"
    there.write_bytes(b"")
    gone = tmp_path / "gone.takeoff"
    session.change_settings(recent_files=(str(there), str(gone)))
    actions = page_of(window).portfolio.recent_menu.actions()
    assert [action.isEnabled() for action in actions] == [True, False]
    assert actions[1].text() == f"{gone} (missing)"


def drop(page: AssessmentsPage, path: Path) -> bool:
    """Drag a file over the page and let it go, as the desktop would."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = entering(QPointF(5, 5), data)
    enter.ignore()
    QApplication.sendEvent(page, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(page, QDropEvent(QPointF(5, 5), copy, data, left, none))
    return True


def test_a_file_dragged_in_is_opened(window: MainWindow, session: Session, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("project: {client: Dragged}\nanswers: {goal.idea: unknown}\n", "utf-8")
    assert drop(page_of(window), answers)
    assert session.assessment is not None
    assert session.assessment.project.client == "Dragged"
    assert session.settings.recent_files == (str(answers),)


def test_other_files_are_not_taken(window: MainWindow, tmp_path: Path) -> None:
    assert not drop(page_of(window), tmp_path / "holiday.jpg")


def test_the_page_speaks_russian_at_once(window: MainWindow, session: Session) -> None:
    page = page_of(window)
    session.set_language(Language.RU)
    assert page.welcome.new.accessibleName() == "Новая оценка"
    assert page.portfolio.new_button.text() == "Новая оценка"
    assert page.delete_action.text() == "Удалить"
