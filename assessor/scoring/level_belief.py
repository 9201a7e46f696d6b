"""From an answer to a belief about the true level: five probabilities, one per level."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from assessor.domain.assessment import Answer, Grade, NotApplicable, Rated, Unknown
from assessor.domain.questionnaire import LEVELS
from assessor.domain.standing import State, state
from assessor.scoring.belief_set import BeliefSet

Theta = tuple[float, ...]
"""The probability of each true level, 0 to 4; sums to one."""


@dataclass(frozen=True)
class Beliefs:
    """The possible beliefs about one question: the table of the method, computed once."""

    not_asked: Theta
    unknown: Theta
    rated: Mapping[tuple[int, Grade], Theta]
    stated: tuple[Theta, ...]
    """What a level would mean if everything said were true."""

    def of(self, answers: Iterable[Answer], *, as_stated: bool) -> Theta | None:
        """Return the belief after these answers; None when the question leaves the sum.

        Several answers are averaged: when people disagree, the belief is wide by itself.
        """
        given = tuple(answers)
        if state(given) is State.NOT_APPLICABLE:
            return None
        thetas = [theta for a in given if (theta := self._one(a, as_stated=as_stated))]
        return _average(thetas) if thetas else self.not_asked

    def _one(self, answer: Answer, *, as_stated: bool) -> Theta | None:
        match answer.judgement:
            case Rated(level=level, grade=grade):
                return self.stated[level] if as_stated else self.rated[level, grade]
            case Unknown():
                return self.unknown
            case NotApplicable():
                return None
        return None


def beliefs_about(question_id: str, beliefs: BeliefSet) -> Beliefs:
    """Return the table of possible beliefs about one question."""
    population = beliefs.population.levels
    worst_first = beliefs.worst_first(question_id)
    trust = beliefs.trust.in_section(question_id.partition(".")[0])
    return Beliefs(
        not_asked=population,
        unknown=_counted_from_the_worst(beliefs.unknown.levels, worst_first),
        rated={
            (level, grade): believe(level, trust.of(grade), population, worst_first)
            for level in range(LEVELS)
            for grade in Grade
        },
        stated=tuple(believe(level, 1.0, population, worst_first) for level in range(LEVELS)),
    )


def believe(
    level: int, trust: float, population: Theta, worst_first: Sequence[int] = range(LEVELS)
) -> Theta:
    """Return ``trust`` on the level and the rest on it and all worse ones, as the population has.

    Nobody admits to less than they have, so the truth is the level named or a worse one: 0..level,
    and level..4 for the rare question where less is better.
    """
    worse = worst_first[: worst_first.index(level) + 1]
    among = fsum(population[k] for k in worse)
    # Dividing by less than the smallest normal number is no longer exact, or no number at all.
    if among < sys.float_info.min:
        return tuple(float(k == level) for k in range(LEVELS))
    return tuple(
        (1 - trust) * population[k] / among * (k in worse) + trust * (k == level)
        for k in range(LEVELS)
    )


def _counted_from_the_worst(shares: Theta, worst_first: Sequence[int]) -> Theta:
    """Return the shares moved so that the first falls on the worst level.

    That nobody knows is a bad sign, for a question where less is better too.
    """
    return tuple(shares[worst_first.index(level)] for level in range(LEVELS))


def _average(thetas: list[Theta]) -> Theta:
    if len(thetas) == 1:
        return thetas[0]
    # fsum rounds once, so the order of the answers cannot show in the last bit.
    return tuple(fsum(theta[k] for theta in thetas) / len(thetas) for k in range(LEVELS))
