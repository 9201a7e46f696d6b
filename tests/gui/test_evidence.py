"""The interview from the keyboard: every key, both layouts, and nothing fires while typing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import (
    NOTE_LIMIT,
    Answer,
    Assessment,
    EvidenceKind,
    Grade,
    NotApplicable,
    NotAsked,
    Rated,
    Unknown,
)
from assessor.domain.enquiry import Enquiry
from assessor.domain.language import Language
from assessor.domain.questionnaire import Role
from assessor.service import Service
from assessor.settings import Settings
from forms.actions import CYRILLIC
from forms.main_window import MainWindow
from forms.pages.evidence import EvidencePage
from forms.session import Session
from forms.widgets.pane_line import LineText
from forms.widgets.question_card import QuestionCard
from forms.widgets.section_list import SectionButton

FIRST = "goal.idea"


@pytest.fixture
def page(window: MainWindow, session: Session, qtbot: QtBot) -> EvidencePage:
    session.create()
    window.show_page("evidence")
    page = window.made("evidence")
    assert isinstance(page, EvidencePage)
    qtbot.waitUntil(page.isVisible)
    return page


def press(page: EvidencePage, text: str) -> None:
    """Press one key as the system delivers it: the letter decides which key it is."""
    target = QApplication.focusWidget() or page
    key = Qt.Key(ord(text.upper()))
    QTest.sendKeyEvent(QTest.KeyAction.Click, target, key, text, Qt.KeyboardModifier.NoModifier)


def answer(session: Session, question_id: str = FIRST) -> Answer:
    return session.assessment.answer_to(question_id)


@pytest.mark.parametrize("level", range(5))
def test_a_digit_gives_the_level(page: EvidencePage, session: Session, level: int) -> None:
    press(page, str(level))
    assert answer(session).judgement == Rated(level=level, grade=Grade.SAID)
    assert [row.isChecked() for row in page.current.levels].index(True) == level


def test_tab_comes_to_the_answer_that_was_given(page: EvidencePage) -> None:
    def stops() -> list[str]:
        strong = Qt.FocusPolicy.StrongFocus
        return [row.key for row in page.current._rows if row.focusPolicy() == strong]

    assert stops() == ["0"]
    press(page, "3")
    assert stops() == ["3"]
    press(page, "u")
    assert stops() == ["U"]


def test_a_question_bears_the_number_that_paper_gives_it(page: EvidencePage) -> None:
    assert page.current.short.text() == "1.1  Business idea"
    page.go_to("goal.measure")
    assert page.current.short.text().startswith("1.3  ")


def test_the_fields_of_a_question_have_labels_where_there_is_room(page: EvidencePage) -> None:
    card = page.current
    letter = card.fontMetrics().horizontalAdvance("0")
    card.resize(80 * letter, card.height())
    labels = (card.grade_label, card.note_label, card.who_label)
    assert not any(label.isHidden() for label in (*labels, card.grade_needs))
    assert len({label.sizeHint().width() for label in labels}) == 1
    assert card.who.placeholderText() == "name or alias"
    press(page, "2")
    assert card.grade_needs.isHidden()
    card.resize(30 * letter, card.height())
    assert card.note_label.isHidden()
    assert card.note.placeholderText() == "Note"


@pytest.mark.parametrize(
    ("letter", "grade"), [("s", Grade.SAID), ("h", Grade.SHOWN), ("p", Grade.PROVEN)]
)
@pytest.mark.parametrize("russian", [False, True], ids=["latin", "cyrillic"])
def test_a_letter_gives_the_grade_under_both_layouts(
    page: EvidencePage, session: Session, letter: str, grade: Grade, russian: bool
) -> None:
    press(page, "2")
    press(page, CYRILLIC[letter.upper()].lower() if russian else letter)
    assert answer(session).judgement == Rated(level=2, grade=grade)
    assert page.current.grade.value() == grade.value


@pytest.mark.parametrize("key", ["u", "г"])
def test_nobody_knows(page: EvidencePage, session: Session, key: str) -> None:
    press(page, key)
    assert answer(session).judgement == Unknown()
    assert page.current.unknown.isChecked()


@pytest.mark.parametrize("key", ["x", "ч"])
def test_not_applicable_asks_for_the_reason(
    page: EvidencePage, session: Session, key: str, qtbot: QtBot
) -> None:
    press(page, key)
    assert answer(session).judgement == NotApplicable()
    assert page.current.reason.hasFocus()
    qtbot.keyClicks(page.current.reason, "greenfield 2 sph")
    session.flush()
    assert answer(session).judgement == NotApplicable(reason="greenfield 2 sph")


def test_a_grade_without_a_level_says_what_to_do(
    page: EvidencePage, session: Session, window: MainWindow
) -> None:
    press(page, "p")
    assert answer(session).judgement == NotAsked()
    assert window.notices.isVisible()
    assert "level" in window.notices.words.text()


def test_backspace_takes_the_answer_back_but_keeps_the_note(
    page: EvidencePage, session: Session
) -> None:
    page.current.note.setPlainText("memo")
    press(page, "4")
    QTest.keyClick(page, Qt.Key.Key_Backspace)
    session.flush()
    assert answer(session) == Answer(note="memo")
    assert not any(row.isChecked() for row in page.current.levels)


@pytest.mark.parametrize(("on", "back"), [("j", "k"), ("о", "л")])
def test_letters_go_on_and_back(page: EvidencePage, on: str, back: str) -> None:
    press(page, on)
    assert page.current.question.id == "goal.shared"
    press(page, back)
    assert page.current.question.id == FIRST
    press(page, back)
    assert page.current.question.id == FIRST


def test_arrows_go_through_all_questions(page: EvidencePage, session: Session) -> None:
    seen = [page.current.question.id]
    for _ in range(len(session.questions)):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        seen.append(page.current.question.id)
    assert list(dict.fromkeys(seen)) == [question.id for question in session.questions]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert page.current.question.id == session.questions[-2].id


def test_control_and_page_keys_go_through_sections(page: EvidencePage) -> None:
    QTest.keyClick(page, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.current.question.id == "process.exists"
    QTest.keyClick(page, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert page.current.question.id == FIRST


def test_keys_do_not_fire_while_typing(page: EvidencePage, session: Session, qtbot: QtBot) -> None:
    press(page, "n")
    assert page.current.note.hasFocus()
    typed = "0 1 2 3 4 shpunjkxaf ыерзгнол"
    for char in typed:
        press(page, char)
    session.flush()
    assert answer(session) == Answer(note=typed)
    assert page.current.question.id == FIRST


def test_a_note_is_on_disk_after_a_pause(
    page: EvidencePage, session: Session, qtbot: QtBot
) -> None:
    page.current.note.setFocus()
    with qtbot.waitSignal(session.saved):
        qtbot.keyClicks(page.current.note, "Sponsor's memo")
    other = Service.open(Settings())
    assert other.load(session.assessment.id).answer_to(FIRST).note == "Sponsor's memo"
    other.close()


def test_a_note_is_on_disk_at_once_on_leaving_the_page(
    page: EvidencePage, session: Session, window: MainWindow, qtbot: QtBot
) -> None:
    page.current.note.setPlainText("half a thou")
    page.leave()
    assert session.service.load(session.assessment.id).answer_to(FIRST).note == "half a thou"


def test_typing_further_is_not_disturbed_by_the_stored_text(
    page: EvidencePage, session: Session, qtbot: QtBot
) -> None:
    note = page.current.note
    note.setFocus()
    qtbot.keyClicks(note, "one ")
    note.hand_over()
    qtbot.keyClicks(note, "two")
    assert note.toPlainText() == "one two"
    assert answer(session).note == "one"


def test_a_note_as_long_as_allowed_and_no_longer(page: EvidencePage, session: Session) -> None:
    page.current.note.setPlainText("я" * 20_500)
    session.flush()
    assert len(answer(session).note) == 20_000


def test_odd_characters_survive(page: EvidencePage, session: Session) -> None:
    odd = "<script>{{ 7*7 }}</script> 🛫 עברית \u202eabc"
    page.current.note.setPlainText(odd)
    session.flush()
    assert session.service.load(session.assessment.id).answer_to(FIRST).note == odd


def test_undo_and_redo_of_levels_by_key(page: EvidencePage, session: Session) -> None:
    for digit in "13":
        press(page, digit)
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert answer(session).judgement == Rated(level=1)
    assert page.current.levels[1].isChecked()
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.assessment.answers == {}
    QTest.keyClick(page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert answer(session).judgement == Rated(level=1)


def test_undo_from_a_note_field_reaches_the_answers(page: EvidencePage, session: Session) -> None:
    press(page, "3")
    press(page, "n")
    QTest.keyClick(page.current.note, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.assessment.answers == {}


def test_undo_brings_the_question_back_into_view(page: EvidencePage, session: Session) -> None:
    press(page, "3")
    page.go_to("technology.product")
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.current.question.id == FIRST


def test_a_click_on_a_sentence_answers(page: EvidencePage, session: Session, qtbot: QtBot) -> None:
    page.go_to("goal.measure")
    card = page.current
    page.go_to(FIRST)
    qtbot.mouseClick(card.levels[2], Qt.MouseButton.LeftButton)
    assert answer(session, "goal.measure").judgement == Rated(level=2)
    assert page.current is card


def test_evidence_for_and_against(page: EvidencePage, session: Session, qtbot: QtBot) -> None:
    press(page, "a")
    entry = page.current.evidence.entry
    assert entry.hasFocus()
    for text in ("Order 14", "https://example.com/order", "«Так решили наверху»"):
        entry.insert(text)
        QTest.keyClick(entry, Qt.Key.Key_Return)
    kinds = [item.kind for item in answer(session).evidence]
    assert kinds == [EvidenceKind.TEXT, EvidenceKind.LINK, EvidenceKind.QUOTATION]
    page.current.evidence.side.set_value("against")
    qtbot.keyClicks(entry, "No minutes")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert [item.against for item in answer(session).evidence] == [False, False, False, True]
    page.current.evidence.lines[0].remove_button.click()
    assert len(answer(session).evidence) == 3


def test_a_link_is_opened_outside(
    page: EvidencePage, window: MainWindow, qtbot: QtBot, session: Session
) -> None:
    page.current.evidence.begin()
    page.current.evidence.entry.setText("www.example.com/a")
    page.current.evidence.add()
    page.current.evidence.lines[0]._open()
    assert window.dialogs.asked == ["https://www.example.com/a"]


def test_an_answer_of_one_role_stands_beside_the_whole(
    page: EvidencePage, session: Session
) -> None:
    card = page.current
    press(page, "3")
    card.role.set_value(Role.SPONSOR)
    card.refresh()
    assert not any(row.isChecked() for row in card.levels)
    card.who.setText("Anna")
    card.who.hand_over()
    press(page, "1")
    given = session.assessment.answers_to(FIRST)
    assert {a.role: a.judgement.level for a in given} == {None: 3, Role.SPONSOR: 1}
    assert session.assessment.answer_to(FIRST, Role.SPONSOR).who == "Anna"
    assert card.others.isVisible()


def test_who_can_be_typed_before_the_answer(page: EvidencePage, session: Session) -> None:
    page.current.who.setText("Boris")
    session.flush()
    press(page, "2")
    assert answer(session).who == "Boris"
    assert page.current.who.text() == "Boris"


def test_follow_up_and_help(page: EvidencePage, session: Session) -> None:
    press(page, "f")
    assert answer(session).follow_up
    QTest.keyClick(page, Qt.Key.Key_F1)
    assert page.current.help.isVisible()
    QTest.keyClick(page, Qt.Key.Key_F1)
    assert not page.current.help.isVisible()


def test_search_finds_by_word_and_enter_jumps(
    page: EvidencePage, session: Session, qtbot: QtBot
) -> None:
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "technology.data")
    assert page.found.isVisible()
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert page.current.question.id == "technology.data"
    assert not page.found.isVisible()


def test_search_says_when_nothing_is_found(page: EvidencePage) -> None:
    page.search.setText("zzzz")
    assert [line.line.words for line in page.found.group.lines] == ["Nothing holds these words."]


def test_express_asks_twelve(page: EvidencePage, session: Session) -> None:
    press(page, "3")
    QTest.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert len(session.questions) == 12
    seen = []
    for _ in range(12):
        seen.append(page.current.question.id)
        page.step(1)
    assert seen == [question.id for question in session.questionnaire.express]
    page.go_to(FIRST)
    assert page.current.levels[3].isChecked()


def test_a_question_beyond_express_is_shown_without_leaving_express(
    page: EvidencePage, session: Session, window: MainWindow
) -> None:
    session.set_express(True)
    asked = len(page.asked_ids)
    page.go_to("goal.chain")
    assert page.current.question.id == "goal.chain"
    assert session.settings.express
    assert page.side.length.value() == "express"
    assert len(page.asked_ids) == asked + 1
    assert "not part of the express check" in window.notices.words.text()
    page.step(-1)
    page.step(1)
    assert page.current.question.id == "goal.chain"
    session.set_express(False)
    session.set_express(True)
    assert page.current.question.id == "goal.chain"


def test_progress_counts_answers_and_not_notes(page: EvidencePage, session: Session) -> None:
    def progress() -> tuple[int, int]:
        made: SectionButton = page.sections.buttons["goal"]
        return made.state.done, made.state.all

    assert progress() == (0, 8)
    page.current.note.setPlainText("only a note")
    session.flush()
    assert progress() == (0, 8)
    press(page, "u")
    assert progress() == (1, 8)
    page.go_to("goal.shared")
    press(page, "x")
    assert progress() == (2, 8)
    assert "note" in page.sections.buttons["goal"].toolTip()


def test_the_pane_follows_and_leads(page: EvidencePage, session: Session, qtbot: QtBot) -> None:
    pane = page.pane
    assert "–" in pane.figure.text()
    for question in session.questionnaire.questions:
        session.set_answer(question.id, Answer(judgement=Rated(level=0)), "Level 0")
    qtbot.waitUntil(lambda: session.forecast.headline)
    assert pane.figure.text() == str(round(session.forecast.risk.mean * 100))
    assert pane.verdict.isVisible()
    assert pane.raises.isVisible()
    strongest = [line.line for line in pane.raises.lines]
    assert strongest[0].question_id == session.forecast.drivers[0].question
    assert pane.findings.lines[0].line.words == session.forecast.findings[0].title.en
    pane.raises.lines[0].click()
    assert page.current.question.id == strongest[0].question_id


def next_lines(page: EvidencePage) -> list[LineText]:
    lines = page.pane.next.next.lines
    return [line.line for line in lines if line.isVisible()]


def test_ask_next_is_the_most_valuable_minute(page: EvidencePage, session: Session) -> None:
    page.pane.next.rank()
    ranked = session.service.enquiries(session.assessment)
    assert next_lines(page)[0].question_id == ranked[0].question
    assert next_lines(page)[0].words == session.questionnaire.by_id[ranked[0].question].short.en
    page.pane.next.next.lines[0].click()
    assert page.current.question.id == ranked[0].question


def test_what_is_known_by_hearsay_is_to_be_shown(page: EvidencePage, session: Session) -> None:
    for question in session.questionnaire.questions:
        session.set_answer(question.id, Answer(judgement=Rated(level=3)), "Level 3")
    page.pane.next.rank()
    assert {line.words.partition(": ")[2] for line in next_lines(page)} == {"get it shown"}


def test_the_order_follows_an_answer(page: EvidencePage, session: Session, qtbot: QtBot) -> None:
    page.pane.next.rank()
    first = next_lines(page)[0].question_id
    proven = Answer(judgement=Rated(level=2, grade=Grade.PROVEN))
    session.set_answer(first, proven, "Level 2")
    qtbot.waitUntil(lambda: next_lines(page)[0].question_id != first)


def test_the_time_left_is_planned_for_those_in_the_room(
    page: EvidencePage, session: Session
) -> None:
    pane = page.pane.next
    pane.rank()
    pane.toggle.click()
    planner = pane.planner
    assert planner.isVisible()
    assert not pane.next.isVisible()
    it = next(made for made in planner.roles.buttons if made.property("value") == Role.IT)
    it.click()
    asked = [line.line.question_id for line in planner.agenda.lines if line.isVisible()]
    assert asked
    can = {Role.IT, Role.CONSULTANT}
    by_id = session.questionnaire.by_id
    assert all(can.intersection(by_id[name].roles) for name in asked)
    assert planner.must.text().startswith("Must be in the room: IT")
    assert planner.unanswerable.isVisible()


def test_more_time_takes_in_more(page: EvidencePage) -> None:
    pane = page.pane.next
    pane.rank()
    pane.toggle.click()
    counts = []
    for minutes in ("10", "60"):
        button = next(
            made
            for made in pane.planner.minutes.findChildren(QPushButton)
            if made.text() == minutes
        )
        button.click()
        counts.append(sum(line.isVisible() for line in pane.planner.agenda.lines))
    assert counts[0] < counts[1]


def test_the_risk_is_shown_before_the_order_is_worked_out(
    page: EvidencePage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    ranked: list[str] = []
    ask = session.service.enquiries

    def slow(assessment: Assessment) -> tuple[Enquiry, ...]:
        ranked.append(page.pane.figure.text())
        return ask(assessment)

    monkeypatch.setattr(session.service, "enquiries", slow)
    before = page.pane.figure.text()
    session.set_answer(FIRST, Answer(judgement=Rated(level=0, grade=Grade.PROVEN)), "Level 0")
    session.score_now()
    assert not ranked
    assert page.pane.figure.text() != before
    page.pane.next.rank()
    assert ranked == [page.pane.figure.text()]


def test_answers_of_several_roles_stand_side_by_side(page: EvidencePage, session: Session) -> None:
    card = page.current
    assert not card.others.isVisible()
    press(page, "3")
    card.turn_to_role(Role.SPONSOR)
    press(page, "1")
    assert [mark.letters for mark in card.levels[1].marks] == ["Sp"]
    assert [mark.letters for mark in card.levels[3].marks] == ["All"]
    assert card.levels[1].marks[0].strong
    told = card.others.spread.text()
    assert told.startswith("2 levels apart; the score takes their average, ")
    chips = [made.text() for made in card.others.chips.buttons if made.isVisible()]
    assert chips == ["On the whole 3", "Sponsor 1"]
    card.others.chips.buttons[0].click()
    assert card.shown_role is None
    assert card.levels[3].isChecked()


def test_r_goes_round_the_roles(page: EvidencePage) -> None:
    card = page.current
    seen = []
    for _ in range(len(card.role.values)):
        press(page, "r")
        seen.append(card.shown_role)
    assert seen == [*card.question.roles, None]


def test_one_card_is_current_and_marked(page: EvidencePage) -> None:
    for _ in range(5):
        page.step(1)
    cards = [card for card in page.findChildren(QuestionCard) if card.property("current") == "true"]
    assert cards == [page.current]


def test_the_whole_question_is_in_view(page: EvidencePage, session: Session) -> None:
    view = page.stack.currentWidget()
    for question in session.questionnaire.questions[:8]:
        page.go_to(question.id)
        card, bar = page.current, view.verticalScrollBar().value()
        assert card.height() <= view.viewport().height()
        assert bar <= card.y()
        assert card.geometry().bottom() <= bar + view.viewport().height()


def test_tab_order_is_reading_order(page: EvidencePage) -> None:
    card = page.current
    place = card.window()
    widget, met = card, []
    while len(met) < 12:
        widget = widget.nextInFocusChain()
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            if not card.isAncestorOf(widget):
                break
            met.append(widget)
    tops = [w.mapTo(place, w.rect().topLeft()) for w in met]
    assert len(met) >= 10
    for above, below in pairwise(tops):
        same_line = abs(above.y() - below.y()) < 24
        assert below.x() > above.x() if same_line else below.y() > above.y()


def test_an_overfull_answer_fits(page: EvidencePage, session: Session, qtbot: QtBot) -> None:
    card = page.current
    card.note.setPlainText("long " * 2000)
    card.note.moveCursor(QTextCursor.MoveOperation.End)
    session.flush()
    assert card.note.height() < 260
    assert card.minimumSizeHint().width() <= page.stack.width()


def test_a_note_goes_on_where_it_ended(page: EvidencePage, session: Session) -> None:
    page.current.note.show_text("seen")
    press(page, "N")
    QTest.keyClicks(page.current.note, " twice")
    page.current.hand_over()
    assert answer(session).note == "seen twice"


def test_a_note_that_is_too_long_is_cut_aloud(page: EvidencePage, session: Session) -> None:
    card = page.current
    press(page, "N")
    pasted = QMimeData()
    pasted.setText("x" * (NOTE_LIMIT + 5_000))
    card.note.insertFromMimeData(pasted)
    assert card.note_full.isVisible()
    assert "20,000" in card.note_full.text()
    QTest.keyClick(card.note, Qt.Key.Key_Backspace)
    assert not card.note_full.isVisible()
    QTest.keyClicks(card.note, "yz")
    card.hand_over()
    assert answer(session).note == card.note.toPlainText() == "x" * (NOTE_LIMIT - 1) + "y"
    assert card.note_full.isVisible()


def test_names_for_files_stand_in_the_help_only(page: EvidencePage) -> None:
    shown = [label for label in page.current.findChildren(QLabel) if FIRST in label.text()]
    assert [label.isVisible() for label in shown] == [False]
    QTest.keyClick(page.current, Qt.Key.Key_F1)
    assert [label.isVisible() for label in shown] == [True]


@pytest.mark.parametrize("language", list(Language))
def test_large_letters_cut_no_question(
    window: MainWindow, session: Session, page: EvidencePage, qtbot: QtBot, language: Language
) -> None:
    window.resize(1024, 700)
    session.set_language(language)
    assert page.pane.isVisible()
    session.set_zoom(1.6)
    qtbot.waitUntil(lambda: not page.pane.isVisible())
    view = page.stack.currentWidget()
    qtbot.waitUntil(lambda: page.current.width() <= view.viewport().width())
    session.set_zoom(1.0)
    window.resize(1440, 900)
    qtbot.waitUntil(page.pane.isVisible)


def test_larger_letters_keep_the_place(session: Session, page: EvidencePage, qtbot: QtBot) -> None:
    page.step(5)
    card, view = page.current, page.stack.currentWidget()
    session.set_zoom(1.3)

    def is_in_view() -> bool:
        top = card.y() - view.verticalScrollBar().value()
        return 0 <= top < view.viewport().height() / 2

    qtbot.waitUntil(is_in_view)


def test_express_and_full_keep_the_question(session: Session, page: EvidencePage) -> None:
    in_express = {question.id for question in session.questionnaire.express}
    kept = min(in_express - {FIRST})
    page.go_to(kept)
    session.set_express(True)
    assert page.current.question.id == kept
    assert QApplication.focusWidget() is page.current
    session.set_express(False)
    assert page.current.question.id == kept


def test_a_new_assessment_begins_with_the_project(
    window: MainWindow, session: Session, page: EvidencePage
) -> None:
    session.create()
    assert window.page.NAME == "project"


def test_the_line_for_evidence_is_in_view(window: MainWindow, page: EvidencePage) -> None:
    window.resize(1024, 700)
    card = page.current
    card.note.setPlainText("line\n" * 8)
    press(page, "A")
    entry, view = card.evidence.entry, page.stack.currentWidget()
    top = entry.mapTo(view.viewport(), entry.rect().topLeft()).y()
    assert QApplication.focusWidget() is entry
    assert 0 <= top <= view.viewport().height() - entry.height()


def test_another_language_keeps_what_is_half_typed(page: EvidencePage, session: Session) -> None:
    press(page, "N")
    QTest.keyClicks(page.current.note, "half typed")
    session.set_language(Language.RU)
    assert answer(session).note == page.current.note.toPlainText() == "half typed"
    session.set_language(Language.EN)
