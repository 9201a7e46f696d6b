"""What is learned from outcomes against brute force and scipy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import approx_fprime, minimize

from assessor.scoring.logistic import Evidence, Prior, _shortened, learn

LUCK = 0.05


def prior(sections: int, base_sd: float = 0.9, sd: float = 0.4) -> Prior:
    return Prior(
        mean=np.array([-0.2, *[-(sd**2) / 2] * sections]), sd=np.array([base_sd, *[sd] * sections])
    )


def evidence(cases: int, sections: int, seed: int, luck: float = LUCK) -> Evidence:
    random = np.random.default_rng(seed)
    added = random.normal(0, 0.6, (cases, sections))
    failed = random.random(cases) < 1 / (1 + np.exp(0.4 - 1.5 * added.sum(axis=1)))
    return Evidence(added, failed, luck)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), cases=st.integers(1, 60), sections=st.integers(0, 7))
def test_newton_finds_what_scipy_finds(seed: int, cases: int, sections: int) -> None:
    some, before = evidence(cases, sections, seed), prior(sections)
    found = learn(some, before)
    theirs = minimize(lambda v: -some.log_posterior(v, before), before.mean, tol=1e-10)
    assert some.log_posterior(found.mode, before) >= -theirs.fun - 1e-7
    assert found.mode == pytest.approx(theirs.x, abs=2e-3)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_slopes_are_the_finite_differences(seed: int) -> None:
    some, before = evidence(12, 3, seed), prior(3)
    at = np.random.default_rng(seed).normal(0, 0.5, 4)
    gradient, curvature, _ = some.slopes(at, before)
    assert gradient == pytest.approx(
        approx_fprime(at, lambda v: some.log_posterior(v, before)), abs=1e-4
    )
    bends = approx_fprime(at, lambda v: -some.slopes(v, before)[0])
    assert curvature == pytest.approx(bends, abs=1e-4)


def test_mode_and_spread_are_those_of_the_posterior_on_a_grid() -> None:
    some, before = evidence(200, 1, seed=4), prior(1)
    found = learn(some, before)
    base, log_multiplier = np.meshgrid(
        np.linspace(-1.5, 1, 76), np.linspace(-1, 1.5, 76), indexing="ij"
    )
    heights = np.array(
        [
            some.log_posterior(np.array(pair), before)
            for pair in zip(base.ravel(), log_multiplier.ravel(), strict=True)
        ]
    )
    weights = np.exp(heights - heights.max())
    weights /= weights.sum()
    for place, values in enumerate((base.ravel(), log_multiplier.ravel())):
        mean = (weights * values).sum()
        sd = np.sqrt((weights * (values - mean) ** 2).sum())
        # Laplace is an approximation, a close one: mode and mean differ by the skew alone.
        assert found.mode[place] == pytest.approx(mean, abs=0.2 * sd)
        assert found.sd[place] == pytest.approx(sd, rel=0.05)


def test_no_case_teaches_nothing() -> None:
    before = prior(7)
    found = learn(Evidence(np.empty((0, 7)), np.empty(0, dtype=bool), LUCK), before)
    assert found.mode == pytest.approx(before.mean)
    assert found.sd == pytest.approx(before.sd)


@pytest.mark.parametrize("failed", [True, False])
@pytest.mark.parametrize("luck", [0.0, LUCK])
def test_one_kind_of_outcome_moves_the_base_rate_and_stays_finite(
    failed: bool, luck: float
) -> None:
    before = prior(2)
    some = Evidence(np.zeros((500, 2)), np.full(500, failed), luck)
    found = learn(some, before)
    assert bool(found.mode[0] > before.mean[0]) is failed
    assert np.isfinite(found.mode).all()
    assert np.isfinite(found.covariance).all()
    assert abs(found.mode[0]) < 8
    assert found.mode[1:] == pytest.approx(before.mean[1:])  # nothing was seen of the sections


@pytest.mark.parametrize("luck", [0.0, LUCK])
def test_a_section_that_separates_the_outcomes_grows_and_stays_finite(luck: float) -> None:
    added = np.linspace(-1, 1, 40)[:, np.newaxis]
    found = learn(Evidence(added, added[:, 0] > 0, luck), prior(1))
    assert 0.3 < found.mode[1] < 3
    assert (np.linalg.eigvalsh(found.covariance) > 0).all()


def test_a_section_that_points_the_wrong_way_is_believed_less() -> None:
    added = np.linspace(-1, 1, 40)[:, np.newaxis]
    found = learn(Evidence(added, added[:, 0] < 0, LUCK), prior(1))
    assert found.mode[1] < -0.3
    assert (np.linalg.eigvalsh(found.covariance) > 0).all()


def test_enormous_contributions_do_no_harm() -> None:
    added = np.array([[400.0], [-400.0], [300.0]])
    found = learn(Evidence(added, np.array([False, True, True]), LUCK), prior(1))
    assert np.isfinite(found.mode).all()
    assert (np.linalg.eigvalsh(found.covariance) > 0).all()


def test_more_outcomes_leave_less_doubt() -> None:
    few, many = evidence(20, 2, seed=1), evidence(400, 2, seed=1)
    assert (learn(many, prior(2)).sd < learn(few, prior(2)).sd).all()


def test_where_the_posterior_is_not_humped_newton_still_climbs() -> None:
    # A wide prior and outcomes that contradict a heavy section: at the start the curvature has
    # the wrong sign, so the expected one must carry the step.
    before = prior(1, base_sd=3, sd=2.5)
    before = Prior(mean=np.array([0.0, 1.5]), sd=before.sd)
    added = np.linspace(-2, 2, 30)[:, np.newaxis]
    some = Evidence(added, added[:, 0] < 0.1, LUCK)
    _, curvature, expected = some.slopes(before.mean, before)
    assert np.linalg.eigvalsh(curvature)[0] < 0 < np.linalg.eigvalsh(expected)[0]
    found = learn(some, before)
    gradient, _, _ = some.slopes(found.mode, before)
    assert gradient == pytest.approx([0, 0], abs=1e-6)
    assert some.log_posterior(found.mode, before) > some.log_posterior(before.mean, before)


def test_a_step_that_cannot_climb_is_not_taken() -> None:
    some, before = evidence(20, 1, seed=2), prior(1)
    beside_the_top = learn(some, before).mode + np.array([1.0, 0.0])
    downhill = np.array([1e3, 1e3])
    assert (_shortened(some, before, beside_the_top, downhill) == 0).all()
    uphill = np.array([-1e3, 0.0])
    taken = _shortened(some, before, beside_the_top, uphill)
    assert -2.5 < taken[0] < 0
