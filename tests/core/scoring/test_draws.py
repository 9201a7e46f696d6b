"""The draws: even, fixed by name, and of the distributions that they claim."""

from __future__ import annotations

import math

import numpy as np
import pytest

from assessor.scoring import draws


def test_splitmix64_gives_the_published_numbers() -> None:
    # Rosetta Code, "Pseudo-random numbers/Splitmix64", seed 1234567.
    published = [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]
    assert draws.splitmix64(1234567, 5).tolist() == published


@pytest.mark.parametrize("n", [1, 7, 4096])
def test_every_nth_of_the_unit_interval_is_hit_once(n: int) -> None:
    uniform = draws.uniform("level goal.idea", n)
    assert np.array_equal(np.sort(uniform), (np.arange(n) + 0.5) / n)


def test_a_name_fixes_the_order_and_another_name_gives_another() -> None:
    assert np.array_equal(draws.uniform("a", 4096), draws.uniform("a", 4096))
    assert abs(np.corrcoef(draws.uniform("a", 4096), draws.uniform("b", 4096))[0, 1]) < 0.05


def test_normal_draws_have_mean_and_standard_deviation() -> None:
    drawn = draws.normal("base rate", 4096, mean=-0.2, sd=0.52)
    assert drawn.mean() == pytest.approx(-0.2, abs=1e-9)
    assert drawn.std() == pytest.approx(0.52, rel=2e-3)
    # The 90 % point of the standard normal distribution is 1.2816 (any table).
    assert np.quantile(drawn, 0.9) == pytest.approx(-0.2 + 0.52 * 1.2816, abs=1e-3)


def test_doubt_has_mean_one_and_the_spread_asked_for() -> None:
    factors = draws.doubt("question goal.idea", 4096, 0.35)
    assert factors.mean() == pytest.approx(1, abs=1e-12)
    assert np.log(factors).std() == pytest.approx(0.35, rel=2e-3)
    assert np.array_equal(draws.doubt("question goal.idea", 16, 0.0), np.ones(16))


def test_beta_distribution_function_is_the_closed_form() -> None:
    # Beta(2, b): F(x) = 1 - (1 - x)^b (1 + b x), by integrating the density once by parts.
    x = np.linspace(0, 1, 101)
    expected = 1 - (1 - x) ** 38 * (1 + 38 * x)
    assert draws.beta_cdf(x, 2, 38) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("b", [2, 5, 38])
def test_beta_quantiles_against_closed_forms(b: int) -> None:
    u = np.linspace(0.001, 0.999, 999)
    # Beta(1, b): F(x) = 1 - (1 - x)^b can be solved for x; Beta(2, b) is checked by going back.
    assert draws.beta_quantiles(u, 1, b) == pytest.approx(1 - (1 - u) ** (1 / b), abs=1e-12)
    there = draws.beta_quantiles(u, 2, b)
    assert 1 - (1 - there) ** b * (1 + b * there) == pytest.approx(u, abs=1e-12)


def test_luck_has_the_mean_and_variance_of_its_beta() -> None:
    luck = draws.beta("luck", 4096, 2, 38)
    a, b = 2, 38
    assert luck.mean() == pytest.approx(a / (a + b), abs=1e-5)
    variance = a * b / ((a + b) ** 2 * (a + b + 1))
    assert luck.std() == pytest.approx(math.sqrt(variance), rel=5e-3)
