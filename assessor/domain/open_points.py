"""What is still to be found out: marked, contradictory, unknown, unexplained or not asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assessor.domain import standing
from assessor.domain.assessment import Answer, Assessment, NotApplicable, Unknown
from assessor.domain.questionnaire import Role


class OpenKind(StrEnum):
    """Why a question is still open, the most pressing reason first."""

    FOLLOW_UP = "follow_up"
    DISAGREE = "disagree"
    UNKNOWN = "unknown"
    NO_REASON = "no_reason"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class OpenPoint:
    """One thing to clear up; ``role`` says whose answer it is about, None the one on the whole."""

    kind: OpenKind
    question_id: str
    role: Role | None = None


def open_points(assessment: Assessment, question_ids: Iterable[str]) -> tuple[OpenPoint, ...]:
    """Return what is open about these questions, by kind and then in their order.

    A question may be open for several reasons; each is a point of its own.
    """
    found = [
        point
        for question_id in question_ids
        for point in _points(question_id, assessment.answers_to(question_id))
    ]
    order = list(OpenKind)
    return tuple(sorted(found, key=lambda point: order.index(point.kind)))


def _points(question_id: str, given: tuple[Answer, ...]) -> Iterable[OpenPoint]:
    if standing.state(given) is standing.State.NOT_ASKED:
        yield OpenPoint(OpenKind.NOT_ASKED, question_id, given[0].role if given else None)
    if standing.differ(given):
        yield OpenPoint(OpenKind.DISAGREE, question_id, given[0].role)
    for answer in given:
        judgement = answer.judgement
        if answer.follow_up:
            yield OpenPoint(OpenKind.FOLLOW_UP, question_id, answer.role)
        if isinstance(judgement, Unknown):
            yield OpenPoint(OpenKind.UNKNOWN, question_id, answer.role)
        if isinstance(judgement, NotApplicable) and not judgement.reason.strip():
            yield OpenPoint(OpenKind.NO_REASON, question_id, answer.role)
