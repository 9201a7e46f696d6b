"""Practices whose truth is known, because it was made up: the world of the study.

Projects are answers first: levels that hang together within a project and within a section, each
known more or less well. What is really there is drawn from what the answers let one believe, the
weights are those of the belief set times the practice's own multipliers, and the outcome follows
by the formula of the forecast. So the study asks what learning does when the model's form is right
and its figures are wrong; it cannot ask what happens when the form is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.domain.questionnaire import LEVELS, Questionnaire
from assessor.questionnaire import loader
from assessor.scoring import beliefs as sets
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.draws import Floats
from assessor.scoring.evaluation import base_rate_alone
from assessor.scoring.model import position
from assessor.scoring.own_set import (
    Lesson,
    Practice,
    contributions,
    posterior,
    propose,
    sections_of,
)
from assessor.scoring.tables import Tables, tables_for

DRAWS = 1024
ASKED = 0.85
"""The share of questions that get an answer."""
TOLD = (0.14, 0.24, 0.27, 0.22, 0.13)
"""How often each level is told."""
GRADES = (0.4, 0.4, 0.2)
"""How often a level is said, shown and proven."""
PROJECT, SECTION = 0.2, 0.3
"""How much of what is told of a question is common to its project and to its section."""


@dataclass(frozen=True)
class World:
    """How far the truth of a practice lies from the belief set, as standard deviations."""

    name: str
    base: float
    """Of the base rate, in log-odds."""
    sections: float
    """Of the log of each section's multiplier."""


@dataclass(frozen=True)
class Truth:
    """What is true of one practice."""

    base: float
    weights: Floats
    """Log-odds of each question, worst minus best, before its shape; shape (questions,)."""


@dataclass(frozen=True)
class Pool:
    """Projects to draw from, and what the set as it stands says about them."""

    questionnaire: Questionnaire
    beliefs: BeliefSet
    tables: Tables
    assessments: tuple[Assessment, ...]
    thetas: Floats
    """What the answers let one believe; shape (projects, questions, levels)."""
    added: Floats
    """Section contributions; shape (projects, sections)."""
    unchanged: Floats
    """Mean and ends of the range under the set as it stands; shape (projects, 3)."""


@dataclass(frozen=True)
class Figures:
    """What came of one practice."""

    gain: float
    """How much lower, and so better, the Brier score of the own set is on fresh projects."""
    gain_over_base: float
    """The same against the practice's base rate alone."""
    covered: float
    """The share of fresh projects whose true risk lies in the own set's range."""
    covered_before: float
    """The same for the set as it stood."""


def make_pool(random: Generator, projects: int) -> Pool:
    """Return projects of the practitioner's set."""
    questionnaire, beliefs = loader.bundled(), sets.bundled("practitioner")
    tables = tables_for(questionnaire, beliefs, DRAWS)
    assessments = _assessments(random, projects, tables.question_ids)
    thetas = [position(tables, assessment.answers).thetas for assessment in assessments]
    return Pool(
        questionnaire=questionnaire,
        beliefs=beliefs,
        tables=tables,
        assessments=assessments,
        thetas=np.array(thetas, dtype=np.float64),
        added=contributions(assessments, questionnaire, beliefs, DRAWS),
        unchanged=_forecasts(assessments, tables),
    )


def _assessments(
    random: Generator, projects: int, question_ids: tuple[str, ...]
) -> tuple[Assessment, ...]:
    sections = [question_id.partition(".")[0] for question_id in question_ids]
    _, section = np.unique(sections, return_inverse=True)
    shape = (projects, len(question_ids))
    latent = (
        np.sqrt(PROJECT) * random.normal(size=(projects, 1))
        + np.sqrt(SECTION) * random.normal(size=(projects, section.max() + 1))[:, section]
        + np.sqrt(1 - PROJECT - SECTION) * random.normal(size=shape)
    )
    edges = [NormalDist().inv_cdf(float(share)) for share in np.cumsum(TOLD)[: LEVELS - 1]]
    levels = np.searchsorted(edges, latent)
    grades = random.choice(len(Grade), p=GRADES, size=shape)
    asked = random.random(shape) < ASKED
    return tuple(_assessment(question_ids, levels[k], grades[k], asked[k]) for k in range(projects))


def _assessment(
    question_ids: tuple[str, ...],
    levels: NDArray[np.intp],
    grades: NDArray[np.int64],
    asked: NDArray[np.bool_],
) -> Assessment:
    every = list(Grade)
    return Assessment(
        answers={
            question_id: (Answer(judgement=Rated(level=int(level), grade=every[grade])),)
            for question_id, level, grade, was in zip(
                question_ids, levels, grades, asked, strict=True
            )
            if was
        }
    )


