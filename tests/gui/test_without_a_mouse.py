"""A whole assessment, its plan and its report, with nothing but keys in the real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain import standing
from assessor.domain.assessment import (
    Assessment,
    EvidenceKind,
    Grade,
    NotApplicable,
    Rated,
    Unknown,
)
from assessor.domain.questionnaire import Question
from forms.main_window import MainWindow
from forms.pages.evidence import EvidencePage
from forms.pages.plan import PlanPage
from forms.pages.report import ReportPage
from forms.session import Session

if TYPE_CHECKING:
    from conftest import AnsweredDialogs

PATIENCE_MS = 90_000
MOST_TABS = 60
"""Tabs from one end of a page to what is wanted: more would be no way for people."""
LEVELS = (1, 3, 2, 0, 4)
UNKNOWN, LEFT_OUT = 7, 11
"""The questions, counted from 0, that nobody can answer and that do not apply."""
GRADES = {"S": Grade.SAID, "H": Grade.SHOWN, "P": Grade.PROVEN}


class MouseWatch(QObject):
    """Counts what a mouse would do."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.pressed += event.type() is QEvent.Type.MouseButtonPress
        return False


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(keys: str) -> None:
    """Press keys as they are written in the list under Help."""
    QTest.keySequence(focus(), QKeySequence(keys))


def write(text: str) -> None:
    QTest.keyClicks(focus(), text)


def tab_to(wanted: Callable[[QWidget], bool]) -> None:
    """Go on with Tab until the focus is where it should be."""
    for _ in range(MOST_TABS):
        if wanted(focus()):
            return
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    pytest.fail(f"not reached in {MOST_TABS} tabs; the focus is on {focus()}")


def named(*words: str) -> Callable[[QWidget], bool]:
    def holds(widget: QWidget) -> bool:
        name = widget.accessibleName()
        return isinstance(widget, QLineEdit) and any(word in name for word in words)

    return holds


def page_key(window: MainWindow, name: str) -> str:
    return window.actions_.page_keys()[name]


def answer_one(number: int) -> None:
    """Give an answer of the kind whose turn it is."""
    if number == UNKNOWN:
        press("U")
        return
    if number == LEFT_OUT:
        press("X")
        write("greenfield")
        press("Return")
        return
    press(str(LEVELS[number % 5]))
    press("SHP"[number % 3])


def begin(window: MainWindow) -> None:
    press("Ctrl+N")
    assert window.page.NAME == "project"
    tab_to(named("Client"))
    write("Acme")
    tab_to(named("Project"))
    write("CRM for service")


def back_the_first_answer() -> None:
    """Write a note, evidence and a mark, and look at another role's answer."""
    press("N")
    write("Order 14 of 4 May. 0 1 2 shp")
    press("Esc")
    press("A")
    write("Minutes of 4 May")
    press("Return")
    press("Esc")
    press("F")
    press("R")
    press("4")
    press("Backspace")


def interview(evidence: EvidencePage, questions: tuple[Question, ...]) -> None:
    for number, question in enumerate(questions):
        assert evidence.current.question.id == question.id
        answer_one(number)
        if number == 0:
            back_the_first_answer()
        press("J")


def check_answers(kept: Assessment, questions: tuple[Question, ...]) -> None:
    states = [standing.state(kept.answers_to(question.id)) for question in questions]
    assert standing.State.NOT_ASKED not in states
    assert kept.answer_to(questions[UNKNOWN].id).judgement == Unknown()
    left_out = kept.answer_to(questions[LEFT_OUT].id).judgement
    assert left_out == NotApplicable(reason="greenfield")
    for number in (0, 1, 2, 3, 4, 38):
        expected = Rated(level=LEVELS[number % 5], grade=GRADES["SHP"[number % 3]])
        assert kept.answer_to(questions[number].id).judgement == expected
    first = kept.answer_to(questions[0].id)
    assert first.note == "Order 14 of 4 May. 0 1 2 shp"
    assert [(item.kind, item.content) for item in first.evidence] == [
        (EvidenceKind.TEXT, "Minutes of 4 May")
    ]
    assert first.follow_up
    assert len(kept.answers_to(questions[0].id)) == 1


def look_up(evidence: EvidencePage, questions: tuple[Question, ...]) -> None:
    press("G")
    assert evidence.current.question.id == questions[0].id
    press("Ctrl+F")
    write("greenfield")
    press("Return")
    assert evidence.current.question.id == questions[LEFT_OUT].id


def plan_it(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    plan = window.page
    assert isinstance(plan, PlanPage)
    qtbot.waitUntil(lambda: plan.plan is not None, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not plan.is_searching, timeout=PATIENCE_MS)
    tab_to(named("Owner"))
    write("Pavel")
    press("Return")
    session.flush()
    assert "Pavel" in str(session.assessment.plan)


def report_it(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    report = window.page
    assert isinstance(report, ReportPage)
    qtbot.waitUntil(lambda: report.is_fresh, timeout=PATIENCE_MS)
    press("Ctrl+Alt+S")
    qtbot.waitUntil(path.exists, timeout=PATIENCE_MS)
    assert path.read_bytes().startswith(b"%PDF-")


@pytest.fixture
def mouse(qapp: QApplication) -> Iterator[MouseWatch]:
    watch = MouseWatch()
    qapp.installEventFilter(watch)
    yield watch
    qapp.removeEventFilter(watch)


def test_an_assessment_a_plan_and_a_report_by_keys_alone(
    window: MainWindow,
    session: Session,
    dialogs: AnsweredDialogs,
    tmp_path: Path,
    qtbot: QtBot,
    mouse: MouseWatch,
) -> None:
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    begin(window)
    press(page_key(window, "evidence"))
    evidence = window.page
    assert isinstance(evidence, EvidencePage)
    questions = session.questionnaire.questions
    assert len(questions) == 39
    interview(evidence, questions)
    check_answers(session.assessment, questions)
    look_up(evidence, questions)
    press(page_key(window, "result"))
    assert window.page.NAME == "result"
    qtbot.waitUntil(lambda: session.forecast.headline)
    press(page_key(window, "plan"))
    plan_it(window, session, qtbot)
    press(page_key(window, "report"))
    dialogs.saved = tmp_path / "acme.pdf"
    report_it(window, dialogs.saved, qtbot)
    kept = session.assessment.id
    press("Ctrl+Q")
    assert not window.isVisible()
    stored = session.service.load(kept)
    assert stored.project.client == "Acme"
    assert len(stored.answers) == 39
    assert mouse.pressed == 0
