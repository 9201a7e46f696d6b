"""Makes pictures of every page, in every language, theme and size, without a screen.

python tools/screenshots.py FOLDER [--pages evidence,result] [--languages en,ru]
[--themes light,dark] [--sizes 1024x700,1440x900]
[--states empty,typical,overfull]
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from assessor.domain.assessment import (
    Answer,
    Application,
    Assessment,
    EvidenceItem,
    EvidenceKind,
    Grade,
    NotApplicable,
    Person,
    Project,
    Rated,
    Stage,
    TakeoffDefinition,
    Unknown,
)
from assessor.domain.language import Language
from assessor.domain.questionnaire import Questionnaire, Role
from assessor.service import Service
from assessor.settings import Settings, Theme
from forms import theme
from forms.app import make_application
from forms.dialogs import DesktopDialogs
from forms.main_window import MainWindow
from forms.pages import PAGES
from forms.pages.base import Page
from forms.pages.plan import PlanPage
from forms.pages.report import ReportPage
from forms.qt_words import QtWords
from forms.session import Session

SETTLE_MS = 350
REPORT_SECONDS = 60
DAY = date(2026, 11, 24)
STATES = ("empty", "typical", "overfull")
NOT_ASKED = range(5, 39, 6)
UNKNOWN = range(7, 39, 11)
LONG = "Interregional Distribution and Service Company for Heavy and Light Machinery of the North"


@dataclass(frozen=True)
class View:
    """One picture to take."""

    page: str
    state: str
    language: Language
    theme: Theme
    width: int
    height: int

    @property
    def name(self) -> str:
        """Return the picture's file name."""
        size = f"{self.width}x{self.height}"
        return f"{self.page}-{self.state}-{self.language}-{self.theme}-{size}.png"


