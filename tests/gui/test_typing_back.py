"""Typing answers back from paper: a whole form by its numbers, at the speed of a keypad."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Grade, NotApplicable, NotAsked, Rated, Unknown
from assessor.domain.language import Language
from assessor.domain.numbering import number_of, numbers
from assessor.domain.questionnaire import Role
from forms.main_window import MainWindow
from forms.session import Session
from forms.widgets.typing_back import TypingBack

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the simulated screen says so

LETTERS = {Grade.SAID: "s", Grade.SHOWN: "h", Grade.PROVEN: "p"}


@pytest.fixture
def paper(window: MainWindow, session: Session, qtbot: QtBot) -> TypingBack:
    session.create()
    window.actions_.type_back.trigger()
    made = window.actions_.typing
    assert made is not None
    qtbot.waitUntil(made.isVisible)
    return made


def enter(paper: TypingBack, line: str) -> None:
    QTest.keyClicks(paper.line, line)
    QTest.keyClick(paper.line, Qt.Key.Key_Return)


def answer(session: Session, question_id: str, role: Role | None = None) -> Answer:
    assert session.assessment is not None
    return session.assessment.answer_to(question_id, role)


def test_a_whole_form_is_typed_back_in_seconds(paper: TypingBack, session: Session) -> None:
    asked = session.questionnaire.questions
    wanted = {
        question.id: Rated(level=place % 5, grade=list(Grade)[place % 3])
        for place, question in enumerate(asked)
    }
    paper.role.set_value(Role.SPONSOR)
    paper.who.setText("Anna")
    known = numbers(session.questionnaire)
    began = time.process_time()
    for question_id, judgement in wanted.items():
        enter(paper, f"{known[question_id]} {judgement.level} {LETTERS[judgement.grade]}")
    assert time.process_time() - began < 20
    assert session.assessment is not None
    recorded = {one: answers[0] for one, answers in session.assessment.answers.items()}
    assert recorded == {
        one: Answer(judgement=judgement, role=Role.SPONSOR, who="Anna")
        for one, judgement in wanted.items()
    }
    assert len(recorded) == 39
    assert "39 of 39 typed" in paper.count.text()
    assert paper.heard.text() == "That was the last question."


def test_without_numbers_answers_follow_the_form(paper: TypingBack, session: Session) -> None:
    for line in ("2p", "u", "", "x greenfield", "3.4 1", "43 seen in May"):
        enter(paper, line)
    assert answer(session, "goal.idea").judgement == Rated(level=2, grade=Grade.PROVEN)
    assert answer(session, "goal.shared").judgement == Unknown()
    assert answer(session, "goal.measure").judgement == NotAsked()  # passed over
    assert answer(session, "goal.materiality").judgement == NotApplicable(reason="greenfield")
    assert answer(session, "scale.authority").judgement == Rated(level=1)
    last = answer(session, "scale.budget")
    assert last.judgement == Rated(level=4, grade=Grade.PROVEN)
    assert last.note == "seen in May"


def test_a_question_beyond_the_express_check_leads_back_to_it(
    paper: TypingBack, session: Session
) -> None:
    session.set_express(True)
    every = session.questionnaire.questions
    asked = {question.id for question in session.questions}
    assert [one.id for one in every if one.id in asked] == [one.id for one in session.questions]
    other = next(place for place, one in enumerate(every) if one.id not in asked)
    following = next(one for one in every[other:] if one.id in asked)
    enter(paper, f"{number_of(session.questionnaire, every[other].id)} 2 p")
    assert paper.expected == number_of(session.questionnaire, following.id)
    enter(paper, "3 h")
    assert answer(session, following.id).judgement == Rated(level=3, grade=Grade.SHOWN)


def test_the_line_is_echoed_before_it_is_recorded(paper: TypingBack, session: Session) -> None:
    QTest.keyClicks(paper.line, "3.4 2 h")
    question = session.questionnaire.by_id["scale.authority"]
    assert paper.heard.text() == f"3.4  {question.short.en}"
    assert question.levels[2].en in paper.level.text()
    assert "shown" in paper.level.text()
    assert answer(session, "scale.authority").judgement == NotAsked()
    QTest.keyClick(paper.line, Qt.Key.Key_Return)
    QTest.keyClicks(paper.line, "3.4 0")
    assert "Replaces: level 2 of 4, shown." in paper.level.text()


@pytest.mark.parametrize(
    ("line", "told"), [("9.9 2", "no question “9.9”"), ("1.1 7", "“7” is no answer to 1.1")]
)
def test_what_is_wrong_is_said_in_place(
    paper: TypingBack, session: Session, line: str, told: str
) -> None:
    enter(paper, line)
    assert told in paper.wrong.text()
    assert paper.line.text() == line
    assert paper.line.selectedText() == line  # the next key begins anew
    assert session.assessment is not None
    assert not session.assessment.answers


def test_each_line_can_be_taken_back(paper: TypingBack, session: Session) -> None:
    enter(paper, "1.1 2 p")
    enter(paper, "1.1 4 h")
    enter(paper, "1.2 3")
    QTest.keyClick(paper.line, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert answer(session, "goal.shared").judgement == NotAsked()
    assert paper.expected == "1.2"
    paper.lines[-1].undo.click()
    assert answer(session, "goal.idea").judgement == Rated(level=2, grade=Grade.PROVEN)
    assert len(paper.lines) == 1
    session.undo()  # taking back is an edit like any other
    assert answer(session, "goal.idea").judgement == Rated(level=4, grade=Grade.SHOWN)


def test_what_was_changed_since_stays(paper: TypingBack, session: Session, qtbot: QtBot) -> None:
    enter(paper, "1.1 2 p")
    changed = answer(session, "goal.idea").model_copy(update={"note": "more"})
    session.set_answer("goal.idea", changed, "note")
    with qtbot.waitSignal(session.notice) as told:
        paper.take_back_last()
    assert told.args == ["1.1 was changed since, and stays."]
    assert answer(session, "goal.idea") == changed


def test_it_speaks_the_language_of_the_moment(paper: TypingBack, session: Session) -> None:
    enter(paper, "1.1 2")
    session.set_language(Language.RU)
    assert paper.windowTitle() == "Внести ответы с бумаги"
    paper.line.insert("1.2 3 д")  # QTest knows no Cyrillic keys
    QTest.keyClick(paper.line, Qt.Key.Key_Return)
    assert answer(session, "goal.shared").judgement == Rated(level=3, grade=Grade.PROVEN)
    assert "уровень 2 из 4" in paper.lines[0].words.text()
    assert paper.role.currentText() == "В целом"


def test_another_assessment_begins_an_empty_list(paper: TypingBack, session: Session) -> None:
    enter(paper, "1.1 2")
    session.create()
    assert paper.lines == []
    assert paper.expected == "1.1"
    session.close()
    assert not paper.isVisible()


def test_the_key_needs_an_open_assessment(window: MainWindow, session: Session) -> None:
    assert not window.actions_.type_back.isEnabled()
    session.create()
    assert window.actions_.type_back.isEnabled()
    assert window.actions_.type_back.shortcut().toString() == "Ctrl+T"
