"""Every page for those who hear it, tab through it, or need its letters twice as large."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.language import Language
from forms.main_window import FIRST, SMALLEST, MainWindow
from forms.pages import PAGES
from forms.session import Session
from tests.gui import walk
from tests.gui.walked import LongVoice, begin, longer

pytestmark = pytest.mark.usefixtures("plans_remembered", "reports_under_way")

NAMES = [kind.name for kind in PAGES]
LEAST_STOPS = 4
"""The rail, the menu, and on every page something to do."""


@pytest.fixture
def begun(window: MainWindow, session: Session) -> MainWindow:
    begin(session)
    return window


def visit(window: MainWindow, name: str, qtbot: QtBot) -> QWidget:
    window.show_page(name)
    walk.settle(window, qtbot.wait)
    page = window.page
    assert page is not None
    assert name == page.NAME
    return page


# One window goes through all pages: what is made anew for each takes longer than looking at it.


@pytest.mark.parametrize("language", list(Language))
def test_what_takes_the_focus_says_its_name_and_kind_and_tab_goes_down_the_page(
    begun: MainWindow, session: Session, qtbot: QtBot, language: Language
) -> None:
    session.set_language(language)
    for name in NAMES:
        page = visit(begun, name, qtbot)
        reached = walk.stops(begun)
        assert len(reached) > LEAST_STOPS, name
        assert walk.nameless(reached) == [], name
        assert walk.unreached(begun, reached) == [], name
        cards = [w for w in page.findChildren(QWidget) if w.property("look") == "card"]
        for block in [w for w in cards if w.isVisible()]:
            assert walk.backwards(reached, block) == [], name


def assert_whole(window: MainWindow, name: str) -> None:
    assert walk.cut_labels(window) == [], name
    assert walk.outside(window) == [], name
    assert walk.sideways(window) == [], name


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("size", [SMALLEST, FIRST], ids=["small", "large"])
def test_letters_twice_as_large_are_not_cut_off(
    begun: MainWindow, session: Session, qtbot: QtBot, language: Language, size: QSize
) -> None:
    session.set_language(language)
    session.set_zoom(2.0)
    begun.resize(size)
    for name in NAMES:
        visit(begun, name, qtbot)
        assert begun.size() == size, name
        assert_whole(begun, name)


def test_the_long_language_is_two_fifths_longer() -> None:
    text = "Save a copy as a file"
    assert 1.35 * len(text) < len(longer(text)) < 1.7 * len(text)


@pytest.mark.parametrize("size", [SMALLEST, FIRST], ids=["small", "large"])
def test_a_longer_language_is_not_cut_off(
    begun: MainWindow, session: Session, qtbot: QtBot, size: QSize
) -> None:
    session.voice = LongVoice(Language.EN)
    session.language_changed.emit()
    begun.resize(size)
    for name in NAMES:
        visit(begun, name, qtbot)
        assert_whole(begun, name)


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
