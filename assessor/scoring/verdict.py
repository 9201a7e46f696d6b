"""Go, go if, or not yet: the range against the risk that the client accepts."""

from __future__ import annotations

from collections.abc import Collection

from assessor.domain.risk import Verdict
from assessor.scoring.model import Position
from assessor.scoring.plan.catalogue import bundled_actions
from assessor.scoring.plan.gauge import Gauge
from assessor.scoring.plan.remedies import remedies
from assessor.scoring.plan.within_reach import way_out

ENOUGH = 0.5
"""Share of the total swing that must have been asked before there is a headline."""


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


def verdict(
    of: Position, limit: float, *, headline: bool, without: Collection[str] = ()
) -> tuple[Verdict, tuple[str, ...]]:
    """Return the verdict and, for go if, the questions that have to be mended first.

    Go if means that a plan exists: actions within the belief set's reach that bring the upper end
    under the limit. ``without`` are the actions that the client has ruled out: a plan that nobody
    will carry out is none.
    """
    if not headline:
        return Verdict.NOT_YET, ()
    if of.risk.high < limit:
        return Verdict.GO, ()
    conditions = _conditions(of, limit, without)
    return (Verdict.GO_IF if conditions else Verdict.NOT_YET), conditions


def _conditions(of: Position, limit: float, without: Collection[str]) -> tuple[str, ...]:
    """Return the questions that some plan mends, strongest first; empty when there is no plan."""
    gauge = Gauge(remedies(of, bundled_actions().in_order, without), limit)
    rows = gauge.remedies.rows(way_out(gauge) or ())
    ids = of.tables.question_ids
    return tuple(ids[row] for row in sorted(rows, key=lambda row: (-of.tables.reach[row], row)))
