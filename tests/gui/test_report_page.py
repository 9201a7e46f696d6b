"""The report: what is previewed is what is saved and printed, to the last byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Grade, Project, Rated
from assessor.domain.language import Language
from assessor.domain.paper import ReportKind
from assessor.domain.problem import WorkProblem
from forms.main_window import MainWindow
from forms.pages.report import ReportPage
from forms.session import Session

PATIENCE_MS = 60_000
"""A report takes about two seconds; a busy machine takes ten times that."""


@pytest.fixture
def page(window: MainWindow, session: Session) -> ReportPage:
    session.create(Project(client="Acme", name="CRM for service"))
    session.set_answer("goal.idea", Answer(judgement=Rated(level=1, grade=Grade.SHOWN)), "Level 1")
    made = window.made("report")
    assert isinstance(made, ReportPage)
    made.panel.kinds.set_value(ReportKind.SPONSOR.value)
    return made


def ready(qtbot: QtBot, window: MainWindow, page: ReportPage) -> bytes:
    """Show the page and wait for its pages."""
    window.show_page("report")
    qtbot.waitUntil(lambda: page.is_fresh and bool(page.preview.content), timeout=PATIENCE_MS)
    return page.preview.content


def test_the_saved_bytes_are_the_previewed_ones(
    qtbot: QtBot, window: MainWindow, page: ReportPage, dialogs: Any, tmp_path: Path
) -> None:
    content = ready(qtbot, window, page)
    assert content.startswith(b"%PDF-")
    assert page.preview.document.pageCount() >= 1
    assert page.preview.page_label.text().startswith("Page 1 of ")
    dialogs.saved = tmp_path / "report.pdf"
    page.save_action.trigger()
    assert dialogs.saved.read_bytes() == content
    suggested = Path(dialogs.asked[-1]).name
    assert suggested.startswith("Acme - CRM for service - 20")
    assert suggested.endswith(".pdf")
    assert window.notices.words.text() == "Saved as report.pdf."


def test_an_edit_makes_the_preview_stale_and_then_fresh(
    qtbot: QtBot, window: MainWindow, page: ReportPage, session: Session
) -> None:
    before = ready(qtbot, window, page)
    session.set_answer("goal.idea", Answer(judgement=Rated(level=4)), "Level 4")
    qtbot.waitUntil(lambda: not page.is_fresh, timeout=1000)
    qtbot.waitUntil(lambda: "out of date" in page.panel.state.text(), timeout=1000)
    assert page.preview.content == before
    qtbot.waitUntil(lambda: page.is_fresh, timeout=PATIENCE_MS)
    assert page.preview.content != before
    assert page.panel.state.text() == ("The preview shows exactly what will be saved and printed.")


def test_kind_and_language_are_followed(
    qtbot: QtBot, window: MainWindow, page: ReportPage, session: Session
) -> None:
    ready(qtbot, window, page)
    assert page.preview.document.getAllText(0).text().count("Acme") >= 1
    one_page = page.preview.document.pageCount()
    page.panel.languages.chosen.emit("ru")
    qtbot.waitUntil(lambda: page.is_fresh, timeout=PATIENCE_MS)
    assert session.settings.report_language is Language.RU
    assert session.voice.language is Language.EN
    assert "взлет" in page.preview.document.getAllText(0).text().lower()
    qtbot.mouseClick(page.panel.kinds.buttons[ReportKind.FULL.value], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.is_fresh, timeout=PATIENCE_MS)
    assert page.preview.document.pageCount() > one_page


def test_saving_at_once_waits_for_the_pages(
    qtbot: QtBot, window: MainWindow, page: ReportPage, dialogs: Any, tmp_path: Path
) -> None:
    dialogs.saved = tmp_path / "early.pdf"
    window.show_page("report")
    page.save_action.trigger()
    qtbot.waitUntil(dialogs.saved.exists, timeout=PATIENCE_MS)
    assert dialogs.saved.read_bytes() == page.preview.content


def test_cancel_stops_the_work_and_it_can_be_taken_up_again(
    qtbot: QtBot, window: MainWindow, page: ReportPage
) -> None:
    window.show_page("report")
    page.panel.show_progress_bar()
    assert page.panel.cancel.isVisible()
    qtbot.mouseClick(page.panel.cancel, Qt.MouseButton.LeftButton)
    assert page.panel.state.text().startswith("Stopped.")
    assert not page.panel.bar.isVisible()
    assert not page.preview.content
    qtbot.mouseClick(page.panel.retry, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.is_fresh, timeout=PATIENCE_MS)
    assert page.preview.content


def test_short_work_shows_no_progress(window: MainWindow, page: ReportPage) -> None:
    window.show_page("report")
    assert not page.panel.bar.isVisible()
    page.panel.show_progress(0.5)
    assert not page.panel.bar.isVisible()


def test_leaving_the_page_ends_the_work(window: MainWindow, page: ReportPage) -> None:
    window.show_page("report")
    window.show_page("result")
    assert not page.is_working


def test_a_folder_that_refuses_is_told_in_place(
    qtbot: QtBot, window: MainWindow, page: ReportPage, dialogs: Any, tmp_path: Path
) -> None:
    ready(qtbot, window, page)
    dialogs.saved = tmp_path / "missing" / "report.pdf"
    page.save_action.trigger()
    assert "report.pdf" in page.panel.state.text()
    assert page.panel.state.property("look") == "error"
    assert page.preview.content


class Refusing:
    """A service whose reports fail, as on a full disk."""

    def __init__(self, service: object) -> None:
        self._service = service

    def __getattr__(self, name: str) -> object:
        return getattr(self._service, name)

    def start_report(self, *_: object) -> object:
        raise WorkProblem("The report cannot be printed: %(reason)s.", reason="disk full")


def test_a_report_that_cannot_be_made_is_told_in_place(
    window: MainWindow, page: ReportPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "service", Refusing(session.service))
    window.show_page("report")
    assert page.panel.state.text() == "The report cannot be printed: disk full."
    assert page.panel.retry.isVisible()


def test_the_system_viewer_gets_the_exact_bytes(
    qtbot: QtBot, window: MainWindow, page: ReportPage, dialogs: Any
) -> None:
    content = ready(qtbot, window, page)
    page.view_action.trigger()
    assert Path(dialogs.asked[-1]).read_bytes() == content


def test_printing_to_a_file_keeps_the_exact_bytes(
    qtbot: QtBot, window: MainWindow, page: ReportPage, dialogs: Any, tmp_path: Path
) -> None:
    content = ready(qtbot, window, page)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialogs.printer = printer
    page.print_action.trigger()
    assert (tmp_path / "printed.pdf").read_bytes() == content
    assert page.panel.state.text() == "The pages are on their way to the printer."


def test_the_day_is_the_assessments(
    qtbot: QtBot, page: ReportPage, window: MainWindow, session: Session
) -> None:
    window.show_page("report")
    day = page.panel.day.editor
    qtbot.keyClicks(day, "1.2.2026")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert session.assessment is not None
    assert f"{session.assessment.project.day}" == "2026-02-01"
    qtbot.keyClicks(day, "oops")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert page.panel.day.problem


def test_another_assessment_shows_its_own_pages(
    qtbot: QtBot, window: MainWindow, page: ReportPage, session: Session
) -> None:
    ready(qtbot, window, page)
    session.create(Project(client="Globex"))
    assert page.preview.content == b""


def test_zoom_follows_the_buttons(qtbot: QtBot, window: MainWindow, page: ReportPage) -> None:
    ready(qtbot, window, page)
    view = page.preview.view
    page.preview.zoom_in()
    larger = view.zoomFactor()
    page.preview.zoom_out()
    assert view.zoomFactor() == pytest.approx(larger / 1.2)
    page.preview.fit_width()
    assert view.zoomMode() is view.ZoomMode.FitToWidth


@pytest.mark.parametrize("way_out", ["another page", "another assessment", "closing"])
def test_a_report_asked_for_too_early_never_lands_in_another_clients_file(
    qtbot: QtBot,
    window: MainWindow,
    page: ReportPage,
    session: Session,
    dialogs: Any,
    tmp_path: Path,
    way_out: str,
) -> None:
    other = session.service.create(Project(client="Other")).id
    window.show_page("report")
    dialogs.saved = tmp_path / "A.pdf"
    page.save_action.trigger()
    assert page.is_working
    with qtbot.waitSignal(session.problem_raised, timeout=1_000) as told:
        if way_out == "another page":
            window.show_page("evidence")
        elif way_out == "closing":
            session.close()
        else:
            session.open(other)
    assert "not saved" in told.args[0]
    session.open(other)
    ready(qtbot, window, page)
    assert not dialogs.saved.exists()
    page.save_action.trigger()
    assert dialogs.saved.read_bytes() == page.preview.content
