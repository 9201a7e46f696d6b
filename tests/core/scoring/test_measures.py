"""Measures of forecasts against scikit-learn, published figures and cases worked by hand."""

from __future__ import annotations

from math import inf, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve as sklearn_curve
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

from assessor.scoring import measures

PROJECTS = st.lists(
    st.tuples(st.floats(0.01, 0.99), st.booleans()), min_size=2, max_size=60
).filter(lambda cases: len({happened for _, happened in cases}) == 2)


def arrays(cases: list[tuple[float, bool]]) -> tuple[np.ndarray, np.ndarray]:
    forecast, happened = zip(*cases, strict=True)
    return np.array(forecast), np.array(happened)


@given(PROJECTS)
def test_scores_agree_with_scikit_learn(cases: list[tuple[float, bool]]) -> None:
    forecast, happened = arrays(cases)
    assert measures.brier(forecast, happened).score == pytest.approx(
        brier_score_loss(happened, forecast)
    )
    assert measures.log_score(forecast, happened) == pytest.approx(log_loss(happened, forecast))
    assert measures.auc(forecast, happened) == pytest.approx(roc_auc_score(happened, forecast))


@given(PROJECTS)
def test_the_curve_agrees_with_scikit_learn(cases: list[tuple[float, bool]]) -> None:
    forecast, happened = arrays(cases)
    seen, said = sklearn_curve(happened, forecast, n_bins=measures.BINS, strategy="uniform")
    curve = measures.calibration_curve(forecast, happened)
    assert [b.forecast for b in curve] == pytest.approx(said.tolist())
    assert [b.happened for b in curve] == pytest.approx(seen.tolist())
    assert sum(b.count for b in curve) == len(cases)
    assert all(b.low <= b.happened <= b.high for b in curve)


@given(PROJECTS)
def test_the_parts_of_the_brier_score_sum_to_it(cases: list[tuple[float, bool]]) -> None:
    forecast, happened = arrays(cases)
    parts = measures.brier(forecast, happened)
    total = parts.reliability - parts.resolution + parts.uncertainty + parts.within
    assert total == pytest.approx(parts.score)


def test_murphys_parts_by_hand() -> None:
    # Ten forecasts of .2 with 3 hits and ten of .6 with 5 hits; average .4.
    forecast = np.array([0.2] * 10 + [0.6] * 10)
    happened = np.array([True] * 3 + [False] * 7 + [True] * 5 + [False] * 5)
    parts = measures.brier(forecast, happened, bins=2)
    assert parts.reliability == pytest.approx((0.1**2 + 0.1**2) / 2)
    assert parts.resolution == pytest.approx(0.1**2)
    assert parts.uncertainty == pytest.approx(0.4 * 0.6)
    # Forecasts that are equal within their bins leave nothing over: Murphy's own identity.
    assert parts.within == pytest.approx(0)
    assert parts.score == pytest.approx(0.24)


def test_what_varies_within_a_bin_is_named() -> None:
    # Stephenson et al. (2008): variance of forecasts in the bin less twice the covariance.
    forecast, happened = np.array([0.1, 0.3]), np.array([False, True])
    parts = measures.brier(forecast, happened, bins=1)
    assert parts.within == pytest.approx(0.1**2 - 2 * 0.1 * 0.5)


def test_the_log_score_by_hand() -> None:
    forecast = np.array([0.8, 0.5])
    assert measures.log_score(forecast, np.array([True, False])) == pytest.approx(
        -(log(0.8) + log(0.5)) / 2
    )


def test_what_was_called_impossible_and_came_costs_everything() -> None:
    assert measures.log_score(np.array([0.0, 0.4]), np.array([True, False])) == inf
    assert measures.log_score(np.array([1.0, 0.0]), np.array([True, False])) == 0


def test_ties_count_a_half_in_the_auc() -> None:
    # Pairs: (.5, .5) a half, (.5, .2) one, (.2, .5) nothing, (.2, .2) a half.
    forecast = np.array([0.5, 0.2, 0.5, 0.2])
    happened = np.array([True, True, False, False])
    assert measures.auc(forecast, happened) == pytest.approx(2 / 4)


@pytest.mark.parametrize("happened", [True, False])
def test_one_kind_of_outcome_has_no_auc(happened: bool) -> None:
    assert measures.auc(np.array([0.3, 0.6]), np.array([happened, happened])) is None


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    # Newcombe (1998), Statistics in Medicine 17:857, table I, method 3 (score), 95 %.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval_agrees_with_newcombes_table(
    hits: int, count: int, low: float, high: float
) -> None:
    assert measures.wilson(hits, count, share=0.95) == pytest.approx((low, high), abs=5e-5)


def test_wilsons_interval_is_the_same_from_both_sides() -> None:
    low, high = measures.wilson(3, 10)
    assert measures.wilson(7, 10) == pytest.approx((1 - high, 1 - low))


def test_all_measures_together_are_those_of_each() -> None:
    forecast, happened = np.array([0.2, 0.7, 0.6]), np.array([False, True, False])
    found = measures.scores(forecast, happened)
    assert found.cases == 3
    assert found.brier == measures.brier(forecast, happened)
    assert found.log_score == measures.log_score(forecast, happened)
    assert found.auc == measures.auc(forecast, happened) == 1
    assert found.curve == measures.calibration_curve(forecast, happened)
