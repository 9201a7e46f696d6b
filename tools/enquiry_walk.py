"""Made-up projects whose true levels are known, asked about in one order or another.

Every question is asked once and answered honestly: the true level comes out, with evidence of one
grade. The levels of a project hang together, although the method takes them to be independent, so
that the study does not only ask the method about itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import sqrt
from statistics import NormalDist

import numpy as np

from assessor.domain.assessment import Grade
from assessor.questionnaire import loader
from assessor.scoring import beliefs as sets
from assessor.scoring.draws import Floats
from assessor.scoring.enquiry import answer_value
from assessor.scoring.model import Position, position
from assessor.scoring.tables import Tables, tables_for

DRAWS = 1024
IN_COMMON = 0.3
"""How much of a project's levels is common to all of its questions."""

PER_MINUTE = "most valuable minute first"
PER_QUESTION = "most valuable question first"
READING = "the questionnaire's own order"
RANDOM = "random order"
ORDERS = (PER_MINUTE, PER_QUESTION, READING, RANDOM)


@dataclass(frozen=True)
class Setting:
    """What is the same for all projects of one table."""

    beliefs: str
    grade: Grade

    @cached_property
    def tables(self) -> Tables:
        """Return the draws."""
        return tables_for(loader.bundled(), sets.bundled(self.beliefs), DRAWS)

    @cached_property
    def minutes(self) -> Floats:
        """Return how long it takes to ask each question; shape (questions,)."""
        by_id = loader.bundled().by_id
        return np.array([by_id[question_id].minutes for question_id in self.tables.question_ids])

    @cached_property
    def reading(self) -> list[int]:
        """Return the rows of the questions in the order of the questionnaire."""
        return [self.tables.row[question.id] for question in loader.bundled().questions]


@dataclass(frozen=True)
class Walk:
    """What is known of one project after each question; the first entry is before any."""

    minutes: Floats
    """Minutes spent; shape (questions + 1,), like the other two."""
    width: Floats
    """The width of the 80 % range."""
    distance: Floats
    """How far the risk is from where it will be in the end."""


def true_levels(setting: Setting, chance: np.random.Generator) -> list[int]:
    """Return the true level of each question of one project, as the population has them."""
    count = len(setting.tables.question_ids)
    own, common = chance.standard_normal(count), chance.standard_normal()
    place = NormalDist().cdf
    shares = [place(float(sqrt(IN_COMMON) * common + sqrt(1 - IN_COMMON) * one)) for one in own]
    steps = np.cumsum(setting.tables.beliefs.population.levels)[:-1]
    return [int(level) for level in np.searchsorted(steps, shares)]


def walk(setting: Setting, levels: Sequence[int], choose: Choice) -> Walk:
    """Ask every question once, the next one by ``choose``, and return what happens."""
    of = position(setting.tables, {})
    left = list(range(len(levels)))
    spent, seen = [0.0], [of]
    while left:
        row = choose(of, left)
        left.remove(row)
        of = _told(of, row, levels[row], setting.grade)
        seen.append(of)
        spent.append(spent[-1] + float(setting.minutes[row]))
    risks = [of.risk for of in seen]
    means = np.array([risk.mean for risk in risks])
    return Walk(
        minutes=np.array(spent),
        width=np.array([risk.high - risk.low for risk in risks]),
        distance=np.abs(means - means[-1]),
    )


Choice = Callable[[Position, Sequence[int]], int]
"""Which of the rows that are left comes next."""


def choices(setting: Setting, chance: np.random.Generator) -> Mapping[str, Choice]:
    """Return the orders to compare, for one project."""
    rank = setting.grade.rank
    drawn = chance.permutation(len(setting.minutes)).tolist()

    def best(of: Position, left: Sequence[int], minutes: Floats) -> int:
        worth = answer_value(of)[rank] / minutes
        return max(left, key=lambda row: float(worth[row]))

    return {
        PER_MINUTE: lambda of, left: best(of, left, setting.minutes),
        PER_QUESTION: lambda of, left: best(of, left, np.ones_like(setting.minutes)),
        READING: lambda _, left: next(row for row in setting.reading if row in left),
        RANDOM: lambda _, left: next(row for row in drawn if row in left),
    }


def _told(of: Position, row: int, level: int, grade: Grade) -> Position:
    theta = of.tables.about[row].rated[level, grade]
    return replace(of, thetas=(*of.thetas[:row], theta, *of.thetas[row + 1 :]))


def project(setting: Setting, seed: Sequence[int]) -> dict[str, Walk]:
    """Return what happens to one made-up project in each order; the same seed, the same project."""
    chance = np.random.default_rng(seed)
    levels = true_levels(setting, chance)
    return {
        name: walk(setting, levels, choose) for name, choose in choices(setting, chance).items()
    }


def after_questions(walks: Sequence[Walk], count: int) -> tuple[float, float]:
    """Return width and distance after a number of questions, averaged over projects."""
    return (
        float(np.mean([walk.width[count] for walk in walks])),
        float(np.mean([walk.distance[count] for walk in walks])),
    )


def after_minutes(walks: Sequence[Walk], minutes: float) -> tuple[float, float]:
    """Return the same after a number of minutes; a question counts once it is done."""
    done = [int(np.searchsorted(walk.minutes, minutes + 1e-9)) - 1 for walk in walks]
    return (
        float(np.mean([walk.width[k] for walk, k in zip(walks, done, strict=True)])),
        float(np.mean([walk.distance[k] for walk, k in zip(walks, done, strict=True)])),
    )
