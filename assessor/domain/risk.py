"""What the score says: probabilities with ranges, their causes and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from assessor.domain.assessment import Version
from assessor.domain.frozen import Frozen
from assessor.domain.language import Text
from assessor.domain.verdict import Verdict

__all__ = [
    "Caveat",
    "Driver",
    "Finding",
    "Forecast",
    "Probability",
    "Risk",
    "SectionPoints",
    "Severity",
    "Verdict",
]

Probability = Annotated[float, Field(ge=0, le=1)]


class Risk(Frozen):
    """The probability of not taking off: mean, median and the 80 % range, all from 0 to 1."""

    mean: Probability
    median: Probability
    low: Probability
    high: Probability


class SectionPoints(Frozen):
    """What one section adds to the base rate (+ raises the risk), in points of a hundred."""

    id: str
    points: float
    low: float
    high: float
    """The 80 % range of the points over the draws."""


class Driver(Frozen):
    """What one question adds to the risk, in points, and the risk if it were proven at best."""

    question: str
    points: float
    if_proven_best: Probability


class Severity(StrEnum):
    """How much a finding should worry the reader."""

    CRITICAL = "critical"
    SERIOUS = "serious"
    NOTABLE = "notable"


class Finding(Frozen):
    """A consistency check that fired: what was seen, why it matters and what to do."""

    id: str
    severity: Severity
    source: tuple[str, ...]
    title: Text
    sentence: Text
    matters: Text
    remedy: Text
    question_ids: tuple[str, ...]


class Caveat(Frozen):
    """A reason to trust the figure less; whoever shows the figure must show this too."""

    id: str
    values: Mapping[str, float | int | str] = Field(default_factory=dict)


class Forecast(Frozen):
    """The whole result for one assessment under one belief set."""

    risk: Risk
    """As evidenced: the headline figure."""
    as_stated: Risk
    as_evidenced: Risk
    base_rate: Risk
    coverage: Probability
    """Share of the total swing that has been asked."""
    headline: bool
    """False under half coverage: show the range and what is missing, not a single figure."""
    rated: bool = True
    """Whether anybody has stated a level; without one there is nothing that evidence could bear
    out, however much has been asked."""
    verdict: Verdict
    conditions: tuple[str, ...]
    """For go if: the question ids that a plan mends, heaviest first; empty otherwise. Its actions
    suffice, but cheaper ones may: the plan says."""
    blocked: bool = Field(default=False, exclude_if=lambda blocked: not blocked)
    """For not yet: whether a plan exists after all, but only with actions that the client has ruled
    out."""
    risk_limit: Probability
    sections: tuple[SectionPoints, ...]
    drivers: tuple[Driver, ...]
    """Every applicable question, strongest absolute effect first."""
    findings: tuple[Finding, ...]
    caveats: tuple[Caveat, ...]
    missing: tuple[str, ...]
    """Question ids that were not asked, the heaviest first."""
    beliefs: Version
    questionnaire: Version

    @property
    def optimism_gap(self) -> float:
        """Return how much worse the evidenced risk is than the stated one (probability)."""
        return self.as_evidenced.mean - self.as_stated.mean
