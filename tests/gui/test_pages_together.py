"""What holds for every page: names for all that can be reached, reading order, nothing cut off."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Grade, Person, Project, Rated, Unknown
from assessor.domain.language import Language
from assessor.domain.questionnaire import Role
from assessor.settings import Theme
from forms.main_window import MainWindow
from forms.pages.base import Page
from forms.session import Session
from forms.widgets.firmness_card import FirmnessCard
from forms.widgets.turns import Turns
from forms.widgets.wrapping_button import WrappingButton

pytestmark = pytest.mark.usefixtures("plans_remembered")
walks = pytest.mark.usefixtures("reports_under_way")

OWN_PAGES = ("assessments", "project", "result", "what_if", "plan", "report", "settings")
ARROW = 34
"""Pixels of a choice that its arrow and edges take."""

LONG = " of the holding and all of its subsidiaries at home and abroad" * 2


@pytest.fixture
def full(session: Session) -> Session:
    """An assessment with long names, some answers of each kind, and people."""
    people = tuple(Person(name=f"Anna {role}{LONG}", role=role) for role in Role)
    session.create(Project(client=f"Acme{LONG}", name=f"CRM{LONG}", people=people))
    for number, question in enumerate(session.questionnaire.questions):
        judgement = (
            Unknown() if number % 7 == 3 else Rated(level=number % 5, grade=list(Grade)[number % 3])
        )
        session.set_answer(question.id, Answer(judgement=judgement), "answer")
    session.flush()
    return session


def laid_out(window: MainWindow, name: str) -> Page:
    window.show_page(name)
    for _ in range(4):
        QApplication.processEvents()
    end = time.monotonic() + 60
    while goes_on(window.page) and time.monotonic() < end:
        QTest.qWait(20)
    for _ in range(4):
        QApplication.processEvents()
    return window.page


def goes_on(page: Page) -> bool:
    """Return whether a page is still being set, or looks for something to show."""
    building = any(turns.is_going for turns in page.findChildren(Turns))
    building |= any(card.work.is_running for card in page.findChildren(FirmnessCard))
    return building or bool(getattr(page, "is_searching", False))


def reachable(page: QWidget) -> list[QWidget]:
    tab = Qt.FocusPolicy.TabFocus
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisibleTo(page) and bool(widget.focusPolicy() & tab)
    ]


def spoken_name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


@walks
def test_everything_that_can_be_reached_has_a_name(window: MainWindow, full: Session) -> None:
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractSlider, QAbstractItemView)
    for name in OWN_PAGES:
        page = laid_out(window, name)
        nameless = [w for w in reachable(page) if isinstance(w, kinds) and not spoken_name(w)]
        assert nameless == [], name
        assert reachable(page), name


@pytest.mark.parametrize("name", ["project", "settings"])
def test_tab_follows_the_reading_order(window: MainWindow, full: Session, name: str) -> None:
    """Within a column each stop lies below the one before, or beside it to the right."""
    window.resize(1024, 700)
    page = laid_out(window, name)
    stops = [w for w in chain(page) if isinstance(w, QLineEdit | QComboBox)]
    places = [(w.mapTo(page, QPoint(0, 0)).y(), w.mapTo(page, QPoint(0, 0)).x()) for w in stops]
    for (upper, left), (lower, right) in pairwise(places):
        assert lower > upper + 4 or (abs(lower - upper) <= 24 and right > left)
    assert len(stops) > (10 if name == "project" else 0)


def chain(page: QWidget) -> list[QWidget]:
    """Return what Tab visits within the page, in its order."""
    wanted = set(reachable(page))
    found, at = [], page.nextInFocusChain()
    while at is not page and at is not None:
        if at in wanted:
            found.append(at)
        at = at.nextInFocusChain()
    return found


def cut_off(page: QWidget) -> list[str]:
    """Return the words of labels, buttons and choices that do not fit."""
    short = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisibleTo(page):
            continue
        if isinstance(widget, QComboBox):
            needed = widget.fontMetrics().horizontalAdvance(widget.currentText()) + ARROW
            if needed > widget.width():
                short.append(widget.currentText())
        if not isinstance(widget, QLabel | QAbstractButton):
            continue
        text = widget.text()
        if not text:
            continue
        plain = isinstance(widget, QLabel) and not widget.wordWrap()
        if not plain and isinstance(widget, QLabel | WrappingButton):
            needed = widget.heightForWidth(widget.width())
            if needed > widget.height() + 1:
                short.append(text)
        elif widget.sizeHint().width() > widget.width() + 1:
            short.append(text)
    return short


def sideways(page: Page) -> list[int]:
    """Return how far what is on show can be scrolled sideways; a leaf behind has no size yet."""
    shown = [area for area in page.findChildren(QScrollArea) if area.isVisible()]
    return [area.horizontalScrollBar().maximum() for area in shown]


@walks
@pytest.mark.parametrize("size", [(1024, 700), (1440, 900)], ids=["small", "large"])
@pytest.mark.parametrize("language", list(Language))
def test_no_words_are_cut_off(
    window: MainWindow, full: Session, language: Language, size: tuple[int, int]
) -> None:
    full.set_language(language)
    window.resize(*size)
    assert_whole(window)


@walks
def test_letters_of_twice_the_size_are_not_cut_off(window: MainWindow, full: Session) -> None:
    window.resize(1440, 900)
    full.set_zoom(2.0)
    assert_whole(window)


def assert_whole(window: MainWindow) -> None:
    """Go through the pages, in one window: making one for each takes longer than looking."""
    for name in OWN_PAGES:
        page = laid_out(window, name)
        assert cut_off(page) == [], name
        assert not any(sideways(page)), name


def english(page: QWidget) -> set[str]:
    widgets = [*page.findChildren(QLabel), *page.findChildren(QAbstractButton)]
    return {w.text() for w in widgets if w.isVisibleTo(page) and " " in w.text()}


@pytest.mark.parametrize("name", OWN_PAGES)
def test_a_change_of_language_leaves_no_sentence_behind(
    window: MainWindow, full: Session, name: str
) -> None:
    full.set_language(Language.EN)
    page = laid_out(window, name)
    before = english(page)
    full.set_language(Language.RU)
    kept = english(laid_out(window, name)) & before
    # Names of clients, people and programs, and the ids of findings, are the same in both.
    names = ("Acme", "CRM of", "Anna", "Python")
    assert {text for text in kept if not text.startswith(names) and " · " not in text} == set()
    assert before


def ground(window: MainWindow) -> int:
    """Return how light the window's lower right corner is, 0 to 255."""
    for _ in range(4):
        QApplication.processEvents()
    picture = window.grab().toImage()
    return picture.pixelColor(picture.width() - 3, picture.height() - 3).lightness()


@pytest.mark.parametrize("name", OWN_PAGES)
def test_dark_is_dark(window: MainWindow, full: Session, name: str) -> None:
    laid_out(window, name)
    full.set_theme(Theme.DARK)
    assert ground(window) < 60
    full.set_theme(Theme.LIGHT)
    assert ground(window) > 200


def test_a_report_being_made_does_not_outlive_its_window(
    qtbot: QtBot, window: MainWindow, full: Session
) -> None:
    page = laid_out(window, "report")
    window.close()
    assert getattr(page, "is_working") is False  # noqa: B009 - the page's own property
