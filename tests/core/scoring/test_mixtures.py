"""Several people's answers to one question: what holds for every mixture (sections 2 and 3).

Most of it holds in every single draw. What does *not* hold, and is therefore not promised: that
disagreement makes the 80 % range wider. It makes the risk's variance larger, but quantiles can move
the other way by a fraction of a point, and a risk pushed towards 0 or 1 has less room to vary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations

import numpy as np
import pytest
from core.scoring import made
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.domain.questionnaire import Role
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.disagreement import disagreement
from assessor.scoring.forecast import forecast
from assessor.scoring.model import Position, position
from assessor.scoring.tables import tables_for

FORM = loader.bundled()
IDS = [question.id for question in FORM.questions]
SETS = [beliefs.bundled(belief_id) for belief_id in beliefs.bundled_ids()]
NEAR = 1e-12
ROLES = list(Role)

quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
slow = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))

belief_sets = st.sampled_from(SETS)
question_ids = st.sampled_from(IDS)
words = st.one_of(
    st.builds(lambda level, grade: f"{level} {grade}", st.integers(0, 4), st.sampled_from(Grade)),
    st.just("unknown"),
)
others = st.dictionaries(question_ids, words, max_size=39)
several = st.lists(words, min_size=2, max_size=5)


def by_roles(given_: Sequence[str]) -> tuple[Answer, ...]:
    return tuple(made.answer(one, role) for one, role in zip(given_, ROLES, strict=False))


def scored(
    beliefs_: BeliefSet, rest: Mapping[str, str], question_id: str, answers: Sequence[Answer]
) -> Position:
    given_ = {**made.answers(rest), question_id: tuple(answers)}
    return position(tables_for(FORM, beliefs_, 4096), given_)


@slow
@given(
    rest=others,
    question_id=question_ids,
    given_=st.lists(words, min_size=3, max_size=3),
    at=st.data(),
)
def test_the_order_of_several_answers_does_not_matter(
    rest: dict[str, str], question_id: str, given_: list[str], at: st.DataObject
) -> None:
    beliefs_ = at.draw(belief_sets)
    answers = by_roles(given_)
    assessments = [
        Assessment(answers={**made.answers(rest), question_id: tuple(order)})
        for order in permutations(answers)
    ]
    first, *more = [forecast(one, FORM, beliefs_, 512) for one in assessments]
    assert all(other == first for other in more)
    first_, *more_ = [disagreement(one, FORM, beliefs_, 512) for one in assessments]
    for other in more_:
        assert other.questions == first_.questions
        assert other.rows == first_.rows
        assert other.share == pytest.approx(first_.share, abs=1e-12)


@quick
@given(
    beliefs_=belief_sets,
    rest=others,
    question_id=question_ids,
    given_=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(Grade)), min_size=2, max_size=4),
    colleague=words,
)
def test_raising_one_of_several_never_raises_the_risk(
    beliefs_: BeliefSet,
    rest: dict[str, str],
    question_id: str,
    given_: list[tuple[int, Grade]],
    colleague: str,
) -> None:
    def where(raised: int | None) -> Position:
        answers = [
            Answer(judgement=Rated(level=level + (place == raised), grade=grade))
            for place, (level, grade) in enumerate(given_)
        ]
        return scored(beliefs_, rest, question_id, [*answers, made.answer(colleague)])

    before = where(None)
    for place in range(len(given_)):
        after = where(place)
        lower, higher = before, after
        if beliefs_.best_level(question_id) == 0:
            lower, higher = after, before
        assert np.all(higher.chances <= lower.chances + NEAR)
        assert higher.risk.mean <= lower.risk.mean + NEAR


@quick
@given(beliefs_=belief_sets, rest=others, question_id=question_ids, given_=several)
def test_together_people_are_never_more_extreme_than_alone(
    beliefs_: BeliefSet, rest: dict[str, str], question_id: str, given_: list[str]
) -> None:
    answers = by_roles(given_)
    together = scored(beliefs_, rest, question_id, answers).chances
    alone = np.stack([scored(beliefs_, rest, question_id, [one]).chances for one in answers])
    assert np.all(together >= alone.min(axis=0) - NEAR)
    assert np.all(together <= alone.max(axis=0) + NEAR)


@quick
@given(
    beliefs_=belief_sets,
    rest=others,
    question_id=question_ids,
    one=words,
    count=st.integers(2, 8),
)
def test_however_many_say_the_same_it_counts_once(
    beliefs_: BeliefSet, rest: dict[str, str], question_id: str, one: str, count: int
) -> None:
    alone = scored(beliefs_, rest, question_id, [made.answer(one)])
    chorus = scored(beliefs_, rest, question_id, by_roles([one] * count))
    # Equal but for a draw that lies on the edge between two levels.
    differing = np.mean(np.abs(alone.chances - chorus.chances) > NEAR)
    assert differing <= 1 / 4096


PAIRS = [(0, 2), (1, 3), (2, 4), (0, 4)]


@quick
@given(
    beliefs_=belief_sets,
    rest=others,
    disputed=st.lists(question_ids, min_size=1, max_size=39, unique=True),
    ends=st.sampled_from(PAIRS),
    grade=st.sampled_from(Grade),
)
def test_who_disagree_know_less_than_who_agree_on_the_middle(
    beliefs_: BeliefSet,
    rest: dict[str, str],
    disputed: list[str],
    ends: tuple[int, int],
    grade: Grade,
) -> None:
    def both(low: int, high: int) -> Position:
        pair = by_roles([f"{low} {grade}", f"{high} {grade}"])
        answers = {**made.answers(rest), **dict.fromkeys(disputed, pair)}
        return position(tables_for(FORM, beliefs_, 4096), answers)

    middle = sum(ends) // 2
    apart, agreed = both(*ends), both(middle, middle)
    # A hundredth of a point squared and half a point are what 4,096 draws can be wrong by.
    assert apart.chances.var() >= agreed.chances.var() - 1e-4
    width = [of.risk.high - of.risk.low for of in (apart, agreed)]
    assert width[0] >= width[1] - 0.005


@quick
@given(
    beliefs_=belief_sets,
    rest=others,
    question_id=question_ids,
    given_=several,
)
def test_the_share_of_a_dispute_is_a_share(
    beliefs_: BeliefSet, rest: dict[str, str], question_id: str, given_: list[str]
) -> None:
    assessment = Assessment(
        answers={**made.answers(rest), question_id: by_roles(given_)},
    )
    found = disagreement(assessment, FORM, beliefs_)
    levels = {one.split()[0] for one in given_}
    assert bool(found.disputes) == (len(levels) > 1)
    assert 0 <= found.share < 1
