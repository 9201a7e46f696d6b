"""The formula of the method, term by term."""

from __future__ import annotations

import numpy as np
import pytest
from core.scoring import made

from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.model import chances, is_surely_over, position, summarise
from assessor.scoring.tables import tables_for

FORM = loader.bundled()
TABLES = tables_for(FORM, beliefs.bundled("practitioner"), 4096)
# Average of the shape over the population: .24 * 1 + .28 * .72 + .25 * .42 + .15 * .16.
AVERAGE = 0.5706


def weight(question_id: str) -> np.ndarray:
    return TABLES.weight[TABLES.row[question_id]]


def test_weights_are_lognormal_around_the_swing() -> None:
    idea = weight("goal.idea")
    assert idea.mean() == pytest.approx(2.2 * 0.22, rel=0.01)
    # Two independent doubts: variances of the logs add, .35^2 + .25^2.
    assert np.log(idea).std() == pytest.approx((0.35**2 + 0.25**2) ** 0.5, rel=0.05)


def test_questions_of_a_section_share_its_doubt_and_no_other() -> None:
    idea, owner, users = (np.log(weight(q)) for q in ("goal.idea", "goal.owner", "people.users"))
    # .25^2 / (.35^2 + .25^2) of the variance is common to a section.
    assert np.corrcoef(idea, owner)[0, 1] == pytest.approx(0.0625 / 0.185, abs=0.05)
    assert np.corrcoef(idea, users)[0, 1] == pytest.approx(0, abs=0.05)


def test_base_rate_is_normal_on_the_log_odds_scale() -> None:
    assert TABLES.base.mean() == pytest.approx(-0.20)
    assert TABLES.base.std() == pytest.approx(0.52, rel=2e-3)


def test_contributions_are_weight_times_centred_shape() -> None:
    row = TABLES.row["goal.idea"]
    theta = (0.0, 0.0, 1.0, 0.0, 0.0)
    by_hand = weight("goal.idea") * (0.42 - AVERAGE)
    assert TABLES.contributions(row, theta) == pytest.approx(by_hand)


@pytest.mark.parametrize("question_id", ["goal.idea", "people.kpi"])
def test_levels_come_in_the_proportions_of_the_belief(question_id: str) -> None:
    theta = (0.5, 0.25, 0.125, 0.0, 0.125)
    levels = TABLES.levels(TABLES.row[question_id], theta)
    assert (np.bincount(levels, minlength=5) / 4096).tolist() == list(theta)


def test_log_odds_are_a_plain_sum_without_a_rescue() -> None:
    spec = {"goal": "1 shown", "people": "unknown", "technology": "not applicable"}
    of = position(tables_for(FORM, beliefs.bundled("published"), 512), made.answers(spec))
    rows = [
        of.tables.contributions(row, theta)
        for row, theta in enumerate(of.thetas)
        if theta is not None
    ]
    assert len(rows) == 39 - 3
    assert of.log_odds == pytest.approx(of.tables.base + np.sum(rows, axis=0))


def test_the_rescue_takes_from_what_raises_the_risk_and_from_nothing_else() -> None:
    scale = {"scale": "4 proven"}
    mixed = {**scale, "process": "0 proven", "process.lived": "4 proven"}
    of = position(TABLES, made.answers(mixed))
    rows = TABLES.rows_of("process")
    added = [TABLES.contributions(row, of.thetas[row]) for row in range(rows.start, rows.stop)]
    levels = [
        TABLES.levels(TABLES.row[q], of.thetas[TABLES.row[q]])
        for q in ("scale.investment", "scale.attention")
    ]
    rescued = np.array([0, 0, 0, 0.15, 0.35])[levels[0]] * levels[1] / 4
    by_hand = sum(np.where(row > 0, row * (1 - rescued), row) for row in added)
    assert of.section_sums["process"] == pytest.approx(by_hand)
    assert of.remains.min() == pytest.approx(0.65)


def test_luck_goes_both_ways() -> None:
    hopeless, safe = (chances(TABLES, np.full(4096, z)) for z in (60.0, -60.0))
    assert safe == pytest.approx(TABLES.luck)
    assert hopeless == pytest.approx(1 - TABLES.luck)
    assert safe.mean() == pytest.approx(2 / 40, abs=1e-4)


def test_a_narrow_range_is_widened_inside_zero_and_one() -> None:
    for value, low, high in [(0.5, 0.47, 0.53), (0.01, 0, 0.06), (1.0, 0.94, 1)]:
        risk = summarise(np.full(100, value))
        assert (risk.low, risk.high) == (pytest.approx(low), pytest.approx(high))
        assert (risk.mean, risk.median) == (pytest.approx(value), pytest.approx(value))


@pytest.mark.parametrize("spread", [0.001, 0.05, 0.3])
def test_counting_draws_never_contradicts_the_upper_end(spread: float) -> None:
    values = np.clip(np.random.default_rng(7).normal(0.4, spread, 4096), 0, 1)
    high = summarise(values).high
    limits = [high - 1e-9, high, high + 1e-9, *np.linspace(0.01, 0.99, 99)]
    found = [is_surely_over(values, limit) for limit in limits]
    assert not any(over and high < limit for over, limit in zip(found, limits, strict=True))
    # Far from the limit, where nearly all sets of actions are, counting settles it.
    assert is_surely_over(values, 0.05)
