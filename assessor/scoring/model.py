"""From beliefs about levels to the probability of not taking off.

For each draw: z = base + sum over questions of weight * (shape[level] - average shape), and
p = luck + (1 - 2 luck) / (1 + exp(-z)). Weights of evidence added on the log-odds scale: Good
(1950); Spiegelhalter and Knill-Jones (1984).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from assessor.domain.assessment import Answer
from assessor.domain.risk import Risk
from assessor.domain.standing import State, state
from assessor.scoring.draws import Floats
from assessor.scoring.level_belief import Theta
from assessor.scoring.rescue import remaining, rescued_rows, rescuing_rows
from assessor.scoring.tables import Tables

NARROWEST = 0.06
"""No range is narrower: nobody knows a project's risk to better than six points."""

RANGE = (0.1, 0.5, 0.9)
"""The quantiles that are shown: the ends of the 80 % range and the median."""


@dataclass(frozen=True)
class Position:
    """One set of answers as the model sees it, draw by draw."""

    tables: Tables
    thetas: tuple[Theta | None, ...]
    """The belief about each question; None where it does not apply."""
    asked: tuple[bool, ...]
    """Which questions have been asked, those that nobody could answer included."""

    @cached_property
    def applies(self) -> NDArray[np.bool_]:
        """Return which questions are in the sum; shape (questions,)."""
        return np.array([theta is not None for theta in self.thetas])

    @cached_property
    def remains(self) -> Floats:
        """Return which part of the rescued section's risk remains; shape (draws,)."""
        return remaining(self.tables, self.thetas)

    @cached_property
    def section_sums(self) -> Mapping[str, Floats]:
        """Return what each section adds to the log-odds, the rescue included; (draws,) each."""
        rescue = self.tables.beliefs.rescue
        return {
            section_id: self.rescued_sum(self.remains)
            if rescue and section_id == rescue.section
            else self._section_sum(section_id, lambda row: row)
            for section_id in self.tables.section_ids
        }

    def rescued_sum(self, remains: Floats) -> Floats:
        """Return what the rescued section adds when this part of its risk remains; (draws,)."""
        lowering, raising = self._rescued
        added: Floats = lowering + raising * remains
        return added

    @cached_property
    def _rescued(self) -> tuple[Floats, Floats]:
        rescue = self.tables.beliefs.rescue
        section_id = rescue.section if rescue else ""
        lowering = self._section_sum(section_id, lambda row: np.minimum(row, 0), "lowering")
        return lowering, self._section_sum(section_id, lambda row: np.maximum(row, 0), "raising")

    @cached_property
    def log_odds(self) -> Floats:
        """Return z in each draw; shape (draws,)."""
        return self._sum((self.tables.base, *self.section_sums.values()))

    @cached_property
    def chances(self) -> Floats:
        """Return the probability of not taking off in each draw; shape (draws,)."""
        return chances(self.tables, self.log_odds)

    @cached_property
    def risk(self) -> Risk:
        """Return mean, median and range."""
        return summarise(self.chances)

    @cached_property
    def if_proven_best(self) -> Floats:
        """Return the mean risk if one question were proven at its best; shape (questions,)."""
        odds = np.exp(-self.log_odds)
        here = np.reciprocal(1 + odds)
        # One piece of memory for all questions, which stays in the processor's cache.
        there = np.empty_like(odds)
        means = np.full(len(self.thetas), self.risk.mean)
        for row, theta in enumerate(self.thetas):
            if row in rescuing_rows(self.tables) and theta is not None:
                means[row] = self.proven_best([row]).chances.mean()
            elif theta is not None:
                np.multiply(odds, self._proven_factor(row, theta), out=there)
                there += 1
                np.reciprocal(there, out=there)
                # What does not change the risk changes it by exactly nothing.
                means[row] -= np.subtract(here, there, out=there) @ self.tables.explained_share
        return means

    def _proven_factor(self, row: int, theta: Theta) -> Floats:
        """Return by what exp(-z) is multiplied when a question is proven at its best; (draws,)."""
        tables, rescued = self.tables, rescued_rows(self.tables)
        is_rescued = rescued.start <= row < rescued.stop
        rescuing = tuple(self.thetas[r] for r in rescuing_rows(tables)) if is_rescued else ()

        def compute() -> Floats:
            now, then = (tables.contributions(row, about) for about in (theta, tables.best[row]))
            if is_rescued:
                now, then = (np.where(a > 0, a * self.remains, a) for a in (now, then))
            factor: Floats = np.exp(now - then)
            return factor

        return tables.memory.recall(("proven", row, theta, rescuing), compute)

    @cached_property
    def before(self) -> Self:
        """Return the position before anything was asked about the questions that apply."""
        thetas = tuple(
            None if theta is None else about.not_asked
            for theta, about in zip(self.thetas, self.tables.about, strict=True)
        )
        return type(self)(self.tables, thetas, tuple(theta is None for theta in thetas))

    def proven_best(self, rows: Collection[int]) -> Self:
        """Return the position after some questions have been proven at their best level."""
        thetas = tuple(
            self.tables.best[row] if row in rows else theta for row, theta in enumerate(self.thetas)
        )
        asked = tuple(was or row in rows for row, was in enumerate(self.asked))
        return type(self)(self.tables, thetas, asked)

    def _section_sum(
        self, section_id: str, part: Callable[[Floats], Floats], name: str = "all"
    ) -> Floats:
        rows = self.tables.rows_of(section_id)
        thetas = self.thetas[rows]
        return self.tables.memory.recall(
            (section_id, name, thetas),
            lambda: self._sum(
                part(self.tables.contributions(row, theta))
                for row, theta in enumerate(thetas, start=rows.start)
                if theta is not None
            ),
        )

    def _sum(self, rows: Iterable[Floats]) -> Floats:
        # Row by row, because a row stays in the processor's cache and a stack of them does not.
        total = np.zeros(self.tables.draws)
        for row in rows:
            total += row
        return total


