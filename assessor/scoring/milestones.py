"""Freezes how an assessment stands, so that a later edition can be compared with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assessor.domain.assessment import Assessment, Milestone, MilestoneFigure
from assessor.domain.risk import Forecast


def freeze(
    assessment: Assessment,
    name: str,
    day: date,
    forecasts: Mapping[str, Forecast],
    beliefs: str,
) -> Assessment:
    """Return the assessment with one more milestone; ``forecasts`` by belief set.

    ``beliefs`` is the id of the belief set that is spoken of.
    """
    frozen = Milestone(
        name=name,
        day=day,
        project=assessment.project,
        answers=assessment.answers,
        plan=assessment.plan,
        beliefs=beliefs,
        figures={known: figure(forecast) for known, forecast in sorted(forecasts.items())},
        questionnaire=forecasts[beliefs].questionnaire,
    )
    milestones = (*assessment.milestones, frozen.sealed())
    return assessment.model_copy(update={"milestones": milestones})


def figure(forecast: Forecast) -> MilestoneFigure:
    """Return what is kept of a forecast."""
    risk = forecast.risk
    return MilestoneFigure(
        beliefs=forecast.beliefs,
        mean=risk.mean,
        low=risk.low,
        high=risk.high,
        headline=forecast.headline,
        verdict=forecast.verdict,
        conditions=forecast.conditions,
    )
