"""The pages of the window, in the order of the rail."""

# ruff: noqa: PLC0415 - a page's module is read when the page is first shown

from forms.pages.base import Page, PageKind


def _assessments() -> type[Page]:
    from forms.pages.assessments import AssessmentsPage

    return AssessmentsPage


def _project() -> type[Page]:
    from forms.pages.project import ProjectPage

    return ProjectPage


def _evidence() -> type[Page]:
    from forms.pages.evidence import EvidencePage

    return EvidencePage


def _result() -> type[Page]:
    from forms.pages.result import ResultPage

    return ResultPage


def _what_if() -> type[Page]:
    from forms.pages.what_if import WhatIfPage

    return WhatIfPage


def _plan() -> type[Page]:
    from forms.pages.plan import PlanPage

    return PlanPage


def _report() -> type[Page]:
    # Read with the page, where that can be done beside the window.
    import forms.pages.report_printing
    import forms.widgets.pdf_preview  # noqa: F401 - what the page itself reads when it is made
    from forms.pages.report import ReportPage

    return ReportPage


def _settings() -> type[Page]:
    from forms.pages.settings import SettingsPage

    return SettingsPage


def _questionnaires() -> type[Page]:
    from forms.pages.questionnaires import QuestionnairesPage

    return QuestionnairesPage


PAGES = (
    PageKind(
        "assessments",
        "assessments",
        lambda v: v.say("Assessments"),
        _assessments,
        needs_assessment=False,
    ),
    PageKind("project", "project", lambda v: v.say("Project"), _project),
    PageKind("evidence", "evidence", lambda v: v.say("Evidence"), _evidence),
    PageKind("result", "result", lambda v: v.say("Result"), _result),
    PageKind("what_if", "what_if", lambda v: v.say("What-if"), _what_if),
    PageKind("plan", "plan", lambda v: v.say("Plan"), _plan),
    PageKind("report", "report", lambda v: v.say("Report"), _report),
    PageKind(
        "settings", "settings", lambda v: v.say("Settings"), _settings, needs_assessment=False
    ),
    PageKind(
        "questionnaires",
        "text",
        lambda v: v.say("Questionnaires"),
        _questionnaires,
        needs_assessment=False,
    ),
)
