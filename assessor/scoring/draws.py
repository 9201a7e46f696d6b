"""Random numbers that are not random: fixed, even and the same wherever they are drawn.

Every dimension (a question's level, a question's weight, the base rate ...) gets ``n`` numbers
that lie evenly between 0 and 1, one in the middle of each n-th, in an order that depends on the
dimension's name alone (Latin hypercube sampling: McKay, Beckman and Conover 1979). So a small
change of an answer is a small change of the figure, a new question changes nothing about the
others, and no release of numpy can change a report that has been printed.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from math import comb
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
"""An array of floats; the docstring beside it names the shape."""

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_BISECTIONS = 60

_EDITION = "136:"
"""Which of the equally good orders is used. Of 160 tried, with 4,096 draws, this one came nearest
to 65,536 draws over sixty random assessments: at most 0.44 points off in any figure, where a
chance one is 0.68 off. Another edition would change every printed figure by a fraction of a point.
"""


def order(name: str, n: int) -> NDArray[np.intp]:
    """Return the permutation of 0..n-1 that belongs to a name (Steele et al. 2014)."""
    seed = int.from_bytes(sha256((_EDITION + name).encode()).digest()[:8], "little")
    return np.argsort(splitmix64(seed, n), kind="stable")


def splitmix64(seed: int, n: int) -> NDArray[np.uint64]:
    """Return the first n outputs of the generator splitmix64; shape (n,)."""
    mixed = np.uint64(seed) + np.arange(1, n + 1, dtype=np.uint64) * _GOLDEN
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    return mixed ^ (mixed >> np.uint64(31))


def uniform(name: str, n: int) -> Floats:
    """Return n evenly spread numbers between 0 and 1 in the order of this name; shape (n,)."""
    return _midpoints(n)[order(name, n)]


def normal(name: str, n: int, *, mean: float, sd: float) -> Floats:
    """Return n quantiles of a normal distribution in the order of this name; shape (n,)."""
    return mean + sd * _normal_quantiles(n)[order(name, n)]


def doubt(name: str, n: int, sd: float) -> Floats:
    """Return n factors around 1: lognormal with mean exactly 1 and ``sd`` of the log."""
    factors = np.exp(sd * _normal_quantiles(n))
    # Divided by their own mean and not by exp(sd**2 / 2), since n quantiles never reach the tail.
    around_one: Floats = factors / factors.mean()
    return around_one[order(name, n)]


def beta(name: str, n: int, alpha: int, beta_: int) -> Floats:
    """Return n quantiles of a Beta distribution with whole parameters; shape (n,)."""
    return beta_quantiles(_midpoints(n), alpha, beta_)[order(name, n)]


def beta_cdf(x: Floats, alpha: int, beta_: int) -> Floats:
    """Return the distribution function of Beta(alpha, beta) at x.

    For whole parameters it is the chance of at least alpha successes in alpha + beta - 1 trials.
    """
    trials = alpha + beta_ - 1
    fewer = [comb(trials, k) * x**k * (1 - x) ** (trials - k) for k in range(alpha)]
    cdf: Floats = 1.0 - np.stack(fewer).sum(axis=0)
    return cdf


def beta_quantiles(u: Floats, alpha: int, beta_: int) -> Floats:
    """Return where the distribution function of Beta(alpha, beta) reaches u, by bisection."""
    low, high = np.zeros_like(u), np.ones_like(u)
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        below = beta_cdf(middle, alpha, beta_) < u
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2


@lru_cache(maxsize=4)
def _midpoints(n: int) -> Floats:
    points: Floats = (np.arange(n, dtype=np.float64) + 0.5) / n
    points.setflags(write=False)
    return points


@lru_cache(maxsize=4)
def _normal_quantiles(n: int) -> Floats:
    quantile = NormalDist().inv_cdf
    values = np.array([quantile(float(u)) for u in _midpoints(n)], dtype=np.float64)
    values.setflags(write=False)
    return values
