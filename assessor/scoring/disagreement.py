"""How far people differ, and how much of the range is there only because they do.

Several answers are averaged into one belief. Its part in the variance of the risk splits exactly
into what each answer by itself leaves open, on average, and how far apart the answers put the
risk (the law of total variance); the second is what disagreement adds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from statistics import fmean, pvariance

from assessor.domain.assessment import Answer, Assessment
from assessor.domain.disagreement import Disagreement, Dispute, RoleLevels, RolePair
from assessor.domain.questionnaire import Questionnaire, Role
from assessor.domain.standing import average_level, differ, rated
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.draws import Floats
from assessor.scoring.forecast import DRAWS
from assessor.scoring.known_level import risk_by_level
from assessor.scoring.model import Position, position
from assessor.scoring.reference_class import anchored
from assessor.scoring.tables import tables_for

FEWEST_SHARED = 3
"""On fewer questions two roles can differ by chance."""


def disagreement(
    assessment: Assessment, questionnaire: Questionnaire, beliefs: BeliefSet, draws: int = DRAWS
) -> Disagreement:
    """Return where several people's answers differ and what that does to the range."""
    tables = tables_for(questionnaire, anchored(beliefs, assessment.project), draws)
    of = position(tables, assessment.answers)
    disputes = _disputes(of, assessment, questionnaire)
    answered = {
        question.id: levels
        for question in questionnaire.questions
        if (levels := _by_role(assessment.answers_to(question.id)))
    }
    rows = _rows(answered)
    return Disagreement(
        disputes=disputes,
        share=min(sum(dispute.share for dispute in disputes), 1.0),
        questions=tuple(answered),
        rows=rows,
        farthest=farthest(rows),
        overall=tuple(_overall(assessment.answers_to(known)) for known in answered),
        used=tuple(average_level(assessment.answers_to(known)) for known in answered),
    )


def farthest(rows: Sequence[RoleLevels]) -> RolePair | None:
    """Return the two roles that differ most; on equal terms those with more in common."""
    pairs = [pair for one, other in combinations(rows, 2) if (pair := _pair(one, other))]
    return max(pairs, key=lambda pair: (pair.difference, pair.questions), default=None)


def _pair(one: RoleLevels, other: RoleLevels) -> RolePair | None:
    gaps = [
        abs(here - there)
        for here, there in zip(one.levels, other.levels, strict=True)
        if here is not None and there is not None
    ]
    if len(gaps) < FEWEST_SHARED or not any(gaps):
        return None
    return RolePair(one=one.role, other=other.role, questions=len(gaps), difference=fmean(gaps))


def _disputes(
    of: Position, assessment: Assessment, questionnaire: Questionnaire
) -> tuple[Dispute, ...]:
    several = [q.id for q in questionnaire.questions if differ(assessment.answers_to(q.id))]
    if not several:
        return ()
    risks, variance = risk_by_level(of), float(of.chances.var())
    found = []
    for question_id in several:
        row = of.tables.row[question_id]
        answers = assessment.answers_to(question_id)
        between = _between(of, row, risks[row], answers)
        found.append(_dispute(question_id, answers, min(between / variance, 1.0)))
    return tuple(sorted(found, key=lambda dispute: (-dispute.share, dispute.question)))


def _between(of: Position, row: int, risks: Floats, answers: Sequence[Answer]) -> float:
    """Return the variance of the risks that the answers lead to, one by one."""
    about = of.tables.about[row]
    beliefs = [about.of([answer], as_stated=False) for answer in answers if _speaks(answer)]
    means = [float(risks @ theta) for theta in beliefs if theta is not None]
    return pvariance(means) if len(means) > 1 else 0.0


def _speaks(answer: Answer) -> bool:
    return answer.judgement.kind in {"rated", "unknown"}


def _dispute(question_id: str, answers: Sequence[Answer], share: float) -> Dispute:
    levels = [judgement.level for judgement in rated(answers)]
    return Dispute(
        question=question_id,
        answers=sum(map(_speaks, answers)),
        lowest=min(levels, default=None),
        highest=max(levels, default=None),
        share=share,
        used=average_level(answers),
    )


def _rows(answered: Mapping[str, Mapping[Role, float]]) -> tuple[RoleLevels, ...]:
    spoken = {role for levels in answered.values() for role in levels}
    return tuple(
        RoleLevels(role=role, levels=tuple(levels.get(role) for levels in answered.values()))
        for role in Role
        if role in spoken
    )


def _overall(answers: Sequence[Answer]) -> float | None:
    """Return the level of the consultant's own answer, which belongs to no role."""
    return average_level(answer for answer in answers if answer.role is None)


def _by_role(answers: Sequence[Answer]) -> dict[Role, float]:
    """Return the level that each role named; the overall answer belongs to no role."""
    return {
        role: fmean(levels)
        for role in Role
        if (levels := [j.level for j in rated(a for a in answers if a.role is role)])
    }
