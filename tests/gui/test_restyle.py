"""Another theme or letter size: quick, and nothing that was typed or looked at is lost by it."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Grade, Rated
from assessor.settings import Theme
from forms.main_window import MainWindow
from forms.pages.evidence import EvidencePage
from forms.pages.what_if import WhatIfPage
from forms.session import Session
from forms.widgets.question_card import QuestionCard


class Counts(QObject):
    """Counts what the program's widgets are told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: Counter[QEvent.Type] = Counter()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.told[event.type()] += 1
        return False


def evidence(window: MainWindow, session: Session, qtbot: QtBot) -> EvidencePage:
    """Return the page with the cards of every section made."""
    session.open_copy(session.service.examples()[0].assessment)
    window.show_page("evidence")
    page = window.made("evidence")
    assert isinstance(page, EvidencePage)
    qtbot.waitUntil(page.isVisible)
    for section in session.questionnaire.sections:
        page.go_to(section.questions[-1].id)
    page.go_to(session.questionnaire.sections[2].questions[1].id)
    return page


def test_another_theme_tells_each_widget_a_few_times(
    qapp: QApplication, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    evidence(window, session, qtbot)
    widgets = len(qapp.allWidgets())
    counts = Counts()
    qapp.installEventFilter(counts)
    session.set_theme(Theme.DARK)
    qapp.removeEventFilter(counts)
    # Ten times each before: once for every widget around it.
    assert 0 < counts.told[QEvent.Type.StyleChange] < 3 * widgets


def test_cards_out_of_sight_are_made_again_where_the_user_was(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    page = evidence(window, session, qtbot)
    here = page.current_id
    window.show_page("settings")
    session.set_theme(Theme.DARK)
    assert page.findChildren(QuestionCard) == []
    assert window.place().question == here
    window.show_page("evidence")
    assert page.current is not None
    assert page.current.question.id == here
    assert page.current.isVisible()
    area = page.stack.currentWidget()
    qtbot.waitUntil(lambda: not page.current.visibleRegion().isEmpty())
    assert area.isAncestorOf(page.current)


def test_the_section_on_screen_stays_with_the_cursor_in_it(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    page = evidence(window, session, qtbot)
    card = page.current
    assert card is not None
    card.note.setFocus()
    card.note.setPlainText("Half a sentence")
    session.set_zoom(1.25)
    assert page.current is card
    assert card.note.toPlainText() == "Half a sentence"
    assert session.assessment is not None
    assert session.assessment.answer_to(card.question.id).note == "Half a sentence"
    hidden = [c for c in page.findChildren(QuestionCard) if not c.isVisibleTo(page)]
    assert hidden == []


def test_a_card_keeps_a_name_typed_before_the_answer(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    session.create()
    window.show_page("evidence")
    page = window.made("evidence")
    assert isinstance(page, EvidencePage)
    page.go_to(session.questionnaire.questions[0].id)
    card = page.current
    assert card is not None
    card.who.setText("A. Client")
    page.go_to(session.questionnaire.sections[-1].questions[0].id)
    session.set_theme(Theme.DARK)
    page.go_to(card.question.id)
    assert page.current is card
    assert card.who.text() == "A. Client"


def test_a_page_out_of_sight_is_let_go_unless_something_stands_in_it_alone(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    evidence(window, session, qtbot)
    window.show_page("what_if")
    page = window.made("what_if")
    assert isinstance(page, WhatIfPage)
    qtbot.waitUntil(lambda: not page.is_filling)
    window.show_page("settings")
    page.moved = {session.questionnaire.questions[0].id: Rated(level=4, grade=Grade.PROVEN)}
    session.set_theme(Theme.DARK)
    assert window.made("what_if") is page
    page.moved = {}
    qtbot.waitUntil(lambda: not page.is_filling)
    session.set_theme(Theme.LIGHT)
    again = window.made("what_if")
    assert isinstance(again, WhatIfPage)
    assert again is not page
    window.show_page("what_if")
    qtbot.waitUntil(lambda: not again.is_filling)
    assert again.comparison is not None


def test_another_assessment_hears_nothing_of_cards_out_of_sight(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    page = evidence(window, session, qtbot)
    card = page.current
    assert card is not None
    window.show_page("settings")
    session.create()
    card.note.setPlainText("Words of the client before")
    session.hand_over()
    assert session.assessment is not None
    assert not session.assessment.answers
    window.show_page("evidence")
    # Gone within a second, a section at a time.
    qtbot.waitUntil(lambda: len(page.findChildren(QuestionCard)) < 39, timeout=3_000)
    assert page.current is not None
    assert page.current is not card
