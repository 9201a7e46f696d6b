"""What lists and statistics need of many assessments without reading each in full."""

from __future__ import annotations

from datetime import datetime

from assessor.domain.assessment import Stage
from assessor.domain.frozen import Frozen
from assessor.domain.risk import Forecast, Probability, Risk, Verdict

KEPT_DAYS = 30
"""How long a deleted assessment can be restored."""


class Summary(Frozen):
    """What a list shows of a forecast."""

    coverage: Probability
    headline: bool
    """False under half coverage: show the range only."""
    risk: Risk
    verdict: Verdict

    @classmethod
    def of(cls, forecast: Forecast) -> Summary:
        """Return the summary of a forecast."""
        return cls(
            coverage=forecast.coverage,
            headline=forecast.headline,
            risk=forecast.risk,
            verdict=forecast.verdict,
        )


UNREADABLE = Risk(mean=0.5, median=0.5, low=0, high=1)
"""Stands where stored figures cannot be read: anything is possible."""


class AssessmentRow(Frozen):
    """One line in the list of assessments."""

    id: str
    client: str
    name: str
    stage: Stage | None
    coverage: Probability
    headline: bool
    risk: Risk
    verdict: Verdict
    created: datetime
    changed: datetime
    deleted: datetime | None = None
    """When it was deleted; it can be restored for KEPT_DAYS days."""
    damaged: bool = False
    """Its figures cannot be read; they are UNREADABLE and no headline."""
