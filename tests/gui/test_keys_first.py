"""A key press waits for nothing that can wait, and moves nothing that stays where it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Rated
from assessor.domain.language import Language
from assessor.domain.problem import WorkProblem
from assessor.domain.risk import Forecast
from assessor.service import Service
from forms.main_window import MainWindow
from forms.pages.evidence import EvidencePage
from forms.session import Session
from forms.theme import LIGHT
from forms.warm_up import BUILD_MS, WarmUp
from forms.widgets.basic import column
from forms.widgets.fields import ChoiceEdit
from forms.widgets.pane_line import LineGroup, LineText
from forms.widgets.question_card import QuestionCard

LEVEL_3 = Answer(judgement=Rated(level=3))


def test_no_card_is_made_ahead_before_the_picture_of_an_answer(
    window: MainWindow, session: Session
) -> None:
    session.create()
    window.show_page("evidence")
    page = window.made("evidence")
    assert isinstance(page, EvidencePage)
    counts: list[int] = []

    def make_one() -> bool:
        """Let a card be made, if it may; return whether a picture was waited for."""
        waits = session.is_showing
        page._make_more()
        counts.append(len(page.findChildren(QuestionCard)))
        return waits

    make_one()
    session.set_answer("goal.idea", LEVEL_3, "answered")
    assert make_one()
    assert session.save_now()
    assert not make_one()
    assert counts == [counts[0], counts[0], counts[0] + 1]


def test_sections_out_of_sight_are_said_anew_one_by_one(
    window: MainWindow, session: Session
) -> None:
    session.create()
    window.show_page("evidence")
    page = window.made("evidence")
    assert isinstance(page, EvidencePage)
    for question_id in ("goal.idea", "process.exists", "people.users"):
        page.go_to(question_id)
    session.set_language(Language.RU)
    owed = len(page._owed)
    page._make_more()
    assert len(page._owed) == owed == 2
    page._settle_one()
    assert len(page._owed) == owed - 1


def test_a_disk_that_refuses_does_not_keep_cards_from_being_made(
    session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    session.create()
    session.set_answer("goal.idea", LEVEL_3, "answered")
    session._refuse(WorkProblem("No room.", remedy="Make room."))
    session.score_now()
    assert session.unsaved
    assert not session.is_showing
    assert "No room." in caplog.text


def test_pages_are_made_ahead_when_nobody_waits(
    window: MainWindow, service: Service, qtbot: QtBot
) -> None:
    made: list[str] = []
    busy = [True]

    def build() -> Iterator[None]:
        made.append("piece")
        yield

    warm_up = WarmUp(service, window, (), build, lambda: busy[0])
    warm_up._on_read()
    qtbot.wait(3 * BUILD_MS)
    assert made == []
    with qtbot.waitSignal(warm_up.made):
        busy[0] = False
    assert made == ["piece"]


class Layouts(QObject):
    """Counts how often something is laid out anew."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False


def shown(words: str, *more: str) -> list[LineText]:
    return [LineText("up", one, "+1") for one in (words, *more)]


def test_lines_move_only_when_other_words_need_another_height(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    # Not the window itself: what is least in it would become the least of the window.
    inside = QWidget(outer)
    box, group = column(inside), LineGroup(inside)
    box.addWidget(group)
    box.addStretch(1)
    inside.resize(260, 300)
    group.show_lines("Why", shown("Goal owner", "Data"), LIGHT)
    with qtbot.waitExposed(outer):
        outer.show()
    QApplication.processEvents()
    layouts, first, second = Layouts(outer), *group.lines
    group.installEventFilter(layouts)
    before = second.geometry()
    group.show_lines("Why", shown("Goal idea", "Team"), LIGHT)
    QApplication.processEvents()
    assert (layouts.count, second.geometry()) == (0, before)
    group.show_lines(
        "Why", shown("A goal that nobody in the whole of the house owns", "Data"), LIGHT
    )
    qtbot.waitUntil(lambda: first.height() > before.height())
    assert layouts.count
    assert first.height() == first.heightForWidth(first.width())
    assert second.y() > before.y()


def test_the_pane_is_laid_out_again_once_it_is_filled(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    session.open_copy(session.service.examples()[0].assessment)
    window.show_page("evidence")
    page = window.made("evidence")
    assert isinstance(page, EvidencePage)
    qtbot.waitUntil(page.isVisible)
    pane = page.pane
    pane._show_drivers = fail  # type: ignore[method-assign]
    with pytest.raises(ArithmeticError):
        pane.refresh()
    assert pane.content.box.isEnabled()


def fail(forecast: Forecast) -> None:
    raise ArithmeticError


def test_choices_that_stay_are_not_offered_anew(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    field = ChoiceEdit(parent)
    resets = QSignalSpy(field.model().rowsRemoved)
    field.set_choices([(1, "one"), (2, "two")])
    field.set_value(2)
    before = resets.count()
    field.set_choices([(1, "one"), (2, "two")])
    assert (resets.count(), field.value) == (before, 2)
    field.set_choices([(1, "one"), (2, "deux")])
    assert (resets.count(), field.value, field.currentText()) == (before + 1, 2, "deux")
