"""The report: what is previewed is what is saved and printed, to the last byte."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Grade, Project, Rated
from assessor.domain.language import Language
from assessor.domain.paper import Part, ReportKind, ReportOrder, TwinKind
from assessor.domain.problem import WorkProblem
from assessor.domain.questionnaire import Role
from assessor.report import ordered
from assessor.report.press import Press
from assessor.report.process import JobState
from assessor.service import Service
from forms.main_window import MainWindow
from forms.pages.report import ReportPage
from forms.session import Session
from forms.widgets.report_choices import FINAL
from forms.widgets.report_panel import EDITIONS, PARTS, TWIN

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the simulated screen says so

PATIENCE_MS = 60_000
"""A report takes about two seconds; a busy machine takes ten times that."""


@pytest.fixture(scope="module")
def child() -> Iterator[Press]:
    """A child that prints for all tests here: making one ready takes longer than a page."""
    made = Press(ordered.PRINTING)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def printed_by_one_child(
    child: Press, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Print in the child of all tests, unless a look is wanted: a child knows one data folder."""
    if request.node.get_closest_marker("own_child") is None:
        monkeypatch.setattr(Service, "_press", lambda _: child)


@pytest.fixture
def page(window: MainWindow, session: Session) -> ReportPage:
    session.create(Project(client="Acme", name="CRM for service"))
    session.set_answer("goal.idea", Answer(judgement=Rated(level=1, grade=Grade.SHOWN)), "Level 1")
    made = window.made("report")
    assert isinstance(made, ReportPage)
    made.panel.choices.kinds.set_value(ReportKind.SPONSOR.value)
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
    assert page.preview.bar.said.startswith("Page 1 of ")
    dialogs.saved = tmp_path / "report.pdf"
    page.keys.save.trigger()
    assert dialogs.saved.read_bytes() == content
    suggested = Path(dialogs.asked[-1]).name
    assert suggested.startswith("Acme - CRM for service - 20")
    assert suggested.endswith(".pdf")
    assert window.notices.words.text() == "Saved as report.pdf."
    page.session.change_settings(report_language=Language.RU)
    assert page._suggested(".pdf").endswith(" (ru).pdf")


def test_an_edit_makes_the_preview_stale_and_then_fresh(
    qtbot: QtBot, window: MainWindow, page: ReportPage, session: Session
) -> None:
    before = ready(qtbot, window, page)
    session.set_answer("goal.idea", Answer(judgement=Rated(level=4)), "Level 4")
    qtbot.waitUntil(lambda: not page.is_fresh)
    qtbot.waitUntil(lambda: "out of date" in page.panel.strip.state.text())
    assert page.preview.content == before
    qtbot.waitUntil(lambda: page.is_fresh, timeout=PATIENCE_MS)
    assert page.preview.content != before
    assert page.panel.strip.state.text() == ("This is exactly what is saved and printed.")


def test_kind_and_language_are_followed(
    qtbot: QtBot, window: MainWindow, page: ReportPage, session: Session
) -> None:
    ready(qtbot, window, page)
    assert page.preview.document.getAllText(0).text().count("Acme") >= 1
    one_page = page.preview.document.pageCount()
    page.panel.choices.languages.chosen.emit("ru")
    qtbot.waitUntil(lambda: page.is_fresh, timeout=PATIENCE_MS)
    assert session.settings.report_language is Language.RU
    assert session.voice.language is Language.EN
    assert "взлет" in page.preview.document.getAllText(0).text().lower()
    qtbot.mouseClick(
        page.panel.choices.kinds.buttons[ReportKind.FULL.value], Qt.MouseButton.LeftButton
    )
    qtbot.waitUntil(lambda: page.is_fresh, timeout=PATIENCE_MS)
    assert page.preview.document.pageCount() > one_page


def test_saving_at_once_waits_for_the_pages(
    qtbot: QtBot, window: MainWindow, page: ReportPage, dialogs: Any, tmp_path: Path
) -> None:
    dialogs.saved = tmp_path / "early.pdf"
    window.show_page("report")
    page.keys.save.trigger()
    qtbot.waitUntil(dialogs.saved.exists, timeout=PATIENCE_MS)
    assert dialogs.saved.read_bytes() == page.preview.content


def test_cancel_stops_the_work_and_it_can_be_taken_up_again(
    qtbot: QtBot, window: MainWindow, page: ReportPage
) -> None:
    window.show_page("report")
    page.panel.strip.show_progress_bar()
    assert page.panel.strip.cancel.isVisible()
    qtbot.mouseClick(page.panel.strip.cancel, Qt.MouseButton.LeftButton)
    assert page.panel.strip.state.text().startswith("Stopped.")
    assert not page.panel.strip.bar.isVisible()
    assert not page.preview.content
    qtbot.mouseClick(page.panel.strip.retry, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.is_fresh, timeout=PATIENCE_MS)
    assert page.preview.content


