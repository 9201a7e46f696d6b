"""What the risk would be if the true level of one question were known for certain.

The variance of these conditional means is a question's first-order index of sensitivity (Sobol
1993). Levels of different questions are drawn independently, so the mean over all draws with one
level set is that conditional mean: the draws already there are enough, and every one of them
serves every level.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assessor.domain.questionnaire import LEVELS
from assessor.scoring.draws import Floats
from assessor.scoring.level_belief import Theta
from assessor.scoring.model import Position
from assessor.scoring.rescue import remaining, rescued_rows, rescuing_rows

_SINGLE = np.float32
"""Seven digits are plenty for an average over draws, and take half of the time."""

Singles = NDArray[np.float32]


def risk_by_level(of: Position) -> Floats:
    """Return the mean risk if a question's true level were known; shape (questions, levels).

    A question that does not apply changes nothing, whatever its level.
    """
    tables = of.tables
    others = of.log_odds.astype(_SINGLE)
    explained = tables.explained_share.astype(_SINGLE)
    certain = float(tables.luck.mean())
    means = np.full((len(of.thetas), LEVELS), of.chances.mean())
    # One piece of memory for all questions, which stays in the processor's cache.
    odds = np.empty((LEVELS, tables.draws), dtype=_SINGLE)
    for row, theta in enumerate(of.thetas):
        if theta is not None:
            _without(of, row, theta, odds)
            np.subtract(odds, others, out=odds)
            np.exp(odds, out=odds)
            odds += 1
            means[row] = certain + np.reciprocal(odds, out=odds) @ explained
    return means


def _without(of: Position, row: int, theta: Theta, moves: Singles) -> None:
    """Write what the log-odds lose when this question has each level; (levels, draws)."""
    tables = of.tables
    here = tables.contributions(row, theta)
    centred = tables.centred[row].astype(_SINGLE)[:, np.newaxis]
    np.multiply(tables.weight[row].astype(_SINGLE), -centred, out=moves)
    rescued = rescued_rows(tables)
    if rescued.start <= row < rescued.stop:
        here = np.where(here > 0, here * of.remains, here)
        for level in np.flatnonzero(tables.centred[row] > 0).tolist():
            moves[level] *= of.remains.astype(_SINGLE)
    moves += here.astype(_SINGLE)
    if row in rescuing_rows(tables):
        moves -= _rescues(of, row).astype(_SINGLE)


def _rescues(of: Position, row: int) -> Floats:
    """Return what the rescued section gains when a rescuing question has each level."""
    now = of.rescued_sum(of.remains)
    return np.stack(
        [of.rescued_sum(remaining(of.tables, _with_level(of, row, k))) - now for k in range(LEVELS)]
    )


def _with_level(of: Position, row: int, level: int) -> list[Theta | None]:
    certain = tuple(float(k == level) for k in range(LEVELS))
    return [certain if at == row else theta for at, theta in enumerate(of.thetas)]
