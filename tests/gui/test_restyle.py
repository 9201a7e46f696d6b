"""Another theme or letter size: quick, and nothing that was typed or looked at is lost by it."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.language import Language
from assessor.settings import Theme
from forms.main_window import MainWindow
from forms.pages.evidence import EvidencePage
from forms.session import Session
from forms.theme import DARK
from forms.widgets.basic import Label
from forms.widgets.fields import ChoiceEdit


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
    window.redress.finish()
    qapp.removeEventFilter(counts)
    # Ten times each where one stylesheet follows another: once for every widget around it.
    told = counts.told[QEvent.Type.StyleChange] + counts.told[QEvent.Type.PaletteChange]
    assert 0 < told < 3 * widgets


INKS = {"muted": DARK.muted, "caption": DARK.muted, "small": DARK.muted, "title": DARK.ink}


def pale(top: QWidget, *, hidden: bool = False) -> list[str]:
    """Return the labels that are still in other colours than the dark ones."""
    inside = [label for label in top.findChildren(Label) if hidden or label.isVisible()]
    labels = [label for label in inside if label.property("look") in INKS]
    assert labels
    return [
        label.text()
        for label in labels
        if label.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)
        and label.palette().windowText().color() != QColor(INKS[label.property("look")])
    ]


def test_what_was_hidden_is_in_the_new_colours_when_it_is_shown_and_all_is_in_the_end(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    page = evidence(window, session, qtbot)
    seen = page.current
    session.set_theme(Theme.DARK)
    assert seen is not None
    assert pale(seen) == []
    # No event has come by since: what is shown now was hidden, and is painted next.
    page.go_to(session.questionnaire.sections[0].questions[0].id)
    card = page.current
    assert card is not None
    assert card is not seen
    assert pale(card) == []
    picture = card.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, 3) == QColor(DARK.surface)
    assert card.levels[0]._colours == DARK
    window.redress.finish()
    assert not window.redress.is_working
    assert pale(window, hidden=True) == []


def test_a_page_that_was_hidden_draws_in_the_new_colours_before_it_is_shown(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    page = evidence(window, session, qtbot)
    window.show_page("assessments")
    session.set_theme(Theme.DARK)
    assert window.catch_up.is_working
    window.show_page("evidence")
    assert page.current is not None
    assert page.current.levels[0]._colours == DARK
    assert pale(page.current) == []
    qtbot.waitUntil(lambda: not (window.catch_up.is_working or window.redress.is_working))


def test_a_section_that_was_hidden_speaks_the_new_language_before_it_is_shown(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    page = evidence(window, session, qtbot)
    first, last = session.questionnaire.sections[0], session.questionnaire.sections[-1]
    session.set_language(Language.RU)
    for section in (last, first):
        page.go_to(section.questions[0].id)
        assert page.current is not None
        assert session.voice.text(section.questions[0].short) in page.current.short.text()
        assert page.current.note.accessibleName() == "Заметка"
    hidden = session.questionnaire.sections[1]
    card = page._views[hidden.id].cards[hidden.questions[0].id]
    # In its own time, too, without being shown.
    qtbot.waitUntil(lambda: card.note.accessibleName() == "Заметка")


def test_pages_made_ahead_are_whole_and_are_the_ones_that_are_shown(
    window: MainWindow, qtbot: QtBot
) -> None:
    for _ in window.pages_ahead():
        qtbot.wait(1)
    assert not window.catch_up.is_working
    settings = window.stack.findChild(QWidget, "settings")
    assert settings is not None
    assert not settings.isVisible()
    assert "Language of the window" in {label.text() for label in settings.findChildren(Label)}
    window.show_page("settings")
    assert window.page is settings


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


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_list_of_choices_shows_all_of_its_rows(window: MainWindow, qtbot: QtBot) -> None:
    edit = ChoiceEdit(window)
    edit.set_choices([(1, "one"), (2, "two")])
    edit.show()
    window.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    high = edit.sizeHint().height()
    edit.showPopup()
    assert edit.view().viewport().height() >= 2 * edit.view().sizeHintForRow(0)
    assert edit.view().verticalScrollBar().maximum() == 0
    edit.hidePopup()
    edit.clearFocus()
    assert edit.sizeHint().height() == high
