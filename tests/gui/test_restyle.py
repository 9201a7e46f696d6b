"""Another theme or letter size: quick, and nothing that was typed or looked at is lost by it."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor.settings import Theme
from forms.main_window import MainWindow
from forms.pages.evidence import EvidencePage
from forms.session import Session


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
