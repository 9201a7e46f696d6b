"""The second screen follows the consultant, is legible from a chair, and gives nothing away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, EvidenceItem, Grade, Person, Project, Rated
from assessor.domain.decisions import Decision, Standing
from assessor.domain.language import Language
from assessor.domain.questionnaire import Role
from forms.main_window import MainWindow
from forms.projector import LETTERS, ProjectorWindow
from forms.session import Session
from forms.widgets.slides import slide_for
from tests.gui import walk

# What the simulated screen says to any window that has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SECRETS = ("Zebra Holding", "Zebra CRM", "Anna Secret", "Note secret", "Minutes secret", "Owner S")


def fill(session: Session) -> None:
    session.create(
        Project(
            client="Zebra Holding",
            name="Zebra CRM",
            people=(Person(name="Anna Secret", role=Role.SPONSOR),),
        )
    )
    for number, question in enumerate(session.questionnaire.questions):
        answer = Answer(
            judgement=Rated(level=number % 3, grade=Grade.SHOWN),
            who="Anna Secret",
            note="Note secret",
            evidence=(EvidenceItem(content="Minutes secret"),),
        )
        session.set_answer(question.id, answer, "answer")
    session.score_now()


@pytest.fixture
def projector(window: MainWindow, session: Session, qtbot: QtBot) -> ProjectorWindow:
    fill(session)
    window.show_page("evidence")
    window.actions_.project.trigger()
    made = window.actions_.projector
    assert made is not None
    qtbot.waitUntil(made.isVisible)
    return made


def words(widget: QWidget) -> list[str]:
    found = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    named = [child.accessibleName() for child in widget.findChildren(QWidget)]
    return [text for text in (*found, *named, widget.windowTitle()) if text]


def shows(projector: ProjectorWindow, text: str) -> Callable[[], bool]:
    return lambda: any(text in told for told in words(projector))


def test_it_follows_from_question_to_question(
    projector: ProjectorWindow, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    first, second = session.questionnaire.questions[:2]
    qtbot.waitUntil(shows(projector, first.text.en))
    assert all(shows(projector, level.en)() for level in first.levels)
    window.show_question(second.id)
    qtbot.waitUntil(shows(projector, second.text.en))
    assert not shows(projector, first.text.en)()


def test_the_recorded_level_is_marked_by_a_shape_and_told(
    projector: ProjectorWindow, session: Session, qtbot: QtBot
) -> None:
    question = session.questionnaire.questions[0]
    session.set_answer(question.id, Answer(judgement=Rated(level=4)), "answer")
    qtbot.waitUntil(shows(projector, "● 4"))
    marked = [line for line in projector.slide.lines if line.chosen]
    assert [line.text for line in marked] == [question.levels[4].en]


@pytest.mark.parametrize("page", ["assessments", "project", "settings", *["evidence", "result"]])
@pytest.mark.parametrize("language", list(Language))
def test_no_name_and_no_note_is_ever_shown(
    projector: ProjectorWindow,
    window: MainWindow,
    session: Session,
    qtbot: QtBot,
    page: str,
    language: Language,
) -> None:
    session.set_language(language)
    window.show_page(page)
    walk.settle(window, qtbot.wait)
    walk.settle(projector, qtbot.wait)
    told = " ".join(words(projector))
    assert told
    assert not [secret for secret in SECRETS if secret in told]


def test_names_of_the_plan_stay_out_too(
    projector: ProjectorWindow, session: Session, qtbot: QtBot
) -> None:
    plan = session.service.plan(session.assessment)
    action = (plan.plans[0].steps[0].action if plan.plans else None) or next(iter(()), None)
    name = action.id if action else "goal.idea.sentence"
    decision = Decision(
        action=name, standing=Standing.AGREED, owner="Owner S", due=date(2027, 1, 8)
    )
    decided = session.assessment.plan.with_decision(decision)
    session.assessment = session.assessment.model_copy(update={"plan": decided})
    session.attention.on_page("plan")
    slide = slide_for(session)
    assert "8 January 2027" in slide.lines[0].text or "2027" in slide.lines[0].text
    assert not any("Owner S" in line.text for line in slide.lines)


def test_the_client_is_named_when_switched_on_and_never_on_a_dark_screen(
    projector: ProjectorWindow, qtbot: QtBot
) -> None:
    QTest.keyClick(projector, Qt.Key.Key_N)
    assert projector.client.text() == "Zebra Holding — Zebra CRM"
    QTest.keyClick(projector, Qt.Key.Key_B)
    qtbot.wait(1)
    assert [text for text in words(projector) if text != projector.windowTitle()] == []
    QTest.keyClick(projector, Qt.Key.Key_B)
    assert projector.client.text() == "Zebra Holding — Zebra CRM"
    QTest.keyClick(projector, Qt.Key.Key_N)
    assert projector.client.text() == ""


@pytest.mark.parametrize("size", [(1024, 768), (1920, 1080), (3840, 2160)])
def test_letters_are_a_twenty_fifth_of_the_height_at_least(
    projector: ProjectorWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    projector.showNormal()
    projector.resize(*size)
    qtbot.waitUntil(lambda: (projector.width(), projector.height()) == size)

    def told() -> list[QLabel]:
        found = projector.findChildren(QLabel)
        return [label for label in found if label.text() and label is not projector.hint]

    least = size[1] / LETTERS
    qtbot.waitUntil(lambda: all(label.fontInfo().pixelSize() >= least for label in told()))
    assert len(told()) > 5


def test_what_does_not_fit_is_one_key_away(projector: ProjectorWindow, qtbot: QtBot) -> None:
    projector.showNormal()
    projector.resize(640, 700)
    qtbot.waitUntil(lambda: projector.width() == 640)
    qtbot.waitUntil(lambda: "Page Down" in projector.hint.text())
    bar = projector._area.verticalScrollBar()
    QTest.keyClick(projector, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(projector, Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_escape_leaves_and_the_same_key_brings_it_back(
    projector: ProjectorWindow, window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(projector.closed):
        QTest.keyClick(projector, Qt.Key.Key_Escape)
    assert not projector.isVisible()
    window.actions_.project.trigger()
    assert projector.isVisible()
    window.actions_.project.trigger()
    assert not projector.isVisible()


def test_under_half_coverage_there_are_no_hundred_marks(
    window: MainWindow, session: Session
) -> None:
    session.create(Project(client="Zebra Holding"))
    session.attention.on_page("result")
    assert len(slide_for(session).pictures) == 1
    fill(session)
    session.attention.on_page("result")
    assert len(slide_for(session).pictures) == 2


SCRIPT = """
import sys
from forms import app
from forms.pages import PAGES
from assessor.service import Service
from assessor.settings import Settings
from forms.main_window import MainWindow
from forms.session import Session
from forms.dialogs import DesktopDialogs
application = app.make_application()
service = Service.open(Settings())
session = Session(Settings(), service)
window = MainWindow(session, DesktopDialogs(), PAGES)
window.show()
window.actions_.project.trigger()
projector = window.actions_.projector
application.processEvents()
print([screen.name() for screen in application.screens()])
print(window.screen().name(), projector.screen().name(), projector.geometry().getRect())
print(projector.letters)
projector.close()
window.close()
service.close()
"""


def test_it_fills_the_second_screen(tmp_path: Path, own_home: Path) -> None:
    def screen(name: str, x: int, width: int, height: int, dpr: int) -> dict[str, object]:
        place = {"x": x, "y": 0, "width": width, "height": height}
        return {"name": name, **place, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": dpr}

    desk = tmp_path / "desk.json"
    screens = [screen("own", 0, 1440, 900, 1), screen("wall", 1440, 1920, 1080, 2)]
    desk.write_text(json.dumps({"screens": screens}))
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={desk}"},
    )
    assert done.stdout.splitlines() == [
        "['own', 'wall']",
        "own wall (1440, 0, 1920, 1080)",
        "44",
    ]


def test_a_single_screen_is_filled_itself(projector: ProjectorWindow) -> None:
    assert len(QApplication.screens()) == 1
    assert projector.geometry() == QApplication.primaryScreen().geometry()
