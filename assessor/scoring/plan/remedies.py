"""What could still be done: the actions that improve an answer, and where they lead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

from assessor.domain.plan import Action
from assessor.domain.risk import Risk
from assessor.scoring.level_belief import Theta
from assessor.scoring.model import Position

_NOTICEABLE = 1e-12
"""Share of a swing; less is a rounding error and no improvement."""


@dataclass(frozen=True)
class Remedy:
    """An action that is open, with what it does in the model."""

    action: Action
    row: int
    theta: Theta
    """The belief about its question once it is done."""
    left: float
    """The share of the question's swing that is then left, on average."""
    gain: float
    """By how much it lowers the log-odds, on average and taken by itself."""
    after: frozenset[str]
    """All open actions that must be finished first, directly or not."""
    directly_after: frozenset[str]
    """The open ones among the prerequisites that the catalogue names."""
    finish: float
    """Weeks from today at which it is finished when nothing waits needlessly."""

    @property
    def id(self) -> str:
        """Return the action's id."""
        return self.action.id


@dataclass(frozen=True)
class Remedies:
    """The open actions of one position, ordered by id."""

    here: Position
    all: tuple[Remedy, ...]
    ruled_out: frozenset[str] = frozenset()
    """Actions that would improve an answer but must not be taken, or cannot be without those."""

    @cached_property
    def by_id(self) -> Mapping[str, Remedy]:
        """Return the open actions by id."""
        return {remedy.id: remedy for remedy in self.all}

    @cached_property
    def gains(self) -> Mapping[str, Mapping[int, float]]:
        """Return, for each action with its prerequisites, the log-odds it lowers by question."""
        found: dict[str, dict[int, float]] = {}
        for remedy in self.all:
            gains: dict[int, float] = {}
            found[remedy.id] = gains
            for other in (remedy, *(self.by_id[action_id] for action_id in remedy.after)):
                gains[other.row] = max(gains.get(other.row, 0.0), other.gain)
        return found

    @property
    def ids(self) -> frozenset[str]:
        """Return the ids of all open actions."""
        return frozenset(self.by_id)

    def closed(self, chosen: Iterable[str]) -> frozenset[str]:
        """Return these actions with everything that must come before them."""
        wanted = frozenset(chosen)
        return wanted.union(*(self.by_id[action_id].after for action_id in wanted))

    def startable(self, chosen: Collection[str]) -> frozenset[str]:
        """Return those of these actions whose prerequisites are among them as well."""
        return frozenset(a for a in chosen if self.by_id[a].after.issubset(chosen))

    def thetas(self, chosen: Iterable[str]) -> dict[int, Theta]:
        """Return the changed beliefs by row: one action counts per question, the best."""
        best: dict[int, Remedy] = {}
        for remedy in sorted((self.by_id[a] for a in chosen), key=lambda r: (-r.left, r.id)):
            best[remedy.row] = remedy
        return {row: remedy.theta for row, remedy in best.items()}

    def at_best(self, chosen: Iterable[str]) -> dict[int, Theta]:
        """Return beliefs by row that none of these actions, whichever count, can better.

        In every draw the level is the best that any of them, or today's answer, would give.
        """
        together: dict[int, Theta] = {}
        for remedy in (self.by_id[action_id] for action_id in chosen):
            shape = self.here.tables.centred[remedy.row]
            known = together.get(remedy.row, self.here.thetas[remedy.row] or remedy.theta)
            better = _highest if shape[0] >= shape[-1] else _lowest
            together[remedy.row] = better(known, remedy.theta)
        return together

    def rows(self, chosen: Iterable[str]) -> frozenset[int]:
        """Return the rows of the questions that these actions mend."""
        return frozenset(self.by_id[action_id].row for action_id in chosen)

    @cached_property
    def mended(self) -> frozenset[int]:
        """Return the rows of all questions that could be mended."""
        return self.rows(self.by_id)

    def position_after(self, chosen: Iterable[str]) -> Position:
        """Return the position when these actions have been carried out."""
        changed = self.thetas(chosen)
        thetas = tuple(changed.get(row, theta) for row, theta in enumerate(self.here.thetas))
        asked = tuple(was or row in changed for row, was in enumerate(self.here.asked))
        return Position(self.here.tables, thetas, asked)

    def risk_after(self, chosen: Iterable[str]) -> Risk:
        """Return the risk when these actions have been carried out, by the full model."""
        return self.position_after(chosen).risk


def remedies(here: Position, actions: Iterable[Action], without: Collection[str] = ()) -> Remedies:
    """Return what is open at a position; ``without`` are ids of actions that are ruled out.

    ``actions`` are in an order in which they could be done.
    An action is done with, and no obstacle to others, when its answer is already as good or does
    not apply. What rests on an action that is ruled out is ruled out too.
    """
    useful = {action.id: action for action in actions if _improves(here, action)}
    found: dict[str, Remedy] = {}
    for action_id, action in useful.items():
        before = [a for a in action.after if a in useful]
        if action_id not in without and all(a in found for a in before):
            found[action_id] = _remedy(here, action, [found[a] for a in before])
    open_ones = tuple(found[action_id] for action_id in sorted(found))
    return Remedies(here, open_ones, frozenset(useful) - found.keys())


def left_of(here: Position, row: int, theta: Theta) -> float:
    """Return the share of a question's swing that is left, on average, under a belief."""
    return _mean(theta, here.tables.beliefs.shape_of(here.tables.question_ids[row]))


# Every answer asks it of every action, and for nearly all of them it is what it was before.
@lru_cache(maxsize=4_096)
def _mean(theta: Theta, values: tuple[float, ...]) -> float:
    return sum(p * value for p, value in zip(theta, values, strict=True))


def _highest(one: Theta, other: Theta) -> Theta:
    """Return the belief about the higher of two levels that the same number picks."""
    below = [min(pair) for pair in zip(accumulate(one), accumulate(other), strict=True)]
    return tuple(upper - lower for lower, upper in pairwise([0.0, *below]))


def _lowest(one: Theta, other: Theta) -> Theta:
    """Return the belief about the lower of two levels that the same number picks."""
    return _highest(one[::-1], other[::-1])[::-1]


def _improves(here: Position, action: Action) -> bool:
    row = here.tables.row.get(action.question)
    theta = None if row is None else here.thetas[row]
    if row is None or theta is None:
        return False
    gain = left_of(here, row, theta) - left_of(here, row, _reached(here, row, action))
    return gain > _NOTICEABLE


def _reached(here: Position, row: int, action: Action) -> Theta:
    return here.tables.about[row].rated[action.reaches.level, action.reaches.grade]


def _remedy(here: Position, action: Action, before: list[Remedy]) -> Remedy:
    row = here.tables.row[action.question]
    theta = _reached(here, row, action)
    return Remedy(
        action=action,
        row=row,
        theta=theta,
        left=left_of(here, row, theta),
        gain=_gain(here, row, theta),
        after=frozenset(r.id for r in before).union(*(r.after for r in before)),
        directly_after=frozenset(r.id for r in before),
        finish=action.weeks + max((r.finish for r in before), default=0.0),
    )


def _gain(here: Position, row: int, theta: Theta) -> float:
    tables, before = here.tables, here.thetas[row]
    return float(tables.beliefs.swing(tables.question_ids[row])) * (
        left_of(here, row, before or theta) - left_of(here, row, theta)
    )
