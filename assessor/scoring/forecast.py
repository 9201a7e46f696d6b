"""The whole result for one assessment: risk, verdict, causes, findings and caveats."""

from __future__ import annotations

from collections.abc import Iterable

from assessor.domain.assessment import Assessment, Version
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast, SectionPoints, Verdict
from assessor.domain.standing import rated
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.caveats import caveats, difference, unseen_sector
from assessor.scoring.drivers import drivers
from assessor.scoring.findings import find
from assessor.scoring.model import Position, position
from assessor.scoring.reference_class import anchored
from assessor.scoring.shapley import section_points
from assessor.scoring.tables import tables_for
from assessor.scoring.verdict import ENOUGH, coverage, missing, verdict

DRAWS = 4096
"""Enough that more of them change no figure by more than a point."""


def forecast(
    assessment: Assessment, questionnaire: Questionnaire, beliefs: BeliefSet, draws: int = DRAWS
) -> Forecast:
    """Return the forecast under one belief set; the same input gives the same output.

    The project may have chosen another base rate than the set's own.
    """
    tables = tables_for(questionnaire, anchored(beliefs, assessment.project), draws)
    evidenced = position(tables, assessment.answers)
    stated = position(tables, assessment.answers, as_stated=True)
    limit, covered = assessment.project.risk_limit, coverage(evidenced)
    without = assessment.plan.ruled_out
    decision, conditions = verdict(evidenced, limit, headline=covered >= ENOUGH, without=without)
    sections = section_points(evidenced)
    return Forecast(
        risk=evidenced.risk,
        as_stated=stated.risk,
        as_evidenced=evidenced.risk,
        base_rate=evidenced.before.risk,
        coverage=covered,
        headline=covered >= ENOUGH,
        rated=any(rated(assessment.answers_to(question)) for question in tables.row),
        verdict=decision,
        conditions=conditions,
        blocked=bool(without) and decision is Verdict.NOT_YET and _has_plan(evidenced, limit),
        risk_limit=limit,
        sections=_in_reading_order(sections, questionnaire),
        drivers=drivers(evidenced, sections),
        findings=find(assessment, questionnaire),
        caveats=caveats(assessment, evidenced),
        missing=missing(evidenced),
        beliefs=beliefs.edition,
        questionnaire=_edition(questionnaire),
    )


def _has_plan(of: Position, limit: float) -> bool:
    """Return whether there is a plan when nothing is ruled out."""
    decision, _ = verdict(of, limit, headline=coverage(of) >= ENOUGH)
    return decision is Verdict.GO_IF


def compared(
    assessment: Assessment,
    questionnaire: Questionnaire,
    sets: Iterable[BeliefSet],
    seen: Iterable[str] = (),
) -> dict[str, Forecast]:
    """Return the forecast under each belief set by its id; each says where the others differ.

    ``seen`` are the sectors of projects whose end is known.
    """
    found = {known.id: forecast(assessment, questionnaire, known) for known in sets}
    caveat = unseen_sector(assessment, seen)
    if caveat:
        found = {
            known: told.model_copy(update={"caveats": (*told.caveats, caveat)})
            for known, told in found.items()
        }
    for own in list(found):
        for other, beside in found.items():
            if other != own:
                found[own] = compare(found[own], beside)
    return found


def compare(shown: Forecast, other: Forecast) -> Forecast:
    """Return the forecast with the caveat that another belief set differs, where it does."""
    caveat = difference(shown, other)
    kept = tuple(
        known
        for known in shown.caveats
        if (known.id, known.values.get("other_id")) != ("belief_sets_differ", other.beliefs.id)
    )
    return shown.model_copy(update={"caveats": (caveat, *kept) if caveat else kept})


def _in_reading_order(
    points: tuple[SectionPoints, ...], questionnaire: Questionnaire
) -> tuple[SectionPoints, ...]:
    order = [section.id for section in questionnaire.sections]
    return tuple(sorted(points, key=lambda section: order.index(section.id)))


def _edition(questionnaire: Questionnaire) -> Version:
    return Version(id=questionnaire.id, version=questionnaire.version, digest=questionnaire.digest)
