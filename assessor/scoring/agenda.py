"""Twenty minutes left: what to ask in the time there is, and who must be in the room.

Levels of different questions are independent and so the values of enquiries add up. Choosing at
most one for each question under a limit of time is then a multiple-choice knapsack, solved
exactly by dynamic programming over quarters of a minute (Kellerer, Pferschy and Pisinger 2004).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from math import ceil, floor

import numpy as np

from assessor.domain.enquiry import Agenda, Enquiry
from assessor.domain.questionnaire import Role
from assessor.scoring.enquiry import best_by_question

_PARTS = 4
"""Time is counted in quarters of a minute."""

_ROUNDING = 1e-9

_LONGEST = 24 * 60
"""Minutes; nobody asks for longer than a day at a time."""


def for_the_time(
    enquiries: Iterable[Enquiry], minutes: float, roles: Collection[Role] | None = None
) -> Agenda:
    """Return the choice with the greatest value that fits into the minutes.

    ``roles`` are in the room (None: everybody can come); a consultant always is. A question can
    be asked when one of those who can answer it is there.
    """
    everything = tuple(enquiries)
    present = set(Role) if roles is None else {*roles, Role.CONSULTANT}
    here = [enquiry for enquiry in everything if present.intersection(enquiry.roles)]
    chosen = _choose(here, min(max(minutes, 0.0), _LONGEST))
    chosen.sort(key=lambda e: (-e.per_minute, e.question))
    value = sum(enquiry.value for enquiry in chosen)
    most = sum(max(e.value for e in options) for options in _by_question(everything).values())
    answerable = {enquiry.question for enquiry in here}
    return Agenda(
        limit=minutes,
        minutes=sum(enquiry.minutes for enquiry in chosen),
        value=value,
        enquiries=tuple(chosen),
        roles=_fewest(chosen, present),
        share=min(value / most, 1.0) if most > 0 else 0.0,
        unanswerable=tuple(
            e.question for e in best_by_question(everything) if e.question not in answerable
        ),
    )


def _by_question(enquiries: Iterable[Enquiry]) -> Mapping[str, list[Enquiry]]:
    grouped: dict[str, list[Enquiry]] = {}
    for enquiry in enquiries:
        grouped.setdefault(enquiry.question, []).append(enquiry)
    return grouped


def _choose(enquiries: Iterable[Enquiry], minutes: float) -> list[Enquiry]:
    """Return the best choice; the shorter one where two are worth the same."""
    parts = floor(minutes * _PARTS + _ROUNDING)
    groups = list(_by_question(enquiries).values())
    best = np.zeros(parts + 1)
    taken = np.full((len(groups), parts + 1), -1)
    for options, choice in zip(groups, taken, strict=True):
        before = best.copy()
        for number, enquiry in enumerate(options):
            length = _length(enquiry)
            if length <= parts:
                with_it = before[: parts + 1 - length] + enquiry.value
                better = with_it > best[length:]
                best[length:][better] = with_it[better]
                choice[length:][better] = number
    return _traced(groups, taken.tolist(), int(best.argmax()))


def _traced(
    groups: Sequence[Sequence[Enquiry]], taken: Sequence[Sequence[int]], time: int
) -> list[Enquiry]:
    """Return the choice that led to the greatest value, from the last question to the first."""
    chosen = []
    for options, choice in zip(reversed(groups), reversed(taken), strict=True):
        if choice[time] >= 0:
            chosen.append(options[choice[time]])
            time -= _length(chosen[-1])
    return chosen


def _length(enquiry: Enquiry) -> int:
    return ceil(enquiry.minutes * _PARTS - _ROUNDING)


def _fewest(enquiries: Iterable[Enquiry], present: Collection[Role]) -> tuple[Role, ...]:
    """Return the fewest roles of whom one can answer each; of equally many those named first.

    Whoever is asked first in the questionnaire knows best, so the sum of places in the lists of
    roles breaks ties. Exact: with a dozen roles there are few enough sets to try them all.
    """
    asked = [tuple(role for role in e.roles if role in present) for e in enquiries]
    needed = set(asked)
    candidates = [role for role in Role if any(role in roles for roles in needed)]
    for size in range(len(candidates) + 1):
        enough = [
            some
            for some in combinations(candidates, size)
            if all(not roles or set(some).intersection(roles) for roles in needed)
        ]
        if enough:
            return min(enough, key=lambda some: _distance(some, asked))
    return ()


def _distance(some: Collection[Role], asked: Iterable[tuple[Role, ...]]) -> int:
    return sum(min(roles.index(role) for role in roles if role in some) for roles in asked)