def test_short_work_shows_no_progress(window: MainWindow, page: ReportPage) -> None:
    window.show_page("report")
    assert not page.panel.strip.bar.isVisible()
    page.panel.strip.show_progress(0.5)
    assert not page.panel.strip.bar.isVisible()


def test_leaving_the_page_ends_the_work(window: MainWindow, page: ReportPage) -> None:
    window.show_page("report")
    window.show_page("result")
    assert not page.is_working


def test_a_folder_that_refuses_is_told_in_place(
    qtbot: QtBot, window: MainWindow, page: ReportPage, dialogs: Any, tmp_path: Path
) -> None:
    ready(qtbot, window, page)
    dialogs.saved = tmp_path / "missing" / "report.pdf"
    page.keys.save.trigger()
    assert "report.pdf" in page.panel.strip.state.text()
    assert page.panel.strip.state.property("look") == "error"
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
    assert page.panel.strip.state.text() == "The report cannot be printed: disk full."
    assert page.panel.strip.retry.isVisible()


def test_the_system_viewer_gets_the_exact_bytes(
    qtbot: QtBot, window: MainWindow, page: ReportPage, dialogs: Any
) -> None:
    content = ready(qtbot, window, page)
    page.keys.view.trigger()
    assert Path(dialogs.asked[-1]).read_bytes() == content


def test_the_day_is_the_assessments(
    qtbot: QtBot, page: ReportPage, window: MainWindow, session: Session
) -> None:
    window.show_page("report")
    day = page.panel.choices.day.editor
    qtbot.keyClicks(day, "1.2.2026")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert session.assessment is not None
    assert f"{session.assessment.project.day}" == "2026-02-01"
    qtbot.keyClicks(day, "oops")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert page.panel.choices.day.problem


def test_another_assessment_shows_its_own_pages(
    qtbot: QtBot, window: MainWindow, page: ReportPage, session: Session
) -> None:
    ready(qtbot, window, page)
    session.create(Project(client="Globex"))
    assert page.preview.content == b""


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
    page.keys.save.trigger()
    assert page.is_working
    with qtbot.waitSignal(session.problem_raised) as told:
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
    page.keys.save.trigger()
    assert dialogs.saved.read_bytes() == page.preview.content


def open_leaf(window: MainWindow, page: ReportPage, leaf: str) -> None:
    window.show_page("report")
    page.panel.open_leaf(leaf)


