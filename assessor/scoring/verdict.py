"""Go, go if, or not yet: the range against the risk that the client accepts."""

from __future__ import annotations

import numpy as np

from assessor.domain.risk import Verdict
from assessor.scoring.model import Position

ENOUGH = 0.5
"""Share of the total swing that must have been asked before there is a headline."""

_CANDIDATES = 12
"""Questions among which conditions are sought; what is weak alone is not strong in company."""


def coverage(of: Position) -> float:
    """Return the share of the total swing that has been asked, 0 when nothing applies.

    *Nobody knows* counts as asked; what does not apply leaves both sides.
    """
    swings = of.tables.reach * of.applies
    total = swings.sum()
    return float((swings * of.asked).sum() / total) if total > 0 else 0.0


def missing(of: Position) -> tuple[str, ...]:
    """Return the questions that were not asked, the heaviest first, ids breaking ties."""
    swings = of.tables.reach
    ids = of.tables.question_ids
    rows = [row for row, asked in enumerate(of.asked) if not asked]
    return tuple(ids[row] for row in sorted(rows, key=lambda row: (-swings[row], ids[row])))


def verdict(of: Position, limit: float, *, headline: bool) -> tuple[Verdict, tuple[str, ...]]:
    """Return the verdict and, for go if, the questions to prove at their best level first."""
    if not headline:
        return Verdict.NOT_YET, ()
    if of.risk.high < limit:
        return Verdict.GO, ()
    conditions = _conditions(of, limit)
    return (Verdict.GO_IF if conditions else Verdict.NOT_YET), conditions


def _conditions(of: Position, limit: float) -> tuple[str, ...]:
    """Return the questions that bring the upper end under the limit, strongest first.

    Greedily: always the one whose proof lowers the risk most; empty when the reach is too short.
    """
    applicable = np.flatnonzero(of.applies).tolist()
    if of.proven_best(applicable).risk.high >= limit:
        return ()
    candidates = sorted(applicable, key=lambda row: (of.if_proven_best[row], row))[:_CANDIDATES]
    chosen: list[int] = []
    here = of
    for _ in range(min(of.tables.beliefs.plan_reach.questions, len(candidates))):
        left = [row for row in candidates if row not in chosen]
        chosen.append(min(left, key=here.proven_mean))
        here = of.proven_best(chosen)
        if here.risk.high < limit:
            return tuple(of.tables.question_ids[row] for row in _needed(of, chosen, limit))
    return ()


def _needed(of: Position, chosen: list[int], limit: float) -> list[int]:
    """Leave out what the greedy choice took along but later turned out not to need."""
    kept = chosen
    for row in chosen:
        without = [other for other in kept if other != row]
        if of.proven_best(without).risk.high < limit:
            kept = without
    return kept
