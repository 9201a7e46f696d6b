"""A small questionnaire and a forecast with plain numbers, so that every figure can be followed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assessor.domain.assessment import (
    Answer,
    Application,
    Assessment,
    CompanySize,
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
    Version,
)
from assessor.domain.language import Language, Text
from assessor.domain.questionnaire import Question, Questionnaire, Role, Section
from assessor.domain.risk import (
    Caveat,
    Driver,
    Finding,
    Forecast,
    Risk,
    SectionPoints,
    Severity,
    Verdict,
)
from assessor.language import Voice

DAY = date(2026, 11, 24)


def both(text: str) -> Text:
    return Text(en=text, ru=f"{text} по-русски")


def question(identity: str, short: str) -> Question:
    return Question(
        id=identity,
        source=("S4.1",),
        minutes=4,
        roles=(Role.SPONSOR, Role.IT),
        short=both(short),
        text=both(f"{short}, asked?"),
        why=both("why"),
        look_for=both("look"),
        excuse=both("excuse"),
        levels=tuple(both(f"{short} at level {level}.") for level in range(5)),
    )


@pytest.fixture
def small() -> Questionnaire:
    """Two sections of two questions."""
    return Questionnaire(
        id="small",
        version="2",
        title=both("Small"),
        digest="0" * 64,
        sections=(
            Section(
                id="goal",
                title=both("Goal"),
                summary=both("About the goal."),
                questions=(question("goal.idea", "Idea"), question("goal.owner", "Owner")),
            ),
            Section(
                id="process",
                title=both("Process"),
                summary=both("About the process."),
                questions=(
                    question("process.exists", "Described"),
                    question("process.lived", "Lived"),
                ),
            ),
        ),
    )


def risk(mean: float, low: float, high: float) -> Risk:
    return Risk(mean=mean, median=mean, low=low, high=high)


@pytest.fixture
def make_forecast() -> Callable[..., Forecast]:
    """Return a forecast of 62 (48-75) from 45 (27-65); keywords replace its parts."""

    def make(**changes: Any) -> Forecast:
        parts: dict[str, Any] = {
            "risk": risk(0.62, 0.48, 0.75),
            "as_stated": risk(0.49, 0.37, 0.62),
            "as_evidenced": risk(0.62, 0.48, 0.75),
            "base_rate": risk(0.45, 0.27, 0.65),
            "coverage": 0.8,
            "headline": True,
            "verdict": Verdict.NOT_YET,
            "conditions": (),
            "risk_limit": 0.35,
            "sections": (
                SectionPoints(id="goal", points=20, low=12, high=28),
                SectionPoints(id="process", points=-3, low=-6, high=1),
            ),
            "drivers": (
                Driver(question="goal.idea", points=14, if_proven_best=0.5),
                Driver(question="goal.owner", points=6, if_proven_best=0.57),
                Driver(question="process.exists", points=-3, if_proven_best=0.6),
                Driver(question="process.lived", points=0, if_proven_best=0.61),
            ),
            "findings": (
                Finding(
                    id="no_figure",
                    severity=Severity.NOTABLE,
                    source=("S4.5",),
                    title=both("No figure"),
                    sentence=both("There is no figure."),
                    matters=both("Nobody can measure it."),
                    remedy=both("Name one."),
                    question_ids=("goal.owner",),
                ),
                Finding(
                    id="nothing_to_automate",
                    severity=Severity.CRITICAL,
                    source=("S4.5", "S4.3"),
                    title=both("Nothing to automate"),
                    sentence=both("There is no process."),
                    matters=both("It will be useless."),
                    remedy=both("Describe one."),
                    question_ids=("process.exists", "goal.idea"),
                ),
            ),
            "caveats": (Caveat(id="few_interviews", values={"n": 2}),),
            "missing": ("process.lived",),
            "beliefs": Version(id="practitioner", version="1.0"),
            "questionnaire": Version(id="small", version="2"),
        }
        return Forecast(**parts | changes)

    return make


@pytest.fixture
def forecasts(make_forecast: Callable[..., Forecast]) -> dict[str, Forecast]:
    """Return both belief sets, nine points apart."""
    other = make_forecast(
        risk=risk(0.53, 0.4, 0.66), beliefs=Version(id="published", version="1.0")
    )
    return {"practitioner": make_forecast(), "published": other}


@pytest.fixture
def everything() -> Assessment:
    """Return an assessment in which every field that can be typed holds a word of its own."""
    project = Project(
        client="CLIENT",
        name="PROJECT",
        sector="SECTOR",
        application=Application.LOYALTY,
        users=1234,
        company_size=CompanySize.MEDIUM,
        stage=Stage.BUILD,
        in_crisis=True,
        takeoff=TakeoffDefinition(
            go_live=date(2027, 3, 1),
            months_after=9,
            user_share=0.7,
            business_figure="FIGURE",
            baseline="BASELINE",
            target="TARGET",
            measured_by="MEASURER",
        ),
        risk_limit=0.33,
        people=(Person(name="INTERVIEWEE", role=Role.FINANCE, interviewed=date(2026, 10, 5)),),
        consultant="CONSULTANT",
        day=date(2026, 11, 20),
    )
    assessment = Assessment(
        id="everything",
        project=project,
        retired={"goal.gone": (Answer(judgement=Rated(level=2), note="RETIRED"),)},
    )
    items = (
        EvidenceItem(kind=EvidenceKind.QUOTATION, content="EVIDENCE", against=True),
        EvidenceItem(kind=EvidenceKind.FILE, content="FILE.pdf", attachment="ab" * 32),
    )
    judged = {
        "goal.idea": Answer(
            judgement=Rated(level=1, grade=Grade.SHOWN),
            who="WHO",
            role=Role.PARTNER,
            note="NOTE",
            evidence=items,
            follow_up=True,
        ),
        "goal.owner": Answer(judgement=Unknown()),
        "process.exists": Answer(judgement=NotApplicable(reason="REASON")),
    }
    for identity, answer in judged.items():
        assessment = assessment.with_answer(identity, answer)
    return assessment


@pytest.fixture(params=list(Language), ids=str)
def voice(request: pytest.FixtureRequest) -> Voice:
    """Speak both languages."""
    return Voice(request.param)


@pytest.fixture
def english() -> Voice:
    """Speak English."""
    return Voice(Language.EN)