def _forecasts(assessments: tuple[Assessment, ...], tables: Tables) -> Floats:
    risks = [position(tables, assessment.answers).risk for assessment in assessments]
    return np.array([(risk.mean, risk.low, risk.high) for risk in risks])


def make_truth(random: Generator, world: World, pool: Pool) -> Truth:
    """Return what is true of a practice of this world."""
    beliefs, ids = pool.beliefs, pool.tables.question_ids
    own = dict(
        zip(
            pool.tables.section_ids,
            _around_one(random, world.sections, len(pool.tables.section_ids)),
            strict=True,
        )
    )
    swings = np.array([beliefs.swing(q) * own[q.partition(".")[0]] for q in ids])
    weights: Floats = swings * _around_one(random, beliefs.question_doubt.sd, len(ids))
    return Truth(
        base=beliefs.base_rate.log_odds + world.base * float(random.normal()), weights=weights
    )


def _around_one(random: Generator, sd: float, count: int) -> Floats:
    factors: Floats = np.exp(sd * random.normal(size=count) - sd**2 / 2)
    return factors


def true_risks(random: Generator, truth: Truth, pool: Pool, chosen: NDArray[np.intp]) -> Floats:
    """Return the true risk of some projects, levels and luck drawn; shape (projects,)."""
    steps = np.cumsum(pool.thetas[chosen], axis=-1)[..., :-1]
    levels = (random.random(steps.shape[:2])[..., np.newaxis] > steps).sum(axis=-1)
    added = truth.weights * pool.tables.centred[np.arange(levels.shape[1]), levels]
    luck = random.beta(pool.beliefs.luck.alpha, pool.beliefs.luck.beta, len(chosen))
    z = truth.base + _rescued(pool, levels, added).sum(axis=1)
    risks: Floats = luck + (1 - 2 * luck) / (1 + np.exp(-z))
    return risks


def _rescued(pool: Pool, levels: NDArray[np.intp], added: Floats) -> Floats:
    """Return the contributions after attention has mended what it mends (S4.7)."""
    rescue, row = pool.beliefs.rescue, pool.tables.row
    if rescue is None:
        return added
    strength = np.array([rescue.by_level.get(level, 0.0) for level in range(LEVELS)])
    attention = levels[:, row[rescue.attention]] / (LEVELS - 1)
    remains = 1 - strength[levels[:, row[rescue.investment]]] * attention
    rows = pool.tables.rows_of(rescue.section)
    part = added[:, rows]
    added[:, rows] = np.where(part > 0, part * remains[:, np.newaxis], part)
    return added


@dataclass(frozen=True)
class Plan:
    """How a practice learns: from how many outcomes, with which priors, tried on how many."""

    outcomes: int
    fresh: int
    spread: Practice


def live(random: Generator, world: World, pool: Pool, plan: Plan) -> Figures:
    """Let one practice record outcomes, learn from them, and forecast fresh projects."""
    outcomes, fresh = plan.outcomes, plan.fresh
    truth = make_truth(random, world, pool)
    chosen = random.integers(0, len(pool.assessments), outcomes + fresh)
    past, coming = chosen[:outcomes], chosen[outcomes:]
    failed = random.random(outcomes) < true_risks(random, truth, pool, past)
    own = _forecasts(
        tuple(pool.assessments[k] for k in coming),
        tables_for(pool.questionnaire, own_set(pool, past, failed, plan.spread), DRAWS),
    )
    risks = true_risks(random, truth, pool, coming)
    score = brier(own[:, 0], risks)
    return Figures(
        gain=brier(pool.unchanged[coming, 0], risks) - score,
        gain_over_base=brier(np.full(fresh, base_rate_alone(failed, pool.beliefs)), risks) - score,
        covered=_covered(own, risks),
        covered_before=_covered(pool.unchanged[coming], risks),
    )


def own_set(
    pool: Pool, past: NDArray[np.intp], failed: NDArray[np.bool_], spread: Practice
) -> BeliefSet:
    """Return what the practice learns from its outcomes, by the program's own functions."""
    lesson = Lesson(outcomes=len(failed), failed=int(failed.sum()))
    learned = posterior(pool.added[past], failed, pool.beliefs, spread)
    return propose(pool.beliefs, learned, sections_of(pool.questionnaire), lesson)


def brier(forecast: Floats, risks: Floats) -> float:
    """Return the Brier score to be expected: what chance adds is computed, not drawn."""
    return float((risks * (1 - risks) + (forecast - risks) ** 2).mean())


def _covered(forecasts: Floats, risks: Floats) -> float:
    return float(((forecasts[:, 1] <= risks) & (risks <= forecasts[:, 2])).mean())
