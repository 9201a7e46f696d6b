"""Why the risk is what it is, section by section: exact Shapley values.

Shapley (1953): a section's points are its effect averaged over all orders in which the sections
could have been asked. A section left out is *not asked*. Nothing is sampled: with seven sections
there are 128 coalitions, and the model is computed for each of them in every draw.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial

import numpy as np

from assessor.domain.risk import SectionPoints
from assessor.scoring.draws import Floats
from assessor.scoring.model import RANGE, Position, nothing_asked

POINTS = 100
"""Points in a whole."""


@dataclass(frozen=True)
class Coalitions:
    """The probability of not taking off for every set of sections that has been asked."""

    chances: Floats
    """Shape (2 ** sections, draws); bit k of a row stands for the k-th of ``order``."""
    order: tuple[str, ...]

    def points(self, section_id: str) -> Floats:
        """Return the Shapley value of one section in each draw, in points; shape (draws,)."""
        sections = len(self.order)
        place = self.order.index(section_id)
        split = self.chances.reshape(2 ** (sections - place - 1), 2, 2**place, -1)
        gained = split[:, 1] - split[:, 0]
        others = np.arange(2 ** (sections - 1)).reshape(gained.shape[:2])
        gained *= _weights(sections)[np.bitwise_count(others)][:, :, np.newaxis]
        points: Floats = POINTS * gained.reshape(2 ** (sections - 1), -1).sum(axis=0)
        return points


def section_points(of: Position) -> tuple[SectionPoints, ...]:
    """Return the points of each section, ordered by id; they sum from base rate to risk."""
    coalitions = coalitions_of(of)
    return tuple(_summarise(s, coalitions.points(s)) for s in of.tables.section_ids)


def coalitions_of(of: Position) -> Coalitions:
    """Return the probabilities of all coalitions.

    exp(-z) is a product over sections, so it takes a few exponentials and not one per coalition.
    """
    tables = of.tables
    before = nothing_asked(of)
    pair = _rescue_pair(of)
    odds_for = np.exp(-tables.base)[np.newaxis]
    order = [section_id for section_id in tables.section_ids if section_id not in pair]
    for section_id in order:
        rows = tables.rows_of(section_id)
        factors = [np.exp(-side.added[rows].sum(axis=0)) for side in (before, of)]
        odds_for = _grow(odds_for, factors)
    if pair:
        odds_for = _grow(odds_for, _pair_factors(before, of, pair[0]))
    odds_for += 1
    np.divide(1 - 2 * tables.luck, odds_for, out=odds_for)
    odds_for += tables.luck
    return Coalitions(odds_for, (*order, *pair))


def _grow(odds_for: Floats, factors: list[Floats]) -> Floats:
    grown = np.empty((len(factors), *odds_for.shape))
    for place, factor in enumerate(factors):
        np.multiply(odds_for, factor, out=grown[place])
    return grown.reshape(-1, odds_for.shape[-1])


def _rescue_pair(of: Position) -> tuple[str, ...]:
    """Return the rescuing and the rescued section when both are there."""
    rescue = of.tables.beliefs.rescue
    pair = (rescue.rescuer, rescue.section) if rescue else ()
    return pair if set(pair) <= set(of.tables.section_ids) else ()


def _pair_factors(before: Position, of: Position, rescuer: str) -> list[Floats]:
    """Return exp(-z) of the pair: neither, rescuer only, rescued only, both.

    The rescued section's part depends on whether the rescuing one has been asked.
    """
    rows = of.tables.rows_of(rescuer)
    factors = []
    for rescued in (before, of):
        lowering, raising = rescued.rescued
        for rescuing in (before, of):
            z = rescuing.added[rows].sum(axis=0) + lowering + raising * rescuing.remains
            factors.append(np.exp(-z))
    return factors


def _weights(sections: int) -> Floats:
    """Return the Shapley weight of a coalition by its size, the section itself not counted."""
    return np.array(
        [
            factorial(size) * factorial(sections - size - 1) / factorial(sections)
            for size in range(sections)
        ]
    )


def _summarise(section_id: str, points: Floats) -> SectionPoints:
    low, _, high = (float(q) for q in np.quantile(points, RANGE))
    return SectionPoints(id=section_id, points=float(points.mean()), low=low, high=high)
