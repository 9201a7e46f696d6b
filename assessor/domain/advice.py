"""What follows from a forecast: how firm it is, how it would fail, what to do and to ask next."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from assessor.domain.disagreement import Disagreement
from assessor.domain.enquiry import Enquiry
from assessor.domain.firmness import FlipTest
from assessor.domain.frozen import Frozen
from assessor.domain.language import Text
from assessor.domain.plan import Plan, SizedRisk, StoryShare, Tripwire
from assessor.domain.reference_class import ReferenceClass
from assessor.domain.weighing import Weighing


class Advice(Frozen):
    """Everything that is worked out under one belief set beyond the forecast itself.

    It takes seconds, so it is made for paper and never at a key press. What was not worked out is
    empty, and whoever shows it leaves it out.
    """

    plan: Plan | None = None
    flip_test: FlipTest | None = None
    """None while there is no headline to change."""
    disagreement: Disagreement | None = None
    enquiries: tuple[Enquiry, ...] = ()
    """One for each question, the most valuable minute first."""
    sizes: tuple[SizedRisk, ...] = ()
    """The smallest size first, each under every belief set."""
    stories: tuple[StoryShare, ...] = ()
    tripwires: tuple[Tripwire, ...] = ()
    reference: ReferenceClass | None = None
    """What the base rate was counted among; None when it is the consultant's own."""
    actions: Mapping[str, Text] = Field(default_factory=dict)
    """What the actions that were decided about are called, by their id."""
    weighing: Weighing | None = None
