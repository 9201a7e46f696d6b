"""How long it takes to find something out, so strongly that it counts."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pydantic import Field

from assessor.domain.assessment import Grade
from assessor.domain.frozen import Frozen
from assessor.questionnaire import strict_yaml
from assessor.scoring.belief_set import Judged


class Times(Judged):
    """A number of times the minutes of a question."""

    times: float = Field(gt=0, le=100)


class Effort(Frozen):
    """What each grade costs on top of the one before it."""

    said: Times
    shown: Times
    proven: Times

    def between(self, known: Grade | None, grade: Grade) -> float:
        """Return the times from a grade (None: from nothing) to another.

        To reach the grade there is already is to do its own part once more.
        """
        steps = [self.said.times, self.shown.times, self.proven.times]
        begin = 0 if known is None else min(known.rank + 1, grade.rank)
        return sum(steps[begin : grade.rank + 1])


@cache
def times_between(known: Grade | None, grade: Grade) -> float:
    """Return the times from a grade (None: from nothing) to another, by what the program has."""
    return effort().between(known, grade)


@cache
def effort() -> Effort:
    """Return the times that come with the program."""
    source = files("assessor.scoring") / "data" / "enquiry.yaml"
    return Effort.model_validate(strict_yaml.load_own(source.read_text(encoding="utf-8")))
