"""Measures sets of actions by the full model, fast enough to try hundreds of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from math import log

import numpy as np

from assessor.domain.risk import Risk
from assessor.scoring.draws import Floats
from assessor.scoring.level_belief import Theta
from assessor.scoring.model import chances, is_surely_over, summarise
from assessor.scoring.plan.remedies import Remedies
from assessor.scoring.rescue import remaining, rescued_rows, rescuing_rows

Changes = dict[int, Theta]
"""New beliefs by row of the question."""

_ROUNDING = 1e-12
"""A plan must be under the limit by more than this, so that rounding cannot lift it over."""


@dataclass(frozen=True)
class Gauge:
    """The model around one position: only what an action changes is computed anew."""

    remedies: Remedies
    limit: float
    _known: dict[frozenset[tuple[int, Theta]], Risk] = field(default_factory=dict, repr=False)
    _over: set[frozenset[tuple[int, Theta]]] = field(default_factory=set, repr=False)
    """Changes that do not suffice, of which no more was asked."""
    _steps: dict[tuple[int, Theta], tuple[Floats, Floats]] = field(default_factory=dict, repr=False)
    """What new beliefs add to the log-odds: many sets of actions have them in common."""

    @property
    def reach(self) -> int:
        """Return how many questions a plan may mend, by the belief set."""
        return self.remedies.here.tables.beliefs.plan_reach.questions

    def suffices(self, chosen: Iterable[str]) -> bool:
        """Return whether these actions bring the upper end under the limit."""
        changes = self.remedies.thetas(chosen)
        key = frozenset(changes.items())
        if key in self._over:
            return False
        if key not in self._known:
            values = self.chances_with(changes)
            # Most sets that are tried fall far short, and counting takes a tenth of sorting.
            if is_surely_over(values, self.limit - _ROUNDING):
                self._over.add(key)
                return False
            self._known[key] = summarise(values)
        return self.is_under(self._known[key])

    def is_under(self, risk: Risk) -> bool:
        """Return whether the upper end of a risk is under the limit."""
        return risk.high < self.limit - _ROUNDING

    def risk(self, chosen: Iterable[str]) -> Risk:
        """Return the risk after these actions; equal to the full model's but for rounding."""
        return self.risk_with(self.remedies.thetas(chosen))

    def risk_with(self, changes: Changes) -> Risk:
        """Return the risk under new beliefs about some questions."""
        key = frozenset(changes.items())
        if key not in self._known:
            self._known[key] = summarise(self.chances_with(changes))
        return self._known[key]

    def excess(self, changes: Changes) -> float:
        """Return by how much the upper end exceeds the limit, in log-odds."""
        high = self.risk_with(changes).high
        return log(high / (1 - high)) - log(self.limit / (1 - self.limit))

    def excess_after(self, chosen: Iterable[str]) -> float:
        """Return by how much the upper end still exceeds the limit, in log-odds."""
        return self.excess(self.remedies.thetas(chosen))

    def chances(self, chosen: Iterable[str]) -> Floats:
        """Return the probability of not taking off after these actions; shape (draws,)."""
        return self.chances_with(self.remedies.thetas(chosen))

    def chances_with(self, changes: Changes) -> Floats:
        """Return the probability of not taking off under new beliefs; shape (draws,)."""
        here = self.remedies.here
        plain, lowering, raising = (part.copy() for part in self._parts)
        rescued = rescued_rows(here.tables)
        for row, theta in changes.items():
            step, raised = self._step(row, theta)
            if rescued.start <= row < rescued.stop:
                lowering += step
                raising += raised
            else:
                plain += step
        plain += lowering
        raising *= self._remaining(changes)
        plain += raising
        return chances(here.tables, plain)

    def _step(self, row: int, theta: Theta) -> tuple[Floats, Floats]:
        """Return what a new belief adds to the log-odds: lowering and raising apart if rescued."""
        if (row, theta) not in self._steps:
            here = self.remedies.here
            rescued = rescued_rows(here.tables)
            new, old = self._row(row, theta), self._row(row, here.thetas[row])
            if rescued.start <= row < rescued.stop:
                lowered = np.minimum(new, 0) - np.minimum(old, 0)
                step = lowered, np.maximum(new, 0) - np.maximum(old, 0)
            else:
                step = new - old, np.zeros(0)
            self._steps[row, theta] = step
        return self._steps[row, theta]

    @cached_property
    def _parts(self) -> tuple[Floats, Floats, Floats]:
        """Return log-odds without the rescued section, and its lowering and raising part."""
        here = self.remedies.here
        rescued = rescued_rows(here.tables)
        lowering, raising = np.zeros(here.tables.draws), np.zeros(here.tables.draws)
        for row in range(rescued.start, rescued.stop):
            added = self._row(row, here.thetas[row])
            lowering += np.minimum(added, 0)
            raising += np.maximum(added, 0)
        return here.log_odds - lowering - raising * here.remains, lowering, raising

    def _row(self, row: int, theta: Theta | None) -> Floats:
        tables = self.remedies.here.tables
        if theta is None:
            return np.zeros(tables.draws)
        return tables.contributions(row, theta)

    def _remaining(self, changes: Changes) -> Floats:
        here = self.remedies.here
        if not any(row in changes for row in rescuing_rows(here.tables)):
            return here.remains
        thetas = [changes.get(row, theta) for row, theta in enumerate(here.thetas)]
        return remaining(here.tables, thetas)

    def may_suffice(self, chosen: Iterable[str]) -> bool:
        """Return whether these actions, or some of them, could bring the upper end under.

        A bound that no subset can beat: more actions never raise it, while the upper end itself
        rises by a hair when an action makes an answer better on average but less certain.
        """
        return self.is_under(self.risk_with(self.remedies.at_best(chosen)))

    def cover(self, chosen: Collection[str]) -> frozenset[str]:
        """Return actions of which every sufficient plan contains at least one.

        They are all that is not in a largest set around ``chosen`` that cannot suffice; empty
        when ``chosen`` itself might.
        """
        if self.may_suffice(chosen):
            return frozenset()
        inside = set(chosen)
        waiting = [action_id for action_id in self.weakest_first if action_id not in inside]
        while waiting:
            fitting = self._longest_insufficient(inside, waiting)
            inside.update(waiting[:fitting])
            waiting = waiting[fitting + 1 :]
        return self.remedies.ids - inside

    @cached_property
    def weakest_first(self) -> list[str]:
        """Return all open actions, those that lower the log-odds least first."""
        return sorted(self.remedies.ids, key=lambda a: (self.remedies.by_id[a].gain, a))

    def _longest_insufficient(self, inside: set[str], waiting: list[str]) -> int:
        """Return how many of those waiting can be added before the set suffices, by bisection."""
        fits, breaks = 0, len(waiting) + 1
        while breaks - fits > 1:
            middle = (fits + breaks) // 2
            if self.may_suffice(self.remedies.startable(inside.union(waiting[:middle]))):
                breaks = middle
            else:
                fits = middle
        return fits
