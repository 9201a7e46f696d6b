"""What the method says must hold for every assessment (section 3), searched for exceptions.

Most of it holds not only for the figures but in every single draw, because a question's draws
are fixed: then it is tested there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

import numpy as np
import pytest
from core.scoring import made
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assessor.domain.assessment import (
    Answer,
    Assessment,
    Grade,
    Judgement,
    NotApplicable,
    NotAsked,
    Rated,
    Unknown,
)
from assessor.domain.questionnaire import Role
from assessor.domain.risk import Risk
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.forecast import forecast
from assessor.scoring.model import NARROWEST, RANGE, Position, position, quantiles, summarise
from assessor.scoring.tables import Tables, tables_for

FORM = loader.bundled()
IDS = [question.id for question in FORM.questions]
SETS = {belief_id: beliefs.bundled(belief_id) for belief_id in beliefs.bundled_ids()}
NEAR = 1e-12

Answers = Mapping[str, tuple[Answer, ...]]

quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
slow = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))

belief_sets = st.sampled_from(list(SETS.values()))
question_ids = st.sampled_from(IDS)
levels = st.integers(0, 4)
grades = st.sampled_from(Grade)
ratings = st.builds(Rated, level=levels, grade=grades)
judgements: st.SearchStrategy[Judgement] = st.one_of(
    ratings,
    ratings,
    st.just(Unknown()),
    st.just(NotApplicable(reason="does not fit")),
    st.just(NotAsked()),
)
# One answer is the usual case; several come from different roles.
several = st.one_of(
    judgements.map(lambda one: (Answer(judgement=one),)),
    st.dictionaries(st.sampled_from(Role), judgements, min_size=2, max_size=4).map(
        lambda by_role: tuple(Answer(judgement=one, role=role) for role, one in by_role.items())
    ),
)


@st.composite
def forms(draw: st.DrawFn) -> Answers:
    """Return answers to some or all of the questions."""
    asked = draw(st.one_of(st.just(IDS), st.lists(question_ids, unique=True)))
    return {question_id: draw(several) for question_id in asked}


def tables(beliefs_: BeliefSet, draws: int = 4096) -> Tables:
    return tables_for(FORM, beliefs_, draws)


def scored(beliefs_: BeliefSet, answers: Answers) -> Position:
    return position(tables(beliefs_), answers)


def less_is_better(beliefs_: BeliefSet, question_id: str) -> bool:
    return beliefs_.best_level(question_id) == 0


def assert_no_riskier(better: Position, worse: Position) -> None:
    assert np.all(better.chances <= worse.chances + NEAR)
    for figure in ("mean", "median", "low", "high"):
        assert getattr(better.risk, figure) <= getattr(worse.risk, figure) + NEAR


@quick
@given(
    answers=forms(),
    beliefs_=belief_sets,
    question_id=question_ids,
    levels_=st.lists(levels, min_size=2, max_size=2, unique=True).map(sorted),
    grade=grades,
    others=st.lists(judgements, max_size=3),
)
def test_raising_a_level_never_raises_the_risk(
    answers: Answers,
    beliefs_: BeliefSet,
    question_id: str,
    levels_: list[int],
    grade: Grade,
    others: list[Judgement],
) -> None:
    colleagues = tuple(Answer(judgement=one) for one in others)
    lower, higher = (
        scored(
            beliefs_,
            {
                **answers,
                question_id: (Answer(judgement=Rated(level=k, grade=grade)), *colleagues),
            },
        )
        for k in levels_
    )
    if less_is_better(beliefs_, question_id):
        lower, higher = higher, lower
    assert_no_riskier(higher, lower)


@quick
@given(
    answers=forms(),
    beliefs_=belief_sets,
    question_id=question_ids,
    level=levels,
    grades_=st.lists(grades, min_size=2, max_size=2, unique=True),
    others=st.lists(judgements, max_size=3),
)
def test_better_evidence_never_raises_the_risk(
    answers: Answers,
    beliefs_: BeliefSet,
    question_id: str,
    level: int,
    grades_: list[Grade],
    others: list[Judgement],
) -> None:
    colleagues = tuple(Answer(judgement=one) for one in others)
    weaker, stronger = (
        scored(
            beliefs_,
            {
                **answers,
                question_id: (Answer(judgement=Rated(level=level, grade=grade)), *colleagues),
            },
        )
        for grade in sorted(grades_, key=lambda grade: grade.rank)
    )
    assert_no_riskier(stronger, weaker)


@quick
@given(answers=forms(), beliefs_=belief_sets, question_id=question_ids)
def test_nobody_knows_is_never_better_than_not_asked(
    answers: Answers, beliefs_: BeliefSet, question_id: str
) -> None:
    unasked = {key: value for key, value in answers.items() if key != question_id}
    unknown = {**unasked, question_id: (Answer(judgement=Unknown()),)}
    assert_no_riskier(scored(beliefs_, unasked), scored(beliefs_, unknown))


@quick
@given(answers=forms(), beliefs_=belief_sets)
def test_what_is_evidenced_is_never_better_than_what_is_stated(
    answers: Answers, beliefs_: BeliefSet
) -> None:
    stated = position(tables(beliefs_), answers, as_stated=True)
    assert_no_riskier(stated, scored(beliefs_, answers))


@slow
@given(answers=forms(), beliefs_=belief_sets, chance=st.randoms(use_true_random=False))
def test_the_order_of_answers_and_questions_does_not_matter(
    answers: Answers, beliefs_: BeliefSet, chance: Random
) -> None:
    def shuffled(items: Iterable[Any]) -> list[Any]:
        known = list(items)
        return chance.sample(known, len(known))

    mixed = {key: tuple(shuffled(answers[key])) for key in shuffled(answers)}
    form = FORM.model_validate(
        {
            **FORM.model_dump(),
            "sections": [
                {**section.model_dump(), "questions": shuffled(section.questions)}
                for section in shuffled(FORM.sections)
            ],
        }
    )
    one = forecast(Assessment(answers=answers), FORM, beliefs_)
    other = forecast(Assessment(answers=mixed), form, beliefs_)
    assert {section.id: section for section in one.sections} == {
        section.id: section for section in other.sections
    }
    assert one.model_copy(update={"sections": ()}) == other.model_copy(update={"sections": ()})


@pytest.mark.parametrize("belief_id", SETS)
def test_not_applicable_everywhere_is_the_base_rate(belief_id: str) -> None:
    nothing = forecast(made.assessment({}), FORM, SETS[belief_id])
    none_fit = forecast(
        made.assessment({section.id: "not applicable" for section in FORM.sections}),
        FORM,
        SETS[belief_id],
    )
    assert none_fit.risk == none_fit.base_rate
    assert nothing.risk == nothing.base_rate
    assert none_fit.risk.mean == pytest.approx(nothing.risk.mean, abs=0.01)
    assert none_fit.risk.mean == pytest.approx(0.45, abs=0.01)  # class B of the published rates


@quick
@given(answers=forms(), beliefs_=belief_sets)
def test_an_empty_form_has_the_base_rate(answers: Answers, beliefs_: BeliefSet) -> None:
    before = scored(beliefs_, answers).before
    assert before.risk.mean == pytest.approx(scored(beliefs_, {}).risk.mean, abs=0.01)


@quick
@given(answers=forms(), beliefs_=belief_sets)
def test_the_range_is_wide_enough_and_holds_the_median(
    answers: Answers, beliefs_: BeliefSet
) -> None:
    assert_sound(scored(beliefs_, answers).risk)


@quick
@given(p=st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_any_range_is_wide_enough_and_holds_the_median(p: list[float]) -> None:
    assert_sound(summarise(np.array(p)))


@quick
@given(p=st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_quantiles_are_those_of_numpy(p: list[float]) -> None:
    both = np.array([p, p[::-1]])
    assert quantiles(both) == pytest.approx(np.quantile(both, RANGE, axis=-1), abs=1e-12)


def assert_sound(risk: Risk) -> None:
    assert 0 <= risk.low <= risk.median <= risk.high <= 1
    assert risk.high - risk.low >= NARROWEST - NEAR


@settings(slow, max_examples=25)
@given(answers=forms(), beliefs_=belief_sets)
def test_more_draws_change_no_figure_by_more_than_a_point(
    answers: Answers, beliefs_: BeliefSet
) -> None:
    usual = forecast(Assessment(answers=answers), FORM, beliefs_)
    more = forecast(Assessment(answers=answers), FORM, beliefs_, draws=16_384)
    for name in ("risk", "as_stated", "base_rate"):
        for figure in ("mean", "median", "low", "high"):
            here, there = (getattr(getattr(one, name), figure) for one in (usual, more))
            assert here == pytest.approx(there, abs=0.01), (name, figure)
    for here_, there_ in zip(usual.sections, more.sections, strict=True):
        for figure in ("points", "low", "high"):
            assert getattr(here_, figure) == pytest.approx(getattr(there_, figure), abs=1)
    drivers = {driver.question: driver for driver in more.drivers}
    for driver in usual.drivers:
        other = drivers[driver.question]
        assert driver.points == pytest.approx(other.points, abs=1)
        assert driver.if_proven_best == pytest.approx(other.if_proven_best, abs=0.01)


weights = st.floats(0.05, 2.5)


@quick
@given(
    swings=st.lists(weights, min_size=4, max_size=4),
    spec=st.lists(st.one_of(st.none(), several), min_size=4, max_size=4),
    mute=st.integers(0, 3),
)
def test_a_weight_of_zero_removes_the_effect_of_an_answer(
    swings: list[float], spec: list[tuple[Answer, ...] | None], mute: int
) -> None:
    ids = ["one.a", "one.b", "two.a", "two.b"]
    weighed = dict(zip(ids, swings, strict=True)) | {ids[mute]: 0.0}
    table = tables_for(made.questionnaire(ids), made.belief_set(weighed), 1024)
    answers = {key: given for key, given in zip(ids, spec, strict=True) if given}
    without = {key: given for key, given in answers.items() if key != ids[mute]}
    assert np.array_equal(position(table, answers).chances, position(table, without).chances)


@quick
@given(swings=st.lists(weights, min_size=2, max_size=2, unique=True).map(sorted), other=weights)
def test_a_larger_weight_increases_the_effect_of_an_answer(
    swings: list[float], other: float
) -> None:
    assume(swings[1] - swings[0] > 0.01)
    form = made.questionnaire(["one.a", "two.a"])

    def effects(swing: float) -> tuple[float, float, float]:
        table = tables_for(form, made.belief_set({"one.a": swing, "two.a": other}), 4096)
        worst, best, unknown = (
            position(table, {"one.a": (made.answer(words),)})
            for words in ("0 proven", "4 proven", "unknown")
        )
        from_worst_to_best = worst.risk.mean - best.risk.mean
        neutral = worst.before.log_odds.mean()
        return (
            from_worst_to_best,
            worst.log_odds.mean() - neutral,
            unknown.log_odds.mean() - neutral,
        )

    lighter, heavier = (effects(swing) for swing in swings)
    assert all(0 < less < more for less, more in zip(lighter, heavier, strict=True))


@slow
@given(answers=forms(), beliefs_=belief_sets)
def test_a_question_more_changes_nothing_about_the_others(
    answers: Answers, beliefs_: BeliefSet
) -> None:
    fewer = made.questionnaire(IDS[::2])
    part, whole = tables_for(fewer, beliefs_, 1024), tables(beliefs_, 1024)
    for question_id in (question.id for question in fewer.questions):
        here, there = part.row[question_id], whole.row[question_id]
        about = part.about[here].of(answers.get(question_id, ()), as_stated=False)
        if about is not None:
            assert np.array_equal(
                part.contributions(here, about), whole.contributions(there, about)
            )


@slow
@given(answers=forms(), beliefs_=belief_sets)
def test_points_sum_from_the_base_rate_to_the_risk(answers: Answers, beliefs_: BeliefSet) -> None:
    result = forecast(Assessment(answers=answers), FORM, beliefs_)
    change = 100 * (result.risk.mean - result.base_rate.mean)
    assert sum(section.points for section in result.sections) == pytest.approx(change, abs=1e-9)
    assert sum(driver.points for driver in result.drivers) == pytest.approx(change, abs=1e-9)
    by_section: dict[str, float] = {}
    for driver in result.drivers:
        section = driver.question.partition(".")[0]
        by_section[section] = by_section.get(section, 0) + driver.points
    for section in result.sections:
        assert by_section.get(section.id, 0) == pytest.approx(section.points, abs=1e-9)
