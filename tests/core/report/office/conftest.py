"""A report of an assessment in which much was typed, and the same as material for sheets."""

from __future__ import annotations

from datetime import date

import pytest

from assessor import copying, printing
from assessor.domain.assessment import (
    Answer,
    Assessment,
    EvidenceItem,
    EvidenceKind,
    Grade,
    NotApplicable,
    Person,
    Project,
    Rated,
    Unknown,
)
from assessor.domain.decisions import Decision, Decisions, Standing
from assessor.domain.language import Language
from assessor.domain.paper import ReportOrder
from assessor.domain.questionnaire import Role
from assessor.report.content import ReportContext
from assessor.report.ordered import CopyKind, CopyOrder
from assessor.report.parts.material import Material
from assessor.service import Service
from assessor.settings import Settings

DAY = date(2026, 11, 24)


def typed() -> Assessment:
    service = Service.open(Settings())
    project = Project(
        client="=Acme & <Sons>",
        name="CRM for service",
        consultant="Anna",
        day=DAY,
        people=(Person(name="Boris", role=Role.IT, interviewed=DAY),),
    )
    assessment = Assessment(id="copied", project=project)
    for place, question in enumerate(service.questionnaire.questions[:-2]):
        answer = Answer(judgement=Rated(level=place % 5, grade=list(Grade)[place % 3]))
        assessment = assessment.with_answer(question.id, answer)
    first = Answer(
        judgement=Rated(level=2, grade=Grade.SHOWN),
        role=Role.SPONSOR,
        who="@Vera",
        note="=1+1\nsecond line",
        evidence=(EvidenceItem(kind=EvidenceKind.QUOTATION, content="+7 495"),),
        follow_up=True,
    )
    assessment = assessment.with_answer("goal.idea", first)
    assessment = assessment.with_answer("goal.type", Answer(judgement=Unknown()))
    outside = Answer(judgement=NotApplicable(reason="greenfield"))
    assessment = assessment.with_answer("technology.data", outside)
    decision = Decision(
        action="goal.idea.one_sentence",
        standing=Standing.AGREED,
        owner="-Vera",
        due=date(2026, 12, 1),
    )
    changes = {
        "plan": Decisions(actions=(decision,)),
        "targets": {"goal.idea": Rated(level=4, grade=Grade.SHOWN)},
        "comments": {"findings": "A comment of the consultant."},
    }
    return assessment.model_copy(update=changes)


def ordered(language: Language, **order: object) -> CopyOrder:
    service, assessment = Service.open(Settings()), typed()
    return CopyOrder(
        assessment=assessment,
        questionnaire=service.questionnaire,
        beliefs="practitioner",
        paper=ReportOrder.model_validate({"language": language, "day": DAY, **order}),
        version="1.2.3",
        copy_kind=CopyKind.WORD,
    )


@pytest.fixture(scope="module")
def contents() -> dict[Language, ReportContext]:
    return {language: printing.written(ordered(language)) for language in Language}


@pytest.fixture(scope="module")
def materials() -> dict[Language, Material]:
    return {language: copying.material(ordered(language)) for language in Language}
