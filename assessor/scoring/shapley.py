"""Why the risk is what it is, section by section: exact Shapley values.

Shapley (1953): a section's points are its effect averaged over all orders in which the sections
could have been asked. A section left out is *not asked*. Nothing is sampled: with seven sections
there are 128 coalitions, and the model is computed for each of them in every draw.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import comb

import numpy as np

from assessor.domain.risk import SectionPoints
from assessor.scoring.draws import Floats
from assessor.scoring.model import Position, quantiles

POINTS = 100
"""Points in a whole."""

_BLOCK = 512
"""Draws treated at a time, so that all coalitions of a block stay in the processor's cache."""


@dataclass(frozen=True)
class _Player:
    """A section's factor of exp(-z), left out and taken in; shape (2, draws).

    The rescuing and the rescued section make up one part with four variants, because what the
    second adds depends on whether the first has been asked.
    """

    section_ids: tuple[str, ...]
    variants: Floats


def section_points(of: Position) -> tuple[SectionPoints, ...]:
    """Return the points of each section, ordered by id; they sum from base rate to risk."""
    players = tuple(_players(of))
    order = [section_id for player in players for section_id in player.section_ids]
    by_draw = np.empty((len(order), of.tables.draws))
    # One piece of memory for all blocks: asking for it anew costs more than the arithmetic.
    worth = np.empty((2 ** len(order), _BLOCK))
    for start in range(0, of.tables.draws, _BLOCK):
        block = slice(start, min(start + _BLOCK, of.tables.draws))
        table = worth[:, : block.stop - start]
        _fill(table, of, players, block)
        by_draw[:, block] = POINTS * shapley(table)
    points = dict(zip(order, by_draw, strict=True))
    nothing = np.zeros(of.tables.draws)
    return tuple(
        _summarise(of, section_id, points.get(section_id, nothing))
        for section_id in sorted(of.tables.section_ids)
    )


def shapley(worth: Floats) -> Floats:
    """Return the Shapley value of each player, (players, draws), and use up the table.

    ``worth`` has a row per coalition, (2 ** players, draws), bit k standing for player k. With
    w(n) the weight of n others, player k gets the sum of w(|S| - 1) worth(S) over the coalitions
    with k less the sum of w(|S|) worth(S) over those without. Adding the second sum over *all*
    coalitions to the first lets every player share it, and folding the table in half player by
    player leaves two additions for each coalition.
    """
    players = len(worth).bit_length() - 1
    sizes = np.bitwise_count(np.arange(len(worth)))
    joining, leaving = _weights(players)
    everywhere = np.einsum("c,cd->d", leaving[sizes], worth)
    worth *= (joining + leaving)[sizes, np.newaxis]
    values = np.empty((players, worth.shape[-1]))
    for player in reversed(range(players)):
        half = 2**player
        np.subtract(worth[half : 2 * half].sum(axis=0), everywhere, out=values[player])
        worth[:half] += worth[half : 2 * half]
    return values


def _weights(players: int) -> tuple[Floats, Floats]:
    """Return, by size of a coalition, its weight for its members and for everybody else."""
    weights = [1 / (players * comb(players - 1, others)) for others in range(players)]
    return np.array([0, *weights]), np.array([*weights, 0])


def _players(of: Position) -> Iterator[_Player]:
    pair = _rescue_pair(of)
    sides = (of.before, of)
    for section_id in of.tables.section_ids:
        if section_id not in pair and _weighs(of, section_id):
            sums = [side.section_sums[section_id] for side in sides]
            yield _Player((section_id,), np.exp(-np.stack(sums)))
    if pair:
        sums = [
            rescuing.section_sums[pair[0]] + rescued.rescued_sum(rescuing.remains)
            for rescued in sides
            for rescuing in sides
        ]
        yield _Player(pair, np.exp(-np.stack(sums)))


def _weighs(of: Position, section_id: str) -> bool:
    """Return whether a section can move anything; each more would double the coalitions."""
    return bool(of.tables.reach[of.tables.rows_of(section_id)].any())


def _rescue_pair(of: Position) -> tuple[str, ...]:
    """Return the rescuing and the rescued section when both are there."""
    rescue = of.tables.beliefs.rescue
    pair = (rescue.rescuer, rescue.section) if rescue else ()
    return pair if set(pair) <= set(of.tables.section_ids) else ()


def _fill(worth: Floats, of: Position, players: tuple[_Player, ...], block: slice) -> None:
    """Write p of every coalition for a block of draws; shape (2 ** sections, block).

    exp(-z) is a product over sections, so a few exponentials serve all coalitions.
    """
    worth[0] = np.exp(-of.tables.base[block])
    size = 1
    for player in players:
        left_out, *others = player.variants[:, block]
        for place, factor in enumerate(others, start=1):
            np.multiply(worth[:size], factor, out=worth[place * size : (place + 1) * size])
        worth[:size] *= left_out
        size *= len(player.variants)
    worth += 1
    np.divide(of.tables.explained[block], worth, out=worth)
    worth += of.tables.luck[block]


def _summarise(of: Position, section_id: str, by_draw: Floats) -> SectionPoints:
    if not any(of.asked[of.tables.rows_of(section_id)]):
        # Exactly nothing, where the sums above leave a trace in the sixteenth digit.
        return SectionPoints(id=section_id, points=0.0, low=0.0, high=0.0)
    low, _, high = quantiles(by_draw).tolist()
    return SectionPoints(id=section_id, points=float(by_draw.mean()), low=low, high=high)
