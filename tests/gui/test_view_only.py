"""A database that cannot be used can be looked at: pages work, nothing changes, one way back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Milestone, Project, Rated
from assessor.domain.decisions import Decisions
from assessor.domain.language import Language
from assessor.domain.questionnaire import Wording
from assessor.service import DATABASE, Service
from assessor.settings import Settings, Theme
from forms.change_over import change_over
from forms.draft import Draft
from forms.main_window import MainWindow
from forms.pages import PAGES
from forms.session import Session

LEVEL_3 = Answer(judgement=Rated(level=3))
LEVEL_1 = Answer(judgement=Rated(level=1), note="Typed over")
Change = Callable[[Session], object]


@pytest.fixture
def file(own_home: Path) -> Path:
    """Return a database with one assessment whose index is damaged."""
    service = Service.open(Settings())
    kept = service.create(Project(client="Acme"))
    service.save(kept.with_answer("goal.idea", LEVEL_3))
    service.publish(service.copy_questionnaire(service.questionnaire, Wording(en="Own", ru="Наш")))
    service.close()
    found = own_home / DATABASE
    with closing(sqlite3.connect(found, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_master SET sql=replace(sql, 'changed', 'client') WHERE name=?",
            ("ix_assessments_deleted",),
        )
    return found


@pytest.fixture
def window(qtbot: QtBot, file: Path, dialogs: object, caplog: object) -> Iterator[MainWindow]:
    settings = Settings(language=Language.EN, theme=Theme.LIGHT, known_database="before")
    service = Service.open(settings)
    session = Session(settings, service)
    made = MainWindow(session, dialogs, PAGES)
    session.setParent(made)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    session.list_changed.emit()  # as when the database was opened beside the window
    yield made
    service.close()


@pytest.fixture
def looking(window: MainWindow) -> MainWindow:
    window.page.trouble.buttons["look"].click()
    return window


def test_the_view_shows_all_and_says_what_it_is(looking: MainWindow, file: Path) -> None:
    before = file.read_bytes()
    session = looking.session
    assert looking.view_only.isVisible()
    assert DATABASE in looking.view_only.words.text()
    assert looking.page.portfolio.model.rowCount() == 1
    assert session.open(session.service.rows()[0].id)
    assert session.assessment.answer_to("goal.idea") == LEVEL_3
    for name in ("project", "evidence", "result", "what_if", "plan", "questionnaires"):
        looking.show_page(name)
        assert name == looking.page.NAME
        assert looking.view_only.isVisible()
    assert session.write_file(file.with_name("out.takeoff"))
    assert session.settings.known_database == "before"
    assert file.read_bytes() == before


def milestone(session: Session) -> Milestone:
    frozen = session.service.freeze(session.assessment, "Start", session.assessment.changed.date())
    return frozen.milestones[0]


def draft(session: Session) -> Draft:
    own = session.service.own_questionnaires()[0]
    return Draft(session, session.service.draft(own.id), session)


def change_draft(session: Session) -> None:
    made = draft(session)
    before = made.questionnaire
    made.edit(before.model_copy(update={"title": Wording(en="Other", ru="Иной")}), "Title")
    assert made.questionnaire == before


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.set_answer("goal.idea", LEVEL_1, "Level 1"),
        lambda s: s.set_project(Project(client="Beta"), "Client"),
        lambda s: s.set_decisions(Decisions().with_accepted("goal.idea", "Ann"), "Accept"),
        lambda s: s.set_targets({"goal.idea": Rated(level=4)}, "Targets"),
        lambda s: s.set_comments({"cover": "Well"}, "Comment"),
        lambda s: s.set_milestones((milestone(s),), "Freeze"),
        lambda s: change_over(s, s.service.questionnaires()[1], "Change over"),
        change_draft,
        lambda s: s.create(),
        lambda s: s.open_copy(s.assessment),
        lambda s: s.open_file(s.service.database_file.with_name("out.takeoff")),
        lambda s: s.delete(s.service.rows()[0].id),
    ],
)
def test_every_change_is_refused_with_one_sentence(
    looking: MainWindow, file: Path, change: Change
) -> None:
    before, session = file.read_bytes(), looking.session
    session.open(session.service.rows()[0].id)
    session.write_file(file.with_name("out.takeoff"))
    opened, told = session.assessment, []
    session.problem_raised.connect(told.append)
    change(session)
    assert len(told) == 1
    assert "only a view" in told[0]
    assert session.assessment in (opened, None)
    assert not session.unsaved
    assert session.undo_stack.count() == 0
    assert len(session.service.rows()) == 1
    assert file.read_bytes() == before


def test_what_was_typed_over_stands_as_it_is_recorded(looking: MainWindow) -> None:
    session = looking.session
    session.open(session.service.rows()[0].id)
    card = looking.page.current
    card.note.setPlainText("Typed over")
    assert session.flush()
    assert card.note.toPlainText() == ""
    assert session.assessment.answer_to("goal.idea") == LEVEL_3


def test_there_is_a_way_back(looking: MainWindow, file: Path) -> None:
    session = looking.session
    session.open(session.service.rows()[0].id)
    looking.show_page("evidence")
    looking.view_only.end.click()
    assert not looking.view_only.isVisible()
    assert session.assessment is None
    assert looking.page.stack.currentWidget() is looking.page.trouble
    assert looking.page.trouble.buttons["look"].isVisible()
    assert not session.service.is_looking


def test_where_nothing_can_be_read_that_is_told(window: MainWindow, file: Path) -> None:
    file.write_bytes(b"no database" * 500)
    window.session.list_changed.emit()
    window.page.trouble.buttons["look"].click()
    assert window.notices.words.text() == "Nothing in it could be read."
    assert not window.view_only.isVisible()
    assert window.page.stack.currentWidget() is window.page.trouble


def test_a_view_speaks_russian_at_once(looking: MainWindow) -> None:
    before = looking.view_only.words.text(), looking.view_only.end.text()
    looking.session.set_language(Language.RU)
    after = looking.view_only.words.text(), looking.view_only.end.text()
    assert all(old != new for old, new in zip(before, after, strict=True))
