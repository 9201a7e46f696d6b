"""The keys of the window: all of them listed, none twice, alive under a Russian layout too."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcutEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Grade, Rated, Unknown
from assessor.domain.language import Language
from forms.actions import CYRILLIC, Actions, KeyAction, both_layouts, key_text
from forms.main_window import MainWindow
from forms.pages import PAGES
from forms.pages.evidence import EvidencePage
from forms.session import Session
from forms.widgets.keyboard_help import BREAK

FIRST = "goal.idea"
OFFSCREEN = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(window: MainWindow, session: Session, qtbot: QtBot) -> EvidencePage:
    session.create()
    window.show_page("evidence")
    made = window.made("evidence")
    assert isinstance(made, EvidencePage)
    qtbot.waitUntil(made.isVisible)
    return made


def press(letter: str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key as the system delivers it: the letter of the layout decides."""
    target = QApplication.focusWidget()
    key = Qt.Key(ord(letter.upper()))
    QTest.sendKeyEvent(QTest.KeyAction.Click, target, key, letter.lower(), held)


def in_layout(letter: str, *, russian: bool) -> str:
    return CYRILLIC[letter] if russian else letter


@pytest.mark.parametrize("russian", [False, True], ids=["latin", "cyrillic"])
def test_the_keys_of_the_interview(page: EvidencePage, session: Session, russian: bool) -> None:
    def key(letter: str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        press(in_layout(letter, russian=russian), held)

    def answer() -> Answer:
        return session.assessment.answer_to(FIRST)

    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    press("3")
    for letter, grade in (("H", Grade.SHOWN), ("P", Grade.PROVEN), ("S", Grade.SAID)):
        key(letter)
        assert answer().judgement == Rated(level=3, grade=grade)
    key("U")
    assert answer().judgement == Unknown()
    key("Z", control)
    assert answer().judgement == Rated(level=3, grade=Grade.SAID)
    key("Y", control)
    assert answer().judgement == Unknown()
    key("F")
    assert answer().follow_up
    key("J")
    assert page.current.question.id != FIRST
    key("K")
    assert page.current.question.id == FIRST
    for letter, field in (("N", "note"), ("W", "who")):
        key(letter)
        assert getattr(page.current, field).hasFocus()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    key("A")
    assert page.current.evidence.entry.hasFocus()
    QTest.keyClick(page.current.evidence.entry, Qt.Key.Key_Escape)
    key("A", shift)
    assert page.dialogs.asked == ["Attach a file"]
    key("R")
    assert page.current.shown_role is not None
    key("O")
    assert page.side.open_list.hasFocus()
    QTest.keyClick(page.side.open_list, Qt.Key.Key_Escape)
    key("F", control)
    assert page.search.hasFocus()
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    key("E", control)
    assert session.settings.express


def test_a_key_that_fits_both_layouts_works_once(window: MainWindow) -> None:
    """A Latin layout behind a Russian one: the system says the key gives either letter."""
    done: list[str] = []
    actions = Actions(window)
    made = actions.add(lambda _: "Say", lambda: done.append("said"), both_layouts("S"))
    assert isinstance(made, KeyAction)
    QApplication.sendEvent(made, QShortcutEvent(QKeySequence("S"), 0, ambiguous=True))
    assert done == ["said"]


def test_shift_and_control_have_their_russian_twins() -> None:
    assert both_layouts("Shift+G") == [QKeySequence("Shift+G"), QKeySequence("Shift+П")]


def actions_of(window: MainWindow) -> list[QAction]:
    return [made for made in window.findChildren(QAction) if isinstance(made, KeyAction)]


@OFFSCREEN
@pytest.mark.parametrize("language", list(Language))
def test_every_action_is_listed_under_help_and_can_be_reached(
    window: MainWindow, session: Session, page: EvidencePage, language: Language
) -> None:
    session.set_language(language)
    QTest.keyClick(page, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    window_help = window.actions_.help
    assert window_help.isVisible()
    labels = window_help.findChildren(QLabel)
    # Keys may break onto a second line where there is no space in them.
    shown = Counter(label.text().replace(BREAK, "") for label in labels)
    made = actions_of(window)
    assert len(made) > 50
    wanted = Counter(action.text() for action in made)
    assert wanted - shown == Counter()
    for action in made:
        assert action.text().strip()
        keys = key_text(action)
        assert not keys or shown[keys] > 0
        in_menu = action in window.actions_.menu.actions() or any(
            action in submenu.actions() for submenu in window.actions_._submenus.values()
        )
        has_button = any(type(owner) is not type(action) for owner in action.associatedObjects())
        assert keys or in_menu or has_button
    window_help.close()
    session.set_language(Language.EN)


def test_no_key_means_two_things_on_one_page(window: MainWindow, page: EvidencePage) -> None:
    everywhere = [
        keys.toString() for action in window.actions_._set.all() for keys in action.shortcuts()
    ]
    for kind in PAGES:
        here = [k.toString() for a in window.made(kind.name).shortcuts() for k in a.shortcuts()]
        taken = [name for name, count in Counter(everywhere + here).items() if count > 1]
        assert taken == [], kind.name


@OFFSCREEN
def test_f10_opens_the_menu_for_the_arrow_keys(window: MainWindow, page: EvidencePage) -> None:
    QTest.keyClick(page, Qt.Key.Key_F10)
    menu = window.actions_.menu
    assert menu.isVisible()
    assert menu.activeAction() is window.actions_.new
    menu.close()
