"""Undo and redo over everything: in readable steps, at the place where they happened."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Project, Rated
from assessor.domain.decisions import Decisions
from assessor.domain.language import Language
from assessor.domain.questionnaire import Role
from forms.edits import KeptEdit
from forms.main_window import MainWindow
from forms.pages.evidence import EvidencePage
from forms.session import Session
from forms.widgets import bursts
from forms.widgets.bursts import Bursts

FIRST = "goal.idea"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: MainWindow, session: Session, qtbot: QtBot) -> EvidencePage:
    session.create()
    window.show_page("evidence")
    made = window.made("evidence")
    assert isinstance(made, EvidencePage)
    qtbot.waitUntil(made.isVisible)
    made.current.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return made


def undo() -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CONTROL)


def redo() -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Y, CONTROL)


def steps_back(page: EvidencePage, session: Session) -> list[str]:
    """Undo everything; return what stood in the note after each step."""
    seen = []
    while session.undo_stack.canUndo() and len(seen) < 50:
        undo()
        seen.append(page.current.note.toPlainText())
    return seen


def test_a_note_is_undone_in_bursts_with_the_cursor_in_it(
    page: EvidencePage, session: Session, qtbot: QtBot
) -> None:
    note = page.current.note
    qtbot.keyClicks(note, "first")
    QTest.keyClick(note, Qt.Key.Key_Return)
    qtbot.keyClicks(note, "second")
    for _ in range(3):
        QTest.keyClick(note, Qt.Key.Key_Backspace)
    qtbot.keyClicks(note, "ret")
    assert note.toPlainText() == "first\nsecret"
    assert steps_back(page, session) == ["first\nsec", "first\nsecond", "first", ""]
    assert QApplication.focusWidget() is note
    while session.undo_stack.canRedo():
        redo()
    assert note.toPlainText() == session.assessment.answer_to(FIRST).note == "first\nsecret"


def test_leaving_a_note_ends_the_burst(page: EvidencePage, session: Session, qtbot: QtBot) -> None:
    note = page.current.note
    qtbot.keyClicks(note, "one")
    QTest.keyClick(note, Qt.Key.Key_Escape)
    QTest.keyClick(page.current, Qt.Key.Key_N)
    qtbot.keyClicks(note, " two")
    assert steps_back(page, session) == ["one", ""]


def test_a_word_pasted_or_put_elsewhere_is_a_step(
    page: EvidencePage, session: Session, qtbot: QtBot
) -> None:
    note = page.current.note
    qtbot.keyClicks(note, "sponsor")
    QTest.keyClick(note, Qt.Key.Key_Home)
    qtbot.keyClicks(note, "The ")
    note.moveCursor(note.textCursor().MoveOperation.End)
    data = QMimeData()
    data.setText(" agreed")
    note.insertFromMimeData(data)
    assert steps_back(page, session) == ["The sponsor", "sponsor", ""]


def test_a_selection_typed_over_comes_back(
    page: EvidencePage, session: Session, qtbot: QtBot
) -> None:
    note = page.current.note
    note.insertPlainText("🛫 wrong 🛫")
    page.current.hand_over()
    note.selectAll()
    qtbot.keyClicks(note, "right")
    assert steps_back(page, session)[-2:] == ["🛫 wrong 🛫", ""]


def test_a_long_paragraph_is_several_steps(
    page: EvidencePage, session: Session, qtbot: QtBot
) -> None:
    text = "the head of sales says that nobody has asked him " * 5
    qtbot.keyClicks(page.current.note, text.strip())
    seen = steps_back(page, session)
    assert len(seen) == 3
    assert all(text.startswith(part) for part in seen)


def test_a_rest_ends_the_burst(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr(bursts.time, "monotonic", lambda: clock[0])
    burst = Bursts()
    burst.note(0, 0, 1, "a")
    assert not burst.breaks(1, 0, 1, "ab")
    clock[0] += bursts.REST_SECONDS + 0.1
    assert burst.breaks(1, 0, 1, "ab")


def test_what_takes_itself_back_is_no_step(
    page: EvidencePage, session: Session, qtbot: QtBot
) -> None:
    who = page.current.who
    QTest.keyClick(page.current, Qt.Key.Key_3)
    who.setFocus()
    qtbot.keyClicks(who, "Anna")
    who.hand_over()
    who.clear()
    who.hand_over()
    assert session.assessment.answer_to(FIRST).who == ""
    assert session.undo_stack.count() == 1


def test_a_line_leaves_undo_to_the_window(
    page: EvidencePage, session: Session, qtbot: QtBot
) -> None:
    card = page.current
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_3)
    card.who.setFocus()
    qtbot.keyClicks(card.who, "Anna")
    undo()
    assert card.who.text() == ""
    undo()
    assert session.assessment.answers == {}


def test_undo_shows_the_role_whose_answer_it_changes(page: EvidencePage, session: Session) -> None:
    card = page.current
    card.turn_to_role(Role.SPONSOR)
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_2)
    card.turn_to_role(None)
    undo()
    assert card.shown_role is Role.SPONSOR
    card.turn_to_role(None)
    redo()
    assert card.shown_role is Role.SPONSOR
    assert card.levels[2].isChecked()


def test_undo_beyond_express_shows_the_question_and_stays_in_express(
    page: EvidencePage, session: Session
) -> None:
    page.go_to("goal.chain")
    QTest.keyClick(page.current, Qt.Key.Key_4)
    page.go_to(FIRST)
    session.set_express(True)
    undo()
    assert page.current.question.id == "goal.chain"
    assert not any(row.isChecked() for row in page.current.levels)
    assert session.settings.express


@pytest.mark.parametrize("language", list(Language))
def test_every_step_has_a_name_in_the_menu(
    page: EvidencePage, session: Session, window: MainWindow, language: Language, qtbot: QtBot
) -> None:
    session.set_language(language)
    session.set_project(Project(client="A"), lambda v: v.say("Client"))
    session.set_answer(FIRST, Answer(judgement=Rated(level=2)), lambda v: v.say("Note"))
    session.set_targets({FIRST: Rated(level=3)}, lambda v: v.say("Target"))
    session.set_decisions(Decisions(), lambda v: v.say("Plan"))
    names = []
    while session.undo_stack.canUndo():
        names.append(window.actions_.undo.text())
        session.undo()
    assert len(names) == 3
    lead = {"en": "Undo: ", "ru": "Отменить: "}[language.value]
    assert all(name.startswith(lead) and len(name) > len(lead) for name in names)
    assert window.actions_.redo.text() != names[-1]
    session.set_language(Language.EN)


def test_undo_on_the_page_that_is_shown_leaves_the_cursor_where_it_is(
    window: MainWindow, session: Session, page: EvidencePage
) -> None:
    session.set_decisions(Decisions(), lambda v: v.say("Plan"))
    window.show_page("what_if")
    session.set_targets({FIRST: Rated(level=3)}, lambda v: v.say("Target"))
    last = window.page.sections[-1].head
    last.setFocus()
    session.undo()
    assert session.assessment.targets == {}
    assert window.page.NAME == "what_if"
    assert QApplication.focusWidget() is last


def test_who_follows_an_undo_may_hand_over_an_edit_and_take_it_back(session: Session) -> None:
    session.create()
    levels = [Answer(judgement=Rated(level=level)) for level in (1, 4)]
    session.set_answer(FIRST, levels[0], "Level", "level")

    def follow() -> None:
        session.answer_changed.disconnect(follow)
        session.set_answer(FIRST, levels[1], "Level", "level")
        session.set_answer(FIRST, Answer(), "Level", "level")

    session.answer_changed.connect(follow)
    session.undo()
    assert session.undo_stack.undoText() == "Level"
    session.undo()
    assert session.assessment is not None
    assert session.assessment.answer_to(FIRST) == Answer()


def test_who_follows_an_undo_may_leave_the_assessment(session: Session) -> None:
    session.create()
    session.set_answer(FIRST, Answer(judgement=Rated(level=1)), "Level")
    session.answer_changed.connect(session.close)
    session.undo()
    session.answer_changed.disconnect(session.close)
    assert session.assessment is None
    assert session.undo_stack.count() == 0


def test_an_error_in_an_edit_is_reported_and_the_program_goes_on(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: told.append(str(error)))
    source = QObject()
    source.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def apply(_name: str, _value: object) -> None:
        source.objectNameChanged.emit("")  # an error raised in C, which made PySide fall

    edit = KeptEdit(apply, "targets", 1, 2, label="Moved", voice=session.voice)
    session.undo_stack.push(edit)
    session.undo()
    assert len(told) == 2
