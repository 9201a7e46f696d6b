"""Why there is no plan: the answers that keep the risk up when everything has been done."""

from __future__ import annotations

from assessor.domain.plan import Action, Binding, Hindrance
from assessor.domain.risk import Risk
from assessor.scoring.plan.catalogue import ActionCatalogue
from assessor.scoring.plan.gauge import Gauge

NOTABLE = 0.005
"""Half a point of the upper end; an answer that keeps up less binds nothing."""


def farthest(gauge: Gauge) -> Risk:
    """Return the risk after every open action."""
    return gauge.risk(gauge.remedies.ids)


def binding(gauge: Gauge, catalogue: ActionCatalogue) -> tuple[Binding, ...]:
    """Return the answers that still hold the upper end up after every action, strongest first.

    An answer is strong when proving it at its best level, on top of everything, would lower the
    upper end most. What does not apply is proven in the same way: as if it did.
    """
    after = gauge.remedies.thetas(gauge.remedies.ids)
    high = gauge.risk_with(after).high
    tables = gauge.remedies.here.tables
    found = []
    for row, question_id in enumerate(tables.question_ids):
        if_best = gauge.risk_with({**after, row: tables.best[row]}).high
        if high - if_best >= NOTABLE:
            found.append(_binding(gauge, catalogue, question_id, if_best))
    return tuple(sorted(found, key=lambda one: (one.high_if_best, one.question)))


def _binding(gauge: Gauge, catalogue: ActionCatalogue, question_id: str, if_best: float) -> Binding:
    row = gauge.remedies.here.tables.row[question_id]
    open_ones = [r for r in gauge.remedies.all if r.row == row]
    best = min(open_ones, key=lambda r: (r.left, r.id)).action if open_ones else None
    reached = best or _done(gauge, catalogue, question_id)
    if gauge.remedies.here.thetas[row] is None:
        why = Hindrance.NOT_APPLICABLE
    else:
        why = Hindrance.TOO_SHORT if reached else Hindrance.NO_ACTION
    return Binding(
        question=question_id,
        why=why,
        action=best.id if best else None,
        high_if_best=if_best,
    )


def _done(gauge: Gauge, catalogue: ActionCatalogue, question_id: str) -> Action | None:
    """Return an action for the question that has nothing left to do."""
    open_or_ruled_out = gauge.remedies.ids | gauge.remedies.ruled_out
    done = (a for a in catalogue.for_question(question_id) if a.id not in open_or_ruled_out)
    return next(done, None)
