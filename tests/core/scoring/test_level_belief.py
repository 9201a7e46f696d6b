"""The table of the method: from an answer to five probabilities."""

from __future__ import annotations

import pytest
from core.scoring import made
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.assessment import Answer
from assessor.domain.questionnaire import Role
from assessor.scoring import beliefs
from assessor.scoring.level_belief import beliefs_about, believe

POPULATION = (0.24, 0.28, 0.25, 0.15, 0.08)
PRACTITIONER = beliefs.bundled("practitioner")


def about(question_id: str, *words: str, as_stated: bool = False) -> tuple[float, ...] | None:
    answers = [made.answer(some, role) for some, role in zip(words, Role, strict=False)]
    return beliefs_about(question_id, PRACTITIONER).of(answers, as_stated=as_stated)


def test_not_asked_is_the_population() -> None:
    assert about("people.kpi") == POPULATION


def test_nobody_knows() -> None:
    assert about("people.kpi", "unknown") == (0.50, 0.33, 0.17, 0, 0)


def test_not_applicable_leaves_the_sum() -> None:
    assert about("people.kpi", "not applicable") is None


@pytest.mark.parametrize(
    ("question_id", "grade", "trust"),
    [
        ("goal.idea", "said", 0.30),
        ("process.lived", "said", 0.30),
        ("people.kpi", "said", 0.50),
        ("goal.idea", "shown", 0.75),
        ("technology.data", "proven", 0.97),
    ],
)
def test_trust_by_section_and_grade(question_id: str, grade: str, trust: float) -> None:
    # By hand for level 2: the rest is spread over 0, 1, 2 as .24 : .28 : .25 of .77.
    rest = 1 - trust
    by_hand = (rest * 24 / 77, rest * 28 / 77, trust + rest * 25 / 77, 0, 0)
    assert about(question_id, f"2 {grade}") == pytest.approx(by_hand)


def test_level_zero_is_believed_at_once() -> None:
    assert about("goal.idea", "0 said") == pytest.approx((1, 0, 0, 0, 0))


def test_as_stated_trusts_everybody() -> None:
    assert about("goal.idea", "3 said", as_stated=True) == (0, 0, 0, 1, 0)
    assert about("goal.idea", "unknown", as_stated=True) == (0.50, 0.33, 0.17, 0, 0)


def test_several_answers_are_averaged() -> None:
    assert about("people.kpi", "0 proven", "4 proven", as_stated=True) == (0.5, 0, 0, 0, 0.5)
    mixed = about("people.kpi", "unknown", "4 proven", as_stated=True)
    assert mixed == pytest.approx((0.25, 0.165, 0.085, 0, 0.5))


def test_one_who_cannot_tell_whether_it_applies_does_not_remove_the_question() -> None:
    assert about("people.kpi", "not applicable", "0 proven") == pytest.approx((1, 0, 0, 0, 0))
    assert about("people.kpi", "not applicable", "not applicable") is None


def test_an_entry_that_only_has_a_note_counts_as_not_asked() -> None:
    noted = Answer(note="ask Anna")
    assert beliefs_about("goal.idea", PRACTITIONER).of([noted], as_stated=False) == POPULATION


def test_where_less_is_better_the_doubt_lies_above() -> None:
    less = beliefs_about("scale.investment", beliefs.bundled("published"))
    assert less.of([made.answer("unknown")], as_stated=False) == (0, 0, 0.17, 0.33, 0.50)
    said = less.of([made.answer("3 said")], as_stated=False)
    assert said == pytest.approx((0, 0, 0, 0.5 + 0.5 * 15 / 23, 0.5 * 8 / 23))


def test_a_level_that_nobody_has_is_believed_when_it_is_named() -> None:
    assert believe(1, 0.5, (0, 0, 0.5, 0.25, 0.25)) == (0, 1, 0, 0, 0)


@given(
    level=st.integers(0, 4),
    trust=st.floats(0, 1),
    weights=st.lists(st.floats(0, 1), min_size=5, max_size=5).filter(lambda w: sum(w) > 0.1),
)
def test_a_belief_always_sums_to_one(level: int, trust: float, weights: list[float]) -> None:
    population = tuple(weight / sum(weights) for weight in weights)
    theta = believe(level, trust, population)
    assert sum(theta) == pytest.approx(1)
    assert min(theta) >= 0
    assert not any(theta[level + 1 :])
