"""The same answers for a pilot team, a department, the whole company: which size to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pydantic import Field

from assessor.domain.assessment import Answer, Assessment, NotApplicable, Rated
from assessor.domain.frozen import Frozen
from assessor.domain.plan import ProjectSize, SizeChange, SizedRisk
from assessor.domain.questionnaire import Questionnaire
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.forecast import DRAWS
from assessor.scoring.model import position
from assessor.scoring.plan.catalogue import own_data
from assessor.scoring.reference_class import anchored
from assessor.scoring.tables import tables_for


class ProjectSizes(Frozen):
    """The sizes that are compared, the smallest first."""

    id: str
    version: str
    sizes: tuple[ProjectSize, ...] = Field(min_length=1)


@cache
def bundled_sizes() -> ProjectSizes:
    """Return the sizes that come with the program."""
    return ProjectSizes.model_validate(own_data("project_sizes.yaml"))


def right_size(
    assessment: Assessment,
    questionnaire: Questionnaire,
    belief_sets: Sequence[BeliefSet],
    draws: int = DRAWS,
) -> tuple[SizedRisk, ...]:
    """Return the risk at each size under each belief set, the smallest size first."""
    return tuple(
        _sized(assessment, size, questionnaire, beliefs, draws)
        for size in bundled_sizes().sizes
        for beliefs in belief_sets
    )


def at_size(assessment: Assessment, size: ProjectSize) -> Assessment:
    """Return a copy with the answers that the size itself changes."""
    project = assessment.project
    if project.users is not None and size.users_at_most is not None:
        project = project.model_copy(update={"users": min(project.users, size.users_at_most)})
    answers = dict(assessment.answers)
    for question_id, change in size.changes.items():
        answers[question_id] = changed(assessment.answers_to(question_id), change)
    return assessment.model_copy(update={"answers": answers, "project": project})


def changed(answers: tuple[Answer, ...], change: SizeChange) -> tuple[Answer, ...]:
    """Return the answers moved into the bounds of a size.

    What nobody knows, or was not asked, is then known as far as the bounds say: the end that
    binds. What does not apply still does not.
    """
    return tuple(_moved(answer, change) for answer in answers or (Answer(),))


def _moved(answer: Answer, change: SizeChange) -> Answer:
    match answer.judgement:
        case NotApplicable():
            return answer
        case Rated(level=level):
            bound = min(max(level, change.at_least), change.at_most)
            if bound == level:
                return answer
        case _:
            bound = change.at_least or change.at_most
    judgement = Rated(level=bound, grade=change.grade)
    return answer.model_copy(update={"judgement": judgement})


def _sized(
    assessment: Assessment,
    size: ProjectSize,
    questionnaire: Questionnaire,
    beliefs: BeliefSet,
    draws: int,
) -> SizedRisk:
    there = at_size(assessment, size)
    tables = tables_for(questionnaire, anchored(beliefs, assessment.project), draws)
    return SizedRisk(
        size=size,
        beliefs=beliefs.id,
        risk=position(tables, there.answers).risk,
        changed=tuple(q for q in size.changes if there.answers_to(q) != assessment.answers_to(q)),
    )
