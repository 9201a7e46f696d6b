"""How good the own set would have been: each case forecast from all the others.

Leave-one-out (Stone 1974): the case that is forecast never takes part in the learning. Always
against two baselines, because a set that cannot beat them is not worth changing to: the practice's
base rate alone, learned the same way, and the set as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist

import numpy as np

from assessor.domain.assessment import Assessment
from assessor.domain.frozen import Frozen
from assessor.domain.questionnaire import Questionnaire
from assessor.scoring import draws as drawn
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.draws import Floats
from assessor.scoring.measures import SHARE, Flags, Scores, scores
from assessor.scoring.model import position
from assessor.scoring.own_set import (
    Lesson,
    contributions,
    mean_luck,
    posterior,
    practice,
    propose,
    sections_of,
)
from assessor.scoring.tables import tables_for

_DRAWS = 1024
"""A new set is drawn for every case; a quarter of the usual draws is within a point."""


class TooFewOutcomes(Frozen):
    """Nothing is said about calibration: so few outcomes would show chance, not skill."""

    outcomes: int
    needed: int


class Difference(Frozen):
    """How much lower (better) the Brier score of the own set is, and its 80 % interval.

    The interval takes the cases as independent. They are not quite, because every forecast is
    learned from nearly the same cases, so it is too narrow (Bengio and Grandvalet 2004).
    """

    mean: float
    low: float
    high: float


class Evaluation(Frozen):
    """Three forecasters on the same cases."""

    own: Scores
    base_rate: Scores
    """The practice's base rate alone; it ranks nothing, so it has no AUC."""
    unchanged: Scores
    """The set as it was."""
    over_base_rate: Difference
    over_unchanged: Difference


def evaluate(
    assessments: Sequence[Assessment],
    failed: Flags,
    questionnaire: Questionnaire,
    beliefs: BeliefSet,
) -> Evaluation | TooFewOutcomes:
    """Return the evaluation by leave-one-out, or that there are too few outcomes for one."""
    needed = practice().fewest_outcomes
    if len(assessments) < needed:
        return TooFewOutcomes(outcomes=len(assessments), needed=needed)
    added = contributions(assessments, questionnaire, beliefs)
    own, base_rate = np.empty(len(failed)), np.empty(len(failed))
    for left_out, assessment in enumerate(assessments):
        kept = np.arange(len(failed)) != left_out
        own_set = _own_set(added[kept], failed[kept], questionnaire, beliefs)
        own[left_out] = _risk(assessment, questionnaire, own_set)
        base_rate[left_out] = base_rate_alone(failed[kept], beliefs)
    unchanged = np.array([_risk(a, questionnaire, beliefs) for a in assessments])
    return Evaluation(
        own=scores(own, failed),
        # Without its own failure a case gets a lower base rate: an AUC would show that alone.
        base_rate=scores(base_rate, failed).model_copy(update={"auc": None}),
        unchanged=scores(unchanged, failed),
        over_base_rate=_difference(own, base_rate, failed),
        over_unchanged=_difference(own, unchanged, failed),
    )


def _own_set(
    added: Floats, failed: Flags, questionnaire: Questionnaire, beliefs: BeliefSet
) -> BeliefSet:
    lesson = Lesson(outcomes=len(failed), failed=int(failed.sum()))
    learned = posterior(added, failed, beliefs)
    return propose(beliefs, learned, sections_of(questionnaire), lesson)


def _risk(assessment: Assessment, questionnaire: Questionnaire, beliefs: BeliefSet) -> float:
    tables = tables_for(questionnaire, beliefs, _DRAWS)
    return float(position(tables, assessment.answers).chances.mean())


def base_rate_alone(failed: Flags, beliefs: BeliefSet) -> float:
    """Return the forecast of somebody who knows the outcomes and no answers."""
    learned = posterior(np.empty((len(failed), 0)), failed, beliefs)
    z = drawn.normal("base rate", _DRAWS, mean=float(learned.mode[0]), sd=float(learned.sd[0]))
    luck = mean_luck(beliefs.luck)
    return float((luck + (1 - 2 * luck) / (1 + np.exp(-z))).mean())


def _difference(own: Floats, other: Floats, failed: Flags) -> Difference:
    """Return the paired difference of the Brier scores with its normal interval."""
    gains = (other - failed) ** 2 - (own - failed) ** 2
    mean = float(gains.mean())
    half = NormalDist().inv_cdf((1 + SHARE) / 2) * float(gains.std(ddof=1)) / sqrt(len(gains))
    return Difference(mean=mean, low=mean - half, high=mean + half)
