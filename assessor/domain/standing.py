"""What all the answers to one question come to, when several people may have answered."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from assessor.domain.assessment import Answer, NotApplicable, Rated, Unknown


class State(StrEnum):
    """Where a question stands."""

    NOT_ASKED = "not_asked"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    RATED = "rated"


_STRONGEST_FIRST = (
    (Rated, State.RATED),
    (Unknown, State.UNKNOWN),
    (NotApplicable, State.NOT_APPLICABLE),
)


def rated(answers: Iterable[Answer]) -> tuple[Rated, ...]:
    """Return the judgements that name a level."""
    return tuple(a.judgement for a in answers if isinstance(a.judgement, Rated))


def state(answers: Iterable[Answer]) -> State:
    """Return where a question stands: one level outweighs “nobody knows”, which outweighs the rest.

    A question leaves the score only when nobody who was asked had anything else to say about it.
    """
    given = {type(answer.judgement) for answer in answers}
    for kind, standing in _STRONGEST_FIRST:
        if kind in given:
            return standing
    return State.NOT_ASKED


def average_level(answers: Iterable[Answer]) -> float | None:
    """Return the average of the levels named, None when there are none."""
    levels = [judgement.level for judgement in rated(answers)]
    return sum(levels) / len(levels) if levels else None


def spread(answers: Iterable[Answer]) -> int:
    """Return how many levels lie between the lowest and the highest answer."""
    levels = [judgement.level for judgement in rated(answers)]
    return max(levels) - min(levels) if levels else 0


def differ(answers: Iterable[Answer]) -> bool:
    """Return whether people gave different levels, or only some of them could name one."""
    given = tuple(answers)
    levels = {judgement.level for judgement in rated(given)}
    unknown = any(isinstance(answer.judgement, Unknown) for answer in given)
    return len(levels) + unknown > 1
