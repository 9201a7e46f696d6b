"""Conditions over answers: every leaf, true and false, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from core.scoring import made
from pydantic import TypeAdapter, ValidationError

from assessor.domain.assessment import Answer, Application, Assessment, Project, Stage
from assessor.domain.questionnaire import Role
from assessor.questionnaire import conditions
from assessor.questionnaire.conditions import Condition

FORM = made.questionnaire(["goal.idea", "goal.measure", "process.lived", "people.kpi"])
READ: TypeAdapter[Condition] = TypeAdapter(Condition)


def read(data: Any) -> Condition:
    return READ.validate_python(data)


def holds(data: Any, *, project: Project | None = None, **spec: str) -> bool:
    """Answers are named without their section; several by different roles are joined by |."""
    by_name = {question.id.partition(".")[2]: question.id for question in FORM.questions}
    answers = {
        by_name[name]: tuple(
            made.answer(one.strip(), role)
            for one, role in zip(words.split("|"), Role, strict=False)
        )
        for name, words in spec.items()
    }
    assessment = Assessment(answers=answers, project=project or Project())
    return conditions.holds(read(data), assessment, FORM)


IDEA_LOW = {"question": "goal.idea", "at_most": 1}
IDEA_HIGH = {"question": "goal.idea", "at_least": 3}


def test_bounds_on_a_level() -> None:
    assert holds(IDEA_LOW, idea="1 said")
    assert not holds(IDEA_LOW, idea="2 said")
    assert holds(IDEA_HIGH, idea="3 said")
    assert not holds(IDEA_HIGH, idea="2 proven")
    between = {"question": "goal.idea", "at_least": 1, "at_most": 1}
    assert [holds(between, idea=f"{level} said") for level in range(3)] == [False, True, False]


@pytest.mark.parametrize("word", ["unknown", "not applicable"])
def test_bounds_need_a_level(word: str) -> None:
    assert not holds(IDEA_LOW, idea=word)
    assert not holds(IDEA_HIGH, idea=word)
    assert not holds(IDEA_LOW)


def test_several_levels_are_averaged() -> None:
    assert holds(IDEA_LOW, idea="0 said | 2 said")
    assert not holds(IDEA_LOW, idea="0 said | 3 said")
    assert holds(IDEA_LOW, idea="1 said | unknown | not applicable")


def test_the_strongest_grade_counts() -> None:
    only_said = {"question": "goal.idea", "at_least": 3, "grade_at_most": "said"}
    assert holds(only_said, idea="4 said | 3 said")
    assert not holds(only_said, idea="4 said | 3 shown")
    assert holds({"question": "goal.idea", "grade_at_most": "shown"}, idea="0 shown")
    assert not holds({"question": "goal.idea", "grade_at_most": "shown"}, idea="0 proven")


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("0 said", "rated"),
        ("unknown", "unknown"),
        ("not applicable", "not_applicable"),
        ("unknown | 3 said", "rated"),
        ("not applicable | unknown", "unknown"),
    ],
)
def test_where_a_question_stands(words: str, state: str) -> None:
    states = ["rated", "unknown", "not_applicable", "not_asked"]
    true = [s for s in states if holds({"question": "goal.idea", "state": s}, idea=words)]
    assert true == [state]


def test_not_asked_with_and_without_a_note() -> None:
    leaf = read({"question": "goal.idea", "state": "not_asked"})
    noted = Assessment(answers={"goal.idea": (Answer(note="ask Anna"),)})
    assert conditions.holds(leaf, Assessment(), FORM)
    assert conditions.holds(leaf, noted, FORM)


def test_spread_of_one_question_and_of_any() -> None:
    one = {"question": "goal.idea", "spread_at_least": 2}
    any_ = {"any_spread_at_least": 2}
    assert holds(one, idea="1 said | 3 said")
    assert not holds(one, idea="1 said | 2 said")
    assert not holds(one, idea="4 said")
    assert not holds(one, kpi="0 said | 4 said")
    assert holds(any_, kpi="0 said | 4 said")
    assert not holds(any_, kpi="0 said | 1 said", idea="4 said")


def test_average_of_a_section() -> None:
    low = {"section": "goal", "average_at_most": 1, "rated_at_least": 2}
    assert holds(low, idea="0 said", measure="2 said", kpi="4 said")
    assert not holds(low, idea="1 said", measure="2 said")
    assert not holds(low, idea="0 said"), "one rated question is too few"
    assert not holds(low, idea="0 said", measure="unknown")
    high = {"section": "goal", "average_at_least": 3}
    assert holds(high, idea="3 said")
    assert not holds(high, idea="2 said")
    assert not holds(high)


def test_everything_together() -> None:
    rosy = {"overall": {"average_at_least": 3.5, "rated_at_least": 3, "proven_at_most": 0}}
    fine = {"idea": "4 said", "measure": "3 shown", "lived": "4 said"}
    assert holds(rosy, **fine)
    assert not holds(rosy, **{**fine, "idea": "4 proven"})
    assert not holds(rosy, **{**fine, "lived": "2 said"})
    assert not holds(rosy, idea="4 said", measure="4 said")
    assert holds({"overall": {"average_at_most": 1}}, idea="1 proven")


def test_facts_about_the_project() -> None:
    crisis = {"project": "in_crisis", "in": [True]}
    assert holds(crisis, project=Project(in_crisis=True))
    assert not holds(crisis, project=Project(in_crisis=False))
    assert not holds(crisis, project=Project())
    early = {"project": "stage", "in": ["idea", "choice"]}
    assert holds(early, project=Project(stage=Stage.IDEA))
    assert not holds(early, project=Project(stage=Stage.LIVE))
    unset = {"project": "application", "in": [None, "sales"]}
    assert holds(unset, project=Project())
    assert holds(unset, project=Project(application=Application.SALES))
    assert not holds(unset, project=Project(application=Application.SERVICE))


def test_all_any_and_not() -> None:
    lived_low = {"question": "process.lived", "at_most": 1}
    assert holds({"all": [IDEA_LOW, lived_low]}, idea="0 said", lived="0 said")
    assert not holds({"all": [IDEA_LOW, lived_low]}, idea="0 said")
    assert holds({"any": [IDEA_LOW, lived_low]}, idea="0 said")
    assert not holds({"any": [IDEA_LOW, lived_low]}, idea="4 said")
    assert holds({"not": IDEA_LOW})
    assert not holds({"not": {"any": [IDEA_LOW, lived_low]}}, lived="0 said")


def test_what_a_condition_names() -> None:
    condition = read(
        {
            "all": [
                IDEA_LOW,
                {"not": {"question": "people.kpi", "state": "unknown"}},
                {"any": [{"section": "process"}, {"any_spread_at_least": 3}]},
                {"question": "goal.measure", "spread_at_least": 1},
                {"overall": {"proven_at_most": 0}},
                {"project": "in_crisis", "in": [True]},
            ]
        }
    )
    assert condition.question_ids == {"goal.idea", "people.kpi", "goal.measure"}
    assert condition.section_ids == {"process"}


@pytest.mark.parametrize(
    "data",
    [
        {},
        "goal.idea",
        {"eval": "1"},
        {"question": "goal.idea"},
        {"question": "goal.idea", "at_most": 7},
        {"question": "goal.idea", "at_least": "three"},
        {"question": "goal.idea", "state": "forgotten"},
        {"question": "goal.idea", "state": "unknown", "at_most": 1},
        {"question": "goal.idea", "spread_at_least": 0},
        {"all": []},
        {"any": [{"not": {}}]},
        {"project": "client", "in": ["Acme"]},
        {"project": "stage"},
        {"section": "goal", "average_at_most": -1},
        {"overall": {"proven_at_most": -1}},
        {"any_spread_at_least": 3, "question": "goal.idea"},
    ],
)
def test_anything_else_is_refused(data: Any) -> None:
    with pytest.raises(ValidationError):
        read(data)


def test_a_condition_survives_its_own_json() -> None:
    condition = read({"all": [{"not": IDEA_LOW}, {"project": "stage", "in": ["live", None]}]})
    again = READ.validate_json(READ.dump_json(condition, by_alias=True))
    assert again == condition
