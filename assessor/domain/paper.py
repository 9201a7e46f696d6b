"""What can be printed: reports of an assessment, and the paper that answers are written on."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from assessor.domain.frozen import Frozen
from assessor.domain.language import Language
from assessor.domain.questionnaire import Role

LOOK_LIMIT = 200
"""Characters of the id of an own look."""


class ReportKind(StrEnum):
    """How much of an assessment is printed."""

    SPONSOR = "sponsor"
    """One page that is complete by itself."""
    FULL = "full"
    """Every part."""
    GAPS = "gaps"
    """Only what is not known yet."""
    COMMENTS = "comments"
    """The consultant's comments and the open points: what to talk about next."""


class Part(StrEnum):
    """A part of the report, in the order of the full report."""

    COVER = "cover"
    SPONSOR = "sponsor"
    WALK = "walk"
    PROFILE = "profile"
    DISAGREEMENT = "disagreement"
    FINDINGS = "findings"
    STORIES = "stories"
    TO_DO = "to_do"
    GAPS = "gaps"
    SINCE = "since"
    METHOD = "method"
    APPENDIX = "appendix"


PARTS_OF: dict[ReportKind, tuple[Part, ...]] = {
    ReportKind.SPONSOR: (Part.SPONSOR,),
    ReportKind.FULL: tuple(Part),
    ReportKind.GAPS: (Part.GAPS,),
    ReportKind.COMMENTS: (Part.GAPS,),
}
"""A kind's own parts in their order; comments and open points are a list before them."""


class ReportOrder(Frozen):
    """A report that somebody wants."""

    kind: ReportKind = ReportKind.FULL
    language: Language
    day: date
    parts: tuple[Part, ...] = ()
    """Empty: the kind's own set in its own order; else exactly these, in this order."""
    look: str = Field(default="", max_length=LOOK_LIMIT)
    """The id of an own look; empty: ours."""
    archive: bool = False
    """PDF/A-3u with the assessment inside."""
    final: bool = False
    """Whether the cover says that it is final; otherwise it is a draft."""

    @model_validator(mode="after")
    def _once(self) -> Self:
        if len(set(self.parts)) < len(self.parts):
            raise ValueError("each part may be printed only once")
        return self

    @property
    def wanted(self) -> tuple[Part, ...]:
        """Return the parts to print, in their order."""
        return self.parts or PARTS_OF[self.kind]


class TwinKind(StrEnum):
    """Paper that answers are written on, with the ids of the questionnaire."""

    INTERVIEW_GUIDE = "interview_guide"
    BLANK_FORM = "blank_form"
    BALLOTS = "ballots"
    WALL_CHART = "wall_chart"


class TwinOrder(Frozen):
    """A paper twin that somebody wants."""

    kind: TwinKind
    language: Language
    roles: tuple[Role, ...] = ()
    """Empty: all roles."""
    express: bool = False
    """Only the questions of the express check."""
    look: str = Field(default="", max_length=LOOK_LIMIT)

    @property
    def paper(self) -> Literal["A4", "A3"]:
        """Return the size of the sheet."""
        return "A3" if self.kind is TwinKind.WALL_CHART else "A4"
