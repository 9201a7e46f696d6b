"""Where people see the same project differently, and how much of the doubt comes from that."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

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
    used: float | None = None
    """The level that the score takes: the average of all that were named, None without any."""

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
    overall: tuple[float | None, ...] = ()
    """What the consultant answered on the whole, one for each question of the map."""
    used: tuple[float | None, ...] = ()
    """The level that the score takes: the average of all answers that name one."""

    @model_validator(mode="before")
    @classmethod
    def _fill_up(cls, given: Any) -> Any:
        """Let whoever knows only what the roles answered leave the rest out."""
        if not isinstance(given, dict):
            return given
        blank = (None,) * len(given.get("questions", ()))
        return {**given, **{name: given.get(name) or blank for name in ("overall", "used")}}

    def spread(self, place: int) -> float:
        """Return how many levels lie between the lowest and the highest in a column of the map."""
        known = [level for level in self.levels(place) if level is not None]
        return max(known) - min(known) if known else 0.0

    def levels(self, place: int) -> tuple[float | None, ...]:
        """Return what a question of the map was answered: by each role, then on the whole."""
        return (*(row.levels[place] for row in self.rows), self.overall[place])
