"""What is typed belongs to the assessment it was typed into, and keys live wherever one goes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, EvidenceItem, Project, Rated
from assessor.domain.questionnaire import Role
from assessor.service import Service
from assessor.settings import Settings
from forms.main_window import MainWindow
from forms.pages.evidence import EvidencePage
from forms.session import Session
from forms.widgets.fields import ParsedEdit
from forms.widgets.typing_pause import LONGEST_MS, TypingPause

FIRST = "goal.idea"
LETTERS_A_SECOND = 16


def press(text: str) -> None:
    """Press one key where the focus is."""
    key = Qt.Key(ord(text.upper()))
    target = QApplication.focusWidget()
    QTest.sendKeyEvent(QTest.KeyAction.Click, target, key, text, Qt.KeyboardModifier.NoModifier)


@pytest.fixture
def other(session: Session) -> str:
    """A begun assessment that is not open."""
    session.create(Project(client="ClientB"))
    session.set_answer("goal.shared", Answer(judgement=Rated(level=2)), "Level 2")
    known = session.assessment.id
    session.close()
    return known


@pytest.fixture
def page(window: MainWindow, session: Session, other: str, qtbot: QtBot) -> EvidencePage:
    session.create(Project(client="ClientA"))
    window.show_page("evidence")
    made = window.made("evidence")
    assert isinstance(made, EvidencePage)
    qtbot.waitUntil(made.isVisible)
    return made


def test_keys_live_after_opening_from_the_list(
    page: EvidencePage, session: Session, window: MainWindow, other: str
) -> None:
    window.show_page("assessments")
    session.open(other)
    assert window.page is page
    assert page.current is not None
    assert page.current.property("current") == "true"
    press("3")
    assert session.assessment.answer_to(FIRST).judgement == Rated(level=3)
    page.step_section(1)
    assert page.current.question.section_id != "goal"


def test_keys_live_after_a_new_one_is_made_on_the_page(
    page: EvidencePage, session: Session
) -> None:
    page.go_to("people.users")
    session.create(Project(client="ClientC"))
    assert page.current is not None
    assert page.current.question.id == FIRST


def test_a_name_stays_with_its_client(page: EvidencePage, session: Session, other: str) -> None:
    page.current.who.setText("Anna of ClientA")
    session.open(other)
    page.go_to(FIRST)
    assert page.current.who.text() == ""
    press("3")
    assert session.assessment.answer_to(FIRST).who == ""


def test_the_role_on_show_stays_with_its_client(
    page: EvidencePage, session: Session, other: str
) -> None:
    page.current.turn_to_role(Role.SPONSOR)
    session.open(other)
    page.go_to(FIRST)
    assert page.current.shown_role is None


def type_evidence(page: EvidencePage, text: str) -> None:
    page.current.evidence.begin()
    QTest.keyClicks(page.current.evidence.entry, text)


def test_a_half_typed_evidence_line_is_on_disk_after_a_pause(
    page: EvidencePage, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.saved):
        type_evidence(page, "Minutes of 4")
    read = Service.open(Settings())
    assert read.load(session.assessment.id).answer_to(FIRST).evidence == (
        EvidenceItem(content="Minutes of 4"),
    )
    read.close()
    assert page.current.evidence.entry.text() == "Minutes of 4"
    assert page.current.evidence.lines == []


def test_a_line_typed_in_pieces_is_one_item_and_one_step(
    page: EvidencePage, session: Session
) -> None:
    for text in ("Minutes", " of 4", " May"):
        QTest.keyClicks(page.current.evidence.entry, text)
        session.flush()
    page.current.evidence.add()
    QTest.keyClicks(page.current.evidence.entry, "Plan")
    page.current.evidence.add()
    contents = [item.content for item in session.assessment.answer_to(FIRST).evidence]
    assert contents == ["Minutes of 4 May", "Plan"]
    assert len(page.current.evidence.lines) == 2
    session.undo()
    session.undo()
    assert session.assessment.answers == {}


def test_a_half_typed_evidence_line_can_be_undone_and_wiped(
    page: EvidencePage, session: Session
) -> None:
    type_evidence(page, "Minutes")
    session.flush()
    session.undo()
    assert page.current.evidence.entry.text() == ""
    type_evidence(page, "Plan")
    session.flush()
    page.current.evidence.entry.clear()
    session.flush()
    assert session.assessment.answers == {}


def test_a_half_typed_evidence_line_stays_with_its_client(
    page: EvidencePage, session: Session, other: str
) -> None:
    first = session.assessment.id
    type_evidence(page, "Minutes of ClientA")
    session.open(other)
    page.go_to(FIRST)
    assert page.current.evidence.entry.text() == ""
    assert session.assessment.answer_to(FIRST) == Answer()
    assert len(session.service.load(first).answer_to(FIRST).evidence) == 1


def test_typing_without_a_pause_reaches_the_disk_within_a_second(
    page: EvidencePage, session: Session, own_home: Path, qtbot: QtBot
) -> None:
    note = page.current.note
    note.setFocus()

    def is_on_disk() -> bool:
        """Return whether a power cut would leave some of it."""
        with closing(sqlite3.connect(own_home / "takeoff.db")) as database, database:
            query = "select count(*) from assessments where document like '%xxxx%'"
            return database.execute(query).fetchone() == (1,)

    # Letters are counted and not seconds: on a busy machine they come later, and so does saving.
    for _ in range(2 * LETTERS_A_SECOND):
        QTest.keyClicks(note, "x")
        qtbot.wait(1000 // LETTERS_A_SECOND)
        if is_on_disk():
            return
    pytest.fail("not saved while it was typed")


def test_a_pause_is_told_once_and_nothing_after_stopping(qapp: QApplication, qtbot: QtBot) -> None:
    holder = QWidget()
    pause = TypingPause(50, holder)
    told: list[int] = []
    pause.due.connect(lambda: told.append(1))
    pause.touch()
    qtbot.wait(LONGEST_MS + 100)
    assert told == [1]
    pause.touch()
    pause.stop()
    qtbot.wait(LONGEST_MS + 100)
    assert told == [1]
    holder.deleteLater()


def test_what_was_looked_for_is_forgotten(page: EvidencePage, session: Session) -> None:
    page.search.setText("Ivanov")
    session.create(Project(client="ClientB"))
    assert page.search.text() == ""


def test_a_day_that_cannot_be_read_is_forgotten(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    session.create(Project(client="ClientA", name="One"))
    window.show_page("report")
    editor = window.page.panel.choices._day_editor
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "32 Foo AlphaCo")
    session.create(Project(client="ClientB", name="Two"))
    window.show_page("report")
    assert "AlphaCo" not in editor.text()


def test_the_cursor_does_not_stay_in_the_note_of_the_client_before(
    window: MainWindow, page: EvidencePage, session: Session, qtbot: QtBot
) -> None:
    page.step(1)
    page.current.note.setFocus()
    assert session.create(Project(client="ClientB", name="Two"))
    window.show_page("project")
    window.show_page("evidence")
    qtbot.wait(1)
    focus = QApplication.focusWidget()
    assert not isinstance(focus, QLineEdit | QPlainTextEdit)
    assert page.current.question.id == FIRST
    QTest.keyClick(focus, Qt.Key.Key_3)
    assert session.assessment.answer_to(FIRST).judgement.level == 3
    assert session.assessment.answer_to(FIRST).note == ""


def test_what_was_said_of_one_client_does_not_stand_over_the_next(
    window: MainWindow, session: Session
) -> None:
    session.problem_raised.emit("AcmeSecret.yaml is no file of ours.")
    session.create(Project(client="ClientB", name="Two"))
    assert not window.notices.isVisible()
    session.undo_offered.emit("Deleted.", lambda: None)
    session.create(Project(client="ClientC", name="Three"))
    assert window.notices.isVisible()


def test_a_pasted_name_is_one_line(window: MainWindow, session: Session) -> None:
    session.create()
    window.show_page("project")
    field = window.page.findChildren(ParsedEdit)[0]
    QApplication.clipboard().setText("Zeile1\nZeile2\tXX\0Y")
    field.setFocus()
    field.paste()
    session.flush()
    told = session.assessment.project
    assert "Zeile1 Zeile2 XX" in f"{told.client}{told.name}"
    assert not {"\n", "\t", "\0"} & set(f"{told.client}{told.name}")
