"""What lies behind the pages, from leaves to dialogs: heard, tabbed through, enlarged."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, EvidenceItem, EvidenceKind, Grade, Rated
from assessor.domain.language import Language
from assessor.domain.problem import Problem, Trouble
from assessor.domain.questionnaire import Role
from forms.main_window import FIRST, SMALLEST, MainWindow
from forms.pages.assessments import AssessmentsPage
from forms.pages.evidence import EvidencePage
from forms.pages.questionnaires import QuestionnairesPage
from forms.pages.report import ReportPage
from forms.printing.choice import PrintChoice
from forms.printing.queues import KnownPrinters
from forms.session import Session
from forms.widgets.draft_editor import DraftEditor
from forms.widgets.print_dialog import Printable, PrintDialog
from forms.widgets.report_panel import EDITIONS, PARTS, REPORT, TWIN
from tests.gui import walk
from tests.gui.walked import LongVoice, begin

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints"),  # the simulated screen says so
    pytest.mark.usefixtures("plans_remembered", "reports_under_way"),
]

Opens = Callable[[MainWindow], QWidget]
"""Brings something into view and returns the window it is in."""


def editor(window: MainWindow) -> DraftEditor:
    window.show_page("questionnaires")
    page = window.page
    assert isinstance(page, QuestionnairesPage)
    page.new.click()
    assert page.is_editing
    return page.editor


def heading(window: MainWindow) -> QWidget:
    editor(window).tree.choose("")
    return window


def section(window: MainWindow) -> QWidget:
    editor(window).tree.choose("goal")
    return window


def question(window: MainWindow) -> QWidget:
    editor(window).tree.choose("goal.idea")
    return window


def added(window: MainWindow) -> QWidget:
    made = editor(window)
    made.tree.choose("goal.idea")
    made.add.click()
    return window


def trial(window: MainWindow) -> QWidget:
    made = editor(window)
    made.tree.choose("goal.idea")
    made.preview.click()
    return window


def trouble(kind: Trouble) -> Opens:
    def opens(window: MainWindow) -> QWidget:
        window.show_page("assessments")
        page = window.page
        assert isinstance(page, AssessmentsPage)
        file = "a-folder-with-a-name/of-the-client/takeoff.db"
        problem = Problem("It cannot be used.", place=file, remedy="Choose another.")
        page.trouble.show_problem(problem.with_trouble(kind), window.session.voice)
        page.stack.setCurrentWidget(page.trouble)
        page.arrive()
        return window

    return opens


def leaf(name: str) -> Opens:
    def opens(window: MainWindow) -> QWidget:
        begin(window.session)
        window.show_page("report")
        page = window.page
        assert isinstance(page, ReportPage)
        page.panel.open_leaf(name)
        if name == EDITIONS:
            page.panel.editions.freeze_wanted.emit("Before the contract with the vendor")
        return window

    return opens


def points(window: MainWindow) -> QWidget:
    begin(window.session)
    window.show_page("evidence")
    page = window.page
    assert isinstance(page, EvidencePage)
    page.side.turn_open_points()
    assert page.side.open_list.isVisible()
    return window


def crowded(name: str) -> Opens:
    """Open a page of an assessment in which every field is as full as it gets."""

    def opens(window: MainWindow) -> QWidget:
        session = window.session
        begin(session)
        long = "Wirtschaftsprüfungsgesellschaftsverzeichnis " * 4
        items = tuple(
            EvidenceItem(content=f"{long}{number}", kind=EvidenceKind.TEXT, against=number % 2 == 0)
            for number in range(4)
        )
        for place, asked in enumerate(session.questionnaire.questions[:6]):
            for number, role in enumerate(Role):
                rated = Rated(level=(place + number) % 5, grade=Grade.PROVEN)
                answer = Answer(
                    role=role, judgement=rated, who=long[:80], note=long * 3, evidence=items
                )
                session.set_answer(asked.id, answer, "answer")
        project = session.assessment.project if session.assessment else None
        assert project is not None
        named = project.model_copy(update={"client": long[:100], "name": long[:100]})
        session.set_project(named, "project")
        session.score_now()
        session.flush()
        window.show_page(name)
        return window

    return opens


def typing(window: MainWindow) -> QWidget:
    begin(window.session)
    window.actions_.type_back.trigger()
    made = window.actions_.typing
    assert made is not None
    for line in ("1.1 2 p", "1.2 u", "1.3 3 s"):
        made.line.setText(line)
        made.record()
    return made


def printing(window: MainWindow) -> QWidget:
    printers = KnownPrinters(("office", "hall"), window)
    about = Printable(count=7, page=3)
    made = PrintDialog(window.session.voice, about, printers, PrintChoice(""), window)
    made.open()
    return made


def keyboard(window: MainWindow) -> QWidget:
    begin(window.session)
    window.show_page("evidence")
    window.actions_.keyboard.trigger()
    made = window.actions_.help
    assert made is not None
    return made


PLACES: dict[str, Opens] = {
    "questionnaire-title": heading,
    "questionnaire-section": section,
    "questionnaire-question": question,
    "questionnaire-added": added,
    "questionnaire-trial": trial,
    **{f"database-{kind.value}": trouble(kind) for kind in (Trouble.DAMAGED, Trouble.READ_ONLY)},
    **{f"report-{name}": leaf(name) for name in (REPORT, PARTS, EDITIONS, TWIN)},
    "open-points": points,
    **{f"crowded-{name}": crowded(name) for name in ("evidence", "result", "plan")},
    "typing-back": typing,
    "print": printing,
    "keyboard": keyboard,
}

every_place = pytest.mark.parametrize("opens", PLACES.values(), ids=PLACES)


def shown(opens: Opens, window: MainWindow, qtbot: QtBot) -> QWidget:
    place = opens(window)
    qtbot.waitUntil(place.isVisible)
    walk.settle(place, qtbot.wait)
    return place


def assert_whole(place: QWidget) -> None:
    cut = [*walk.cut_labels(place), *walk.outside(place), *walk.sideways(place)]
    assert not cut, "\n".join(cut)


@every_place
def test_it_says_its_name_and_tab_comes_to_everything(
    window: MainWindow, qtbot: QtBot, opens: Opens
) -> None:
    place = shown(opens, window, qtbot)
    reached = walk.stops(place)
    assert reached
    assert walk.nameless(reached) == []
    assert walk.unreached(place, reached) == []


@every_place
@pytest.mark.parametrize("language", list(Language))
def test_letters_twice_as_large_are_not_cut_off(
    window: MainWindow, session: Session, qtbot: QtBot, opens: Opens, language: Language
) -> None:
    session.set_language(language)
    session.set_zoom(2.0)
    window.resize(SMALLEST)
    place = shown(opens, window, qtbot)
    assert window.size() == SMALLEST
    assert_whole(place)


@every_place
@pytest.mark.parametrize("size", [SMALLEST, FIRST], ids=["small", "large"])
def test_a_longer_language_is_not_cut_off(
    window: MainWindow, session: Session, qtbot: QtBot, opens: Opens, size: object
) -> None:
    session.voice = LongVoice(Language.EN)
    session.language_changed.emit()
    window.resize(size)
    assert_whole(shown(opens, window, qtbot))


def test_the_second_screen_tells_what_it_shows(window: MainWindow, qtbot: QtBot) -> None:
    begin(window.session)
    window.actions_.project.trigger()
    projector = window.actions_.projector
    assert projector is not None
    qtbot.waitUntil(projector.isVisible)
    for page in ("evidence", "result", "plan"):
        window.show_page(page)
        walk.settle(projector, qtbot.wait)
        reached = walk.stops(projector)
        assert reached
        assert walk.nameless(reached) == []
