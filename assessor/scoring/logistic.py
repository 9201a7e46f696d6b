"""Learns a base rate and one multiplier per section from outcomes; arrays in, arrays out.

For a case with section contributions s: z = base + sum of exp(m_k) s_k, and p = luck +
(1 - 2 luck) / (1 + exp(-z)), the forecast's own formula. Base and m have independent normal
priors. Newton's method finds the most probable values, and the curvature there gives the spread
(Laplace; see MacKay 2003, chapters 27 and 41). The priors keep everything finite: no outcomes at
all, a single kind of outcome, or a section that separates the two kinds perfectly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assessor.scoring.draws import Floats
from assessor.scoring.measures import Flags

_STEPS = 100
_SMALL = 1e-10
_HALVINGS = 40
_LARGEST_LOG = 50.0


@dataclass(frozen=True)
class Prior:
    """What is believed before the outcomes: base first, then the log of each multiplier."""

    mean: Floats
    sd: Floats


@dataclass(frozen=True)
class Posterior:
    """What is believed after the outcomes, in the order of the prior."""

    mode: Floats
    covariance: Floats

    @property
    def sd(self) -> Floats:
        """Return the standard deviation of each value."""
        sd: Floats = np.sqrt(np.diag(self.covariance))
        return sd


@dataclass(frozen=True)
class Evidence:
    """The recorded cases and how they are to be read."""

    contributions: Floats
    """What each section adds to the log-odds; shape (cases, sections)."""
    failed: Flags
    luck: float
    """The share of outcomes that nothing explains, 0 to below .5."""

    def log_posterior(self, values: Floats, prior: Prior) -> float:
        """Return the log of prior times likelihood, up to a constant."""
        p = self._chances(self._log_odds(values))
        fit = np.log(np.where(self.failed, p, 1 - p)).sum()
        return float(fit - (((values - prior.mean) / prior.sd) ** 2).sum() / 2)

    def slopes(self, values: Floats, prior: Prior) -> tuple[Floats, Floats, Floats]:
        """Return the gradient of the log-posterior, its curvature, and the curvature expected.

        The last one averages over the outcomes that might have come: always a proper matrix.
        """
        parts = self.contributions * _multipliers(values)
        inputs = np.column_stack([np.ones(len(parts)), parts])
        z = self._log_odds(values)
        p, bare = self._chances(z), _logistic(z)
        steep = (1 - 2 * self.luck) * bare * (1 - bare)
        bend = steep * (1 - 2 * bare)
        spread = p * (1 - p)
        pull = steep * (self.failed - p) / spread
        turn = (
            bend * (self.failed - p) / spread
            - np.where(self.failed, steep / p, steep / (1 - p)) ** 2
        )
        precision = np.diag(prior.sd**-2)
        curvature = precision - (inputs.T * turn) @ inputs
        # The multipliers are exponentials, so each bends the formula once more by itself.
        own = np.arange(1, len(values))
        curvature[own, own] -= parts.T @ pull
        expected = precision + (inputs.T * (steep**2 / spread)) @ inputs
        gradient = inputs.T @ pull - (values - prior.mean) * prior.sd**-2
        return gradient, curvature, expected

    def _log_odds(self, values: Floats) -> Floats:
        z: Floats = values[0] + self.contributions @ _multipliers(values)
        return z

    def _chances(self, z: Floats) -> Floats:
        p: Floats = self.luck + (1 - 2 * self.luck) * _logistic(z)
        # Without luck an enormous z would make an outcome impossible, and its logarithm infinite.
        return np.clip(p, 1e-15, 1 - 1e-15)


def learn(evidence: Evidence, prior: Prior) -> Posterior:
    """Return the most probable values and their covariance."""
    values = prior.mean
    for _ in range(_STEPS):
        gradient, curvature, expected = evidence.slopes(values, prior)
        step = np.linalg.solve(_proper(curvature, expected), gradient).astype(np.float64)
        taken = _shortened(evidence, prior, values, step)
        values = values + taken
        if np.abs(taken).max() < _SMALL:
            break
    _, curvature, expected = evidence.slopes(values, prior)
    covariance = np.linalg.inv(_proper(curvature, expected)).astype(np.float64)
    return Posterior(mode=values, covariance=covariance)


def _proper(curvature: Floats, expected: Floats) -> Floats:
    """Return the curvature where the posterior is humped there, else the expected one."""
    try:
        np.linalg.cholesky(curvature)
    except np.linalg.LinAlgError:
        return expected
    return curvature


def _shortened(evidence: Evidence, prior: Prior, values: Floats, step: Floats) -> Floats:
    """Halve a step until it does not lead downhill."""
    here = evidence.log_posterior(values, prior)
    for _ in range(_HALVINGS):
        if evidence.log_posterior(values + step, prior) >= here:
            return step
        step = step / 2
    return np.zeros_like(step)


def _multipliers(values: Floats) -> Floats:
    # A step of Newton's may overshoot before it is shortened, and infinity has no way back.
    multipliers: Floats = np.exp(np.minimum(values[1:], _LARGEST_LOG))
    return multipliers


def _logistic(z: Floats) -> Floats:
    logistic: Floats = np.exp(-np.logaddexp(0, -z))
    return logistic