def test_parts_are_left_out_and_moved_by_key(
    qtbot: QtBot, window: MainWindow, page: ReportPage, session: Session
) -> None:
    page.panel.choices.kinds.set_value(ReportKind.FULL.value)
    open_leaf(window, page, PARTS)
    parts = page.panel.parts
    for row in range(parts.list.count()):
        parts.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert page.wanted() is None
    assert "tick at least one part" in page.panel.strip.state.text()
    parts.list.setCurrentRow(1)
    qtbot.keyClick(parts.list, Qt.Key.Key_Space)
    assert parts.parts == (Part.SPONSOR,)
    parts.list.setCurrentRow(0)
    qtbot.keyClick(parts.list, Qt.Key.Key_Space)
    qtbot.keyClick(parts.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert parts.parts == (Part.SPONSOR, Part.COVER)
    assert session.settings.report.parts == (Part.SPONSOR, Part.COVER)
    qtbot.waitUntil(lambda: page.is_fresh, timeout=PATIENCE_MS)
    assert page.preview.document.pageCount() == 2
    qtbot.mouseClick(parts.usual, Qt.MouseButton.LeftButton)
    assert parts.parts == ()


def test_a_comment_is_kept_printed_marked_and_undone(
    qtbot: QtBot, window: MainWindow, page: ReportPage, session: Session
) -> None:
    ready(qtbot, window, page)
    page.panel.open_leaf(PARTS)
    parts = page.panel.parts
    parts.list.setCurrentRow(1)
    assert parts.comment.label.text() == "Your comment: The page for the sponsor"
    qtbot.keyClicks(parts.note, "Ask about budgets")
    qtbot.waitUntil(lambda: bool(session.assessment and session.assessment.comments))
    assert session.assessment is not None
    assert session.assessment.comments == {"sponsor": "Ask about budgets"}
    assert "✎" in parts.list.item(1).text()
    qtbot.waitUntil(lambda: page.is_fresh, timeout=PATIENCE_MS)
    assert "Ask about budgets" in page.preview.document.getAllText(0).text()
    session.flush()
    assert session.service.load(session.assessment.id).comments
    session.undo()
    assert session.assessment.comments == {}
    assert window.page is page
    assert "✎" not in parts.list.item(1).text()


def test_an_edition_is_frozen_listed_removed_and_undone(
    qtbot: QtBot, window: MainWindow, page: ReportPage, session: Session
) -> None:
    open_leaf(window, page, EDITIONS)
    editions = page.panel.editions
    assert not editions.freeze.isEnabled()
    qtbot.keyClicks(editions.name, "Before contract")
    qtbot.keyClick(editions.name, Qt.Key.Key_Return)
    assert session.assessment is not None
    (frozen,) = session.assessment.milestones
    assert frozen.name == "Before contract"
    assert frozen.is_intact
    assert editions.list.item(0).text().startswith("Before contract\n")
    assert session.undo_stack.undoText() == "Freeze Before contract"
    editions.list.setCurrentRow(0)
    qtbot.mouseClick(editions.remove, Qt.MouseButton.LeftButton)
    assert session.assessment.milestones == ()
    session.undo()
    assert session.assessment.milestones == (frozen,)
    assert editions.list.count() == 1


def test_a_draft_becomes_final_and_the_next_assessment_begins_as_a_draft(
    window: MainWindow, page: ReportPage, session: Session
) -> None:
    window.show_page("report")
    page.panel.choices.marks.set_value(FINAL)
    page.panel.choices.marks.chosen.emit(FINAL)
    wanted = page.wanted()
    assert wanted is not None
    assert isinstance(wanted.order, ReportOrder)
    assert wanted.order.final
    session.create(Project(client="Globex"))
    assert not page.panel.choices.is_final


def test_choices_are_remembered(
    window: MainWindow, page: ReportPage, session: Session, qtbot: QtBot
) -> None:
    window.show_page("report")
    choices = page.panel.choices
    qtbot.mouseClick(choices.kinds.buttons[ReportKind.GAPS.value], Qt.MouseButton.LeftButton)
    choices.archive.click()
    page.preview.turn_single()
    again = ReportPage(session, page.dialogs)
    qtbot.addWidget(again)
    assert again.panel.choices.kind is ReportKind.GAPS
    assert again.panel.choices.archive.isChecked()
    assert again.preview.taste.single


def test_paper_to_write_on_is_previewed_saved_and_named(
    qtbot: QtBot, window: MainWindow, page: ReportPage, dialogs: Any, tmp_path: Path
) -> None:
    page.panel.twin.kinds.set_value(TwinKind.WALL_CHART.value)
    open_leaf(window, page, TWIN)
    qtbot.waitUntil(lambda: page.is_fresh, timeout=PATIENCE_MS)
    # ISO 216: A3 is 297 by 420 mm.
    assert sorted(page.preview.page_size_mm) == pytest.approx([297, 420], abs=1)
    dialogs.saved = tmp_path / "chart.pdf"
    page.keys.save.trigger()
    assert dialogs.asked[-1].endswith(" - Wall chart.pdf")
    assert dialogs.saved.read_bytes() == page.preview.content


def test_roles_are_asked_for_guides_alone(
    qtbot: QtBot, window: MainWindow, page: ReportPage
) -> None:
    open_leaf(window, page, TWIN)
    twin = page.panel.twin
    twin.roles[Role.IT].click()
    assert twin.chosen_roles == (Role.IT,)
    qtbot.mouseClick(twin.kinds.buttons[TwinKind.BALLOTS.value], Qt.MouseButton.LeftButton)
    assert twin.chosen_roles == ()
    assert not twin.roles[Role.IT].isVisible()


@pytest.mark.parametrize(("action", "name"), [("word", "copy.docx"), ("excel", "copy.xlsx")])
def test_office_copies_are_written_and_their_folder_offered(
    qtbot: QtBot,
    window: MainWindow,
    page: ReportPage,
    dialogs: Any,
    tmp_path: Path,
    action: str,
    name: str,
) -> None:
    window.show_page("report")
    dialogs.saved = tmp_path / name
    getattr(page.keys, action).trigger()
    assert dialogs.asked[-1].endswith(Path(name).suffix)
    qtbot.waitUntil(dialogs.saved.exists, timeout=PATIENCE_MS)
    # Both are zip archives (ECMA-376 part 2).
    assert dialogs.saved.read_bytes().startswith(b"PK")
    strip = page.panel.strip
    qtbot.waitUntil(strip.link.isVisible, timeout=PATIENCE_MS)
    assert strip.state.text() == f"Saved as {name}."
    qtbot.mouseClick(strip.link, Qt.MouseButton.LeftButton)
    assert dialogs.asked[-1] == str(tmp_path)


def test_all_pictures_are_saved_as_svg(
    qtbot: QtBot, window: MainWindow, page: ReportPage, dialogs: Any, tmp_path: Path
) -> None:
    window.show_page("report")
    dialogs.saved = tmp_path / "pictures"
    page.keys.charts.trigger()
    strip = page.panel.strip
    qtbot.waitUntil(strip.link.isVisible, timeout=PATIENCE_MS)
    kept = sorted(dialogs.saved.iterdir())
    assert strip.state.text() == f"{len(kept)} pictures are saved."
    assert len(kept) >= 4
    for picture in kept:
        assert picture.suffix == ".svg"
        assert QSvgRenderer(str(picture)).isValid()


@pytest.mark.own_child
def test_a_broken_own_look_is_told_in_place(
    qtbot: QtBot, window: MainWindow, page: ReportPage, session: Session
) -> None:
    folder = session.service.looks_folder() / "acme"
    folder.mkdir(parents=True)
    (folder / "look.yaml").write_text("title: [\n", encoding="utf-8")
    window.show_page("report")
    edit = page.panel.choices.look_edit
    assert "acme" in edit.values
    edit.set_value("acme")
    edit.value_changed.emit("acme")
    qtbot.waitUntil(lambda: page.is_fresh, timeout=PATIENCE_MS)
    assert page.preview.content.startswith(b"%PDF-")
    assert page.panel.strip.notices.isVisible()
    assert "look.yaml" in page.panel.strip.notices.text()


class MadeCopy:
    """A copy that is finished, and whose look could not be followed in everything."""

    progress = 1.0
    notices = (WorkProblem("The file cannot be read.", place="acme/logo.png"),)

    def poll(self) -> JobState:
        return JobState.DONE

    def result(self) -> bytes:
        return b"a copy"

    def cancel(self) -> None:
        raise AssertionError("it is done")


def test_what_a_copy_could_not_do_is_told_in_place(
    qtbot: QtBot, window: MainWindow, page: ReportPage, tmp_path: Path
) -> None:
    window.show_page("report")
    path = tmp_path / "copy.docx"
    page.copies.make(path, MadeCopy)
    qtbot.waitUntil(path.is_file, timeout=PATIENCE_MS)
    assert path.read_bytes() == b"a copy"
    assert "acme/logo.png" in page.panel.strip.notices.text()
    assert page.panel.strip.notices.isVisible()


def test_printing_sends_what_is_on_show(
    qtbot: QtBot,
    window: MainWindow,
    page: ReportPage,
    session: Session,
    dialogs: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    script = tmp_path / "lp"
    script.write_text(
        f"""#!/bin/sh
printf '%s\\n' "$@" > "{tmp_path}/told"
cat > "{tmp_path}/given"
""",
        encoding="utf-8",
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    dialogs.printers_there = ("office",)
    content = ready(qtbot, window, page)
    page.keys.print.trigger()
    dialog = page.printing.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.go.isEnabled)
    dialog.grey.setChecked(True)
    dialog.go.click()
    qtbot.waitUntil(lambda: not page.printing.is_busy, timeout=PATIENCE_MS)
    assert (tmp_path / "given").read_bytes() == content
    told = (tmp_path / "told").read_text(encoding="utf-8").splitlines()
    assert told[:2] == ["-d", "office"]
    assert "print-color-mode=monochrome" in told
    assert session.settings.printing.grey
    assert page.panel.strip.state.text() == "The pages are on their way to the printer."


def test_a_printer_that_refuses_is_told_with_another_way(
    qtbot: QtBot,
    window: MainWindow,
    page: ReportPage,
    dialogs: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    script = tmp_path / "lp"
    script.write_text("#!/bin/sh\necho 'lp: no paper.' >&2; exit 1\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    dialogs.printers_there = ("office",)
    content = ready(qtbot, window, page)
    page.keys.print.trigger()
    dialog = page.printing.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.go.isEnabled)
    dialog.go.click()
    strip = page.panel.strip
    qtbot.waitUntil(lambda: strip.has_problem, timeout=PATIENCE_MS)
    assert strip.state.text() == "It could not be printed: lp: no paper."
    qtbot.mouseClick(strip.link, Qt.MouseButton.LeftButton)
    assert Path(dialogs.asked[-1]).read_bytes() == content


def test_leaving_closes_the_question_about_printing(
    qtbot: QtBot, window: MainWindow, page: ReportPage
) -> None:
    ready(qtbot, window, page)
    page.keys.print.trigger()
    assert page.printing.dialog is not None
    window.show_page("result")
    assert page.printing.dialog is None


def test_keys_lead_to_the_pages_and_back(
    qtbot: QtBot, window: MainWindow, page: ReportPage
) -> None:
    ready(qtbot, window, page)
    page.swap_focus()
    assert page.preview.view.hasFocus()
    page.swap_focus()
    focused = window.focusWidget()
    assert focused is not None
    assert page.panel.isAncestorOf(focused)
