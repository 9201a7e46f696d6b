"""The child that works a report out: from an order to everything that the report says."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assessor import copying, printing
from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.domain.decisions import Decision, Decisions, Standing
from assessor.domain.language import Language
from assessor.domain.paper import ReportKind, ReportOrder
from assessor.language import Voice, sentences
from assessor.report import ordered, worker
from assessor.scoring import beliefs
from assessor.scoring.forecast import forecast
from assessor.scoring.plan.catalogue import bundled_actions
from assessor.service import Service
from assessor.settings import Settings

DAY = date(2026, 11, 24)


@pytest.fixture
def order() -> ordered.Order:
    """Want a report of a project that is well prepared but for its goal and its process."""
    service = Service.open(Settings())
    assessment = Assessment(id="ordered")
    for question in service.questionnaire.questions:
        level = 1 if question.section_id in {"goal", "process"} else 4
        answer = Answer(judgement=Rated(level=level, grade=Grade.SHOWN))
        assessment = assessment.with_answer(question.id, answer)
    return ordered.Order(
        assessment=assessment,
        questionnaire=service.questionnaire,
        beliefs="published",
        paper=ReportOrder(language=Language.EN, day=DAY),
        version="1.2.3",
    )


def test_the_report_speaks_of_the_ordered_set_with_its_plan(order: ordered.Order) -> None:
    content = printing.written(order)
    assert "belief set published" in content.footer
    assert content.full is not None
    part = content.full.to_do
    assert part is not None
    assert part.steps
    planned = {step.id.rsplit(".", 1)[0] for step in part.steps}
    assert {line.id for line in content.sponsor.conditions} <= planned
    assert content.full.stories is not None
    assert {fact.label for fact in content.sponsor.facts} >= {"Firmness", "Cheapest plan"}
    # Paper tells the verdict that is told at once, without looking for a plan.
    quick = forecast(order.assessment, order.questionnaire, beliefs.bundled(order.beliefs))
    assert content.sponsor.verdict == sentences.verdict(Voice(Language.EN), quick)


def test_a_sector_that_nobody_has_seen_to_the_end_is_told_of(order: ordered.Order) -> None:
    project = order.assessment.project.model_copy(update={"sector": "Beekeeping"})
    assessment = order.assessment.with_project(project)
    told = order.model_copy(update={"assessment": assessment, "seen": ("Airline",)})
    caveats = printing.written(told).sponsor.caveats
    assert [sentence for sentence in caveats if "“Beekeeping”" in sentence]


def test_what_was_ruled_out_is_in_no_plan(order: ordered.Order) -> None:
    part = printing.written(order).full.to_do  # type: ignore[union-attr]
    assert part is not None
    banned = part.steps[0].id
    decided = {"actions": [{"action": banned, "standing": "ruled_out"}]}
    plan = type(order.assessment.plan).model_validate(decided)
    assessment = order.assessment.model_copy(update={"plan": plan})
    other = printing.written(order.model_copy(update={"assessment": assessment})).full
    assert other is not None
    assert other.to_do is not None
    assert banned not in {step.id for step in other.to_do.steps}
    assert [(line.id, line.text) for line in other.to_do.decided] == [(banned, "Ruled out")]


def test_paper_and_workbook_tell_when_every_way_out_is_ruled_out(order: ordered.Order) -> None:
    banned = tuple(
        Decision(action=one.id, standing=Standing.RULED_OUT) for one in bundled_actions().actions
    )
    decided = order.assessment.model_copy(update={"plan": Decisions(actions=banned)})
    told = ordered.CopyOrder(
        **{**dict(order), "assessment": decided}, copy_kind=ordered.CopyKind.EXCEL
    )
    quick = forecast(decided, order.questionnaire, beliefs.bundled(order.beliefs))
    sentence = sentences.verdict(Voice(Language.EN), quick)
    assert sentence.endswith("have been ruled out.")
    assert printing.written(told).sponsor.verdict == sentence
    of = copying.material(told)
    assert sentences.verdict(of.voice, of.forecast) == sentence


def test_the_same_order_makes_the_same_content(order: ordered.Order) -> None:
    again = ordered.Order.model_validate_json(order.model_dump_json())
    assert printing.written(again) == printing.written(order)


def test_the_child_prints_what_is_ordered(
    order: ordered.Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "limit", lambda **_: None)
    path = tmp_path / ordered.CONTEXT
    paper = ReportOrder(kind=ReportKind.SPONSOR, language=Language.EN, day=DAY)
    wanted = order.model_copy(update={"paper": paper})
    path.write_text(wanted.model_dump_json(), encoding="utf-8")
    assert printing.main([str(tmp_path), "2048", "120"]) == 0
    facts = json.loads((tmp_path / ordered.PRINTED).read_text(encoding="utf-8"))
    assert facts["pages"] == 1
    assert (tmp_path / ordered.REPORT).read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("name", [ordered.PRINTING, ordered.COPYING, ordered.TWIN, ordered.DRAWN])
def test_the_modules_that_are_ordered_from_are_there(name: str) -> None:
    assert callable(importlib.import_module(name).main)


STARTS = """
import sys
from datetime import date
from assessor.domain.language import Language
from assessor.domain.paper import ReportOrder
from assessor.service import Service
from assessor.settings import Settings

service = Service.open(Settings())
assessment = service.create()
for job in (
    service.start_report(assessment, ReportOrder(language=Language.EN, day=date(2026, 11, 23))),
    service.start_excel(assessment, Language.EN),
):
    job.cancel()
service.close()
print(*sorted(sys.modules))
"""


def test_whoever_starts_a_report_reads_nothing_that_draws_or_searches() -> None:
    told = subprocess.run(
        [sys.executable, "-c", STARTS], check=True, capture_output=True, text=True, timeout=60
    ).stdout.split()
    assert "assessor.report.process" in told
    heavy = {"jinja2", "weasyprint", "assessor.report.html", "assessor.scoring.advice"}
    assert not heavy & set(told)
