"""What to find out next: how much each question is worth, and what fits into the time left."""

from __future__ import annotations

from pydantic import Field

from assessor.domain.assessment import Grade
from assessor.domain.frozen import Frozen
from assessor.domain.questionnaire import Role
from assessor.domain.standing import State


class Enquiry(Frozen):
    """One thing that can be found out: a question, and how strongly it shall then be known."""

    question: str
    state: State
    """Where the question stands now."""
    known: Grade | None
    """The weakest evidence there is now; None when nobody has named a level."""
    grade: Grade
    """The evidence to reach. Equal to ``known`` where people who gave different answers are to be
    brought to one."""
    value: float = Field(ge=0)
    """By how much the variance of the risk (a probability) is expected to fall."""
    minutes: float = Field(gt=0)
    roles: tuple[Role, ...]
    """Who can answer; one of them is enough."""

    @property
    def per_minute(self) -> float:
        """Return the value of one minute."""
        return self.value / self.minutes

    @property
    def points(self) -> float:
        """Return by how many points the answer can be expected to move the risk (sd)."""
        return 100 * float(self.value**0.5)


class Agenda(Frozen):
    """What to ask in the time there is: the choice with the greatest value together."""

    limit: float
    """The minutes there are."""
    minutes: float
    """The minutes that the choice takes."""
    value: float
    enquiries: tuple[Enquiry, ...]
    """At most one for each question; the most valuable minute first, so that stopping early
    costs least."""
    roles: tuple[Role, ...]
    """The fewest who can answer all of it and so must be in the room."""
    share: float = Field(ge=0, le=1)
    """The value as a share of what could be had with unlimited time and everybody present."""
    unanswerable: tuple[str, ...] = ()
    """Open questions that nobody in the room can answer, the most valuable minute first."""
