"""Reasons to trust a figure less, as typed values; whoever shows the figure shows them too."""

from __future__ import annotations

from assessor.domain.assessment import Assessment, Grade
from assessor.domain.risk import Caveat, Forecast
from assessor.domain.standing import rated
from assessor.scoring.model import Position
from assessor.scoring.verdict import ENOUGH, coverage

NOTABLE_DIFFERENCE = 0.05
"""Two belief sets that differ by more than this are both shown."""

FEWEST_INTERVIEWS = 3
"""Fewer people cannot show whether the key people agree."""

MOSTLY = 0.5
"""Share of the rated weight from which on answers are mostly hearsay."""


def caveats(assessment: Assessment, of: Position) -> tuple[Caveat, ...]:
    """Return every caveat that one belief set can give by itself, the gravest first."""
    found = (
        _few_answers(of),
        _mostly_said(assessment, of),
        _few_interviews(assessment),
        _no_takeoff_definition(assessment),
        _unweighted_questions(of),
    )
    return tuple(caveat for caveat in found if caveat)


def difference(shown: Forecast, other: Forecast) -> Caveat | None:
    """Return the caveat that the other belief set says something else, if it does."""
    points = abs(shown.risk.mean - other.risk.mean)
    if points <= NOTABLE_DIFFERENCE:
        return None
    return Caveat(
        id="belief_sets_differ",
        values={"shown": shown.risk.mean, "other": other.risk.mean, "other_id": other.beliefs.id},
    )


def _few_answers(of: Position) -> Caveat | None:
    share = coverage(of)
    return Caveat(id="few_answers", values={"coverage": share}) if share < ENOUGH else None


def _mostly_said(assessment: Assessment, of: Position) -> Caveat | None:
    weight = {True: 0.0, False: 0.0}
    for question_id, reach in zip(of.tables.question_ids, of.tables.reach.tolist(), strict=True):
        grades = {judgement.grade for judgement in rated(assessment.answers_to(question_id))}
        if grades:
            weight[grades == {Grade.SAID}] += reach
    total = sum(weight.values())
    share = weight[True] / total if total > 0 else 0.0
    return Caveat(id="mostly_said", values={"share": share}) if share > MOSTLY else None


def _few_interviews(assessment: Assessment) -> Caveat | None:
    people = len(assessment.project.people)
    return Caveat(id="few_interviews", values={"n": people}) if people < FEWEST_INTERVIEWS else None


def _no_takeoff_definition(assessment: Assessment) -> Caveat | None:
    complete = assessment.project.takeoff.is_complete
    return None if complete else Caveat(id="no_takeoff_definition")


def _unweighted_questions(of: Position) -> Caveat | None:
    without = sum(of.tables.beliefs.weight(question_id) is None for question_id in of.tables.row)
    return Caveat(id="unweighted_questions", values={"n": without}) if without else None
