"""The parts that tell what follows from a forecast: firmness, plan, stories, sizes, tripwires."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assessor.domain.advice import Advice
from assessor.domain.assessment import Assessment, Project
from assessor.domain.disagreement import Disagreement
from assessor.domain.paper import ReportOrder
from assessor.domain.plan import Binding, Hindrance, Plan, Shortfall
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.reference_class import OwnRate
from assessor.domain.risk import Forecast, Risk, Verdict
from assessor.language import Voice, plan_sentences, sentences
from assessor.report import context, html
from assessor.report.content import FullReport, ReportContext

Make = Callable[..., Any]


@pytest.fixture
def build(
    everything: Assessment, small: Questionnaire, make_forecast: Callable[..., Forecast]
) -> Callable[..., ReportContext]:
    def make(
        voice: Voice, advice: Advice, assessment: Assessment = everything, **changes: Any
    ) -> ReportContext:
        known = {"practitioner": make_forecast(**changes)}
        day = date(2026, 11, 24)
        order = ReportOrder(language=voice.language, day=day)
        return context.build(assessment, small, known, order, "1", advice=advice)

    return make


def full(report: ReportContext) -> FullReport:
    assert report.full is not None
    return report.full


def test_the_conditions_of_a_go_if_are_those_of_the_cheapest_plan(
    english: Voice, build: Make, advice: Advice
) -> None:
    page = build(english, advice, verdict=Verdict.GO_IF, conditions=("process.lived",)).sponsor
    assert [(line.id, line.text) for line in page.conditions] == [
        ("goal.idea", "Title of goal.idea.write. By week 1, sponsor. At least level 3 of 4."),
        (
            "process.lived",
            "Title of process.lived.walk. By week 4, consultant. At least level 3 of 4.",
        ),
    ]
    told = {fact.label: fact.text for fact in page.facts}
    assert told["Firmness"] == "Tender verdict"
    assert told["Cheapest plan"] == "2 actions, 4 person-days, 4 weeks"


def test_the_plan_is_told_action_by_action(english: Voice, build: Make, advice: Advice) -> None:
    part = full(build(english, advice)).to_do
    assert part is not None
    plan = advice.plan
    assert plan is not None
    assert plan.cheapest is not None
    assert part.lead == (
        f"{plan_sentences.headline(english, plan, sure=True)}"
        f" {plan_sentences.totals(english, plan.cheapest)}"
    )
    first, second = part.steps
    assert (first.id, first.who, first.when) == ("goal.idea.write", "Sponsor", "0–1")
    assert first.marks == "Agreed, OWNER, by 8 December 2026, in every plan"
    assert (second.effort, second.effort_span) == ("3", "1.5–6")
    assert (second.effect, second.effect_span) == ("−10", "−20 to −5")
    assert (second.after, second.when, second.marks) == ("10–32", "1–3.5", "must not be late")
    assert [plan.name for plan in part.plans] == ["Cheapest", "Fastest"]
    assert part.plans[0].instead == ()
    assert [(line.id, line.title) for line in part.plans[1].instead] == [
        ("goal.owner.name", "Title of goal.owner.name")
    ]
    assert [line.id for line in part.decided] == ["goal.idea.forget"]


def test_without_a_plan_the_binding_answers_are_named(
    english: Voice, build: Make, make_advice: Make, make_plan: Make
) -> None:
    held = Binding(
        question="process.exists", why=Hindrance.NO_ACTION, action=None, high_if_best=0.4
    )
    plan: Plan = make_plan(
        cheapest=None,
        alternatives=(),
        shortfall=Shortfall.ACTIONS,
        farthest=Risk(mean=0.4, median=0.4, low=0.3, high=0.5),
        binding=(held,),
    )
    part = full(build(english, make_advice(plan=plan))).to_do
    assert part is not None
    assert part.lead == plan_sentences.headline(english, plan, sure=True)
    assert part.steps == ()
    assert [(line.id, line.points) for line in part.binding] == [("process.exists", "40")]
    assert "process.exists" in html.render(build(english, make_advice(plan=plan)))


def test_a_plan_out_of_reach_is_called_so(
    english: Voice, build: Make, make_advice: Make, make_plan: Make
) -> None:
    far = make_plan(
        cheapest=None, alternatives=(), shortfall=Shortfall.REACH, beyond=make_plan().cheapest
    )
    part = full(build(english, make_advice(plan=far))).to_do
    assert part is not None
    assert part.lead.startswith("There is no plan: more than 7 weak answers")
    assert part.notes[0] == "It would take 2 actions: 4 person-days (2–8), 4 weeks."
    assert len(part.steps) == 2


@pytest.mark.parametrize("shortfall", [Shortfall.REACH, Shortfall.ACTIONS])
def test_plan_and_verdict_say_alike_that_the_way_out_is_ruled_out(
    shortfall: Shortfall, english: Voice, make_plan: Make, make_forecast: Make
) -> None:
    plan = make_plan(cheapest=None, alternatives=(), shortfall=shortfall, blocked=True)
    forecast = make_forecast(verdict=Verdict.NOT_YET, blocked=True)
    told = plan_sentences.headline(english, plan, sure=True)
    assert told.startswith("There is no plan without the actions that have been ruled out: ")
    assert sentences.verdict(english, forecast).endswith(
        "there is no plan without the actions that have been ruled out."
    )


def test_nothing_to_do_is_said_too(
    english: Voice, build: Make, make_advice: Make, make_plan: Make
) -> None:
    safe = make_plan(
        cheapest=None, alternatives=(), now=Risk(mean=0.1, median=0.1, low=0.05, high=0.2)
    )
    part = full(build(english, make_advice(plan=safe))).to_do
    assert part is not None
    assert part.lead.startswith("Nothing has to be done first")
    assert (part.steps, part.plans, part.notes) == ((), (), ())


def test_under_half_coverage_a_plan_is_provisional_and_no_figure_is_single(
    english: Voice, build: Make, advice: Advice
) -> None:
    told = full(build(english, advice, headline=False))
    assert told.to_do is not None
    assert told.to_do.lead.startswith("Provisional: after these 2 actions")
    assert told.to_do.notes[0].startswith("Less than half")
    assert told.to_do.sizes[0].risks == ("40–60", "30–50")
    assert told.stories is not None
    assert told.stories.stories[0].chance == ""


def test_the_size_with_the_lowest_risk_is_named(
    english: Voice, build: Make, advice: Advice
) -> None:
    part = full(build(english, advice)).to_do
    assert part is not None
    assert part.size_lead == (
        "The risk is lowest for: A team, range 40–60 in 100; as planned it is 48–75."
    )
    assert part.size_sets == ("Practitioner’s belief set", "Published belief set")
    assert part.sizes[0].risks == ("50 (40–60)", "40 (30–50)")
    assert part.sizes[0].changed == "Moves: Owner."


def test_stories_are_told_with_their_share(english: Voice, build: Make, advice: Advice) -> None:
    part = full(build(english, advice)).stories
    assert part is not None
    told = part.stories[0]
    assert (told.share, told.chance) == ("40%", "25 in 100")
    assert [(line.id, line.title) for line in told.weak] == [("goal.idea", "Idea")]
    assert part.rest.endswith("the remaining 60%.")


def test_disagreement_is_a_part_only_when_roles_share_a_question(
    english: Voice, build: Make, advice: Advice, make_advice: Make
) -> None:
    part = full(build(english, advice)).disagreement
    assert part is not None
    assert part.picture.sentence.startswith("Sponsor and Implementation partner differ most")
    (told,) = part.disputes
    assert (told.id, told.levels, told.used, told.share) == ("goal.idea", "1–4", "2.7", "12%")
    assert advice.disagreement is not None
    alone = advice.disagreement.model_copy(update={"rows": advice.disagreement.rows[:1]})
    for found in (None, alone, Disagreement(**_apart(advice))):
        report = build(english, make_advice(disagreement=found))
        assert full(report).disagreement is None
        assert "disagreement" not in html.render(report)


def _apart(advice: Advice) -> dict[str, Any]:
    """Return what two roles said who were never asked the same question."""
    assert advice.disagreement is not None
    one, other = advice.disagreement.rows
    rows = (
        one.model_copy(update={"levels": (None, 2.0)}),
        other.model_copy(update={"levels": (1.0, None)}),
    )
    return {
        "disputes": (),
        "share": 0,
        "questions": advice.disagreement.questions,
        "rows": rows,
        "farthest": None,
    }


def test_gaps_stand_by_the_value_of_a_minute_and_weak_answers_follow(
    english: Voice, build: Make, advice: Advice
) -> None:
    part = full(build(english, advice)).gaps
    # Square roots of .0016 and .0009 in points: 4 and 3.
    assert [(gap.id, gap.teaches) for gap in part.gaps] == [
        ("process.lived", "4.0"),
        ("goal.owner", "3.0"),
    ]
    assert [(gap.id, gap.state) for gap in part.weak] == [("goal.idea", "shown, could be proven")]


def test_the_method_names_firmness_and_reference_class(
    english: Voice, build: Make, advice: Advice
) -> None:
    part = full(build(english, advice)).method
    assert "1 answer, moved by a single step, changes the verdict" in part.steps[-1]
    assert "Idea (WHO): 1, shown → 2, shown" in part.steps[-1]
    told = " ".join(fact.text for fact in part.reference)
    for word in (
        "Objectives not reached.",
        "45 in 100 (30–62)",
        "120 projects",
        "Poorly documented",
    ):
        assert word in told


def test_an_own_base_rate_stands_with_its_reason(
    english: Voice, build: Make, make_advice: Make
) -> None:
    project = Project(base_rate=OwnRate(rate=0.3, reason="BECAUSE"))
    own = Assessment(id="own", project=project)
    part = full(build(english, make_advice(reference=None), own)).method
    assert [fact.text for fact in part.reference] == ["30 in 100, set by the consultant: BECAUSE"]
    assert part.steps[0].startswith("Start from the base rate set for this project")


def test_without_advice_its_parts_are_left_out(english: Voice, build: Make) -> None:
    told = full(build(english, Advice()))
    assert (told.disagreement, told.stories, told.to_do) == (None, None, None)
    assert told.method.reference == ()


def test_every_part_is_on_the_page_in_both_languages(
    voice: Voice, build: Make, advice: Advice
) -> None:
    page = html.render(build(voice, advice)).replace("\u00a0", " ").replace("\u2060", "")
    for word in ("goal.idea.write", "useless", "Sign of goal.idea.write", "Threshold of goal.idea"):
        assert word in page
    for part in ("disagreement", "stories", "to_do"):
        assert f'href="#{part}"' in page
        assert f'id="{part}"' in page
