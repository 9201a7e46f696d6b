"""The pages of the window, in the order of the rail."""

from forms.pages.assessments import AssessmentsPage
from forms.pages.base import Page
from forms.pages.evidence import EvidencePage
from forms.pages.project import ProjectPage
from forms.pages.report import ReportPage
from forms.pages.result import ResultPage
from forms.pages.settings import SettingsPage

PAGES: tuple[type[Page], ...] = (
    AssessmentsPage,
    ProjectPage,
    EvidencePage,
    ResultPage,
    ReportPage,
    SettingsPage,
)
