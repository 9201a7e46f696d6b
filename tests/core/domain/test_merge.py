"""Two edits of one assessment come together without losing either."""

from __future__ import annotations

from datetime import date

from assessor.domain.assessment import (
    Answer,
    Assessment,
    Milestone,
    Project,
    Rated,
    TakeoffDefinition,
    Version,
)
from assessor.domain.decisions import AcceptedRisk, Decisions
from assessor.domain.merge import changed_questions, merge
from assessor.domain.questionnaire import Role

BASE = Assessment(project=Project(client="Acme")).with_answer(
    "goal.idea", Answer(judgement=Rated(level=1))
)


def at(level: int, role: Role | None = None) -> Answer:
    return Answer(judgement=Rated(level=level), role=role)


def test_different_answers_are_both_kept() -> None:
    mine = BASE.with_answer("goal.shared", at(2))
    theirs = BASE.with_answer("goal.owner", at(3)).with_answer("goal.idea", Answer())
    found = merge(BASE, mine, theirs)
    assert found.assessment.answers == {"goal.shared": (at(2),), "goal.owner": (at(3),)}
    assert not found.collides


def test_several_people_at_one_question_do_not_collide() -> None:
    mine = BASE.with_answer("goal.idea", at(2, Role.SPONSOR))
    theirs = BASE.with_answer("goal.idea", at(3))
    found = merge(BASE, mine, theirs)
    assert set(found.assessment.answers_to("goal.idea")) == {at(3), at(2, Role.SPONSOR)}
    assert not found.collides


def test_the_same_answer_twice_stays_mine_and_is_told() -> None:
    found = merge(BASE, BASE.with_answer("goal.idea", at(4)), BASE.with_answer("goal.idea", at(0)))
    assert found.assessment.answer_to("goal.idea") == at(4)
    assert found.theirs.answer_to("goal.idea") == at(0)
    assert found.answers == (("goal.idea", None),)


def test_the_same_change_on_both_sides_is_no_collision() -> None:
    both = BASE.with_answer("goal.idea", at(4))
    assert not merge(BASE, both, both).collides


def test_the_project_sheet_comes_together_field_by_field() -> None:
    day = TakeoffDefinition(go_live=date(2027, 3, 1))
    mine = BASE.with_project(Project(client="Acme", name="CRM", takeoff=day))
    theirs = BASE.with_project(
        Project(client="Acme Ltd", takeoff=TakeoffDefinition(months_after=6))
    )
    found = merge(BASE, mine, theirs)
    both = TakeoffDefinition(go_live=date(2027, 3, 1), months_after=6)
    assert found.assessment.project == Project(client="Acme Ltd", name="CRM", takeoff=both)
    assert not found.collides


def test_a_field_that_both_changed_is_told() -> None:
    mine, theirs = (BASE.with_project(Project(client=name)) for name in ("A", "B"))
    found = merge(BASE, mine, theirs)
    assert found.assessment.project.client == "A"
    assert found.fields == ("project.client",)


def test_plan_and_targets_come_along() -> None:
    plan = Decisions(accepted=(AcceptedRisk(question="goal.idea", who="Anna"),))
    theirs = BASE.model_copy(update={"plan": plan, "targets": {"goal.idea": Rated(level=4)}})
    found = merge(BASE, BASE.with_answer("goal.owner", at(1)), theirs)
    assert found.assessment.plan == plan
    assert found.assessment.targets == {"goal.idea": Rated(level=4)}
    assert changed_questions(BASE, found.assessment) == ("goal.owner",)


def test_comments_targets_and_what_is_set_aside_come_together_key_by_key() -> None:
    base = BASE.with_comment("cover", "Draft").with_comment("gaps", "None")
    mine = base.with_comment("cover", "Mine").with_comment("gaps", "")
    theirs = base.with_comment("walk", "Theirs")
    mine = mine.model_copy(update={"targets": {"goal.idea": Rated(level=4)}})
    theirs = theirs.model_copy(
        update={"targets": {"goal.owner": Rated(level=3)}, "retired": {"old.one": (at(1),)}}
    )
    found = merge(base, mine, theirs)
    assert found.assessment.comments == {"cover": "Mine", "walk": "Theirs"}
    assert found.assessment.targets == {
        "goal.idea": Rated(level=4),
        "goal.owner": Rated(level=3),
    }
    assert found.assessment.retired == {"old.one": (at(1),)}
    assert not found.collides
    both = merge(base, base.with_comment("cover", "A"), base.with_comment("cover", "B"))
    assert both.assessment.comments["cover"] == "A"
    assert both.fields == ("comments.cover",)


def frozen(name: str, day: int) -> Milestone:
    asked = Version(id="asked", version="1", digest="0" * 64)
    return Milestone(
        name=name,
        day=date(2026, 11, day),
        project=BASE.project,
        answers={},
        beliefs="x",
        questionnaire=asked,
    )


def test_what_both_froze_is_kept_in_the_order_of_the_days() -> None:
    first, early, late = frozen("First", 1), frozen("Early", 3), frozen("Late", 9)
    base = BASE.model_copy(update={"milestones": (first,)})
    mine = base.model_copy(update={"milestones": (first, late)})
    theirs = base.model_copy(update={"milestones": (first, early)})
    for one, other in ((mine, theirs), (theirs, mine)):
        found = merge(base, one, other)
        assert found.assessment.milestones == (first, early, late)
        assert not found.collides
    removed = BASE.model_copy(update={"milestones": ()})
    assert merge(base, mine, removed).fields == ("milestones",)
    assert merge(base, base, removed).assessment.milestones == ()
