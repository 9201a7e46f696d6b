"""From beliefs about levels to the probability of not taking off.

For each draw: z = base + sum over questions of weight * (shape[level] - average shape), and
p = luck + (1 - 2 luck) / (1 + exp(-z)). Weights of evidence added on the log-odds scale: Good
(1950); Spiegelhalter and Knill-Jones (1984).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    asked: NDArray[np.bool_]
    """Which questions have been asked, those that nobody could answer included."""
    added: Floats
    """What each question adds to the log-odds before any rescue; shape (questions, draws)."""
    remains: Floats
    """Which part of the rescued section's risk remains; shape (draws,)."""

    @cached_property
    def applies(self) -> NDArray[np.bool_]:
        """Return which questions are in the sum; shape (questions,)."""
        return np.array([theta is not None for theta in self.thetas])

    @cached_property
    def rescued(self) -> tuple[Floats, Floats]:
        """Return the risk-lowering and the risk-raising sum of the rescued section."""
        rows = self.added[rescued_rows(self.tables)]
        return np.minimum(rows, 0).sum(axis=0), np.maximum(rows, 0).sum(axis=0)

    @cached_property
    def log_odds(self) -> Floats:
        """Return z in each draw; shape (draws,)."""
        section = rescued_rows(self.tables)
        z: Floats = self.tables.base + self.added[: section.start].sum(axis=0)
        lowering, raising = self.rescued
        z += lowering + raising * self.remains
        z += self.added[section.stop :].sum(axis=0)
        return z

    @cached_property
    def chances(self) -> Floats:
        """Return the probability of not taking off in each draw; shape (draws,)."""
        return chances(self.tables, self.log_odds)

    @property
    def risk(self) -> Risk:
        """Return mean, median and range."""
        return summarise(self.chances)

    def proven_best(self, rows: Sequence[int]) -> Self:
        """Return the position after some questions have been proven at their best level."""
        chosen = list(rows)
        thetas, asked, added = list(self.thetas), self.asked.copy(), self.added.copy()
        for row in chosen:
            thetas[row] = self.tables.best_theta(row)
        asked[chosen] = True
        added[chosen] = self.tables.proven_best[chosen]
        moved = not set(chosen).isdisjoint(rescuing_rows(self.tables))
        remains = remaining(self.tables, thetas) if moved else self.remains
        return type(self)(self.tables, tuple(thetas), asked, added, remains)


def position(
    tables: Tables, answers: Mapping[str, Sequence[Answer]], *, as_stated: bool = False
) -> Position:
    """Return the position that these answers make; trust is complete when taken as stated."""
    given = [answers.get(question_id, ()) for question_id in tables.question_ids]
    states = [state(some) for some in given]
    thetas = tuple(
        about.of(some, as_stated=as_stated) for some, about in zip(given, tables.about, strict=True)
    )
    added = tables.not_asked.copy()
    for row, (standing, theta) in enumerate(zip(states, thetas, strict=True)):
        if theta is None:
            added[row] = 0
        elif standing is not State.NOT_ASKED:
            added[row] = tables.contributions(row, theta)
    asked = np.array([standing is not State.NOT_ASKED for standing in states])
    return Position(tables, thetas, asked, added, remaining(tables, thetas))


def nothing_asked(of: Position) -> Position:
    """Return the position before anything was asked about the questions that apply."""
    tables = of.tables
    thetas = tuple(
        None if theta is None else about.not_asked
        for theta, about in zip(of.thetas, tables.about, strict=True)
    )
    added = np.where(of.applies[:, np.newaxis], tables.not_asked, 0)
    return Position(tables, thetas, ~of.applies, added, remaining(tables, thetas))


def chances(tables: Tables, log_odds: Floats) -> Floats:
    """Return probabilities for log-odds of shape (..., draws): luck can always go either way."""
    p: Floats = tables.luck + (1 - 2 * tables.luck) / (1 + np.exp(-log_odds))
    return p


def summarise(p: Floats) -> Risk:
    """Return mean, median and a range of at least six points for probabilities of all draws."""
    low, median, high = (float(q) for q in np.quantile(p, RANGE))
    middle = (low + high) / 2
    # Moving the whole range back inside 0..1 keeps its width.
    low = min(max(min(low, middle - NARROWEST / 2), 0), 1 - NARROWEST)
    high = max(min(max(high, middle + NARROWEST / 2), 1), NARROWEST)
    return Risk(mean=float(p.mean()), median=median, low=low, high=high)
