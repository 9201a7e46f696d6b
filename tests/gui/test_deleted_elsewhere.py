"""Work on an assessment that somebody else has deleted does not end in the bin unseen."""

from __future__ import annotations

from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Project, Rated
from assessor.service import Service
from forms.main_window import MainWindow
from forms.session import Session


def answer(session: Session, level: int) -> None:
    session.set_answer("goal.idea", Answer(judgement=Rated(level=level)), "answer")


def test_going_on_brings_it_back_and_says_so_once(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    session.create(Project(client="Acme"))
    kept = session.assessment.id
    other = Service.open(session.settings)
    other.delete(kept)
    assert other.rows() == ()
    told = QSignalSpy(session.notice)
    answer(session, 3)
    qtbot.waitUntil(lambda: not session.unsaved)
    assert [row.id for row in other.rows()] == [kept]
    assert told.count() == 1
    assert told.at(0)[0].startswith("This assessment was deleted elsewhere in the meantime.")
    answer(session, 4)
    assert session.flush()
    assert told.count() == 1
    other.close()
