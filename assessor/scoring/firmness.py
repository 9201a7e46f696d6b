"""The flip test: would the verdict be another if one answer were a step better or worse?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.domain.firmness import Flip, FlipTest
from assessor.domain.questionnaire import LEVELS, Questionnaire
from assessor.domain.risk import Verdict
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.forecast import DRAWS
from assessor.scoring.level_belief import Theta
from assessor.scoring.model import Position, position
from assessor.scoring.plan.catalogue import bundled_actions
from assessor.scoring.plan.gauge import Gauge
from assessor.scoring.plan.remedies import left_of, remedies
from assessor.scoring.plan.within_reach import way_out
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
    here = _Here(of, assessment.project.risk_limit, assessment.plan.ruled_out)
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

    Looking for a plan is ten times the work of one score, so it is done only where neither the
    plan found before nor a comparison of risks decides.
    """

    of: Position
    limit: float
    without: tuple[str, ...]
    """Actions that the client has ruled out."""

    @cached_property
    def verdict(self) -> Verdict:
        """Return the verdict before any move."""
        return self._verdict(self.of)

    @cached_property
    def _planned(self) -> Mapping[int, Theta]:
        """Return the beliefs that the plan behind a go-if leads to, by row."""
        gauge = Gauge(remedies(self.of, bundled_actions().in_order, self.without), self.limit)
        return gauge.remedies.thetas(way_out(gauge) or ())

    def after(self, move: _Move) -> Verdict:
        """Return the verdict after a move; one that changes no belief changes no verdict."""
        tables = self.of.tables
        row = tables.row[move.question_id]
        theta = tables.about[row].of(move.answers, as_stated=False)
        there = _with(self.of, {row: theta})
        if there.thetas == self.of.thetas:
            return self.verdict
        if there.risk.high < self.limit:
            return Verdict.GO
        if self.verdict is Verdict.GO_IF and self._still_suffices(there):
            return Verdict.GO_IF
        if self.verdict is Verdict.NOT_YET and there.risk.high >= self.of.risk.high:
            return Verdict.NOT_YET
        return self._verdict(there)

    def _verdict(self, of: Position) -> Verdict:
        return verdict(of, self.limit, headline=True, without=self.without)[0]

    def _still_suffices(self, there: Position) -> bool:
        """Return whether the plan found before also leads out from a place nearby."""
        better = {
            row: theta
            for row, theta in self._planned.items()
            if left_of(there, row, theta) < left_of(there, row, there.thetas[row] or theta)
        }
        return _with(there, better).risk.high < self.limit


def _with(of: Position, changes: Mapping[int, Theta | None]) -> Position:
    thetas = tuple(changes.get(row, theta) for row, theta in enumerate(of.thetas))
    return replace(of, thetas=thetas)


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
