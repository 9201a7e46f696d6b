"""The assessments that stand in the pictures of the window: one as usual, one with too much of all.

``long_plan`` is weak in so many places that its plan has a dozen actions.
"""

from __future__ import annotations

import itertools
from datetime import date

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
from assessor.domain.questionnaire import Questionnaire, Role

DAY = date(2026, 11, 24)
NOT_ASKED = range(5, 39, 6)
UNKNOWN = range(7, 39, 11)
LONG = "Interregional Distribution and Service Company for Heavy and Light Machinery of the North"
DEMANDING = 0.35
"""A limit for the risk that takes a dozen actions to come under."""


def typical(questionnaire: Questionnaire) -> Assessment:
    """Return half an interview: some answers unknown, some not asked yet."""
    return _assessment(questionnaire, full=False)


def overfull(questionnaire: Questionnaire) -> Assessment:
    """Return an assessment with the longest names and notes, and every role at every question."""
    return _assessment(questionnaire, full=True)


def long_plan(questionnaire: Questionnaire) -> Assessment:
    """Return an assessment that is so-so everywhere, nothing of it seen, under a strict limit."""
    told = Answer(judgement=Rated(level=2, grade=Grade.SAID))
    answers = {question.id: (told,) for question in questionnaire.questions}
    project = typical(questionnaire).project.model_copy(update={"risk_limit": DEMANDING})
    return Assessment(project=project, answers=answers)


def many(count: int) -> list[Project]:
    """Return so many projects of different clients, for a list that has to be scrolled."""
    stages = itertools.cycle(Stage)
    return [
        Project(
            client=f"{LONG if number % 40 == 0 else 'Severny Trade House'} {number}",
            name=f"CRM for region {number}",
            stage=next(stages),
            day=DAY,
        )
        for number in range(1, count + 1)
    ]


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
