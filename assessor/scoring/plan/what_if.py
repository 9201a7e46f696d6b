"""What would be different if some answers were: before and after, section by section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessor.domain.assessment import Answer, Assessment, Rated
from assessor.domain.plan import Comparison, Effect, GoIfPlan, SectionShift
from assessor.domain.questionnaire import Questionnaire
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.forecast import DRAWS
from assessor.scoring.model import Position, position, quantiles
from assessor.scoring.reference_class import anchored
from assessor.scoring.shapley import POINTS, section_points
from assessor.scoring.tables import tables_for

Answers = Mapping[str, Sequence[Answer]]
"""All answers to some questions; an empty list means that a question has not been asked."""


def what_if(
    assessment: Assessment,
    changes: Answers,
    questionnaire: Questionnaire,
    beliefs: BeliefSet,
    draws: int = DRAWS,
) -> Comparison:
    """Return the risk as it is and as it would be; the assessment itself stays as it is."""
    tables = tables_for(questionnaire, anchored(beliefs, assessment.project), draws)
    before = position(tables, assessment.answers)
    after = position(tables, {**assessment.answers, **changes})
    pairs = zip(section_points(before), section_points(after), strict=True)
    order = [section.id for section in questionnaire.sections]
    shifts = (SectionShift(before=one, after=other) for one, other in pairs)
    return Comparison(
        before=before.risk,
        after=after.risk,
        sections=tuple(sorted(shifts, key=lambda shift: order.index(shift.id))),
        difference=difference(before, after),
        changed=tuple(q for q in changes if tuple(changes[q]) != assessment.answers_to(q)),
    )


def difference(before: Position, after: Position) -> Effect:
    """Return what the risk changes by, in points, with the range over the draws."""
    by_draw = POINTS * (after.chances - before.chances)
    low, _, high = quantiles(by_draw).tolist()
    return Effect(points=float(by_draw.mean()), low=low, high=high)


def carried_out(plan: GoIfPlan) -> Answers:
    """Return the answers after a plan: to each of its questions the best that it reaches.

    Everybody would then say the same, so one answer replaces all that were given.
    """
    best: dict[str, Rated] = {}
    for step in plan.steps:
        reached = Rated(level=step.action.reaches.level, grade=step.action.reaches.grade)
        best[step.action.question] = reached
    return {question: (Answer(judgement=reached),) for question, reached in best.items()}
