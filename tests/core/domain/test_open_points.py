"""What is still to be found out."""

from __future__ import annotations

from assessor.domain.assessment import (
    Answer,
    Assessment,
    NotApplicable,
    Rated,
    Unknown,
)
from assessor.domain.open_points import OpenKind, OpenPoint, open_points
from assessor.domain.questionnaire import Role

IDS = ("a", "b", "c")


def found(assessment: Assessment) -> list[tuple[OpenKind, str, Role | None]]:
    return [(p.kind, p.question_id, p.role) for p in open_points(assessment, IDS)]


def test_nothing_was_asked() -> None:
    assert found(Assessment()) == [(OpenKind.NOT_ASKED, name, None) for name in IDS]


def test_a_note_and_a_mark_do_not_answer() -> None:
    made = Assessment().with_answer("a", Answer(note="n", follow_up=True, role=Role.IT))
    assert found(made)[:2] == [
        (OpenKind.FOLLOW_UP, "a", Role.IT),
        (OpenKind.NOT_ASKED, "a", Role.IT),
    ]


def test_kinds_come_before_the_order_of_questions() -> None:
    made = (
        Assessment()
        .with_answer("a", Answer(judgement=NotApplicable()))
        .with_answer("b", Answer(judgement=Unknown()))
        .with_answer("c", Answer(judgement=Rated(level=1)))
        .with_answer("c", Answer(judgement=Rated(level=3), role=Role.SALES, follow_up=True))
    )
    assert found(made) == [
        (OpenKind.FOLLOW_UP, "c", Role.SALES),
        (OpenKind.DISAGREE, "c", None),
        (OpenKind.UNKNOWN, "b", None),
        (OpenKind.NO_REASON, "a", None),
    ]


def test_what_is_settled_is_not_open() -> None:
    made = (
        Assessment()
        .with_answer("a", Answer(judgement=NotApplicable(reason="greenfield")))
        .with_answer("b", Answer(judgement=Rated(level=0)))
        .with_answer("c", Answer(judgement=Rated(level=4), role=Role.IT))
        .with_answer("c", Answer(judgement=Rated(level=4), role=Role.SALES))
    )
    assert open_points(made, IDS) == ()


def test_only_the_questions_that_are_asked_count() -> None:
    assert open_points(Assessment(), ("b",)) == (OpenPoint(OpenKind.NOT_ASKED, "b"),)
