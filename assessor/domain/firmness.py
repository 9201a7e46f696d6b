"""How firm a verdict is: whether one answer more or less would change it."""

from __future__ import annotations

from enum import StrEnum

from assessor.domain.assessment import Rated
from assessor.domain.frozen import Frozen
from assessor.domain.questionnaire import Role
from assessor.domain.risk import Verdict

_FEW = 2
"""Answers that can still be looked at one by one."""


class Firmness(StrEnum):
    """How many single answers change the verdict when they are moved by one step."""

    FIRM = "firm"
    """None."""
    TENDER = "tender"
    """One or two."""
    UNDECIDED = "undecided"
    """Three or more."""


class Flip(Frozen):
    """A single answer, moved by one level or one grade, under which the verdict is another."""

    question: str
    role: Role | None
    """Whose answer it is; None: the overall one."""
    who: str
    now: Rated
    moved: Rated
    verdict: Verdict
    """The verdict after the move."""


class FlipTest(Frozen):
    """Every single move that changes the verdict."""

    verdict: Verdict
    """As it stands."""
    tried: int
    """How many single moves there are."""
    flips: tuple[Flip, ...]
    """In reading order of the questions; one answer can stand here more than once."""

    @property
    def answers(self) -> tuple[tuple[str, Role | None, str], ...]:
        """Return the answers that decide: question, role and name, each once."""
        return tuple(dict.fromkeys((flip.question, flip.role, flip.who) for flip in self.flips))

    @property
    def firmness(self) -> Firmness:
        """Return how firm the verdict is."""
        deciding = len(self.answers)
        if deciding == 0:
            return Firmness.FIRM
        return Firmness.TENDER if deciding <= _FEW else Firmness.UNDECIDED
