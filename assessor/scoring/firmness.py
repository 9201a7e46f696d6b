"""The flip test: would the verdict be another if one answer were a step better or worse?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.domain.firmness import Flip, FlipTest
from assessor.domain.questionnaire import LEVELS, Questionnaire
from assessor.domain.risk import Verdict
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.forecast import DRAWS
from assessor.scoring.model import Position, position
from assessor.scoring.reference_class import anchored
from assessor.scoring.tables import tables_for
from assessor.scoring.verdict import ENOUGH, coverage, verdict


def flip_test(
    assessment: Assessment, questionnaire: Questionnaire, beliefs: BeliefSet, draws: int = DRAWS
) -> FlipTest | None:
    """Return what single moves change the verdict; None while there is no headline to change."""
    tables = tables_for(questionnaire, anchored(beliefs, assessment.project), draws)
    of = position(tables, assessment.answers)
    if coverage(of) < ENOUGH:
        return None
    here = _Here(of, assessment.project.risk_limit)
    moves = list(_moves(assessment, questionnaire))
    after = [here.after(move) for move in moves]
    flips = [
        Flip(
            question=move.question_id,
            role=move.answer.role,
            who=move.answer.who,
            now=move.now,
            moved=move.moved,
            verdict=then,
        )
        for move, then in zip(moves, after, strict=True)
        if then is not here.verdict
    ]
    return FlipTest(verdict=here.verdict, tried=len(moves), flips=tuple(flips))


@dataclass(frozen=True)
class _Move:
    """One answer and what it is moved to."""

    question_id: str
    answer: Answer
    now: Rated
    moved: Rated
    answers: tuple[Answer, ...]
    """All answers to the question after the move."""


@dataclass(frozen=True)
class _Here:
    """A position with its verdict, from which verdicts nearby follow without a new search.

    Looking for the conditions of a go-if is a hundred times the work of one score, so it is done
    only where neither the conditions found before nor a comparison of risks decides.
    """

    of: Position
    limit: float

    @cached_property
    def _found(self) -> tuple[Verdict, tuple[str, ...]]:
        return verdict(self.of, self.limit, headline=True)

    @property
    def verdict(self) -> Verdict:
        """Return the verdict before any move."""
        return self._found[0]

    @cached_property
    def _conditions(self) -> tuple[int, ...]:
        return tuple(self.of.tables.row[question_id] for question_id in self._found[1])

    def after(self, move: _Move) -> Verdict:
        """Return the verdict after a move; one that changes no belief changes no verdict."""
        tables = self.of.tables
        row = tables.row[move.question_id]
        theta = tables.about[row].of(move.answers, as_stated=False)
        thetas = (*self.of.thetas[:row], theta, *self.of.thetas[row + 1 :])
        if thetas == self.of.thetas:
            return self.verdict
        return self._at(replace(self.of, thetas=thetas))

    def _at(self, there: Position) -> Verdict:
        if there.risk.high < self.limit:
            return Verdict.GO
        if self._conditions and there.proven_best(self._conditions).risk.high < self.limit:
            return Verdict.GO_IF
        if self.verdict is Verdict.NOT_YET and there.risk.high >= self.of.risk.high:
            return Verdict.NOT_YET
        return verdict(there, self.limit, headline=True)[0]


def _moves(assessment: Assessment, questionnaire: Questionnaire) -> Iterator[_Move]:
    for question in questionnaire.questions:
        answers = assessment.answers_to(question.id)
        for place, answer in enumerate(answers):
            if isinstance(answer.judgement, Rated):
                for moved in _neighbours(answer.judgement):
                    other = answer.model_copy(update={"judgement": moved})
                    changed = (*answers[:place], other, *answers[place + 1 :])
                    yield _Move(question.id, answer, answer.judgement, moved, changed)


def _neighbours(now: Rated) -> Iterator[Rated]:
    """Return the answer one level down and up, and one grade down and up, as far as there are."""
    for level in (now.level - 1, now.level + 1):
        if 0 <= level < LEVELS:
            yield Rated(level=level, grade=now.grade)
    grades = tuple(Grade)
    for rank in (now.grade.rank - 1, now.grade.rank + 1):
        if 0 <= rank < len(grades):
            yield Rated(level=now.level, grade=grades[rank])
