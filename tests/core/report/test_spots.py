"""Every part of a picture that says something: where it is, what it says, where it leads."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.domain.disagreement import Disagreement, RoleLevels, RolePair
from assessor.domain.language import Language
from assessor.domain.picture import PAPER, Area, Spot, Svg
from assessor.domain.questionnaire import Questionnaire, Role
from assessor.domain.risk import Driver, Forecast, Risk
from assessor.language import Voice
from assessor.questionnaire import loader
from assessor.report import charts
from assessor.report.charts.compared import Named, compared
from assessor.report.charts.disagreement import disagreement
from assessor.report.charts.standalone import FAMILIES, MARGIN, standalone

Make = Callable[..., Forecast]
QUESTIONS = loader.bundled().questions


def rich(make: Make, **changes: object) -> Forecast:
    """Return a forecast with every section and question of the bundled questionnaire."""
    made = make(**changes)
    drivers = tuple(
        Driver(question=q.id, points=(-1) ** i * (12 - i / 3), if_proven_best=0.4)
        for i, q in enumerate(QUESTIONS)
    )
    first = made.sections[0]
    sections = tuple(first.model_copy(update={"id": s.id}) for s in loader.bundled().sections)
    return made.model_copy(update={"drivers": drivers, "sections": sections})


def answered() -> Assessment:
    made = Assessment(id="a", targets={"goal.idea": Rated(level=4, grade=Grade.SHOWN)})
    for i, question in enumerate(QUESTIONS[:-1]):
        made = made.with_answer(question.id, Answer(judgement=Rated(level=i % 5)))
    return made


def drawn(name: str, forecast: Forecast, voice: Voice, width: float = 640) -> Svg:
    return charts.draw(
        name, answered(), loader.bundled(), forecast, voice=voice, width=width, size=13
    )


@pytest.mark.parametrize("name", charts.NAMES)
@pytest.mark.parametrize("headline", [True, False])
@pytest.mark.parametrize("width", [200, 420, 900])
def test_every_picture_explains_its_parts_within_its_frame(
    name: str, headline: bool, width: int, voice: Voice, make_forecast: Make
) -> None:
    picture = drawn(name, rich(make_forecast, headline=headline), voice, width)
    assert picture.spots
    for spot in picture.spots:
        assert spot.sentence.endswith(".")
        bounds = spot.bounds
        assert bounds.width > 0
        assert bounds.height > 0
        assert bounds.top >= -4
        assert bounds.top + bounds.height <= picture.height + 1
    root = ET.fromstring(picture)  # noqa: S314 - our own picture
    assert float(root.attrib["height"]) == pytest.approx(picture.height, abs=0.01)
    assert picture.body in picture


def test_the_waterfall_has_a_spot_per_row_that_leads_to_the_weightiest_answer(
    english: Voice, make_forecast: Make
) -> None:
    forecast = rich(make_forecast)
    spots = drawn("waterfall", forecast, english).spots
    assert len(spots) == len(forecast.sections) + 2
    assert spots[0].sentence.startswith("The base rate: of 100 comparable projects 45 do not")
    assert spots[-1].sentence == "Risk: 62 in 100, range 48–75."
    # Drivers fall in strength, so the first question of each section weighs most.
    firsts = [section.questions[0].id for section in loader.bundled().sections]
    assert [spot.question for spot in spots[1:-1]] == firsts
    tops = [spot.bounds.top for spot in spots]
    assert tops == sorted(tops)


def test_each_cell_of_the_profile_says_answer_target_and_condition(
    english: Voice, make_forecast: Make
) -> None:
    forecast = rich(make_forecast).model_copy(update={"conditions": ("goal.idea",)})
    picture = drawn("profile", forecast, english)
    assert [spot.question for spot in picture.spots] == [q.id for q in QUESTIONS]
    name = QUESTIONS[0].short.en
    assert picture.spots[0].sentence == (
        f"{name}. Level 0 of 4, said. Target: 4, shown. It has to get better: a condition."
    )
    assert picture.spots[-1].sentence == f"{QUESTIONS[-1].short.en}. Not asked yet."
    assert "→4" in picture
    assert "<polygon" in picture, "the triangle over the condition"
    assert "client’s target" in picture


def test_without_targets_and_conditions_the_profile_speaks_of_neither(
    english: Voice, make_forecast: Make
) -> None:
    bare = answered().model_copy(update={"targets": {}})
    picture = charts.profile(bare, loader.bundled(), voice=english)
    assert "→" not in picture
    assert "<polygon" not in picture


def test_marks_are_where_they_are_drawn(english: Voice, make_forecast: Make) -> None:
    failing, flying = drawn("icon_array", rich(make_forecast), english, width=200).spots
    assert failing.sentence == "62 of 100 projects in this position do not take off."
    # Ten columns of 20: the 62nd mark is the second of the seventh row.
    assert failing.holds(30, 130)
    assert not failing.holds(50, 130)
    assert flying.holds(50, 130)
    assert not flying.holds(30, 130)


def test_too_little_asked_counts_no_projects(english: Voice, make_forecast: Make) -> None:
    (only,) = drawn("icon_array", rich(make_forecast, headline=False), english).spots
    assert only.sentence == "In 8 cases of 10 the risk lies between 48 and 75 in 100."


def test_a_driver_leads_to_its_question(english: Voice, make_forecast: Make) -> None:
    spots = drawn("drivers", rich(make_forecast), english).spots
    assert [spot.question for spot in spots] == [q.id for q in QUESTIONS[:10]]
    assert "raises the risk by 12 points" in spots[0].sentence
    assert "lowers the risk by 12 points" in spots[1].sentence


def test_a_row_of_roles_says_who_said_what(english: Voice) -> None:
    rows = (
        RoleLevels(role=Role.SPONSOR, levels=(1.0,)),
        RoleLevels(role=Role.IT, levels=(3.5,)),
        RoleLevels(role=Role.SALES, levels=(None,)),
    )
    pair = RolePair(one=Role.SPONSOR, other=Role.IT, questions=1, difference=2.5)
    found = Disagreement(disputes=(), share=0, questions=("goal.idea",), rows=rows, farthest=pair)
    (spot,) = disagreement(found, loader.bundled(), voice=english).spots
    assert spot.question == "goal.idea"
    assert spot.sentence.endswith(": Sponsor 1, IT 3.5. Spread: 2.5.")
    scored = found.model_copy(update={"overall": (4.0,), "used": (17 / 6,)})
    (spot,) = disagreement(scored, loader.bundled(), voice=english).spots
    told = ": Sponsor 1, IT 3.5, On the whole 4. Spread: 3. In the score: 2.8."
    assert spot.sentence.endswith(told)


def test_an_enlarged_scale_is_drawn_broken(
    small: Questionnaire, english: Voice, make_forecast: Make
) -> None:
    # The scale runs from 20 to 80, see test_charts.
    enlarged = charts.waterfall(make_forecast(), small, voice=english)
    assert enlarged.count('stroke-width="1.4"') == 3 * 2, "three strokes at either end"
    wide = Risk(mean=0.5, median=0.5, low=0.02, high=0.97)
    whole = charts.waterfall(make_forecast(base_rate=wide), small, voice=english)
    assert 'stroke-width="1.4"' not in whole


def test_a_picture_stands_alone_under_its_sentence(english: Voice, make_forecast: Make) -> None:
    palette = PAPER.model_copy(update={"family": FAMILIES})
    inner = charts.waterfall(
        rich(make_forecast), loader.bundled(), palette=palette, voice=english, width=600
    )
    alone = standalone(inner, "What it says", palette)
    root = ET.fromstring(alone)  # noqa: S314 - our own picture
    texts = [node for node in root.iter() if node.tag.endswith("text")]
    assert texts[0].text == "What it says"
    assert {node.attrib["font-family"] for node in texts} == {FAMILIES}
    ground = next(node for node in root.iter() if node.tag.endswith("rect"))
    assert ground.attrib["fill"] == "#ffffff"
    assert alone.width == 600 + 2 * MARGIN
    assert alone.height > inner.height + MARGIN
    assert [spot.sentence for spot in alone.spots] == [spot.sentence for spot in inner.spots]
    assert alone.spots[0].bounds.left == inner.spots[0].bounds.left + MARGIN


def test_compared_risks_explain_themselves_and_the_limit() -> None:
    forecast_risk = Named("Now", _risk(), headline=False)
    picture = compared([forecast_risk], 0.35, title="t", voice=Voice(Language.EN))
    assert [spot.sentence for spot in picture.spots] == [
        "Now: 30–70 in 100.",
        "The most risk that the client accepts: 35 in 100.",
    ]


def _risk() -> Risk:
    return Risk(mean=0.5, median=0.5, low=0.3, high=0.7)


def test_a_picture_is_text_and_survives_a_process(english: Voice, make_forecast: Make) -> None:
    picture = drawn("range_bar", rich(make_forecast), english)
    back = pickle.loads(pickle.dumps(picture))  # noqa: S301 - our own picture
    assert isinstance(back, str)
    assert back == picture
    assert back.spots == picture.spots


def test_a_spot_of_two_rows_is_no_rectangle() -> None:
    spot = Spot((Area(0, 0, 10, 10), Area(0, 10, 5, 10)), "s")
    assert spot.holds(9, 5)
    assert not spot.holds(9, 15)
    assert spot.bounds == Area(0, 0, 10, 20)
