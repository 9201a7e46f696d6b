"""Everything that does not depend on the answers, computed once per belief set and questionnaire.

Rows are questions, ordered by id whatever their order in the questionnaire, so that sums are
always taken in the same order and come out the same to the last bit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from assessor.domain.assessment import Grade
from assessor.domain.questionnaire import LEVELS, Questionnaire
from assessor.scoring import draws as drawn
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.draws import Floats
from assessor.scoring.level_belief import Beliefs, Theta, beliefs_about
from assessor.scoring.memory import Memory
from assessor.scoring.telling import chance_of_answers

_KEPT = 4
"""Tables kept in memory; each takes about 3 MB at 4,096 draws, besides its own memory."""


@dataclass(frozen=True)
class Tables:
    """The draws of one belief set for one list of questions."""

    question_ids: tuple[str, ...]
    beliefs: BeliefSet
    draws: int
    section_ids: tuple[str, ...]
    """In the order of their rows."""
    starts: tuple[int, ...]
    """The first row of each section."""
    about: tuple[Beliefs, ...]
    """The possible beliefs about each question."""
    base: Floats
    """Log-odds before any answer; shape (draws,)."""
    luck: Floats
    """Share of outcomes that no answer explains; shape (draws,)."""
    weight: Floats
    """Swing of each question as drawn, log-odds; shape (questions, draws)."""
    centred: Floats
    """Shape of each question less its average over the population; shape (questions, levels)."""
    level_at: Floats
    """The fixed uniform number that picks a question's level; shape (questions, draws)."""
    memory: Memory = field(default_factory=Memory, repr=False)
    """What was computed for other answers and may serve again."""

    @cached_property
    def row(self) -> dict[str, int]:
        """Return the row of each question."""
        return {question_id: row for row, question_id in enumerate(self.question_ids)}

    @cached_property
    def reach(self) -> Floats:
        """Return the log-odds between each question's worst and best level; (questions,)."""
        return np.array([self.beliefs.reach(question_id) for question_id in self.question_ids])

    @cached_property
    def explained(self) -> Floats:
        """Return the share of outcomes that is left for the answers to explain; (draws,)."""
        explained: Floats = 1 - 2 * self.luck
        return explained

    @cached_property
    def explained_share(self) -> Floats:
        """Return what each draw counts for in the mean of what answers explain; (draws,)."""
        share: Floats = self.explained / self.draws
        return share

    @cached_property
    def best(self) -> tuple[Theta, ...]:
        """Return the belief about each question when it is proven at its best level."""
        best = [self.beliefs.best_level(question_id) for question_id in self.question_ids]
        return tuple(
            about.rated[level, Grade.PROVEN] for about, level in zip(self.about, best, strict=True)
        )

    @cached_property
    def told(self) -> Floats:
        """Return the chance of each answer at each true level, once for each grade.

        Shape (grades, questions, levels, answers).
        """
        worst_first = [self.beliefs.worst_first(question_id) for question_id in self.question_ids]
        return np.array(
            [
                [
                    chance_of_answers(about, order, grade)
                    for about, order in zip(self.about, worst_first, strict=True)
                ]
                for grade in Grade
            ]
        )

    def rows_of(self, section_id: str) -> slice:
        """Return the rows of a section, none when the questionnaire does not have it."""
        return self._slices.get(section_id, slice(0, 0))

    @cached_property
    def _slices(self) -> dict[str, slice]:
        ends = [*self.starts[1:], len(self.question_ids)]
        spans = zip(self.section_ids, self.starts, ends, strict=True)
        return {section_id: slice(start, end) for section_id, start, end in spans}

    def levels(self, row: int, theta: Theta) -> NDArray[np.intp]:
        """Return the true level of one question in each draw; shape (draws,)."""
        reached: NDArray[np.intp] = np.zeros(self.draws, dtype=np.intp)
        for step in accumulate(theta[: LEVELS - 1]):
            reached += self.level_at[row] >= step
        return reached

    def contributions(self, row: int, theta: Theta) -> Floats:
        """Return what one question adds to the log-odds in each draw; shape (draws,)."""
        return self.memory.recall(
            (row, theta), lambda: self.weight[row] * self.centred[row][self.levels(row, theta)]
        )


@dataclass(frozen=True)
class _Key:
    question_ids: tuple[str, ...]
    digest: str
    draws: int
    beliefs: BeliefSet = field(compare=False)


def tables_for(questionnaire: Questionnaire, beliefs: BeliefSet, draws: int) -> Tables:
    """Return the tables, from memory when they have been computed before."""
    ids = (question.id for question in questionnaire.questions)
    # The separator sorts before any letter, so that sections stay in one piece.
    ordered = tuple(sorted(ids, key=lambda question_id: question_id.split(".")))
    return _tables(_Key(ordered, beliefs.digest, draws, beliefs))


@lru_cache(maxsize=_KEPT)
def _tables(key: _Key) -> Tables:
    sections = [question_id.partition(".")[0] for question_id in key.question_ids]
    section_ids = tuple(dict.fromkeys(sections))
    base, luck = key.beliefs.base_rate, key.beliefs.luck
    return Tables(
        question_ids=key.question_ids,
        beliefs=key.beliefs,
        draws=key.draws,
        section_ids=section_ids,
        starts=tuple(sections.index(section_id) for section_id in section_ids),
        about=tuple(beliefs_about(question_id, key.beliefs) for question_id in key.question_ids),
        base=drawn.normal("base rate", key.draws, mean=base.log_odds, sd=base.sd),
        luck=drawn.beta("luck", key.draws, luck.alpha, luck.beta),
        weight=_weights(key),
        centred=_centred_shapes(key),
        level_at=np.stack([drawn.uniform(f"level {q}", key.draws) for q in key.question_ids]),
    )


def _weights(key: _Key) -> Floats:
    beliefs, n = key.beliefs, key.draws
    sections = {
        section_id: drawn.doubt(f"section {section_id}", n, beliefs.section_doubt.sd)
        for section_id in {question_id.partition(".")[0] for question_id in key.question_ids}
    }
    return np.stack(
        [
            beliefs.swing(question_id)
            * sections[question_id.partition(".")[0]]
            * drawn.doubt(f"question {question_id}", n, beliefs.question_doubt.sd)
            for question_id in key.question_ids
        ]
    )


def _centred_shapes(key: _Key) -> Floats:
    shapes = np.array([key.beliefs.shape_of(q) for q in key.question_ids], dtype=np.float64)
    average = (shapes * np.array(key.beliefs.population.levels)).sum(axis=1, keepdims=True)
    centred: Floats = shapes - average
    return centred
