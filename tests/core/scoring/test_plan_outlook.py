"""What-if, right size, failure stories and tripwires."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from core.scoring import made
from core.scoring.plans import FORM, action, catalogue

from assessor.domain.assessment import Answer, Assessment, Grade, Project, Rated
from assessor.domain.language import Text
from assessor.domain.plan import FailureStory, SizeChange, StoryShare
from assessor.scoring import beliefs
from assessor.scoring.forecast import forecast
from assessor.scoring.model import position
from assessor.scoring.plan.find import find
from assessor.scoring.plan.right_size import at_size, bundled_sizes, changed, right_size
from assessor.scoring.plan.stories import MOST, stories, story_shares
from assessor.scoring.plan.tripwires import tripwires
from assessor.scoring.plan.what_if import what_if
from assessor.scoring.tables import tables_for

PRACTITIONER = beliefs.bundled("practitioner")
SETS = [beliefs.bundled(belief_id) for belief_id in beliefs.bundled_ids()]
HALF_WAY = made.assessment({section.id: "2 shown" for section in FORM.sections})
DRAWS = 1024


def test_what_if_tells_before_and_after_as_two_forecasts_would() -> None:
    changes = {"goal.idea": (made.answer("4 proven"),), "scale.attention": ()}
    told = what_if(HALF_WAY, changes, FORM, PRACTITIONER, DRAWS)
    answers = {**HALF_WAY.answers, **changes}
    del answers["scale.attention"]
    before = forecast(HALF_WAY, FORM, PRACTITIONER, DRAWS)
    after = forecast(HALF_WAY.model_copy(update={"answers": answers}), FORM, PRACTITIONER, DRAWS)
    assert (told.before, told.after) == (before.risk, after.risk)
    assert [shift.before for shift in told.sections] == list(before.sections)
    assert [shift.after for shift in told.sections] == list(after.sections)
    assert told.difference.points == pytest.approx(100 * (after.risk.mean - before.risk.mean))
    assert told.changed == ("goal.idea", "scale.attention")


def test_what_if_sections_sum_to_the_difference() -> None:
    told = what_if(HALF_WAY, {"process.lived": (made.answer("4 proven"),)}, FORM, PRACTITIONER)
    total = sum(shift.points for shift in told.sections)
    assert total == pytest.approx(told.difference.points, abs=1e-9)
    assert told.difference.low <= told.difference.points <= told.difference.high


def test_nothing_changed_is_no_difference() -> None:
    same = {"goal.idea": HALF_WAY.answers_to("goal.idea")}
    told = what_if(HALF_WAY, same, FORM, PRACTITIONER, DRAWS)
    assert told.changed == ()
    assert (told.difference.points, told.before) == (0, told.after)


def test_a_size_moves_answers_into_its_bounds_and_leaves_the_rest() -> None:
    change = SizeChange(at_least=1, at_most=2, reason=made.SAME, source=("made up",))
    for given, then in (
        ("0 said", "1 shown"),
        ("1 said", "1 said"),
        ("2 proven", "2 proven"),
        ("4 proven", "2 shown"),
        ("unknown", "1 shown"),
        ("not applicable", "not applicable"),
    ):
        assert changed((made.answer(given),), change) == (made.answer(then),), given
    assert changed((), change) == (made.answer("1 shown"),)
    ceiling = SizeChange(at_most=3, reason=made.SAME, source=("made up",))
    assert changed((), ceiling) == (made.answer("3 shown"),)


def test_notes_and_roles_survive_a_change_of_size() -> None:
    change = SizeChange(at_most=1, reason=made.SAME, source=("made up",))
    noted = Answer(judgement=Rated(level=3, grade=Grade.SAID), note="kept", who="Anna")
    (moved,) = changed((noted,), change)
    assert (moved.note, moved.who) == ("kept", "Anna")


def test_bounds_that_leave_no_room_are_refused() -> None:
    with pytest.raises(ValueError, match="at_least"):
        SizeChange(at_least=3, at_most=2, reason=made.SAME, source=("made up",))


def test_every_size_is_scored_under_every_belief_set() -> None:
    sized = right_size(HALF_WAY, FORM, SETS, DRAWS)
    assert [(one.size.id, one.beliefs) for one in sized] == [
        (size.id, set_.id) for size in bundled_sizes().sizes for set_ in SETS
    ]
    for one in sized:
        there = at_size(HALF_WAY, one.size)
        set_ = beliefs.bundled(one.beliefs)
        assert one.risk == forecast(there, FORM, set_, DRAWS).risk
        assert one.changed
        assert set(one.changed) <= one.size.changes.keys()


def test_published_evidence_prefers_the_small_size() -> None:
    # published_evidence.md: small projects succeed far more often than large ones.
    risks = [one.risk.mean for one in right_size(HALF_WAY, FORM, [SETS[1]], DRAWS)]
    assert risks == sorted(risks)


def test_a_size_limits_the_number_of_users() -> None:
    many = HALF_WAY.with_project(Project(users=5000))
    users = [at_size(many, size).project.users for size in bundled_sizes().sizes]
    assert users == [25, 150, 5000]
    assert at_size(HALF_WAY, bundled_sizes().sizes[0]).project.users is None


def story(name: str, *questions: str) -> FailureStory:
    return FailureStory(
        id=name, title=made.SAME, story=made.SAME, questions=questions, source=("made up",)
    )


def shares(spec: dict[str, str], *told: FailureStory) -> dict[str, StoryShare]:
    here = position(tables_for(FORM, PRACTITIONER, DRAWS), made.answers(spec))
    return {one.story.id: one for one in story_shares(here, told)}


def test_a_certain_weakness_that_only_one_story_tells_takes_the_whole_risk() -> None:
    weak = {section.id: "4 proven" for section in FORM.sections} | {"goal": "0 proven"}
    told = shares(weak, story("goal", "goal.idea", "goal.owner"), story("other", "people.kpi"))
    # Proven is trusted to .97 and there is nothing below level 0: these answers are certain.
    assert told["goal"].share + told["other"].share == pytest.approx(1)
    assert told["goal"].share > 0.98
    assert set(told["goal"].weak) == {"goal.idea", "goal.owner"}
    assert told["other"].weak == ()


def test_equal_stories_share_equally_and_chances_add_up_to_the_risk() -> None:
    worst = {section.id: "0 proven" for section in FORM.sections}
    told = shares(
        worst, story("one", "goal.idea", "goal.owner"), story("two", "goal.idea", "goal.owner")
    )
    assert told["one"].share == pytest.approx(0.5)
    here = position(tables_for(FORM, PRACTITIONER, DRAWS), made.answers(worst))
    assert sum(one.probability for one in told.values()) == pytest.approx(here.risk.mean)


def test_half_of_a_chain_is_not_a_chain() -> None:
    spec = {section.id: "4 proven" for section in FORM.sections} | {"goal.idea": "0 proven"}
    told = shares(spec, story("pair", "goal.idea", "goal.owner"))
    broken = 1 - 0.97
    assert told["pair"].share <= 2 * broken


def test_the_share_is_counted_draw_by_draw() -> None:
    spec = {section.id: "2 said" for section in FORM.sections}
    tables = tables_for(FORM, PRACTITIONER, DRAWS)
    here = position(tables, made.answers(spec))
    row = tables.row["process.lived"]
    weak = tables.levels(row, here.thetas[row]) <= 1
    expected = float((here.chances * weak).sum() / here.chances.sum())
    told = shares(spec, story("alone", "process.lived"))
    assert told["alone"].share == pytest.approx(expected)
    assert np.any(weak)
    assert not np.all(weak)


def test_at_most_three_stories_are_told_and_they_never_exceed_the_whole() -> None:
    worst = made.assessment({section.id: "0 proven" for section in FORM.sections})
    told = stories(worst, FORM, PRACTITIONER, draws=DRAWS)
    assert len(told) == MOST
    assert sum(one.share for one in told) <= 1
    assert [one.share for one in told] == sorted((one.share for one in told), reverse=True)
    best = made.assessment({section.id: "4 proven" for section in FORM.sections})
    assert stories(best, FORM, PRACTITIONER, draws=DRAWS) == ()


def test_what_does_not_apply_is_left_out_of_a_story() -> None:
    spec = {section.id: "4 proven" for section in FORM.sections}
    spec |= {
        "goal.idea": "0 proven",
        "goal.owner": "not applicable",
        "goal.chain": "not applicable",
    }
    told = shares(spec, story("chain", "goal.idea", "goal.owner", "goal.chain"))
    assert told["chain"].share > 0.9
    assert shares(spec, story("none", "goal.owner"))["none"].share == 0


def test_a_tripwire_for_each_weak_answer_and_for_no_other() -> None:
    assessment = made.assessment(
        {
            "goal": "4 proven",
            "goal.idea": "1 shown",
            "goal.owner": "unknown",
            "people.kpi": "3 proven",
        }
    ).with_project(Project(day=date(2026, 3, 2)))
    found = tripwires(assessment, FORM, PRACTITIONER)
    assert [one.question for one in found] == ["goal.idea", "goal.owner"]
    first = found[0]
    assert first.action == "goal.idea.one_sentence"
    assert (first.week, first.day) == (1, date(2026, 3, 9))
    assert first.role.value == "sponsor"
    assert isinstance(first.sign, Text)


def test_a_tripwire_has_no_date_without_the_assessments_day() -> None:
    found = tripwires(made.assessment({"goal.idea": "0 said"}), FORM, PRACTITIONER)
    assert [one.day for one in found] == [None]


def test_a_tripwire_watches_the_action_that_is_planned() -> None:
    actions = catalogue(
        action("quick", "process.lived", weeks=1, days=9),
        action("cheap", "process.lived", weeks=5, days=1),
    )
    base = HALF_WAY.with_project(Project(risk_limit=0.01))
    limit = find(base, FORM, PRACTITIONER, actions).farthest.high + 0.0001
    assessment: Assessment = HALF_WAY.with_project(Project(risk_limit=limit))
    plan = find(assessment, FORM, PRACTITIONER, actions).cheapest
    by_plan = tripwires(assessment, FORM, PRACTITIONER, plan, actions)
    assert [(one.action, one.week) for one in by_plan] == [("cheap", 5)]
    assert [one.action for one in tripwires(assessment, FORM, PRACTITIONER, None, actions)] == [
        "quick"
    ]
