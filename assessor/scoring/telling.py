"""What people will say, given the truth: the answers that the beliefs about them imply.

The method says what to believe after an answer. Taken at its word, it also says how often each
answer must be given: the beliefs, averaged over all answers, have to come back to what was
believed before anybody was asked. There is exactly one such frequency of answers, and with it
Bayes' rule turns the beliefs round into the chance of each answer at each true level. So no
further number has to be invented: that people say too much (S4.4) is in the trust already.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assessor.domain.assessment import Grade
from assessor.domain.questionnaire import LEVELS
from assessor.scoring.draws import Floats
from assessor.scoring.level_belief import Beliefs


def chance_of_answers(about: Beliefs, worst_first: Sequence[int], grade: Grade) -> Floats:
    """Return how probable each answer is at each true level; shape (levels, answers).

    A level that the population does not have is told as it is.
    """
    believed = np.array([about.rated[level, grade] for level in range(LEVELS)])
    population = np.array(about.not_asked)
    frequency = _frequency(believed, population, worst_first)
    together = frequency[:, np.newaxis] * believed
    chances: Floats = np.eye(LEVELS)
    there = population > 0
    chances[there] = (together.T)[there] / population[there, np.newaxis]
    return chances


def _frequency(believed: Floats, population: Floats, worst_first: Sequence[int]) -> Floats:
    """Return how often each answer is given; shape (answers,).

    From the best level down, because an answer never speaks for a better level than it names:
    at the best level only the best answer can have been given.
    """
    frequency = np.zeros(LEVELS)
    for level in reversed(worst_first):
        if population[level] > 0:
            left = population[level] - frequency @ believed[:, level]
            frequency[level] = left / believed[level, level]
    return frequency
