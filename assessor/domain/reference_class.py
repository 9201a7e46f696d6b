"""What the base rate rests on: published rates to choose from, or the practice's own."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from assessor.domain.frozen import Frozen
from assessor.domain.language import Text

ID_PATTERN = r"^[a-z][a-z0-9_]{0,39}$"

Rate = Annotated[float, Field(ge=0.01, le=0.99)]
"""A share of projects that did not take off; never nothing and never all, since luck remains."""


class Event(StrEnum):
    """What was counted as failing."""

    CANCELLED = "cancelled"
    """Class A: never live, cancelled, abandoned or flatly unsuccessful."""
    OBJECTIVES = "objectives"
    """Class B: objectives or return not reached; the nearest to not taking off."""
    NOT_FULLY = "not_fully"
    """Class C: not fully successful, not satisfied, or no significant effect."""


class Provenance(StrEnum):
    """How well it is known where a rate comes from."""

    STRONG = "strong"
    """What was counted and among how many is known."""
    WEAK = "weak"


class ReferenceClass(Frozen):
    """A group of projects that this one can be compared with, and how many of them failed."""

    id: str = Field(pattern=ID_PATTERN)
    title: Text
    event: Event
    definition: Text
    """What was counted as failing, in words."""
    n: int | None = Field(default=None, ge=1)
    """How many were counted; None when nobody says."""
    rate: Rate
    low: Rate
    high: Rate
    """The 80 % range for a project like this one, which is wider than the error of counting."""
    sources: tuple[Annotated[str, Field(pattern=r"^https?://\S+$")], ...] = Field(min_length=1)
    provenance: Provenance
    reason: Text
    """Why the provenance is strong or weak."""

    @model_validator(mode="after")
    def _rise(self) -> Self:
        if not self.low < self.rate < self.high:
            raise ValueError("the rate must lie within its range")
        return self


class OwnRate(Frozen):
    """A base rate that the consultant sets instead."""

    rate: Rate
    projects: int | None = Field(default=None, ge=1, le=100_000)
    """How many finished projects it was counted among; None for a judgement."""
    reason: str = Field(min_length=1, max_length=2_000)
