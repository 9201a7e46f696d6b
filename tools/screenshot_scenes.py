"""What is in the pictures of the window: each scene brings a part of the program into view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import screenshot_cases as cases
from PySide6.QtWidgets import QFileDialog, QScrollArea, QWidget
from screenshot_stage import SETTLE_MS, Stage

from assessor.domain.assessment import Grade, Rated
from assessor.domain.decisions import Decision, Standing
from assessor.service import DATABASE
from forms.pages.assessments import AssessmentsPage
from forms.pages.base import Page
from forms.pages.evidence import EvidencePage
from forms.pages.plan import PlanPage
from forms.pages.questionnaires import QuestionnairesPage
from forms.pages.report import ReportPage
from forms.pages.result import ResultPage
from forms.pages.what_if import WhatIfPage
from forms.projector import ProjectorWindow
from forms.widgets.report_panel import EDITIONS, PARTS, REPORT, TWIN

EMPTY, TYPICAL, OVERFULL = "empty", "typical", "overfull"
STATES = (EMPTY, TYPICAL, OVERFULL)
MANY = 200
PROJECTOR = (1280, 720)


@dataclass(frozen=True)
class Scene:
    """A kind of picture: in which states it is worth one, and how it comes about."""

    name: str
    states: tuple[str, ...]
    show: Callable[[Stage], QWidget]
    """Brings it into view and returns what is to be taken."""


def _page(name: str) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        _wait_for_work(stage, _turn_to(stage, name))
        return stage.window

    return show


def _turn_to(stage: Stage, name: str) -> Page:
    stage.need_assessment()
    stage.window.show_page(name)
    stage.wait()
    return stage.window.made(name)


# Assessments


def _welcome_or_list(stage: Stage) -> QWidget:
    stage.window.show_page("assessments")
    stage.wait()
    return stage.window


def _examples(stage: Stage) -> QWidget:
    page = stage.window.made("assessments")
    if isinstance(page, AssessmentsPage):
        stage.window.show_page("assessments")
        page.show_examples()
    return stage.window


def _bin(stage: Stage) -> QWidget:
    stage.window.show_page("assessments")
    page = stage.window.made("assessments")
    for row in stage.service.rows()[-2:]:
        stage.session.delete(row.id)
    if isinstance(page, AssessmentsPage):
        page.portfolio.search.clear()
        page.portfolio.bin_button.setChecked(True)
    stage.wait()
    return stage.window


def _many(stage: Stage) -> QWidget:
    for project in cases.many(MANY):
        stage.service.create(project)
    stage.session.list_changed.emit()
    return _welcome_or_list(stage)


def _nothing_found(stage: Stage) -> QWidget:
    page = stage.window.made("assessments")
    if isinstance(page, AssessmentsPage):
        stage.window.show_page("assessments")
        page.portfolio.search.setText("Северный ветер")
    stage.wait()
    return stage.window


def _database_problem(stage: Stage) -> QWidget:
    stage.session.close()
    stage.service.close()
    (stage.home / DATABASE).write_bytes(b"This is no database. " * 200)
    for left in stage.home.glob(f"{DATABASE}-*"):
        left.unlink()
    stage.session.list_changed.emit()
    return _welcome_or_list(stage)


# Evidence


def _evidence(stage: Stage) -> EvidencePage:
    page = _turn_to(stage, "evidence")
    if not isinstance(page, EvidencePage):
        raise TypeError(page)
    page.search.clear()
    page.go_to("goal.idea")
    stage.wait()
    return page


def _question_help(stage: Stage) -> QWidget:
    page = _evidence(stage)
    if page.current is not None:
        page.current.toggle_help()
        stage.wait()
    return stage.window


def _open_points(stage: Stage) -> QWidget:
    _evidence(stage).side.turn_open_points()
    stage.wait()
    return stage.window


def _search(stage: Stage) -> QWidget:
    page = _evidence(stage)
    page.search.setText("деньги" if stage.session.voice.language == "ru" else "money")
    stage.wait()
    return stage.window


def _typing_back(stage: Stage) -> QWidget:
    _evidence(stage)
    stage.window.actions_.type_back.trigger()
    typing = stage.window.actions_.typing
    if typing is None:
        return stage.window
    for line in ("1.1 2 s", "1.2 3 h"):
        typing.line.setText(line)
        typing.record()
    typing.line.setText("1.3 4 p")
    stage.wait()
    return typing


# Result, what-if and plan


def _whole(name: str) -> Callable[[Stage], QWidget]:
    """Return how to show all of a page that has to be scrolled in the window."""

    def show(stage: Stage) -> QWidget:
        page = _turn_to(stage, name)
        _wait_for_work(stage, page)
        insides = [area.widget() for area in page.findChildren(QScrollArea) if area.isVisible()]
        return max((one for one in insides if one is not None), key=QWidget.height, default=page)

    return show


def _wait_for_work(stage: Stage, page: Page) -> None:
    if isinstance(page, PlanPage):
        stage.wait_for(lambda: not page.is_searching)
    elif isinstance(page, ReportPage):
        stage.wait_for(lambda: page.is_fresh)
    elif isinstance(page, ResultPage):
        plans, firmness = stage.session.plans, page.firmness.work
        stage.wait_for(lambda: not (page.is_filling or firmness.is_running or plans.is_running))
    elif isinstance(page, WhatIfPage):
        stage.wait_for(lambda: not (page.is_filling or any(s.is_filling for s in page.sections)))
    stage.wait()


def _what_if_moved(stage: Stage) -> QWidget:
    page = _turn_to(stage, "what_if")
    if isinstance(page, WhatIfPage):
        for question_id in ("goal.idea", "goal.measure", "process.exists"):
            page.moved[question_id] = Rated(level=4, grade=Grade.PROVEN)
        page.sections[1].head.setChecked(True)
        page.refresh()
    _wait_for_work(stage, page)
    return stage.window


def _plan_page(stage: Stage) -> PlanPage:
    page = _turn_to(stage, "plan")
    if not isinstance(page, PlanPage):
        raise TypeError(page)
    _wait_for_work(stage, page)
    return page


def _plan(stage: Stage) -> QWidget:
    _plan_page(stage)
    return stage.window


def _decided(stage: Stage) -> QWidget:
    stage.session.open_copy(cases.long_plan(stage.session.questionnaire))
    plan = _plan_page(stage).plan
    assessment = stage.session.assessment
    if plan is None or not plan.plans or assessment is None:
        return stage.window
    decisions = assessment.plan
    standings = (Standing.AGREED, Standing.DONE, Standing.PROPOSED)
    for step, standing in zip(plan.plans[0].steps, standings, strict=False):
        due = cases.DAY + timedelta(weeks=step.finish)
        made = Decision(action=step.action.id, standing=standing, owner="I. Sokolova", due=due)
        decisions = decisions.with_decision(made)
    decisions = decisions.with_accepted("people.users", "I. Sokolova")
    stage.session.set_decisions(decisions, lambda v: v.say("Decision about an action"))
    return _whole("plan")(stage)


def _long_plan(stage: Stage) -> QWidget:
    stage.session.open_copy(cases.long_plan(stage.session.questionnaire))
    return _whole("plan")(stage)


# The report


def _report(stage: Stage, leaf: str) -> ReportPage:
    page = _turn_to(stage, "report")
    if not isinstance(page, ReportPage):
        raise TypeError(page)
    page.panel.open_leaf(leaf)
    _wait_for_work(stage, page)
    return page


def _leaf(leaf: str) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        _report(stage, leaf)
        return stage.window

    return show


def _editions(stage: Stage) -> QWidget:
    assessment = stage.session.assessment
    if assessment is not None:
        for name, days in (("Kick-off", 60), ("After the pilot", 10)):
            day = cases.DAY - timedelta(days=days)
            assessment = stage.service.freeze(assessment, name, day)
        stage.session.set_milestones(assessment.milestones, lambda v: v.say("Frozen editions"))
    return _leaf(EDITIONS)(stage)


def _printing(stage: Stage) -> QWidget:
    printing = _report(stage, REPORT).printing
    printing.ask("Report")
    stage.wait()
    return printing.dialog or stage.window


# Questionnaires


def _questionnaires(stage: Stage, *, trial: bool = False) -> QuestionnairesPage:
    page = _turn_to(stage, "questionnaires")
    if not isinstance(page, QuestionnairesPage):
        raise TypeError(page)
    if not page.is_editing:
        page.new.click()
    page.editor.tree.choose("goal.idea")
    page.editor.preview.setChecked(trial)
    stage.wait()
    return page


def _editor(stage: Stage) -> QWidget:
    _questionnaires(stage)
    return stage.window


def _trial(stage: Stage) -> QWidget:
    _questionnaires(stage, trial=True)
    return stage.window


def _own_questionnaires(stage: Stage) -> QWidget:
    page = _questionnaires(stage)
    page.editor.left.emit()
    stage.wait()
    return stage.window


# Over and beside the window


def _keyboard(stage: Stage) -> QWidget:
    actions = stage.window.actions_
    actions.keyboard.trigger()
    stage.wait()
    return actions.help or stage.window


def _menu(stage: Stage) -> QWidget:
    menu = stage.window.actions_.menu
    menu.popup(stage.window.mapToGlobal(stage.window.rect().topLeft()))
    stage.wait()
    return menu


def _file_dialog(stage: Stage) -> QWidget:
    dialog = QFileDialog(stage.window, stage.window.actions_.open.text(), str(stage.home))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    stage.wait()
    return dialog


def _settings_with_backups(stage: Stage) -> QWidget:
    stage.session.service.back_up()
    return _whole("settings")(stage)


def _projected(name: str) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        page = _evidence(stage) if name == "evidence" else _turn_to(stage, name)
        _wait_for_work(stage, page)
        projector = ProjectorWindow(stage.session, stage.window)
        projector.resize(*PROJECTOR)
        projector.show()
        stage.wait(2 * SETTLE_MS)
        return projector

    return show


WORKED = (TYPICAL, OVERFULL)
SCENES = (
    Scene("assessments", STATES, _welcome_or_list),
    Scene("assessments_none_found", (TYPICAL,), _nothing_found),
    Scene("examples", (EMPTY,), _examples),
    Scene("project", STATES, _page("project")),
    Scene("project_whole", STATES, _whole("project")),
    Scene("evidence", STATES, _page("evidence")),
    Scene("question_help", (TYPICAL,), _question_help),
    Scene("open_points", WORKED, _open_points),
    Scene("search", WORKED, _search),
    Scene("result", STATES, _page("result")),
    Scene("result_whole", STATES, _whole("result")),
    Scene("what_if", STATES, _page("what_if")),
    Scene("plan", STATES, _plan),
    Scene("plan_whole", WORKED, _whole("plan")),
    Scene("report", STATES, _leaf(REPORT)),
    Scene("report_parts", (TYPICAL,), _leaf(PARTS)),
    Scene("report_editions", (TYPICAL,), _editions),
    Scene("report_forms", (EMPTY, TYPICAL), _leaf(TWIN)),
    Scene("print_dialog", (TYPICAL,), _printing),
    Scene("projector_evidence", WORKED, _projected("evidence")),
    Scene("projector_result", STATES, _projected("result")),
    Scene("projector_plan", (TYPICAL,), _projected("plan")),
    Scene("settings", (EMPTY,), _page("settings")),
    Scene("settings_whole", (EMPTY,), _whole("settings")),
    Scene("settings_backups", (TYPICAL,), _settings_with_backups),
    Scene("questionnaires", (EMPTY,), _page("questionnaires")),
    Scene("questionnaire_editor", (TYPICAL,), _editor),
    Scene("questionnaire_trial", (TYPICAL,), _trial),
    Scene("questionnaires_own", (TYPICAL,), _own_questionnaires),
    Scene("keyboard", (TYPICAL,), _keyboard),
    Scene("menu", (TYPICAL,), _menu),
    Scene("file_dialog", (TYPICAL,), _file_dialog),
    # What is below changes what is open or stored, so it comes last.
    Scene("typing_back", (TYPICAL,), _typing_back),
    Scene("what_if_moved", WORKED, _what_if_moved),
    Scene("plan_decided", (TYPICAL,), _decided),
    Scene("plan_long", (TYPICAL,), _long_plan),
    Scene("assessments_bin", (TYPICAL,), _bin),
    Scene("assessments_many", (OVERFULL,), _many),
    Scene("database_problem", (TYPICAL,), _database_problem),
)
"""In the order in which they are taken in one window."""
