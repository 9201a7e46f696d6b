"""Every page for those who hear it, tab through it, or need its letters twice as large."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, EvidenceItem, Grade, Person, Project, Rated, Unknown
from assessor.domain.language import Language
from assessor.domain.questionnaire import Role
from assessor.language import Voice
from forms.main_window import FIRST, SMALLEST, MainWindow
from forms.pages import PAGES
from forms.session import Session
from tests.gui import walk

NAMES = [kind.name for kind in PAGES]
LEAST_STOPS = 4
"""The rail, the menu, and on every page something to do."""


@pytest.fixture
def begun(window: MainWindow, session: Session) -> MainWindow:
    people = (Person(name="Anna", role=Role.SPONSOR, interviewed=date(2026, 11, 2)),)
    session.create(Project(client="Acme", name="CRM for sales and service", people=people))
    item = EvidenceItem(content="Minutes of 4 May", against=True)
    for number, question in enumerate(session.questionnaire.questions):
        judgement = Unknown() if number % 7 == 3 else Rated(level=number % 5, grade=Grade.SHOWN)
        evidence = (item,) if number == 0 else ()
        answer = Answer(judgement=judgement, note="What was said.", evidence=evidence)
        session.set_answer(question.id, answer, "answer")
    session.score_now()
    session.flush()
    return window


def visit(window: MainWindow, name: str, qtbot: QtBot) -> QWidget:
    window.show_page(name)
    walk.settle(window, qtbot.wait)
    page = window.page
    assert page is not None
    assert name == page.NAME
    return page


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", NAMES)
def test_what_takes_the_focus_says_its_name_and_kind(
    begun: MainWindow, session: Session, qtbot: QtBot, name: str, language: Language
) -> None:
    session.set_language(language)
    visit(begun, name, qtbot)
    reached = walk.stops(begun)
    assert len(reached) > LEAST_STOPS
    assert walk.nameless(reached) == []
    assert walk.unreached(begun, reached) == []


@pytest.mark.parametrize("name", NAMES)
def test_tab_goes_down_the_page(
    begun: MainWindow, session: Session, qtbot: QtBot, name: str
) -> None:
    page = visit(begun, name, qtbot)
    cards = [w for w in page.findChildren(QWidget) if w.property("look") == "card"]
    reached = walk.stops(begun)
    for block in [w for w in cards if w.isVisible()]:
        assert walk.backwards(reached, block) == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("size", [SMALLEST, FIRST], ids=["small", "large"])
def test_letters_twice_as_large_are_not_cut_off(
    begun: MainWindow,
    session: Session,
    qtbot: QtBot,
    name: str,
    language: Language,
    size: QSize,
) -> None:
    session.set_language(language)
    session.set_zoom(2.0)
    begun.resize(size)
    visit(begun, name, qtbot)
    assert begun.size() == size
    assert walk.cut_labels(begun) == []
    assert walk.outside(begun) == []
    assert walk.sideways(begun) == []


class LongVoice(Voice):
    """Speaks English that is two fifths longer, as another language may be."""

    def say(self, message: str, **values: object) -> str:
        return longer(super().say(message, **values))

    def say_many(self, one: str, many: str, n: int, **values: object) -> str:
        return longer(super().say_many(one, many, n, **values))


def longer(text: str) -> str:
    words, wanted = text.split(" "), len(text) * 0.4
    for place in range(len(words)):
        if wanted <= 0:
            break
        grown = max(1, round(len(words[place]) * 0.4))
        words[place] += "ě" * grown
        wanted -= grown
    return " ".join(words)


def test_the_long_language_is_two_fifths_longer() -> None:
    text = "Save a copy as a file"
    assert 1.35 * len(text) < len(longer(text)) < 1.7 * len(text)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [SMALLEST, FIRST], ids=["small", "large"])
def test_a_longer_language_is_not_cut_off(
    begun: MainWindow, session: Session, qtbot: QtBot, name: str, size: QSize
) -> None:
    session.voice = LongVoice(Language.EN)
    session.language_changed.emit()
    begun.resize(size)
    visit(begun, name, qtbot)
    assert walk.cut_labels(begun) == []
    assert walk.outside(begun) == []
    assert walk.sideways(begun) == []


# What the walk itself is worth


quiet = pytest.mark.qt_log_ignore("propagateSizeHints")  # as the simulated screen says to all


def put_up(qtbot: QtBot, make: Callable[[QWidget], QWidget]) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(make(window))
    window.show()
    QCoreApplication.processEvents()
    return window


@quiet
def test_the_walk_finds_a_label_that_is_cut_off(qtbot: QtBot) -> None:
    def narrow(parent: QWidget) -> QWidget:
        label = QLabel("A sentence that is far too long", parent)
        label.setFixedWidth(40)
        return label

    assert len(walk.cut_labels(put_up(qtbot, narrow))) == 1


@quiet
def test_the_walk_finds_a_wrapped_label_that_is_too_low(qtbot: QtBot) -> None:
    def low(parent: QWidget) -> QWidget:
        label = QLabel("A sentence that is far too long for its height", parent)
        label.setWordWrap(True)
        label.setFixedSize(90, 20)
        return label

    assert len(walk.cut_labels(put_up(qtbot, low))) == 1
