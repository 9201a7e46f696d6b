"""What the disk, another program or another window does never costs an answer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Assessment, Project, Rated
from assessor.domain.language import Language
from assessor.domain.problem import WorkProblem
from assessor.domain.risk import Forecast
from assessor.service import Service
from assessor.settings import Settings
from forms.session import Session

LEVEL_3 = Answer(judgement=Rated(level=3))
LEVEL_0 = Answer(judgement=Rated(level=0))
SQLITE_WAITS = 5
"""Seconds that Python's sqlite3 waits for a lock when it is told nothing else."""


class FullDisk(Service):
    """Refuses to save while ``full``."""

    full = False

    def save(self, assessment: Assessment, forecast: Forecast | None = None) -> Assessment:
        if self.full:
            raise WorkProblem("The disk is full.")
        return super().save(assessment, forecast)


@pytest.fixture
def disk(own_home: Path) -> Iterator[FullDisk]:
    made = FullDisk(Settings())
    yield made
    made.close()


@pytest.fixture
def told() -> list[str]:
    """What the user was told, in order."""
    return []


@pytest.fixture
def refused(
    qtbot: QtBot, disk: FullDisk, told: list[str], caplog: pytest.LogCaptureFixture
) -> Iterator[Session]:
    """A session with an answer that the disk does not take, and another assessment stored."""
    session = Session(Settings(language=Language.EN), disk)
    session.problem_raised.connect(told.append)
    session.create(Project(client="B"))
    session.create(Project(client="A"))
    disk.full = True
    session.set_answer("goal.idea", LEVEL_3, "Level 3")
    yield session
    disk.full = False
    session.close()
    session.deleteLater()


def others(session: Session) -> str:
    return next(row.id for row in session.service.rows() if row.id != session.assessment.id)


def test_unsaved_answers_stay_open(refused: Session, told: list[str], tmp_path: Path) -> None:
    kept = refused.assessment
    other = others(refused)
    assert not refused.open(other)
    assert not refused.create()
    assert not refused.close()
    refused.delete(kept.id)
    assert refused.assessment == kept
    assert refused.unsaved
    assert "stays open" in told[-1]
    assert "disk is full" in told[-1]


def test_they_may_go_once_they_are_in_a_file(refused: Session, tmp_path: Path) -> None:
    path = tmp_path / "a.takeoff"
    assert refused.write_file(path)
    assert refused.open(others(refused))
    assert not refused.unsaved
    assert refused.service.read(path).answer_to("goal.idea") == LEVEL_3


def test_they_are_saved_when_the_disk_has_room(
    refused: Session, disk: FullDisk, told: list[str]
) -> None:
    kept = refused.assessment.id
    disk.full = False
    assert refused.open(others(refused))
    assert disk.load(kept).answer_to("goal.idea") == LEVEL_3


def test_a_refusal_is_told_once(refused: Session, told: list[str]) -> None:
    for _ in range(3):
        assert not refused.save_now()
    assert len(told) == 1


def test_a_locked_database_does_not_hold_the_window(
    qtbot: QtBot, session: Session, own_home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    session.create()
    other = sqlite3.connect(own_home / "takeoff.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    began = monotonic()
    with qtbot.waitSignal(session.problem_raised) as told:
        session.set_answer("goal.idea", LEVEL_3, "Level 3")
    assert monotonic() - began < SQLITE_WAITS
    assert "in use by another program" in told.args[0]
    other.execute("ROLLBACK")
    other.close()
    with qtbot.waitSignal(session.saved):
        pass
    assert session.service.load(session.assessment.id).answer_to("goal.idea") == LEVEL_3


@pytest.fixture
def elsewhere(session: Session) -> Iterator[Service]:
    """Another window on the same database, and an assessment open in this one."""
    session.create(Project(client="Acme", name="CRM"))
    made = Service.open(Settings())
    yield made
    made.close()


def change(service: Service, session: Session, question_id: str, answer: Answer) -> None:
    service.save(service.load(session.assessment.id).with_answer(question_id, answer))


def test_changes_from_two_windows_come_together(
    qtbot: QtBot, session: Session, elsewhere: Service
) -> None:
    change(elsewhere, session, "goal.shared", LEVEL_0)
    with qtbot.waitSignals([session.notice, session.saved]):
        session.set_answer("goal.idea", LEVEL_3, "Level 3")
    assert not session.unsaved
    stored = elsewhere.load(session.assessment.id)
    assert stored.answers == {"goal.idea": (LEVEL_3,), "goal.shared": (LEVEL_0,)}
    assert session.assessment.answers == stored.answers
    assert session.forecast.coverage == session.service.forecast(stored).coverage
    session.set_answer("goal.owner", LEVEL_3, "Level 3")
    assert session.flush()


def test_the_same_answer_from_two_windows_loses_neither(
    qtbot: QtBot, session: Session, elsewhere: Service
) -> None:
    change(elsewhere, session, "goal.idea", LEVEL_0)
    with qtbot.waitSignal(session.undo_offered) as offered:
        session.set_answer("goal.idea", LEVEL_3, "Level 3")
    assert session.assessment.answer_to("goal.idea") == LEVEL_3
    copies = [row for row in session.service.rows() if row.id != session.assessment.id]
    assert [row.name for row in copies] == ["CRM (the other version)"]
    assert elsewhere.load(copies[0].id).answer_to("goal.idea") == LEVEL_0
    offered.args[1]()
    assert session.assessment.answer_to("goal.idea") == LEVEL_0
    session.undo()
    assert session.assessment.answer_to("goal.idea") == LEVEL_3


def test_a_sheet_changed_in_two_windows_loses_neither(
    qtbot: QtBot, session: Session, elsewhere: Service
) -> None:
    stored = elsewhere.load(session.assessment.id)
    elsewhere.save(stored.with_project(Project(client="Other", name="CRM")))
    with qtbot.waitSignal(session.notice) as told:
        session.set_project(Project(client="Mine", name="CRM"), "Client")
    assert "Project page" in told.args[0]
    assert {row.client for row in session.service.rows()} == {"Mine", "Other"}


def test_nothing_is_overwritten_when_the_other_version_cannot_be_kept(
    session: Session, elsewhere: Service, monkeypatch: pytest.MonkeyPatch, caplog: object
) -> None:
    change(elsewhere, session, "goal.idea", LEVEL_0)

    def refuse(assessment: Assessment) -> Assessment:
        raise WorkProblem("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(session.service, "duplicate", refuse)
        session.set_answer("goal.idea", LEVEL_3, "Level 3")
        assert not session.flush()
    assert elsewhere.load(session.assessment.id).answer_to("goal.idea") == LEVEL_0
    assert session.flush()
    assert len(session.service.rows()) == 2


def test_an_assessment_that_is_gone_is_kept_as_a_copy(
    session: Session, elsewhere: Service, own_home: Path
) -> None:
    gone = session.assessment.id
    with closing(sqlite3.connect(own_home / "takeoff.db")) as database, database:
        database.execute("delete from assessments where id = ?", (gone,))
    database.close()
    session.set_answer("goal.idea", LEVEL_3, "Level 3")
    assert session.flush()
    assert session.assessment.id != gone
    assert elsewhere.load(session.assessment.id).answer_to("goal.idea") == LEVEL_3
