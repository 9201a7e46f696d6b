"""What to ask next: how much an answer is expected to teach, and how long it takes.

The value of an enquiry is the expected fall of the variance of the risk (preposterior analysis:
Raiffa and Schlaifer 1961). Knowing a true level for certain would take away the variance of the
conditional means; an answer takes away the part of it that its evidence can be trusted with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from assessor.domain.assessment import Answer, Assessment, Grade
from assessor.domain.enquiry import Enquiry
from assessor.domain.questionnaire import LEVELS, Questionnaire
from assessor.domain.standing import differ, rated, state
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.draws import Floats
from assessor.scoring.effort import times_between
from assessor.scoring.forecast import DRAWS
from assessor.scoring.known_level import risk_by_level
from assessor.scoring.model import Position, position
from assessor.scoring.reference_class import anchored
from assessor.scoring.tables import tables_for


def ranked(
    assessment: Assessment, questionnaire: Questionnaire, beliefs: BeliefSet, draws: int = DRAWS
) -> tuple[Enquiry, ...]:
    """Return everything that can still be found out, the most valuable minute first.

    A question stands here once for each grade of evidence that is better than what there is.
    """
    tables = tables_for(questionnaire, anchored(beliefs, assessment.project), draws)
    of = position(tables, assessment.answers)
    found = list(_enquiries(of, assessment, questionnaire))
    return tuple(sorted(found, key=lambda e: (-e.per_minute, e.question, e.minutes)))


def best_by_question(enquiries: Iterable[Enquiry]) -> tuple[Enquiry, ...]:
    """Return of each question only the first enquiry, in the same order."""
    first: dict[str, Enquiry] = {}
    for enquiry in enquiries:
        first.setdefault(enquiry.question, enquiry)
    return tuple(first.values())


def certain_value(of: Position) -> Floats:
    """Return what knowing each true level for certain would teach; shape (questions,).

    It is the variance of the conditional mean: the question's first-order index of sensitivity,
    not divided by the variance of the risk.
    """
    risks, thetas = risk_by_level(of), beliefs_now(of)
    mean = (thetas * risks).sum(axis=1, keepdims=True)
    return (thetas * (risks - mean) ** 2).sum(axis=1)  # type: ignore[no-any-return]


def answer_value(of: Position) -> Floats:
    """Return what an answer of each grade is expected to teach; shape (grades, questions)."""
    risks, thetas = risk_by_level(of), beliefs_now(of)
    centred = risks - (thetas * risks).sum(axis=1, keepdims=True)
    together = thetas[:, :, np.newaxis] * of.tables.told
    chance = together.sum(axis=2)
    moved = (together * centred[:, :, np.newaxis]).sum(axis=2)
    # An answer that cannot come teaches nothing.
    squared = np.divide(moved**2, chance, out=np.zeros_like(chance), where=chance > 0)
    return squared.sum(axis=2)  # type: ignore[no-any-return]


def beliefs_now(of: Position) -> Floats:
    """Return the belief about each question, nothing where it does not apply; (questions, 5)."""
    return np.array([theta or (0.0,) * LEVELS for theta in of.thetas])


def _enquiries(
    of: Position, assessment: Assessment, questionnaire: Questionnaire
) -> Iterator[Enquiry]:
    values = answer_value(of).tolist()
    for row in np.flatnonzero(of.applies).tolist():
        question = questionnaire.by_id[of.tables.question_ids[row]]
        given = assessment.answers_to(question.id)
        standing, known = state(given), weakest_grade(given)
        for rank, grade in _open(given, known):
            yield Enquiry(
                question=question.id,
                state=standing,
                known=known,
                grade=grade,
                value=values[rank][row],
                minutes=question.minutes * times_between(known, grade),
                roles=question.roles,
            )


def weakest_grade(answers: Iterable[Answer]) -> Grade | None:
    """Return the weakest evidence behind a level, None when nobody has named one."""
    grades = {judgement.grade for judgement in rated(answers)}
    return next((grade for grade in Grade if grade in grades), None)


def _open(answers: tuple[Answer, ...], known: Grade | None) -> Iterator[tuple[int, Grade]]:
    """Return the grades that would teach something, with their ranks.

    Those are the better ones and, where people differ, the same one again from all together.
    """
    last = -1 if known is None else known.rank - differ(answers)
    return ((rank, grade) for rank, grade in enumerate(Grade) if rank > last)
