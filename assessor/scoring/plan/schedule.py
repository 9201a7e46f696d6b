"""In what order the actions of a plan are done, and which of them may not be late."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assessor.scoring.plan.remedies import Remedies, Remedy

_SLACK = 1e-9


@dataclass(frozen=True)
class Slot:
    """One action in the schedule, in weeks from today."""

    remedy: Remedy
    start: float
    finish: float
    critical: bool


def schedule(remedies: Remedies, chosen: Collection[str]) -> tuple[Slot, ...]:
    """Return the actions by start: each begins as soon as what it rests on is finished.

    Whoever acts is taken to have time for it. Critical path method (Kelley and Walker 1959).
    """
    taken = sorted(
        (remedies.by_id[action_id] for action_id in chosen),
        key=lambda r: (r.finish - r.action.weeks, r.finish, r.id),
    )
    end = max((remedy.finish for remedy in taken), default=0.0)
    latest: dict[str, float] = {}
    for remedy in sorted(taken, key=lambda r: -r.finish):
        rests = [other for other in taken if remedy.id in other.directly_after]
        latest[remedy.id] = min([end, *(latest[o.id] - o.action.weeks for o in rests)])
    return tuple(
        Slot(
            remedy=remedy,
            start=remedy.finish - remedy.action.weeks,
            finish=remedy.finish,
            critical=latest[remedy.id] - remedy.finish < _SLACK,
        )
        for remedy in taken
    )
