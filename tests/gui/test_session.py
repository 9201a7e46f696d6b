"""What is typed is on the disk at once, can be undone, and is never lost silently."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Grade, Project, Rated, Unknown
from assessor.domain.language import Language
from assessor.domain.problem import WorkProblem
from assessor.language import Voice
from assessor.service import Service
from assessor.settings import Settings, Theme
from forms.session import Session

LEVEL_3 = Answer(judgement=Rated(level=3, grade=Grade.SHOWN))


def stored(session: Session) -> Answer:
    """Read the answer with a service of its own: what another process would see."""
    other = Service.open(Settings())
    answer = other.load(session.assessment.id).answer_to("goal.idea")
    other.close()
    return answer


def test_an_answer_is_on_disk_within_a_second(qtbot: QtBot, session: Session) -> None:
    session.create()
    with qtbot.waitSignal(session.saved):
        session.set_answer("goal.idea", LEVEL_3, "Level 3")
    assert stored(session) == LEVEL_3
    assert not session.unsaved
    assert session.saved_at is not None


def test_the_database_is_a_real_one(session: Session, own_home: Path) -> None:
    session.create(Project(client="Acme"))
    with closing(sqlite3.connect(own_home / "takeoff.db")) as database, database:
        names = {row[0] for row in database.execute("select name from sqlite_master")}
    database.close()
    assert len(names) > 1


def test_the_forecast_follows_at_once(qtbot: QtBot, session: Session) -> None:
    session.create()
    before = session.forecast.coverage
    with qtbot.waitSignal(session.forecast_changed):
        session.set_answer("goal.idea", LEVEL_3, "Level 3")
    assert session.forecast.coverage > before


def test_undo_and_redo_reach_the_disk(qtbot: QtBot, session: Session) -> None:
    session.create()
    session.set_answer("goal.idea", LEVEL_3, "Level 3")
    session.set_answer("goal.idea", Answer(judgement=Unknown()), "Nobody knows")
    session.undo()
    assert session.assessment.answer_to("goal.idea") == LEVEL_3
    session.undo()
    assert session.assessment.answers == {}
    with qtbot.waitSignal(session.saved):
        session.redo()
    assert stored(session) == LEVEL_3


def test_undo_reaches_the_project_sheet_too(session: Session) -> None:
    session.create(Project(client="Acme"))
    session.set_answer("goal.idea", LEVEL_3, "Level 3")
    session.set_project(Project(client="Acme", sector="Retail"), "Sector")
    assert session.undo_stack.undoText() == "Sector"
    session.undo()
    assert session.assessment.project == Project(client="Acme")
    assert session.undo_stack.undoText() == "Level 3"
    assert session.undo_stack.redoText() == "Sector"


def test_undo_shows_where_it_was(qtbot: QtBot, session: Session) -> None:
    session.create()
    session.set_answer("process.lived", LEVEL_3, "Level 3")
    with qtbot.waitSignal(session.question_requested) as shown:
        session.undo()
    assert shown.args == ["process.lived"]
    session.set_project(Project(name="CRM"), "Name")
    with qtbot.waitSignal(session.page_requested) as shown:
        session.undo()
    assert shown.args == ["project"]


def test_typing_in_one_field_is_one_step(session: Session) -> None:
    session.create()
    for text in ("a", "ab", "abc"):
        session.set_answer("goal.idea", Answer(note=text), "Note", key="note")
    session.set_answer("goal.shared", Answer(note="x"), "Note", key="note")
    assert session.undo_stack.count() == 2
    session.undo()
    assert session.assessment.answer_to("goal.idea").note == "abc"
    session.undo()
    assert session.assessment.answer_to("goal.idea").note == ""


def test_typing_in_one_project_field_is_one_step(session: Session) -> None:
    session.create(Project())
    for text in ("A", "Ac", "Acme"):
        session.set_project(Project(client=text), "Client", key="client")
    session.set_project(Project(client="Acme", name="CRM"), "Name", key="name")
    assert session.undo_stack.count() == 2
    session.undo()
    session.undo()
    assert session.assessment.project == Project()


def test_the_same_answer_again_is_no_edit(session: Session) -> None:
    session.create()
    session.set_answer("goal.idea", LEVEL_3, "Level 3")
    session.set_answer("goal.idea", LEVEL_3, "Level 3")
    assert session.undo_stack.count() == 1


def test_edits_are_renamed_with_the_language(session: Session) -> None:
    session.create()
    session.set_answer("goal.idea", Answer(note="x"), lambda voice: voice.say("Note"))
    assert session.undo_stack.undoText() == "Note"
    session.set_language(Language.RU)
    assert session.undo_stack.undoText() == Voice(Language.RU).say("Note") != "Note"


def test_opening_another_assessment_saves_the_first(session: Session) -> None:
    session.create()
    first = session.assessment.id
    session.set_answer("goal.idea", LEVEL_3, "Level 3")
    session.create()
    assert session.service.load(first).answer_to("goal.idea") == LEVEL_3
    assert not session.undo_stack.canUndo()


def test_a_missing_assessment_is_told_and_the_open_one_stays(
    qtbot: QtBot, session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    session.create()
    opened = session.assessment
    with qtbot.waitSignal(session.problem_raised) as told:
        assert not session.open("nothing-like-this")
    assert told.args[0]
    assert session.assessment == opened


class FullDisk(Service):
    """Refuses to save while ``full``."""

    full = False

    def save(self, *arguments: object) -> object:
        if self.full:
            raise WorkProblem("The disk is full.")
        return super().save(*arguments)


def test_a_full_disk_is_told_and_saving_is_tried_again(
    qtbot: QtBot, own_home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    service = FullDisk(Settings())
    session = Session(Settings(language=Language.EN), service)
    session.create()
    service.full = True
    with qtbot.waitSignal(session.problem_raised) as told:
        session.set_answer("goal.idea", LEVEL_3, "Level 3")
    assert "disk is full" in told.args[0]
    assert session.unsaved
    assert session.assessment.answer_to("goal.idea") == LEVEL_3
    service.full = False
    with qtbot.waitSignal(session.saved):
        pass
    assert stored(session) == LEVEL_3
    session.close()
    service.close()
    session.deleteLater()


def test_delete_can_be_taken_back(qtbot: QtBot, session: Session) -> None:
    session.create(Project(client="Acme"))
    gone = session.assessment.id
    with qtbot.waitSignal(session.undo_offered) as offered:
        session.delete(gone)
    assert session.assessment is None
    assert session.service.rows() == ()
    offered.args[1]()
    assert [row.id for row in session.service.rows()] == [gone]


def test_a_copy_in_a_file_comes_back(session: Session, tmp_path: Path) -> None:
    session.create(Project(client="Acme"))
    session.set_answer("goal.idea", LEVEL_3, "Level 3")
    path = tmp_path / "acme.takeoff"
    assert session.write_file(path)
    assert session.open_file(path)
    assert session.assessment.answer_to("goal.idea") == LEVEL_3
    assert session.settings.recent_files == (str(path),)


def test_a_file_name_is_suggested_without_forbidden_letters(session: Session) -> None:
    session.create(Project(client='A/B "C"', name="CRM: phase 1"))
    name = Path(session.suggested_name(".pdf")).name
    assert name.startswith("A_B _C_ - CRM_ phase 1 - 20")
    assert name.endswith(".pdf")


def test_preferences_are_kept_and_a_refusal_is_told(
    qtbot: QtBot, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    kept: list[Settings] = []
    session = Session(Settings(language=Language.EN), service, kept.append)
    session.set_theme(Theme.DARK)
    session.set_zoom(9.0)
    assert kept[-1].theme is Theme.DARK
    assert kept[-1].zoom == 3.0

    def refuse(settings: Settings) -> None:
        raise PermissionError("read-only")

    stubborn = Session(Settings(language=Language.EN), service, refuse)
    with qtbot.waitSignal(stubborn.problem_raised):
        stubborn.set_theme(Theme.DARK)
    assert stubborn.settings.theme is Theme.DARK
    session.deleteLater()
    stubborn.deleteLater()


def test_the_other_belief_set_is_at_hand(session: Session) -> None:
    session.create()
    assert session.comparison.beliefs.id != session.forecast.beliefs.id
    other = session.comparison.beliefs.id
    session.set_beliefs(other)
    assert session.forecast.beliefs.id == other


def test_nothing_happens_while_nothing_is_open(session: Session) -> None:
    session.set_answer("goal.idea", LEVEL_3, "Level 3")
    session.set_project(Project(client="Acme"), "Client")
    assert session.undo_stack.count() == 0
    assert session.comparison is None
    assert session.flush()
