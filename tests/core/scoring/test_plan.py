"""The go-if plan on the bundled actions, and on catalogues made for one point each."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest
from core.scoring import made
from core.scoring.plans import FORM, action, catalogue, some_answers, with_reach
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.domain.assessment import Assessment, Grade, Project
from assessor.domain.decisions import Decision, Decisions, Standing
from assessor.domain.plan import Flavour, GoIfPlan, Hindrance, Plan, Shortfall
from assessor.domain.risk import Verdict
from assessor.scoring import beliefs
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.forecast import forecast
from assessor.scoring.model import position
from assessor.scoring.plan.catalogue import ActionCatalogue, bundled_actions
from assessor.scoring.plan.find import find, with_plan
from assessor.scoring.plan.what_if import carried_out
from assessor.scoring.tables import tables_for

PRACTITIONER = beliefs.bundled("practitioner")
HALF_WAY = {section.id: "2 shown" for section in FORM.sections}
BOUGHT_ALREADY = {section.id: "3 said" for section in FORM.sections}
DRAWS = 512


def assessed(spec: Mapping[str, str], limit: float = 0.35) -> Assessment:
    return made.assessment(spec).with_project(Project(risk_limit=limit))


def plan_of(
    assessment: Assessment,
    actions: ActionCatalogue | None = None,
    set_: BeliefSet = PRACTITIONER,
    without: tuple[str, ...] = (),
) -> Plan:
    return find(assessment, FORM, set_, actions, without=without, draws=DRAWS)


@pytest.fixture(scope="module")
def from_half_way() -> Plan:
    return plan_of(assessed(HALF_WAY))


def high_after(assessment: Assessment, plan: GoIfPlan, set_: BeliefSet = PRACTITIONER) -> float:
    answers = {**assessment.answers, **carried_out(plan)}
    return position(tables_for(FORM, set_, DRAWS), answers).risk.high


@pytest.mark.parametrize("belief_id", beliefs.bundled_ids())
@pytest.mark.parametrize("spec", [HALF_WAY, BOUGHT_ALREADY])
def test_every_plan_brings_the_upper_end_under_by_the_full_model(
    spec: dict[str, str], belief_id: str
) -> None:
    assessment, set_ = assessed(spec), beliefs.bundled(belief_id)
    plan = plan_of(assessment, set_=set_)
    assert len(plan.plans) in {2, 3}
    for one in plan.plans:
        high = high_after(assessment, one, set_)
        assert high < plan.limit
        assert one.risk.high == pytest.approx(high, abs=1e-12)
        assert one.steps[-1].risk_after.high == pytest.approx(high, abs=1e-12)
        assert len(one.question_ids) <= plan.reach


def test_prerequisites_are_in_the_plan_and_finished_first(from_half_way: Plan) -> None:
    open_ones = {one.id for one in bundled_actions().actions}
    for one in from_half_way.plans:
        finished: dict[str, float] = {}
        for step in one.steps:
            before = [name for name in step.action.after if name in finished]
            assert step.start == max((finished[name] for name in before), default=0)
            assert step.finish == step.start + step.action.weeks
            finished[step.action.id] = step.finish
        starts = [step.start for step in one.steps]
        assert starts == sorted(starts)
        assert finished.keys() <= open_ones
        assert one.weeks == max(finished.values())


def test_what_is_done_already_is_neither_planned_nor_waited_for() -> None:
    actions = catalogue(
        action("see", "process.exists", level=3, grade=Grade.SHOWN),
        action("measure", "process.measured", after=("see",), weeks=2),
        action("automate", "process.lived", after=("measure",), weeks=3),
    )
    spec = HALF_WAY | {"process": "0 proven", "process.exists": "3 proven"}
    base = assessed(spec)
    everything = plan_of(base.with_project(Project(risk_limit=0.01)), actions).farthest
    plan = plan_of(base.with_project(Project(risk_limit=everything.high + 0.001)), actions)
    assert plan.cheapest is not None
    assert [(s.action.id, s.start, s.finish) for s in plan.cheapest.steps] == [
        ("measure", 0, 2),
        ("automate", 2, 5),
    ]


def test_a_better_answer_is_never_lowered() -> None:
    actions = catalogue(action("down", "goal.idea", level=2), action("up", "goal.owner"))
    spec = HALF_WAY | {"goal.idea": "4 shown", "goal.owner": "0 proven"}
    assessment = assessed(spec, limit=0.01)
    with_both, with_one = (
        plan_of(assessment, actions),
        plan_of(assessment, actions, without=("down",)),
    )
    assert with_both.farthest == with_one.farthest


def test_a_high_level_that_was_only_said_can_be_shown_at_a_lower_one() -> None:
    # S4.4: what is only said is believed little, so what can be seen is worth more.
    actions = catalogue(action("show", "process.exists", level=3, grade=Grade.SHOWN))
    assessment = assessed(HALF_WAY | {"process.exists": "4 said"}, limit=0.01)
    plan = plan_of(assessment, actions)
    assert plan.farthest.mean < plan.now.mean


def test_one_action_counts_per_question() -> None:
    better, worse = action("better", "goal.idea"), action("worse", "goal.idea", level=3)
    assessment = assessed(HALF_WAY | {"goal": "0 proven"}, limit=0.01)
    both = plan_of(assessment, catalogue(better, worse)).farthest
    assert both == plan_of(assessment, catalogue(better)).farthest


def test_critical_is_what_the_last_week_waits_for() -> None:
    actions = catalogue(
        action("short", "goal.idea", weeks=1),
        action("long", "process.lived", weeks=4),
        action("last", "process.exists", weeks=2, after=("long",)),
    )
    base = assessed(HALF_WAY | {"goal": "0 proven", "process": "0 proven"}, limit=0.01)
    limit = plan_of(base, actions).farthest.high + 0.0001
    cheapest = plan_of(base.with_project(Project(risk_limit=limit)), actions).cheapest
    assert cheapest is not None
    assert [step.action.id for step in cheapest.critical_path] == ["long", "last"]
    assert cheapest.weeks == 6
    assert cheapest.effort.likely == 3
    assert (cheapest.effort.low, cheapest.effort.high) == (1.5, 6)


def test_of_equally_cheap_plans_the_quicker_one_is_taken() -> None:
    actions = catalogue(
        action("slow", "process.lived", days=2, weeks=9),
        action("quick", "process.lived", days=2, weeks=1),
    )
    base = assessed(HALF_WAY, limit=0.01)
    limit = plan_of(base, actions).farthest.high + 0.0001
    plan = plan_of(base.with_project(Project(risk_limit=limit)), actions)
    assert plan.cheapest is not None
    assert plan.cheapest.action_ids == {"quick"}
    assert plan.indispensable == ()


def test_alternatives_differ_in_what_they_promise(from_half_way: Plan) -> None:
    plan = from_half_way
    by_flavour = {one.flavour: one for one in plan.plans}
    assert plan.plans[0].flavour is Flavour.CHEAPEST
    cheapest = by_flavour[Flavour.CHEAPEST]
    if Flavour.FASTEST in by_flavour:
        assert by_flavour[Flavour.FASTEST].weeks < cheapest.weeks
    if Flavour.FEWEST_ROLES in by_flavour:
        assert len(by_flavour[Flavour.FEWEST_ROLES].roles) < len(cheapest.roles)
    assert all(one.effort.likely >= cheapest.effort.likely for one in plan.alternatives)
    assert len({one.action_ids for one in plan.plans}) == len(plan.plans)


def test_a_different_plan_shares_at_most_half_of_what_can_be_avoided() -> None:
    questions = ("process.lived", "process.exists", "process.measured", "process.owner")
    offers = zip("bcde", questions, (2, 3, 4, 5), strict=True)
    actions = catalogue(*(action(name, question, days=days) for name, question, days in offers))
    base = assessed(HALF_WAY | {"process": "0 proven"}, limit=0.01)
    low, high = plan_of(base, actions).farthest.high, plan_of(base).now.high
    plan = plan_of(base.with_project(Project(risk_limit=low + 0.55 * (high - low))), actions)
    different = next(one for one in plan.plans if one.flavour is Flavour.DIFFERENT)
    assert plan.cheapest is not None
    avoidable = plan.cheapest.action_ids - set(plan.indispensable)
    assert len(avoidable & different.action_ids) <= len(avoidable) // 2


def test_ruling_out_an_indispensable_action_leaves_no_plan() -> None:
    assessment = assessed(HALF_WAY, limit=0.31)
    plan = plan_of(assessment)
    assert plan.cheapest is not None
    for name in plan.indispensable:
        assert plan_of(assessment, without=(name,)).cheapest is None
    for step in plan.cheapest.steps:
        assert step.indispensable is (step.action.id in plan.indispensable)
    spared = next(s.action.id for s in plan.cheapest.steps if not s.indispensable)
    other = plan_of(assessment, without=(spared,)).cheapest
    assert other is not None
    assert spared not in other.action_ids


def test_no_plan_is_needed_under_the_limit() -> None:
    plan = plan_of(assessed({section.id: "4 proven" for section in FORM.sections}))
    assert not plan.needed
    assert (plan.plans, plan.shortfall, plan.binding) == ((), None, ())


def test_no_plan_names_what_keeps_the_upper_end_up() -> None:
    actions = catalogue(
        action("half", "process.exists", level=2),
        action("all", "process.measured"),
        action("done", "process.owner", level=1),
    )
    spec = HALF_WAY | {
        "process": "0 proven",
        "process.lived": "not applicable",
        "process.owner": "1 proven",
    }
    plan = plan_of(assessed(spec), actions)
    assert plan.cheapest is None
    assert plan.shortfall is Shortfall.ACTIONS
    why = {one.question: (one.why, one.action) for one in plan.binding}
    assert why["process.exists"] == (Hindrance.TOO_SHORT, "half")
    assert why["process.lived"] == (Hindrance.NOT_APPLICABLE, None)
    assert why["process.owner"] == (Hindrance.TOO_SHORT, None)
    assert why["goal.shared"] == (Hindrance.NO_ACTION, None)
    assert "process.measured" not in why
    highs = [one.high_if_best for one in plan.binding]
    assert highs == sorted(highs)
    assert highs[-1] <= plan.farthest.high - 0.005


def test_binding_answers_really_bind() -> None:
    plan = plan_of(assessed(HALF_WAY, limit=0.08))
    assert plan.shortfall is Shortfall.ACTIONS
    assert plan.farthest.high >= 0.08
    for one in plan.binding:
        assert one.high_if_best < plan.farthest.high


def test_more_than_a_client_can_carry_out_is_told_but_is_no_plan() -> None:
    worst = assessed({section.id: "0 proven" for section in FORM.sections})
    plan = plan_of(worst)
    assert plan.cheapest is None
    assert plan.shortfall is Shortfall.REACH
    assert plan.farthest.high < plan.limit
    assert plan.beyond is not None
    assert len(plan.beyond.question_ids) > plan.reach
    kept = plan_of(worst, without=(plan.beyond.steps[0].action.id,))
    assert (kept.cheapest, kept.blocked) == (None, False)
    assert high_after(worst, plan.beyond) < plan.limit


def test_the_effect_is_what_is_lost_without_the_action_and_what_rests_on_it() -> None:
    assessment = assessed(BOUGHT_ALREADY)
    plan = plan_of(assessment).cheapest
    assert plan is not None
    tables = tables_for(FORM, PRACTITIONER, DRAWS)
    with_all = {**assessment.answers, **carried_out(plan)}
    for step in plan.steps:
        assert step.effect.points <= 0
        assert step.effect.low <= step.effect.points <= step.effect.high + 1e-9
        rests = {other.action.id for other in plan.steps if step.action.id in other.action.after}
        others = [s for s in plan.steps if s.action.question == step.action.question]
        if not rests and len(others) == 1:
            given = assessment.answers_to(step.action.question)
            without = position(tables, {**with_all, step.action.question: given})
            whole = position(tables, with_all)
            lost = 100 * (whole.risk.mean - without.risk.mean)
            assert step.effect.points == pytest.approx(lost, abs=1e-9)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_no_action_of_a_plan_can_be_left_out(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - hypothesis draws the seed
    assessment = some_answers(chance).with_project(Project(risk_limit=chance.uniform(0.2, 0.6)))
    plan = find(assessment, FORM, PRACTITIONER, draws=128)
    for one in plan.plans:
        for step in one.steps:
            gone = {step.action.id}
            while True:
                more = {s.action.id for s in one.steps if gone & set(s.action.after)} - gone
                if not more:
                    break
                gone |= more
            left = tuple(s for s in one.steps if s.action.id not in gone)
            shorter = one.model_copy(update={"steps": left})
            answers = {**assessment.answers, **carried_out(shorter)}
            risk = position(tables_for(FORM, PRACTITIONER, 128), answers).risk
            assert risk.high >= plan.limit - 1e-9, (seed, step.action.id)


def ruling_out(assessment: Assessment, *action_ids: str) -> Assessment:
    decided = tuple(Decision(action=one, standing=Standing.RULED_OUT) for one in action_ids)
    return assessment.model_copy(update={"plan": Decisions(actions=decided)})


def test_a_way_out_that_is_ruled_out_is_none() -> None:
    assessment = assessed(HALF_WAY)
    told = forecast(assessment, FORM, PRACTITIONER, DRAWS)
    assert (told.verdict, told.blocked) == (Verdict.GO_IF, False)
    everything = [one.id for one in bundled_actions().actions]
    banned = forecast(ruling_out(assessment, *everything), FORM, PRACTITIONER, DRAWS)
    assert (banned.verdict, banned.conditions) == (Verdict.NOT_YET, ())
    assert banned.blocked
    plan = plan_of(assessment, without=tuple(everything))
    assert (plan.shortfall, plan.blocked) == (Shortfall.ACTIONS, True)
    far = ruling_out(assessed({s.id: "0 proven" for s in FORM.sections}), *everything)
    assert not forecast(far, FORM, PRACTITIONER, DRAWS).blocked


@pytest.mark.parametrize("seed", range(25))
def test_the_verdict_and_the_plan_agree(seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    levels = chance.choice(["1 shown", "2 said", "2 shown", "3 said", "3 shown"])
    spec = {s.id: levels for s in FORM.sections} | {
        question.id: f"{chance.randrange(5)} {chance.choice(list(Grade))}"
        for question in FORM.questions
        if chance.random() < 0.4
    }
    assessment = assessed(spec, limit=chance.choice([0.25, 0.35, 0.5]))
    set_ = beliefs.bundled(chance.choice(beliefs.bundled_ids()))
    if chance.random() < 0.5:
        banned = [one.id for one in bundled_actions().actions if chance.random() < 0.3]
        assessment = ruling_out(assessment, *banned)
    told = forecast(assessment, FORM, set_, DRAWS)
    plan = plan_of(assessment, set_=set_, without=assessment.plan.ruled_out)
    assert (told.verdict is Verdict.GO) is not plan.needed
    assert (told.verdict is Verdict.GO_IF) is (plan.cheapest is not None)
    assert with_plan(told, plan).verdict is told.verdict
    if told.verdict is Verdict.GO_IF and plan.cheapest is not None:
        assert with_plan(told, plan).conditions == plan.cheapest.question_ids


def test_a_plan_promises_nothing_without_a_headline() -> None:
    assessment = assessed({"goal": "4 proven", "goal.idea": "3 proven"}, limit=0.4)
    plan = plan_of(assessment, catalogue(*bundled_actions().for_question("process.exists")))
    assert plan.cheapest is not None
    told = forecast(assessment, FORM, PRACTITIONER, DRAWS)
    assert not told.headline
    assert with_plan(told, plan) == told


def test_the_same_input_gives_the_same_plan_in_any_order(from_half_way: Plan) -> None:
    assessment = assessed(HALF_WAY)
    turned = bundled_actions().model_copy(update={"actions": bundled_actions().actions[::-1]})
    backwards = Assessment(
        id=assessment.id,
        project=assessment.project,
        answers=dict(reversed(assessment.answers.items())),
    )
    assert plan_of(backwards) == from_half_way
    assert plan_of(assessment, turned) == from_half_way


def test_the_reach_is_the_belief_sets() -> None:
    assessment = assessed(HALF_WAY)
    narrow = plan_of(assessment, set_=with_reach(PRACTITIONER, 1))
    assert narrow.shortfall is Shortfall.REACH
    assert narrow.beyond is not None
    assert len(narrow.beyond.question_ids) > 1


def test_the_solver_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    plan_of(assessed(HALF_WAY))
    assert capfd.readouterr() == ("", "")
