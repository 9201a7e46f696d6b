"""The list of open points, and the search through questions, notes and evidence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, EvidenceItem, NotApplicable, Rated, Unknown
from assessor.domain.language import Language
from assessor.domain.questionnaire import Role
from assessor.language.progress import answered_means, coverage_means
from forms.main_window import MainWindow
from forms.pages.evidence import EvidencePage
from forms.session import Session
from forms.widgets.found_list import around
from forms.widgets.portfolio_list import Column

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(window: MainWindow, session: Session, qtbot: QtBot) -> EvidencePage:
    session.create()
    for question in session.questionnaire.questions:
        session.set_answer(question.id, Answer(judgement=Rated(level=2)), "Level 2")
    session.set_answer("goal.idea", Answer(judgement=Unknown()), "Unknown")
    marked = Answer(judgement=Rated(level=1), follow_up=True, role=Role.SPONSOR)
    session.set_answer("people.users", marked, "Follow up")
    window.show_page("evidence")
    made = window.made("evidence")
    assert isinstance(made, EvidencePage)
    qtbot.waitUntil(made.isVisible)
    return made


def key(page: EvidencePage, wanted: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    target = QApplication.focusWidget() or page
    QTest.keyClick(target, wanted, held or Qt.KeyboardModifier.NoModifier)


def shown(page: EvidencePage) -> list[str]:
    return [line.line.question_id for line in page.side.open_list.lines]


def test_the_list_shows_what_is_open_and_why(page: EvidencePage) -> None:
    key(page, Qt.Key.Key_O)
    assert shown(page) == ["people.users", "people.users", "goal.idea"]
    headings = [g.heading.text() for g in page.side.open_list.groups if g.isVisible()]
    assert headings == ["To follow up: 1", "People disagree: 1", "Nobody knows: 1"]
    # Every question has an answer and every section its tick: nothing is left to be asked.
    assert page.side.view._buttons["open"].text() == "To clarify: 2"
    page.session.set_answer("goal.shared", Answer(), "Not asked")
    assert page.side.view._buttons["open"].text() == "Open: 3"


def test_the_list_is_walked_and_left_by_keys(page: EvidencePage) -> None:
    key(page, Qt.Key.Key_O)
    assert page.side.open_list.hasFocus()
    key(page, Qt.Key.Key_Down)
    key(page, Qt.Key.Key_Down)
    marked = [line.is_marked for line in page.side.open_list.lines]
    assert marked == [False, False, True]
    key(page, Qt.Key.Key_Return)
    assert page.current.question.id == "goal.idea"
    assert QApplication.focusWidget() is page.current
    assert page.side.open_list.isVisible()
    key(page, Qt.Key.Key_O)
    assert page.sections.isVisible()
    assert QApplication.focusWidget() is page.current


def test_g_goes_round_the_open_points(page: EvidencePage, session: Session) -> None:
    order = [question.id for question in session.questionnaire.questions]
    page.go_to(order[3])
    seen = []
    for _ in range(3):
        key(page, Qt.Key.Key_G)
        seen.append(page.current.question.id)
    assert seen == ["people.users", "goal.idea", "people.users"]
    key(page, Qt.Key.Key_G, SHIFT)
    assert page.current.question.id == "goal.idea"


def test_an_answer_takes_its_point_off_the_list(page: EvidencePage, session: Session) -> None:
    key(page, Qt.Key.Key_O)
    session.set_answer("goal.idea", Answer(judgement=Rated(level=1)), "Level 1")
    assert shown(page) == ["people.users", "people.users"]
    session.set_answer("people.users", Answer(role=Role.SPONSOR), "Not asked")
    assert shown(page) == []
    assert page.side.open_list.nothing.isVisible()
    key(page, Qt.Key.Key_G)
    assert page.window().notices.words.text() == "Nothing is open."


@pytest.mark.parametrize("language", list(Language))
def test_the_list_speaks(page: EvidencePage, session: Session, language: Language) -> None:
    key(page, Qt.Key.Key_O)
    session.set_language(language)
    spoken = [line.accessibleName() for line in page.side.open_list.lines]
    start = {"en": "To follow up: ", "ru": "К чему вернуться: "}[language.value]
    assert spoken[0].startswith(start)
    session.set_language(Language.EN)


def test_search_looks_into_what_was_written(
    page: EvidencePage, session: Session, qtbot: QtBot
) -> None:
    session.set_answer("goal.measure", Answer(note="Nobody signed Order 14."), "Note")
    session.set_answer("people.training", Answer(who="Orderly, A."), "Who")
    item = EvidenceItem(content="order of the day")
    session.set_answer("process.exists", Answer(evidence=(item,)), "Evidence")
    left_out = Answer(judgement=NotApplicable(reason="no orders yet"))
    session.set_answer("technology.data", left_out, "Left out")
    key(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.search, "ORDER")
    lines = [line.line for line in page.found.groups[1].lines if line.isVisible()]
    assert {line.question_id for line in lines} == {
        "goal.measure",
        "people.training",
        "process.exists",
        "technology.data",
    } & set(session.questionnaire.by_id)
    assert any("signed Order 14" in line.words for line in lines)
    while page.found.lines[page.found._marked].line.question_id != "goal.measure":
        key(page, Qt.Key.Key_Down)
    key(page, Qt.Key.Key_Return)
    assert page.current.question.id == "goal.measure"
    assert page.search.text() == ""


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("short note", "note", "short note"),
        ("a\n b\tc", "b", "a b c"),
        ("x" * 10 + " " + "word " * 10 + "needle and " + "tail " * 30, "needle", "…"),
    ],
)
def test_the_words_around_a_place(text: str, word: str, expected: str) -> None:
    found = around(text, word)
    assert word in found
    assert len(found) <= 24 + 60 + len(word) + 2
    assert found == expected or (found[0], found[-1]) == (expected, expected)


@pytest.mark.parametrize("language", list(Language))
def test_progress_is_explained_in_the_same_words_everywhere(
    page: EvidencePage, window: MainWindow, session: Session, language: Language
) -> None:
    session.set_language(language)
    voice = session.voice
    told = {made.toolTip() for made in page.sections.buttons.values()}
    assert told == {answered_means(voice)}
    assert window.top_line.coverage.toolTip() == coverage_means(voice)
    window.show_page("assessments")
    model = window.page.portfolio.view.model()
    heading = model.headerData(
        Column.COVERAGE, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
    )
    cell = model.index(0, Column.COVERAGE).data(Qt.ItemDataRole.ToolTipRole)
    assert heading == cell == coverage_means(voice)
    session.set_language(Language.EN)


def test_the_marked_line_is_told_to_a_screen_reader(page: EvidencePage) -> None:
    key(page, Qt.Key.Key_O)
    key(page, Qt.Key.Key_Down)
    key(page, Qt.Key.Key_Down)
    marked = page.side.open_list.lines[2]
    assert page.side.open_list.accessibleDescription() == marked.accessibleName()
    assert marked.accessibleName().startswith("Nobody knows: ")
    assert not any(
        line.focusPolicy() & Qt.FocusPolicy.TabFocus for line in page.side.open_list.lines
    )
