"""The method's arithmetic as a sceptic would do it with a calculator: at the middle of everything.

Nothing here calls the scoring. It reads the numbers of a belief set and the answers of a file, and
a test holds what comes out against what the program says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, pi, sqrt

from assessor.domain.assessment import Answer, Rated, Unknown
from assessor.scoring.belief_set import BeliefSet

TOP = 4


@dataclass(frozen=True)
class Row:
    """One question from its answers to its part of the sum."""

    question: str
    answers: tuple[str, ...]
    theta: tuple[float, ...]
    left: float
    """What is left of the swing, on average: the shape weighted by theta."""
    centred: float
    swing: float

    @property
    def added(self) -> float:
        """Return the log-odds that the question adds."""
        return self.swing * self.centred


@dataclass(frozen=True)
class Sum:
    """The way from the base rate to a probability."""

    rows: tuple[Row, ...]
    average: float
    """The shape weighted by the population: what a question that was not asked leaves."""
    base: float
    luck: float

    @property
    def sections(self) -> Mapping[str, float]:
        """Return the log-odds of each section that has answers."""
        sums: dict[str, float] = {}
        for row in self.rows:
            section = row.question.partition(".")[0]
            sums[section] = sums.get(section, 0.0) + row.added
        return sums

    @property
    def log_odds(self) -> float:
        """Return the base rate and all sections together."""
        return self.base + sum(self.sections.values())

    @property
    def chance(self) -> float:
        """Return the probability at the middle of everything."""
        return self.with_luck(sigmoid(self.log_odds))

    def with_luck(self, chance: float) -> float:
        """Return a probability once luck has had its share, both ways."""
        return self.luck + (1 - 2 * self.luck) * chance

    def flattened(self, sd: float) -> float:
        """Return the mean over log-odds with this standard deviation (MacKay 1992, section 3)."""
        return self.with_luck(sigmoid(self.log_odds / sqrt(1 + pi * sd**2 / 8)))


def sigmoid(log_odds: float) -> float:
    """Return the probability that belongs to log-odds."""
    return 1 / (1 + exp(-log_odds))


def weighted(shares: Sequence[float], values: Sequence[float]) -> float:
    """Return the average of values by shares."""
    return sum(share * value for share, value in zip(shares, values, strict=True))


def work_out(answers: Mapping[str, Sequence[Answer]], beliefs: BeliefSet) -> Sum:
    """Return the sum for answers that name a level or say that nobody knows."""
    average = weighted(beliefs.population.levels, beliefs.shape.levels)
    rows = (_row(question, given, beliefs, average) for question, given in answers.items())
    luck = beliefs.luck.alpha / (beliefs.luck.alpha + beliefs.luck.beta)
    return Sum(tuple(rows), average, beliefs.base_rate.log_odds, luck)


def _row(question: str, given: Sequence[Answer], beliefs: BeliefSet, average: float) -> Row:
    thetas = [_theta(question, answer, beliefs) for answer in given]
    theta = tuple(sum(column) / len(thetas) for column in zip(*thetas, strict=True))
    left = weighted(theta, beliefs.shape.levels)
    section = beliefs.sections[question.partition(".")[0]]
    return Row(
        question=question,
        answers=tuple(_words(answer) for answer in given),
        theta=theta,
        left=left,
        centred=left - average,
        swing=section.swing * section.questions[question].share,
    )


def _theta(question: str, answer: Answer, beliefs: BeliefSet) -> tuple[float, ...]:
    judged, population = answer.judgement, beliefs.population.levels
    if isinstance(judged, Unknown):
        return beliefs.unknown.levels
    if not isinstance(judged, Rated):
        raise TypeError(question)
    trust = getattr(beliefs.trust.in_section(question.partition(".")[0]), judged.grade.value)
    among = sum(population[: judged.level + 1])
    rest = [
        (1 - trust) * population[level] / among if level <= judged.level else 0.0
        for level in range(TOP + 1)
    ]
    rest[judged.level] += trust
    return tuple(rest)


def _words(answer: Answer) -> str:
    judged = answer.judgement
    told = f"{judged.level} {judged.grade.value}" if isinstance(judged, Rated) else "nobody knows"
    return f"{told} ({answer.role.value})" if answer.role else told
