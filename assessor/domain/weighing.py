"""The numbers that a forecast was worked out with, so that whoever reads it can follow it."""

from __future__ import annotations

from pydantic import Field

from assessor.domain.frozen import Frozen
from assessor.domain.risk import Probability


class SectionNumbers(Frozen):
    """What one section weighs, and how far words, documents and proofs are believed in it."""

    id: str
    swing: float = Field(ge=0)
    """Log-odds, everything at its worst minus everything at its best."""
    said: Probability
    shown: Probability
    proven: Probability


class Weighing(Frozen):
    """The numbers of the belief set that the report speaks of, with the project's base rate."""

    base_log_odds: float
    base_sd: float
    """Log-odds, one standard deviation."""
    section_doubt: float
    """Standard deviation of the logarithm of a section's swing."""
    question_doubt: float
    """Standard deviation of the logarithm of a question's share of it."""
    luck: Probability
    """Average share of outcomes that no answer explains."""
    draws: int
    sections: tuple[SectionNumbers, ...]
