"""The assessment: distinct states, several people, and copies instead of changes."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from assessor.domain.assessment import (
    Answer,
    Assessment,
    EvidenceItem,
    Grade,
    NotApplicable,
    NotAsked,
    Project,
    Rated,
    TakeoffDefinition,
    Unknown,
)
from assessor.domain.canonical import canonical_json, digest, digest_of_bytes
from assessor.domain.questionnaire import Role
from assessor.questionnaire import loader

JUDGEMENTS = [NotAsked(), Unknown(), NotApplicable(reason="none"), Rated(level=0)]


def test_the_states_of_an_answer_are_all_different() -> None:
    spelled = {canonical_json(Answer(judgement=judgement)) for judgement in JUDGEMENTS}
    assert len(spelled) == 4


@pytest.mark.parametrize("judgement", JUDGEMENTS)
def test_every_state_survives_being_written(judgement: object) -> None:
    answer = Answer.model_validate({"judgement": judgement, "note": "n"})
    assert Answer.model_validate_json(answer.model_dump_json()) == answer


@pytest.mark.parametrize("level", [-1, 5, 7, 2.0, "3", True, None])
def test_a_level_is_a_whole_number_from_0_to_4(level: object) -> None:
    with pytest.raises(ValidationError):
        Rated.model_validate({"level": level})


def test_grades_rise_from_said_over_shown_to_proven() -> None:
    assert [grade.rank for grade in Grade] == [0, 1, 2]


def test_nothing_can_be_changed_in_place() -> None:
    assessment = Assessment()
    with pytest.raises(ValidationError):
        assessment.project = Project()  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Project.model_validate({"clinet": "typing error"})


def test_each_role_has_one_answer_and_the_overall_one_is_first() -> None:
    users = Answer(judgement=Rated(level=1), role=Role.USERS)
    sponsor = Answer(judgement=Rated(level=4), role=Role.SPONSOR)
    overall = Answer(judgement=Rated(level=2))
    assessment = Assessment()
    for answer in (users, sponsor, overall):
        assessment = assessment.with_answer("goal.idea", answer)
    assert assessment.answers_to("goal.idea") == (overall, sponsor, users)
    again = assessment.with_answer("goal.idea", Answer(judgement=Unknown(), role=Role.USERS))
    assert again.answer_to("goal.idea", Role.USERS).judgement == Unknown()
    assert assessment.answer_to("goal.idea", Role.USERS) == users
    assert again.answer_to("goal.idea", Role.IT) == Answer(role=Role.IT)
    assert again.answer_to("goal.owner") == Answer()


def test_a_blank_answer_leaves_no_trace() -> None:
    assessment = Assessment().with_answer("goal.idea", Answer(judgement=Unknown()))
    assert assessment.with_answer("goal.idea", Answer()).answers == {}
    assert Answer(who="Anna").is_blank
    assert not Answer(note="n").is_blank
    assert not Answer(evidence=(EvidenceItem(content="memo"),)).is_blank


def test_a_definition_of_take_off_is_complete_with_share_figure_and_who_measures() -> None:
    whole = TakeoffDefinition(user_share=0.0, business_figure="NPS", measured_by="Anna")
    assert whole.is_complete
    assert not TakeoffDefinition(business_figure="NPS", measured_by="Anna").is_complete


def test_one_content_has_one_spelling() -> None:
    assert canonical_json({"b": [1, 2], "a": "ё"}) == '{"a":"ё","b":[1,2]}'
    assert digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})
    # SHA-256 of the empty string: FIPS 180-4 test vectors.
    assert digest_of_bytes(b"").startswith("e3b0c44298fc1c149afbf4c8996fb924")
    with pytest.raises(ValueError, match="JSON"):
        canonical_json(float("nan"))


def test_a_question_knows_its_section() -> None:
    questionnaire = loader.bundled()
    assert questionnaire.by_id["goal.idea"].section_id == "goal"
    assert all(question.express for question in questionnaire.express)
