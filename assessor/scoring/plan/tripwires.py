"""What to watch for each weak answer, so that a project that goes wrong is noticed early."""

from __future__ import annotations

from datetime import date, timedelta

from assessor.domain.assessment import Assessment
from assessor.domain.plan import GoIfPlan, Tripwire
from assessor.domain.questionnaire import Questionnaire
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.forecast import DRAWS
from assessor.scoring.model import Position, position
from assessor.scoring.plan.catalogue import ActionCatalogue, bundled_actions
from assessor.scoring.plan.remedies import Remedies, Remedy, left_of, remedies
from assessor.scoring.reference_class import anchored
from assessor.scoring.tables import tables_for

WEAK = 0.4
"""Share of a question's swing that is left, on average, from which on its answer is weak.

The usual shape leaves .42 at level 2, so that half-way is weak and 3 as shown is not.
"""


def tripwires(
    assessment: Assessment,
    questionnaire: Questionnaire,
    beliefs: BeliefSet,
    plan: GoIfPlan | None = None,
    catalogue: ActionCatalogue | None = None,
) -> tuple[Tripwire, ...]:
    """Return a tripwire for each weak answer that something can be done about, heaviest first.

    It watches the plan's action for the question, or else the one that is finished first. Its
    week is when that action should be finished.
    """
    tables = tables_for(questionnaire, anchored(beliefs, assessment.project), DRAWS)
    here = position(tables, assessment.answers)
    open_ones = remedies(here, (catalogue or bundled_actions()).in_order)
    planned = plan.action_ids if plan else frozenset()
    watched = {row: _watched(open_ones, row, planned) for row in open_ones.mended}
    heaviest = sorted(
        (row for row in watched if is_weak(here, row)),
        key=lambda row: (-here.tables.reach[row], here.tables.question_ids[row]),
    )
    return tuple(_tripwire(watched[row], assessment.project.day) for row in heaviest)


def is_weak(here: Position, row: int) -> bool:
    """Return whether a question has been asked and its answer is weak."""
    theta = here.thetas[row]
    shape = here.tables.beliefs.shape_of(here.tables.question_ids[row])
    room = max(shape) - min(shape)
    if theta is None or not here.asked[row] or room <= 0:
        return False
    return (left_of(here, row, theta) - min(shape)) / room >= WEAK


def _watched(open_ones: Remedies, row: int, planned: frozenset[str]) -> Remedy:
    offered = (remedy for remedy in open_ones.all if remedy.row == row)
    return min(offered, key=lambda r: (r.id not in planned, r.finish, r.id))


def _tripwire(remedy: Remedy, start: date | None) -> Tripwire:
    return Tripwire(
        question=remedy.action.question,
        action=remedy.id,
        sign=remedy.action.sign,
        threshold=remedy.action.threshold,
        week=remedy.finish,
        day=start + timedelta(weeks=remedy.finish) if start else None,
        role=remedy.action.role,
    )
