"""The choice of actions as a mixed-integer programme for HiGHS (Huangfu and Hall 2018).

One 0/1 column for each action; others tell which questions are mended, which roles have to act and
which dates are passed before everything is finished. HiGHS knows nothing of the model of risk:
what suffices is told to it row by row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from assessor.scoring.plan.remedies import Remedies

if TYPE_CHECKING:
    import highspy

GAP = 0.005
"""Person-days, weeks or roles: plans that differ by less are equally good."""

ROUGH = 0.004
"""The same as a share, for programmes that are no more exact than their slopes anyway."""

NODES = 2000
"""Branches that HiGHS looks at in such a programme before it hands over the best so far."""

_HALF = 0.5
_ROUNDING = 1e-6


class Aim(Enum):
    """What is to be small."""

    EFFORT = "effort"
    WEEKS = "weeks"
    ROLES = "roles"

    def of(self, chosen: Iterable[str], remedies: Remedies) -> float:
        """Return how large it is for these actions: person-days, weeks or roles."""
        taken = [remedies.by_id[action_id] for action_id in sorted(chosen)]
        if self is Aim.EFFORT:
            return sum(remedy.action.effort.likely for remedy in taken)
        if self is Aim.WEEKS:
            return max((remedy.finish for remedy in taken), default=0.0)
        return float(len({remedy.action.role for remedy in taken}))


@dataclass(frozen=True)
class _Counted:
    """How the actions for one question count.

    In a chain every action rests on the one before it: each adds to what is gained. Otherwise one
    of them at most is counted, in a column of its own.
    """

    columns: Mapping[str, int]
    """By action, the weakest first."""
    is_chain: bool
    mended: int
    """The column that tells whether the question is mended."""


def _solver() -> highspy.Highs:
    """Return a solver that is silent, exact and takes the same path every time."""
    import highspy  # noqa: PLC0415 - a quarter of a second that no other command should pay

    class Silent(highspy.Highs):
        def __init__(self) -> None:
            super().__init__()  # type: ignore[no-untyped-call]

        def enableCallbacks(self) -> None:  # noqa: N802 - its name there; it prints a greeting
            self.silent()

    solver = Silent()
    for option, value in (
        ("threads", 1),
        ("random_seed", 0),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", GAP),
        # Programmes of sixty columns end at the root; preparing for more takes half of the time.
        ("mip_allow_restart", False),
        ("mip_detect_symmetry", False),
        ("mip_heuristic_run_rins", False),
        ("mip_heuristic_run_rens", False),
        ("mip_heuristic_run_root_reduced_cost", False),
    ):
        solver.setOptionValue(option, value)
    return solver


class Programme:
    """One programme: prerequisites and the number of questions are in it from the start."""

    def __init__(self, remedies: Remedies, reach: int, *, exact: bool) -> None:
        """Build the columns; at most ``reach`` questions may be mended."""
        self._remedies = remedies
        self._place = {remedy.id: place for place, remedy in enumerate(remedies.all)}
        self._solver = _solver()
        if not exact:
            self._solver.setOptionValue("mip_rel_gap", ROUGH)
            self._solver.setOptionValue("mip_max_nodes", NODES)
        for _ in remedies.all:
            self._whole(self._column(upper=1))
        self._put_in_order()
        self._counted = [self._count(row) for row in sorted(remedies.mended)]
        self._row({row.mended: 1.0 for row in self._counted}, upper=reach)

    def _whole(self, column: int) -> None:
        import highspy  # noqa: PLC0415

        self._solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)

    def _column(self, *, upper: float) -> int:
        column = self._solver.getNumCol()
        self._solver.addVar(0.0, upper)
        return int(column)

    def _row(
        self, weights: Mapping[int, float], *, lower: float = -inf, upper: float = inf
    ) -> None:
        places = np.array(list(weights), dtype=np.int32)
        values = np.array(list(weights.values()), dtype=np.float64)
        self._solver.addRow(lower, upper, len(places), places, values)

    def _put_in_order(self) -> None:
        for remedy in self._remedies.all:
            for before in sorted(remedy.directly_after):
                self._row({self._place[before]: 1.0, self._place[remedy.id]: -1.0}, lower=0)

    def at_least_one(self, of: Collection[str]) -> None:
        """Demand at least one of these actions."""
        self._row({self._place[action_id]: 1.0 for action_id in sorted(of)}, lower=1)

    def at_most(self, number: int, of: Collection[str]) -> None:
        """Allow no more than a number of these actions."""
        self._row({self._place[action_id]: 1.0 for action_id in sorted(of)}, upper=number)

    def other_than(self, chosen: Collection[str]) -> None:
        """Demand anything but exactly these actions."""
        signs = {self._place[a]: -1.0 if a in chosen else 1.0 for a in self._place}
        self._row(signs, lower=1 - len(chosen))

    def gain(self, gains: Mapping[str, float], needed: float) -> None:
        """Demand a sum of gains; of several actions for one question only the best counts."""
        self._row(self._sum_of(gains), lower=needed)

    def _sum_of(self, gains: Mapping[str, float]) -> dict[int, float]:
        weights: dict[int, float] = {}
        for row in self._counted:
            before = 0.0
            for action_id, column in row.columns.items():
                # What rests on the action before it adds only the difference to it.
                weights[column] = max(gains[action_id] - before, 0.0)
                before += weights[column] if row.is_chain else 0.0
        return weights

    def _count(self, row: int) -> _Counted:
        rising = sorted((r for r in self._remedies.all if r.row == row), key=lambda r: -r.left)
        if all(before.id in after.after for before, after in pairwise(rising)):
            own = {remedy.id: self._place[remedy.id] for remedy in rising}
            return _Counted(own, is_chain=True, mended=own[rising[0].id])
        columns = {remedy.id: self._column(upper=1) for remedy in rising}
        for action_id, column in columns.items():
            self._row({self._place[action_id]: 1.0, column: -1.0}, lower=0)
        self._row(dict.fromkeys(columns.values(), 1.0), upper=1)
        return _Counted(columns, is_chain=False, mended=self._any_of(columns))

    def _any_of(self, action_ids: Iterable[str], *others: int) -> int:
        """Return a new column that is 1 when one of these actions or columns is."""
        column = self._column(upper=1)
        for place in (*(self._place[action_id] for action_id in action_ids), *others):
            self._row({column: 1.0, place: -1.0}, lower=0)
        return column

    def keep(self, aim: Aim, most: float) -> None:
        """Demand that a quantity is no larger than this from now on."""
        self._row(self._weights(aim), upper=most + _ROUNDING * (1 + most))

    def smallest(self, aim: Aim) -> frozenset[str] | None:
        """Return actions with the smallest effort, weeks or roles; None when nothing is left."""
        return self._cheapest(self._weights(aim))

    def largest(self, gains: Mapping[str, float]) -> frozenset[str] | None:
        """Return actions with the largest sum of gains; None when nothing is left."""
        return self._cheapest({place: -gain for place, gain in self._sum_of(gains).items()})

    def _cheapest(self, costs: Mapping[int, float]) -> frozenset[str] | None:
        import highspy  # noqa: PLC0415

        for column in range(self._solver.getNumCol()):
            self._solver.changeColCost(column, costs.get(column, 0.0))
        self._solver.run()
        # Whether it is the best is asked elsewhere; here it only has to be possible.
        if (
            self._solver.getInfo().primal_solution_status
            != highspy.SolutionStatus.kSolutionStatusFeasible
        ):
            return None
        values = self._solver.getSolution().col_value
        return frozenset(a for a, place in self._place.items() if values[place] > _HALF)

    def _weights(self, aim: Aim) -> Mapping[int, float]:
        if aim is Aim.EFFORT:
            return {self._place[r.id]: r.action.effort.likely for r in self._remedies.all}
        return self._weeks if aim is Aim.WEEKS else self._roles

    @cached_property
    def _weeks(self) -> Mapping[int, float]:
        """Return a column for each date at which an action finishes: the plan takes that long."""
        dates = sorted({remedy.finish for remedy in self._remedies.all})
        later: tuple[int, ...] = ()
        weights = {}
        for date, earlier in reversed(list(zip(dates, [0.0, *dates], strict=False))):
            ending = (r.id for r in self._remedies.all if r.finish == date)
            later = (self._any_of(ending, *later),)
            weights[later[0]] = date - earlier
        return weights

    @cached_property
    def _roles(self) -> Mapping[int, float]:
        """Return a column for each role: whether it has to act."""
        roles = sorted({remedy.action.role for remedy in self._remedies.all})
        acting = ((r.id for r in self._remedies.all if r.action.role == role) for role in roles)
        return {self._any_of(action_ids): 1.0 for action_ids in acting}
