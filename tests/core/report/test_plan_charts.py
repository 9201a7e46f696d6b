"""Pictures of plans and comparisons: what they show, and that they keep within their width."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.domain.language import Language
from assessor.domain.plan import Comparison, GoIfPlan
from assessor.domain.risk import Risk
from assessor.language import Voice
from assessor.questionnaire import loader
from assessor.report.charts.compared import Named, compared
from assessor.report.charts.schedule import schedule
from assessor.report.charts.shifts import shifts
from assessor.scoring import beliefs
from assessor.scoring.plan.find import find
from assessor.scoring.plan.what_if import what_if

VOICE = Voice(Language.EN)
RISKS = (
    Named("Now", Risk(mean=0.5, median=0.5, low=0.3, high=0.7)),
    Named("After", Risk(mean=0.2, median=0.2, low=0.1, high=0.34)),
)


@pytest.fixture(scope="module")
def assessed() -> Assessment:
    made = Assessment()
    for number, question in enumerate(loader.bundled().questions):
        rated = Rated(level=1 if number < 13 else 4, grade=Grade.SHOWN)
        made = made.with_answer(question.id, Answer(judgement=rated))
    return made


@pytest.fixture(scope="module")
def plan(assessed: Assessment) -> GoIfPlan:
    found = find(assessed, loader.bundled(), beliefs.bundled("practitioner"), draws=512)
    assert found.cheapest is not None
    return found.cheapest


@pytest.fixture(scope="module")
def comparison(assessed: Assessment) -> Comparison:
    best = (Answer(judgement=Rated(level=4, grade=Grade.PROVEN)),)
    chosen = beliefs.bundled("practitioner")
    return what_if(assessed, {"goal.idea": best}, loader.bundled(), chosen, draws=512)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own picture


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in parsed(svg).iter() if node.tag.endswith("text")]


def test_compared_names_every_risk_and_the_limit() -> None:
    found = texts(compared(RISKS, 0.35, title="t", voice=VOICE, width=400))
    for words in ("Now", "50 (30–70)", "After", "20 (10–34)", "limit 35"):
        assert words in found


def test_without_a_headline_there_is_no_single_figure() -> None:
    bare = [Named("Now", RISKS[0].risk, headline=False)]
    svg = compared(bare, 0.35, title="t", voice=VOICE, width=400)
    assert "30–70" in texts(svg)
    assert "<polygon" not in svg


def test_the_limit_is_drawn_over_a_bar_only_where_it_crosses_it() -> None:
    crossing = compared(RISKS[:1], 0.35, title="t", voice=VOICE, width=400)
    under = compared(RISKS[1:], 0.35, title="t", voice=VOICE, width=400)
    assert 'stroke-width="1.6"' in crossing
    assert 'stroke-width="1.6"' not in under


def test_the_schedule_has_a_bar_per_action_from_start_to_finish(plan: GoIfPlan) -> None:
    svg = schedule(plan, title="t", voice=VOICE, width=800)
    bars = [
        (float(node.attrib["x"]), float(node.attrib["width"]))
        for node in parsed(svg).iter()
        if node.tag.endswith("rect")
    ][: len(plan.steps)]
    week = min(
        wide / (step.finish - step.start) for (_, wide), step in zip(bars, plan.steps, strict=True)
    )
    zero = min(x for x, _ in bars)
    for (x, wide), step in zip(bars, plan.steps, strict=True):
        assert x == pytest.approx(zero + week * step.start, abs=0.1)
        assert wide == pytest.approx(week * (step.finish - step.start), abs=0.1)


def test_critical_is_told_by_word_and_by_filling(plan: GoIfPlan) -> None:
    svg = schedule(plan, title="t", voice=VOICE, width=800)
    assert "critical: may not be late" in texts(svg)
    fills = re.findall(r'<rect [^>]*fill="(#[0-9a-f]+)"', svg)[: len(plan.steps)]
    filled = {fill for fill, step in zip(fills, plan.steps, strict=True) if step.critical}
    hollow = {fill for fill, step in zip(fills, plan.steps, strict=True) if not step.critical}
    assert len(filled) == 1
    assert not filled & hollow


def test_shifts_tell_the_points_before_and_after(comparison: Comparison) -> None:
    found = texts(shifts(comparison, loader.bundled(), title="t", voice=VOICE, width=500))
    goal = comparison.sections[0]
    before, after = VOICE.points(goal.before.points), VOICE.points(goal.after.points)
    assert before != after
    assert f"{before} → {after}" in found


@pytest.mark.parametrize("width", [320, 420, 900])
@pytest.mark.parametrize("language", list(Language))
def test_nothing_leaves_the_picture(
    plan: GoIfPlan, comparison: Comparison, width: int, language: Language
) -> None:
    voice = Voice(language)
    for svg in (
        compared(RISKS, 0.99, title="t", voice=voice, width=width),
        schedule(plan, title="t", voice=voice, width=width),
        shifts(comparison, loader.bundled(), title="t", voice=voice, width=width),
    ):
        root = parsed(svg)
        high = float(root.attrib["height"])
        for node in root.iter():
            x, y = float(node.attrib.get("x", 0)), float(node.attrib.get("y", 0))
            assert -1 <= x <= width + 1
            assert -1 <= y <= high + 1
