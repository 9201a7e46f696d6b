"""Where people see the same project differently, and how much of the doubt comes from that."""

from __future__ import annotations

from pydantic import Field

from assessor.domain.frozen import Frozen
from assessor.domain.questionnaire import Role
from assessor.domain.risk import Probability


class Dispute(Frozen):
    """One question that several people answered differently."""

    question: str
    answers: int = Field(ge=2)
    """How many answers there are, *nobody knows* included."""
    lowest: int | None
    highest: int | None
    """The levels named, None when nobody named one."""
    share: Probability
    """The part of the variance of the risk that is there only because they differ."""

    @property
    def spread(self) -> int:
        """Return how many levels lie between the lowest and the highest answer."""
        return (
            self.highest - self.lowest
            if self.highest is not None and self.lowest is not None
            else 0
        )


class RoleLevels(Frozen):
    """One row of the heat map: what one role answered."""

    role: Role
    levels: tuple[float | None, ...]
    """One for each question of the map: the level named, the average where several people of
    the role named one, None where none did."""


class RolePair(Frozen):
    """Two roles, and how far apart they are on the questions that both answered."""

    one: Role
    other: Role
    questions: int
    """How many questions both of them answered with a level."""
    difference: float = Field(ge=0)
    """Levels between them, on average."""


class Disagreement(Frozen):
    """Everything about several people's answers to the same questions."""

    disputes: tuple[Dispute, ...]
    """The greatest share first; questions on which all agree are left out."""
    share: Probability
    """The part of the variance of the risk that is there only because people differ."""
    questions: tuple[str, ...]
    """The columns of the heat map, in reading order: what at least one role answered."""
    rows: tuple[RoleLevels, ...]
    """The rows of the heat map, in the usual order of roles."""
    farthest: RolePair | None
    """The two roles that differ most; None while no two that differ share enough questions."""
