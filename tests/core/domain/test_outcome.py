"""An outcome counts only against the definition of take-off that was fixed before."""

from __future__ import annotations

from datetime import date

import pytest

from assessor.domain.assessment import Assessment, Project, TakeoffDefinition
from assessor.domain.canonical import canonical_json, digest
from assessor.domain.outcome import Outcome
from assessor.domain.problem import InputProblem
from assessor.domain.recorded import due, record, recorded

DEFINITION = TakeoffDefinition(
    go_live=date(2025, 1, 31),
    months_after=12,
    user_share=0.6,
    business_figure="conversion of leads",
    measured_by="the head of sales",
)


def assessed(definition: TakeoffDefinition = DEFINITION) -> Assessment:
    return Assessment(project=Project(client="Acme", name="CRM", takeoff=definition))


def outcome(**changes: object) -> Outcome:
    return Outcome.model_validate(
        {"took_off": True, "decided": date(2026, 2, 1), "who": "A. Smith", **changes}
    )


def test_a_recorded_outcome_is_a_case_to_learn_from() -> None:
    case = recorded(record(assessed(), outcome(user_share=0.7, figure="3% to 8%")))
    assert not case.failed
    assert case.outcome.against == digest(DEFINITION)
    assert recorded(record(assessed(), outcome(took_off=False))).failed


def test_an_assessment_without_an_outcome_is_no_case() -> None:
    with pytest.raises(InputProblem, match="Acme · CRM: No outcome has been recorded"):
        recorded(assessed())


@pytest.mark.parametrize(
    "missing", [{"user_share": None}, {"business_figure": ""}, {"measured_by": ""}]
)
def test_an_incomplete_definition_cannot_be_judged_by(missing: dict[str, object]) -> None:
    with pytest.raises(InputProblem, match="definition of take-off is incomplete"):
        record(assessed(DEFINITION.model_copy(update=missing)), outcome())


def test_a_definition_changed_afterwards_spoils_the_case() -> None:
    judged = record(assessed(), outcome())
    softer = judged.project.model_copy(
        update={"takeoff": DEFINITION.model_copy(update={"user_share": 0.1})}
    )
    with pytest.raises(InputProblem, match="changed after the outcome"):
        recorded(judged.with_project(softer))
    renamed = judged.project.model_copy(update={"name": "another name"})
    assert recorded(judged.with_project(renamed)).outcome == judged.outcome


def test_too_few_users_and_taken_off_is_a_contradiction() -> None:
    with pytest.raises(InputProblem, match=r"cannot have taken off: 55%.* 60% were agreed"):
        record(assessed(), outcome(user_share=0.55))
    assert recorded(record(assessed(), outcome(user_share=0.6))).outcome.took_off
    # Enough users alone do not make it take off: the figure may not have moved.
    assert recorded(record(assessed(), outcome(user_share=0.9, took_off=False))).failed


def test_failure_cannot_be_declared_before_the_agreed_day() -> None:
    early = {"decided": date(2026, 1, 30)}
    with pytest.raises(InputProblem, match="time until 2026-01-31"):
        record(assessed(), outcome(took_off=False, **early))
    assert record(assessed(), outcome(took_off=False, cancelled=True, **early)).outcome
    assert record(assessed(), outcome(took_off=True, **early)).outcome
    open_ended = DEFINITION.model_copy(update={"go_live": None})
    assert record(assessed(open_ended), outcome(took_off=False, **early)).outcome


def test_a_cancelled_project_has_not_taken_off() -> None:
    with pytest.raises(InputProblem, match="cancelled project has not taken off"):
        record(assessed(), outcome(took_off=True, cancelled=True))


@pytest.mark.parametrize(
    ("go_live", "months", "end"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 12, 15), 12, date(2026, 12, 15)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
        (date(2025, 11, 30), 60, date(2030, 11, 30)),
    ],
)
def test_the_day_by_which_it_must_be_met(go_live: date, months: int, end: date) -> None:
    assert due(TakeoffDefinition(go_live=go_live, months_after=months)) == end


def test_there_is_no_day_without_a_go_live() -> None:
    assert due(TakeoffDefinition()) is None


def test_documents_without_an_outcome_are_as_they_were() -> None:
    document = canonical_json(assessed())
    assert "outcome" not in document
    assert Assessment.model_validate_json(document).outcome is None


def test_an_outcome_survives_writing_and_reading() -> None:
    judged = record(assessed(), outcome(note="seen", user_share=0.7))
    assert Assessment.model_validate_json(canonical_json(judged)) == judged
