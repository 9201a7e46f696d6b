"""What is made ahead of time waits for the picture of an answer; then it goes on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Rated
from assessor.domain.problem import WorkProblem
from assessor.service import Service
from forms.main_window import MainWindow
from forms.pages.evidence import EvidencePage
from forms.session import Session
from forms.warm_up import BUILD_MS, WarmUp
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