def position(
    tables: Tables, answers: Mapping[str, Sequence[Answer]], *, as_stated: bool = False
) -> Position:
    """Return the position that these answers make; trust is complete when taken as stated."""
    given = [answers.get(question_id, ()) for question_id in tables.question_ids]
    thetas = tuple(
        about.of(some, as_stated=as_stated) for some, about in zip(given, tables.about, strict=True)
    )
    asked = tuple(state(some) is not State.NOT_ASKED for some in given)
    return Position(tables, thetas, asked)


def chances(tables: Tables, log_odds: Floats) -> Floats:
    """Return probabilities for log-odds of shape (..., draws): luck can always go either way."""
    p: Floats = tables.luck + tables.explained / (1 + np.exp(-log_odds))
    return p


def quantiles(values: Floats) -> Floats:
    """Return the quantiles of RANGE along the last axis; shape (3, ...).

    Interpolated as numpy does by default, in half of its time.
    """
    last = values.shape[-1] - 1
    places = [share * last for share in RANGE]
    pairs = [(int(place), min(int(place) + 1, last)) for place in places]
    ordered = np.partition(values, sorted({place for pair in pairs for place in pair}), axis=-1)
    return np.stack(
        [
            ordered[..., below] + (ordered[..., above] - ordered[..., below]) * (place - below)
            for place, (below, above) in zip(places, pairs, strict=True)
        ]
    )


def is_surely_over(p: Floats, limit: float) -> bool:
    """Return whether ``summarise`` would put the upper end at ``limit`` or above; never wrongly.

    The upper end is at least the draw just below its place in their order.
    """
    below = int(RANGE[-1] * (p.shape[-1] - 1))
    return bool(np.count_nonzero(p < limit) <= below)


def summarise(p: Floats) -> Risk:
    """Return mean, median and a range of at least six points for probabilities of all draws."""
    low, median, high = quantiles(p).tolist()
    middle = (low + high) / 2
    # Moving the whole range back inside 0..1 keeps its width.
    low = min(max(min(low, middle - NARROWEST / 2), 0), 1 - NARROWEST)
    high = max(min(max(high, middle + NARROWEST / 2), 1), NARROWEST)
    return Risk(mean=float(p.mean()), median=median, low=low, high=high)
