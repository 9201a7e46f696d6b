"""Finds the best set of actions that suffices: propose, measure, learn, propose again.

HiGHS proposes the best set that agrees with everything learnt so far; the full model measures
it, and something is learnt that the next proposal must heed:

* a *slope*: near the limit, log-odds are almost a sum of gains, so a sum of gains is demanded,
  read off at the last proposal (sequential linear programming; Griffith and Stewart 1961).
  A few steps lead to a plan that is hard to better.
* a *cover*: a set of actions of which every sufficient plan contains at least one. This is exact,
  but needs many steps (hitting sets; Reiter 1987).

Small choices are proven by covers alone, starting from the plan that slopes have found.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from math import inf

from assessor.scoring.plan.gauge import Gauge
from assessor.scoring.plan.programme import Aim, Programme
from assessor.scoring.plan.remedies import Remedies
from assessor.scoring.plan.within_reach import EXACT, Chosen, needed, strongest

_PROPOSALS = 8
"""For each aim."""

_SLACK = 0.015
"""Share of the needed gains by which a slope may err; in the end that much less is demanded."""

_CLOSER = 0.002
"""Log-odds; a step towards the lowest risk within reach that gains less is the last."""

_BETTER = 0.01
"""Person-days or weeks; a smaller improvement is none."""


@dataclass(frozen=True)
class Slope:
    """The model around one set of actions, straightened out."""

    at: Chosen
    excess: float
    """Log-odds by which the upper end is over the limit there."""
    gains: dict[str, float]
    """By how much each action lowers the log-odds there."""
    needed: float
    """The sum of gains that brings the upper end to the limit."""

    def demanding(self, more: float) -> Slope:
        """Return the slope with a larger sum of gains demanded."""
        return replace(self, needed=self.needed + more)


@dataclass(frozen=True)
class Apart:
    """How many actions a plan may share with some others."""

    of: Chosen
    at_most: int


@dataclass(frozen=True)
class Terms:
    """What a plan is sought for: aims in the order of their weight, and what it must avoid."""

    aims: Sequence[Aim]
    apart: Collection[Apart] = ()

    def first(self, number: int) -> Terms:
        """Return the same terms with the first aims only."""
        return Terms(self.aims[:number], self.apart)

    def rank(self, chosen: Chosen, remedies: Remedies) -> tuple[float, ...]:
        """Return what the aims come to, to be compared."""
        return tuple(aim.of(chosen, remedies) for aim in self.aims)


@dataclass
class Search:
    """One search after another around one position; what one learns, the next one knows."""

    gauge: Gauge
    reach: int
    """How many questions may be mended."""
    slopes: list[Slope] = field(default_factory=list)
    sufficient: list[Chosen] = field(default_factory=list)
    """Proposals that sufficed."""
    refuted: list[Chosen] = field(default_factory=list)
    """Proposals that did not suffice."""
    covers: list[Chosen] = field(default_factory=list)

    @property
    def exact(self) -> bool:
        """Return whether results are proven to be best."""
        return len(self.gauge.remedies.all) <= EXACT

    def best(self, terms: Terms) -> Chosen | None:
        """Return the best set by the first aim, then the second; None if there is none.

        With more than EXACT actions a better one may exist, within the error of the slopes, and
        whether there is any is decided as for the verdict.
        """
        found = self.guided(terms)
        found = self.proven(terms, found) if self.exact else found
        if found is not None:
            self.sufficient.append(found)
        return found

    def guided(self, terms: Terms) -> Chosen | None:
        """Return the best set that slopes lead to."""
        best = self._start(terms)
        if best is None:
            return None
        for place, _ in enumerate(terms.aims):
            best = self._descend(terms.first(place + 1), best)
        return needed(self.gauge, best)

    def known(self, terms: Terms) -> Chosen | None:
        """Return the best of all sets that have sufficed so far, None if none meets the terms."""
        remedies = self.gauge.remedies
        fitting = [chosen for chosen in self.sufficient if self._fits(chosen, terms)]
        return min(
            fitting,
            key=lambda chosen: (terms.rank(chosen, remedies), sorted(chosen)),
            default=None,
        )

    def is_indispensable(self, action_id: str) -> bool:
        """Return whether no set suffices without an action."""
        rest = self.gauge.remedies.startable(self.gauge.remedies.ids - {action_id})
        if not self.gauge.may_suffice(rest):
            return True
        if self.gauge.suffices(rest) and len(self.gauge.remedies.rows(rest)) <= self.reach:
            return False
        return self.any(Terms((Aim.EFFORT,), (Apart(frozenset({action_id}), 0),))) is None

    def any(self, terms: Terms) -> Chosen | None:
        """Return some set that suffices, None if there is none."""
        found = self._start(terms)
        return self.proven(terms, None) if self.exact and found is None else found

    def _start(self, terms: Terms) -> Chosen | None:
        found = self.known(terms)
        if found is None and (terms.apart or self.exact):
            return self.closest(terms.apart)
        if found is None:
            found = strongest(self.gauge, self.reach)
            self._learn(found)
        return found if self.gauge.suffices(found) else None

    def closest(self, apart: Collection[Apart] = ()) -> Chosen | None:
        """Return a set that suffices, None when even the strongest within reach does not."""
        chosen = self._strongest(apart)
        lowest = inf
        while chosen is not None:
            self._learn(chosen)
            slope = next(slope for slope in self.slopes if slope.at == chosen)
            if self.gauge.suffices(chosen):
                return chosen
            if slope.excess > lowest - _CLOSER:
                return None
            lowest = slope.excess
            chosen = self._programme(Terms((), apart)).largest(slope.gains)
        return None

    def _strongest(self, apart: Collection[Apart]) -> Chosen | None:
        if any(one.at_most for one in apart):
            # A share of others is for HiGHS to weigh; a slope to begin with is known by then.
            return self._programme(Terms((), apart)).largest(self._telling_slope().gains)
        avoided = frozenset[str]().union(*(one.of for one in apart))
        return strongest(self.gauge, self.reach, avoided)

    def _descend(self, terms: Terms, best: Chosen) -> Chosen:
        """Return the best set after some proposals; the last aim is the one to improve on."""
        margin = 0.0
        for _ in range(_PROPOSALS):
            slope = self._telling_slope()
            chosen = self._proposal(terms, best, slope.demanding(margin))
            if chosen is None:
                if margin < 0:
                    break
                # The slope may be too steep: first look for one nearby, then trust it less.
                margin = 0.0 if self._learn(best) else -_SLACK * abs(slope.needed)
                continue
            self._learn(chosen)
            if self.gauge.suffices(chosen):
                best = chosen
                continue
            best = self._mended(chosen, terms, best)
            if margin >= 0:
                margin += self.gauge.excess_after(chosen)
        return best

    def _mended(self, chosen: Chosen, terms: Terms, best: Chosen) -> Chosen:
        """Return a near miss with one more action when that suffices and is better than the best.

        What it rests on comes with the action.
        """
        remedies = self.gauge.remedies
        for action_id in remedies.by_id:
            wider = chosen | remedies.closed({action_id})
            if (
                wider != chosen
                and self._fits(wider, terms)
                and terms.rank(wider, remedies) < terms.rank(best, remedies)
                and self.gauge.suffices(wider)
            ):
                best = needed(self.gauge, wider)
        self._learn(best)
        return best

    def _fits(self, chosen: Chosen, terms: Terms) -> bool:
        within = len(self.gauge.remedies.rows(chosen)) <= self.reach
        return within and all(len(chosen & one.of) <= one.at_most for one in terms.apart)

    def _proposal(self, terms: Terms, best: Chosen, slope: Slope) -> Chosen | None:
        """Return a set that is better than the best by the last aim, no worse by the others."""
        programme = self._programme(terms)
        programme.gain(slope.gains, slope.needed)
        *kept, aim = terms.aims
        for one in kept:
            programme.keep(one, one.of(best, self.gauge.remedies))
        programme.keep(aim, aim.of(best, self.gauge.remedies) - _BETTER)
        return programme.smallest(aim)

    def _telling_slope(self) -> Slope:
        """Return the slope nearest to the limit: there the next plans will be."""
        return min(self.slopes, key=lambda slope: abs(slope.excess))

    def _learn(self, chosen: Chosen) -> bool:
        """Learn from a proposal; return whether there was anything new to learn."""
        if any(slope.at == chosen for slope in self.slopes):
            return False
        self.slopes.append(slope_at(self.gauge, chosen))
        # A cover would say more than a refuted proposal, but at several times the price.
        (self.sufficient if self.gauge.suffices(chosen) else self.refuted).append(chosen)
        return True

    def proven(self, terms: Terms, found: Chosen | None) -> Chosen | None:
        """Return the best set, proven by covers; ``found`` is one that suffices, if known."""
        programme = self._programme(terms)
        if found is not None:
            programme.keep(terms.aims[0], terms.aims[0].of(found, self.gauge.remedies))
        for aim in terms.aims:
            found = programme.smallest(aim)
            while found is not None and not self.gauge.suffices(found):
                self._refute(programme, found)
                found = programme.smallest(aim)
            if found is None:
                return None
            programme.keep(aim, aim.of(found, self.gauge.remedies))
        return found

    def _refute(self, programme: Programme, chosen: Chosen) -> None:
        """Rule out a proposal, with a cover if there is one."""
        cover = self.gauge.cover(chosen)
        if cover:
            self.covers.append(cover)
            programme.at_least_one(cover)
        else:
            self.refuted.append(chosen)
            programme.other_than(chosen)

    def _programme(self, terms: Terms) -> Programme:
        programme = Programme(self.gauge.remedies, self.reach, exact=self.exact)
        for one in terms.apart:
            programme.at_most(one.at_most, one.of)
        for chosen in self.refuted:
            programme.other_than(chosen)
        for cover in self.covers:
            programme.at_least_one(cover)
        return programme


def slope_at(gauge: Gauge, chosen: Chosen) -> Slope:
    """Return the model around a set of actions, straightened out."""
    there = gauge.remedies.thetas(chosen)
    excess = gauge.excess(there)
    bare = {row: {r: t for r, t in there.items() if r != row} for row in gauge.remedies.mended}
    at_bare = {row: gauge.excess(changes) for row, changes in bare.items()}
    gains = {
        remedy.id: at_bare[remedy.row]
        - gauge.excess({**bare[remedy.row], remedy.row: remedy.theta})
        for remedy in gauge.remedies.all
    }
    return Slope(chosen, excess, gains, excess + sum(at_bare[row] - excess for row in there))
