"""Learning from outcomes: a proposal, what it would change, and whether it would have been better.

Nothing is changed here: whoever wants the proposed set must take it deliberately.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assessor.domain.frozen import Frozen
from assessor.domain.problem import InputProblem
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.recorded import Recorded
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.evaluation import Evaluation, TooFewOutcomes, evaluate
from assessor.scoring.own_set import (
    Lesson,
    contributions,
    posterior,
    propose,
    sections_of,
)

BASE_RATE = "base_rate"
SECTION_DOUBT = "section_doubt"


class Change(Frozen):
    """One figure of the belief set before and after."""

    id: str
    """BASE_RATE (mean log-odds), SECTION_DOUBT (sd), or a section's id (its swing)."""
    before: float
    after: float
    sd_before: float | None = None
    sd_after: float | None = None
    """For the base rate: how sure it is, in log-odds."""


class Calibration(Frozen):
    """What the recorded outcomes say."""

    lesson: Lesson
    proposal: BeliefSet
    changes: tuple[Change, ...]
    evaluation: Evaluation | TooFewOutcomes


def calibrate(
    cases: Sequence[Recorded], questionnaire: Questionnaire, beliefs: BeliefSet
) -> Calibration:
    """Return the proposal that starts from ``beliefs``; InputProblem when there is no outcome.

    The order of the cases does not matter.
    """
    if not cases:
        raise InputProblem(
            "There is no recorded outcome to learn from.",
            remedy="Record what became of a project with “crm-takeoff outcome”.",
        )
    in_order = sorted(cases, key=lambda case: case.assessment.id)
    assessments = [case.assessment for case in in_order]
    failed = np.array([case.failed for case in in_order])
    lesson = Lesson(outcomes=len(failed), failed=int(failed.sum()))
    learned = posterior(contributions(assessments, questionnaire, beliefs), failed, beliefs)
    proposal = propose(beliefs, learned, sections_of(questionnaire), lesson)
    return Calibration(
        lesson=lesson,
        proposal=proposal,
        changes=changes(beliefs, proposal),
        evaluation=evaluate(assessments, failed, questionnaire, beliefs),
    )


def changes(before: BeliefSet, after: BeliefSet) -> tuple[Change, ...]:
    """Return the table of what differs between two sets: base rate, sections, their doubt."""
    base = Change(
        id=BASE_RATE,
        before=before.base_rate.log_odds,
        after=after.base_rate.log_odds,
        sd_before=before.base_rate.sd,
        sd_after=after.base_rate.sd,
    )
    sections = [
        Change(id=section_id, before=section.swing, after=after.sections[section_id].swing)
        for section_id, section in before.sections.items()
    ]
    doubt = Change(id=SECTION_DOUBT, before=before.section_doubt.sd, after=after.section_doubt.sd)
    return base, *sections, doubt