def main(arguments: Sequence[str]) -> int:
    """Take the pictures that were asked for and print how many there are."""
    options = _options(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    errors: list[BaseException] = []
    sys.excepthook = partial(_note, errors)
    app = make_application()
    theme.load_fonts(Service.open(Settings()).fonts())
    count = 0
    for view in _views(options):
        with tempfile.TemporaryDirectory() as home:
            os.environ["TAKEOFF_HOME"] = home
            count += _take(app, options.folder, view)
    print(f"{count} pictures in {options.folder}, {len(errors)} errors")
    return 1 if errors else 0


def _note(
    errors: list[BaseException],
    _kind: type[BaseException],
    error: BaseException,
    _trace: TracebackType | None,
) -> None:
    if not errors:
        traceback.print_exception(error)
    errors.append(error)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Take pictures of the window.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", default=",".join(kind.name for kind in PAGES))
    parser.add_argument("--languages", default="en,ru")
    parser.add_argument("--themes", default="light,dark")
    parser.add_argument("--sizes", default="1024x700,1440x900")
    parser.add_argument("--states", default=",".join(STATES))
    return parser.parse_args(arguments)


def _views(options: argparse.Namespace) -> Iterator[View]:
    choices = (
        options.states.split(","),
        options.languages.split(","),
        options.themes.split(","),
        options.sizes.split(","),
        options.pages.split(","),
    )
    for state, language, look, size, page in itertools.product(*choices):
        width, height = (int(side) for side in size.split("x"))
        yield View(page, state, Language(language), Theme(look), width, height)


def _take(app: QApplication, folder: Path, view: View) -> bool:
    settings = Settings(language=view.language, theme=view.theme, consultant="N. Orlova")
    service = Service.open(settings)
    session = Session(settings, service)
    window = MainWindow(session, DesktopDialogs(), PAGES)
    words = QtWords(session, app)
    window.resize(view.width, view.height)
    window.show()
    _fill(session, view)
    window.show_page(view.page)
    _wait(SETTLE_MS)
    _wait_for_report(window.page)
    _wait_for_plan(window.page)
    saved = bool(window.grab().save(str(folder / view.name)))
    window.close()
    app.removeTranslator(words.translator)
    window.deleteLater()
    session.deleteLater()
    _wait(1)
    service.close()
    return saved


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _wait_for_report(page: Page | None) -> None:
    if isinstance(page, ReportPage) and page.session.assessment is not None:
        end = time.monotonic() + REPORT_SECONDS
        while not page.is_fresh and time.monotonic() < end:
            _wait(SETTLE_MS)
        _wait(SETTLE_MS)


def _wait_for_plan(page: Page | None) -> None:
    if isinstance(page, PlanPage) and page.session.assessment is not None:
        end = time.monotonic() + REPORT_SECONDS
        while page.is_searching and time.monotonic() < end:
            _wait(SETTLE_MS)
        _wait(SETTLE_MS)


def _fill(session: Session, view: View) -> None:
    state, page = view.state, view.page
    if state == "empty":
        if page != "assessments":
            session.create(Project())
        return
    for example in session.service.examples():
        session.open_copy(example.assessment)
    session.open_copy(_assessment(session.questionnaire, full=state == "overfull"))


def _assessment(questionnaire: Questionnaire, *, full: bool) -> Assessment:
    takeoff = TakeoffDefinition(
        go_live=date(2027, 3, 1),
        user_share=0.8,
        business_figure="Share of customers who buy again within a year",
        baseline="31 %",
        target="38 %",
        measured_by="Head of retail, I. Sokolova",
    )
    project = Project(
        client=LONG if full else "Severny Trade House",
        name=f"{LONG}: {LONG}" if full else "CRM for sales and service",
        sector="Distribution of machinery" if full else "Retail",
        application=Application.SALES,
        users=420,
        stage=Stage.CONTRACT,
        takeoff=takeoff,
        people=(
            Person(name="Anna", role=Role.SPONSOR, interviewed=date(2026, 11, 10)),
            Person(name="Pavel", role=Role.IT, interviewed=date(2026, 11, 12)),
            Person(name="Maria", role=Role.SALES),
        ),
        consultant="N. Orlova",
        day=DAY,
    )
    answers = _full_answers(questionnaire) if full else _typical_answers(questionnaire)
    return Assessment(project=project, answers=answers)


def _typical_answers(questionnaire: Questionnaire) -> dict[str, tuple[Answer, ...]]:
    grades = itertools.cycle([Grade.SAID, Grade.SHOWN, Grade.SAID, Grade.PROVEN])
    levels = itertools.cycle([2, 1, 3, 0, 4, 2, 1])
    answers: dict[str, tuple[Answer, ...]] = {}
    for index, question in enumerate(questionnaire.questions):
        if index in NOT_ASKED:
            continue
        rated = Rated(level=next(levels), grade=next(grades))
        judgement = Unknown() if index in UNKNOWN else rated
        answers[question.id] = (Answer(judgement=judgement),)
    first = Answer(
        judgement=Rated(level=1, grade=Grade.SHOWN),
        who="Anna, sponsor",
        note="Order 14 of 4 May names “order in the customer base”; nothing about money.",
        evidence=(
            EvidenceItem(content="Order 14 of 4 May"),
            EvidenceItem(
                kind=EvidenceKind.QUOTATION, content="“We simply need to be modern.”", against=True
            ),
        ),
        follow_up=True,
    )
    answers["goal.idea"] = (first,)
    answers["technology.data"] = (Answer(judgement=NotApplicable(reason="Greenfield")),)
    return answers


def _full_answers(questionnaire: Questionnaire) -> dict[str, tuple[Answer, ...]]:
    note = ("The sponsor says one thing, the head of sales another, and IT a third. " * 140)[
        :10_000
    ]
    evidence = tuple(
        EvidenceItem(content=f"Minutes of meeting {n}: {LONG}", against=n % 3 == 0)
        for n in range(1, 7)
    )
    answers: dict[str, tuple[Answer, ...]] = {}
    for question in questionnaire.questions:
        whole = Answer(
            judgement=Rated(level=0, grade=Grade.PROVEN),
            who=LONG,
            note=note,
            evidence=evidence,
            follow_up=True,
        )
        roles = [Answer(judgement=Rated(level=3), role=role) for role in question.roles]
        answers[question.id] = (whole, *roles)
    return answers


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
