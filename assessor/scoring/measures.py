"""How good probabilities turned out to be, once the outcomes are known.

All functions take ``forecast``, the probabilities from 0 to 1, and ``happened``, whether what was
forecast happened (here: the project did not take off); both of shape (cases,), in the same order.
"""

from __future__ import annotations

from math import inf, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from assessor.domain.frozen import Frozen
from assessor.domain.risk import Probability
from assessor.scoring.draws import Floats

Flags = NDArray[np.bool_]
"""Whether it happened, case by case; shape (cases,)."""

BINS = 5
"""Fifths of the scale: with a few dozen outcomes finer ones would be empty."""

SHARE = 0.8
"""The share of intervals that shall hold the truth; the same as of the ranges of a risk."""


class Brier(Frozen):
    """The mean squared error of probabilities (Brier 1950) and what it is made of.

    Murphy (1973), with the term for what varies within a bin (Stephenson, Coelho and Jolliffe
    2008): score = reliability - resolution + uncertainty + within, exactly.
    """

    score: float
    """0 is perfect; always saying the base rate of a half gives .25."""
    reliability: float
    """How far the forecasts of a bin are from what happened in it: 0 is best."""
    resolution: float
    """How far what happened in the bins is from the average: more is better."""
    uncertainty: float
    """What nobody can help: the variance of the outcomes themselves."""
    within: float
    """What the bins cannot see: that forecasts and outcomes vary within them."""


class Bin(Frozen):
    """A part of the scale: what was forecast there and what happened."""

    count: int
    forecast: Probability
    """The mean forecast."""
    happened: Probability
    """The share of cases in which it happened."""
    low: Probability
    high: Probability
    """Wilson's interval around that share."""


class Scores(Frozen):
    """Every measure of one forecaster on the same cases."""

    cases: int
    brier: Brier
    log_score: float
    auc: float | None
    """None while only one kind of outcome is known."""
    curve: tuple[Bin, ...]


def scores(forecast: Floats, happened: Flags) -> Scores:
    """Return every measure; there must be at least one case."""
    return Scores(
        cases=len(forecast),
        brier=brier(forecast, happened),
        log_score=log_score(forecast, happened),
        auc=auc(forecast, happened),
        curve=calibration_curve(forecast, happened),
    )


def brier(forecast: Floats, happened: Flags, bins: int = BINS) -> Brier:
    """Return the Brier score and its parts."""
    place = _places(forecast, bins)
    counts = np.bincount(place, minlength=bins)
    used = counts > 0
    weights = counts[used] / len(forecast)
    said = np.bincount(place, forecast, bins)[used] / counts[used]
    seen = np.bincount(place, happened, bins)[used] / counts[used]
    average = happened.mean()
    score = float(np.mean((forecast - happened) ** 2))
    reliability = float((weights * (said - seen) ** 2).sum())
    resolution = float((weights * (seen - average) ** 2).sum())
    uncertainty = float(average * (1 - average))
    return Brier(
        score=score,
        reliability=reliability,
        resolution=resolution,
        uncertainty=uncertainty,
        within=score - reliability + resolution - uncertainty,
    )


def log_score(forecast: Floats, happened: Flags) -> float:
    """Return the mean of -log of the probability given to what came (Good 1952); 0 is perfect.

    It is infinite when something happened that had been called impossible.
    """
    given = np.where(happened, forecast, 1 - forecast)
    return float(-np.log(given).mean()) if given.min() > 0 else inf


def auc(forecast: Floats, happened: Flags) -> float | None:
    """Return how often a case in which it happened had the higher forecast of the two.

    The area under the ROC curve, as Mann and Whitney's statistic; ties count a half. None when
    there are no two kinds of cases to compare.
    """
    yes, no = forecast[happened], forecast[~happened]
    if not len(yes) or not len(no):
        return None
    ordered = np.sort(no)
    below = np.searchsorted(ordered, yes, side="left")
    up_to = np.searchsorted(ordered, yes, side="right")
    return float((below + up_to).sum() / (2 * len(yes) * len(no)))


def calibration_curve(forecast: Floats, happened: Flags, bins: int = BINS) -> tuple[Bin, ...]:
    """Return the bins of equal width that hold any case, from low to high forecasts."""
    place = _places(forecast, bins)
    return tuple(_bin(forecast[place == k], happened[place == k]) for k in np.unique(place))


def _bin(forecast: Floats, happened: Flags) -> Bin:
    count, hits = len(forecast), int(happened.sum())
    low, high = wilson(hits, count)
    mean = float(np.clip(forecast.mean(), 0, 1))
    return Bin(count=count, forecast=mean, happened=hits / count, low=low, high=high)


def wilson(hits: int, count: int, share: float = SHARE) -> tuple[float, float]:
    """Return the interval of Wilson (1927) around a share that holds the truth in ``share``.

    Unlike the textbook interval it stays within 0 to 1 and works for nothing and for all.
    """
    z = NormalDist().inv_cdf((1 + share) / 2)
    seen, weight = hits / count, z**2 / count
    middle = (seen + weight / 2) / (1 + weight)
    half = z * sqrt(seen * (1 - seen) / count + weight / (4 * count)) / (1 + weight)
    # At the ends the interval reaches 0 or 1 exactly, which rounding would miss by a hair.
    low = max(middle - half, 0.0) if hits > 0 else 0.0
    high = min(middle + half, 1.0) if hits < count else 1.0
    return low, high


def _places(forecast: Floats, bins: int) -> NDArray[np.intp]:
    """Return the bin of each forecast; an edge belongs to the bin below it."""
    edges = np.linspace(0, 1, bins + 1)
    return np.searchsorted(edges[1:-1], forecast, side="left")
