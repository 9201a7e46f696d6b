"""Whether a plan exists at all: quick enough to be asked after every key press.

The verdict and the plan itself ask the same function, so that they never contradict each other:
there is a plan when ``way_out`` finds one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from assessor.scoring.plan.gauge import Gauge
from assessor.scoring.plan.remedies import Remedies, Remedy

Chosen = frozenset[str]
"""Ids of actions."""

EXACT = 12
"""So many actions at most are searched exactly; with more it would take too many steps."""

_FREE = 0.5
"""What an action costs that mends no further question, where another question costs 1."""


def way_out(gauge: Gauge) -> Chosen | None:
    """Return actions that bring the upper end under the limit within the belief set's reach.

    They are few, not cheap. None when all actions together do not suffice, or not the strongest
    of those that mend as many questions as a client can be expected to. That the strongest by
    closed form are not the strongest by the model is possible, but costs a point at most; where
    few actions are left it costs nothing, for all of their sets are considered.
    """
    chosen = strongest(gauge, gauge.reach)
    if gauge.suffices(chosen):
        return needed(gauge, chosen)
    found = None
    if len(gauge.remedies.all) <= EXACT:
        found = _any_within(gauge, frozenset(), gauge.remedies.ids)
    return None if found is None else needed(gauge, found)


def _any_within(gauge: Gauge, kept: Chosen, left: Chosen) -> Chosen | None:
    """Return a set within reach that suffices, with all of ``kept`` and some of ``left``, if any.

    A branch ends where nothing in it could suffice (Land and Doig 1960); both sets are startable.
    """
    remedies = gauge.remedies
    if len(remedies.rows(kept)) > gauge.reach or not gauge.may_suffice(left):
        return None
    if len(remedies.rows(left)) <= gauge.reach and gauge.suffices(left):
        return left
    open_ones = (action_id for action_id in gauge.weakest_first if action_id in left - kept)
    weakest = next(open_ones, None)
    if weakest is None:
        return None
    less = remedies.startable(left - {weakest})
    found = _any_within(gauge, kept, less) if kept <= less else None
    return found or _any_within(gauge, kept | remedies.closed({weakest}), left)


def strongest(gauge: Gauge, reach: int, avoided: Chosen = frozenset()) -> Chosen:
    """Return actions that suffice, or as many as may be: always the most gain per question.

    ``reach`` is how many questions may be mended. The gain is by closed form, so few sets need
    to be measured: the last, and by bisection the first that suffices.
    """
    sets = list(_widening(gauge.remedies, reach, avoided))
    return sets[min(bisect_left(sets, True, key=gauge.suffices), len(sets) - 1)]


def _widening(remedies: Remedies, reach: int, avoided: Chosen) -> Iterator[Chosen]:
    """Yield larger and larger sets, each with one more action and its prerequisites."""
    chosen: Chosen = frozenset()
    gained: dict[int, float] = {}
    offers = [r for r in remedies.all if not avoided & (r.after | {r.id})]
    while True:
        yield chosen
        best = _best_offer(remedies, offers, gained, reach)
        if best is None:
            return
        chosen |= best.after | {best.id}
        for row, size in remedies.gains[best.id].items():
            gained[row] = max(gained.get(row, 0.0), size)


def _best_offer(
    remedies: Remedies, offers: list[Remedy], gained: Mapping[int, float], reach: int
) -> Remedy | None:
    """Return the action that gains most per further question, with its prerequisites."""
    most, found = 0.0, None
    room = reach - len(gained)
    for remedy in offers:
        new, gain = 0, 0.0
        for row, size in remedies.gains[remedy.id].items():
            before = gained.get(row)
            new += before is None
            gain += max(0.0, size - (before or 0.0))
        if new <= room and gain / (new or _FREE) > most:
            most, found = gain / (new or _FREE), remedy
    return found


def needed(gauge: Gauge, chosen: Chosen) -> Chosen:
    """Return a set that still suffices without what turned out not to be needed, weakest first.

    Nothing of it can be left out, neither alone nor with what rests on it.
    """
    for action_id in gauge.weakest_first:
        without = gauge.remedies.startable(chosen - {action_id})
        if action_id in chosen and gauge.suffices(without):
            return needed(gauge, without)
    return chosen
