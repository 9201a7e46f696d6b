"""Why the risk is what it is, section by section: exact Shapley values.

Shapley (1953): a section's points are its effect averaged over all orders in which the sections
could have been asked. A section left out is *not asked*. Nothing is sampled: with seven sections
there are 128 coalitions, and the model is computed for each of them in every draw.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import comb

import numpy as np

from assessor.domain.risk import SectionPoints
from assessor.scoring.draws import Floats
from assessor.scoring.model import Position, quantiles

POINTS = 100
"""Points in a whole."""

_BLOCK = 256
"""Draws treated at a time: all coalitions of a block stay in the processor's cache, and weighing
them is too little work for numpy's library of matrices to call a second processor."""


@dataclass(frozen=True)
class _Player:
    """By what a section taken in multiplies exp(-z); shape (variants, draws).

    The rescuing and the rescued section make up one part with three variants besides leaving both
    out, because what the second adds depends on whether the first has been asked.
    """

    section_ids: tuple[str, ...]
    factors: Floats


def section_points(of: Position) -> tuple[SectionPoints, ...]:
    """Return the points of each section, ordered by id; they sum from base rate to risk."""
    players = tuple(_players(of))
    order = [section_id for player in players for section_id in player.section_ids]
    by_draw = np.empty((len(order), of.tables.draws))
    nobody = np.exp(-of.before.log_odds)
    # One piece of memory for all blocks: asking for it anew costs more than the arithmetic.
    worth = np.empty((2 ** len(order), _BLOCK))
    for start in range(0, of.tables.draws, _BLOCK):
        block = slice(start, min(start + _BLOCK, of.tables.draws))
        table = worth[:, : block.stop - start]
        table[0] = nobody[block]
        _fill(table, of.tables.explained[block], players, block)
        by_draw[:, block] = POINTS * shapley(table)
    points = dict(zip(order, by_draw, strict=True))
    nothing = np.zeros(of.tables.draws)
    return tuple(
        _summarise(of, section_id, points.get(section_id, nothing))
        for section_id in sorted(of.tables.section_ids)
    )


def shapley(worth: Floats) -> Floats:
    """Return the Shapley value of each player; shape (players, draws).

    ``worth`` has a row per coalition, (2 ** players, draws), bit k standing for player k. What is
    worth the same to every coalition counts for nothing and may be left out.
    """
    players = len(worth).bit_length() - 1
    values: Floats = _weights(players) @ worth
    return values


@cache
def _weights(players: int) -> Floats:
    """Return what each coalition counts for each player; shape (players, 2 ** players).

    With w(n) the weight of n others it is w(|S| - 1) where the player is in, -w(|S|) where not.
    """
    weights = [1 / (players * comb(players - 1, others)) for others in range(players)]
    coalitions = np.arange(2**players)
    sizes = np.bitwise_count(coalitions)
    joining, leaving = np.array([0, *weights])[sizes], np.array([*weights, 0])[sizes]
    is_in = coalitions >> np.arange(players)[:, np.newaxis] & 1
    return np.where(is_in, joining, -leaving)


def _players(of: Position) -> Iterator[_Player]:
    pair = _rescue_pair(of)
    before = of.before
    for section_id in of.tables.section_ids:
        if section_id not in pair and _weighs(of, section_id):
            moved = of.section_sums[section_id] - before.section_sums[section_id]
            yield _Player((section_id,), np.exp(-moved)[np.newaxis])
    if pair:
        sums = [
            rescuing.section_sums[pair[0]] + rescued.rescued_sum(rescuing.remains)
            for rescued in (before, of)
            for rescuing in (before, of)
        ]
        yield _Player(pair, np.exp(sums[0] - np.stack(sums[1:])))


def _weighs(of: Position, section_id: str) -> bool:
    """Return whether a section can move anything; each more would double the coalitions."""
    return bool(of.tables.reach[of.tables.rows_of(section_id)].any())


def _rescue_pair(of: Position) -> tuple[str, ...]:
    """Return the rescuing and the rescued section when both are there."""
    rescue = of.tables.beliefs.rescue
    pair = (rescue.rescuer, rescue.section) if rescue else ()
    return pair if set(pair) <= set(of.tables.section_ids) else ()


def _fill(worth: Floats, explained: Floats, players: tuple[_Player, ...], block: slice) -> None:
    """Write p of every coalition, less luck, for a block of draws; shape (2 ** sections, block).

    The first row holds exp(-z) of nobody. exp(-z) is a product over sections, so a few
    exponentials serve all coalitions.
    """
    size = 1
    for player in players:
        for place, factor in enumerate(player.factors[:, block], start=1):
            np.multiply(worth[:size], factor, out=worth[place * size : (place + 1) * size])
        size *= len(player.factors) + 1
    worth += 1
    np.divide(explained, worth, out=worth)


def _summarise(of: Position, section_id: str, by_draw: Floats) -> SectionPoints:
    if not any(of.asked[of.tables.rows_of(section_id)]):
        # Exactly nothing, where the sums above leave a trace in the sixteenth digit.
        return SectionPoints(id=section_id, points=0.0, low=0.0, high=0.0)
    low, _, high = quantiles(by_draw).tolist()
    return SectionPoints(id=section_id, points=float(by_draw.mean()), low=low, high=high)
