"""The pictures: they are well formed, say what they show, and nothing in them collides."""

# ruff: noqa: S314 - the XML is our own

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise, product
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor.domain.assessment import Answer, Assessment, Rated
from assessor.domain.language import Language
from assessor.domain.picture import PAPER, Palette
from assessor.domain.questionnaire import Questionnaire, Role
from assessor.domain.risk import Driver, Forecast, Risk
from assessor.language import Voice
from assessor.questionnaire import loader
from assessor.report import charts
from assessor.report.charts import letters
from assessor.report.charts.drawing import Drawing, contrast, mixed, number
from assessor.report.charts.profile import shade
from assessor.report.charts.waterfall import used

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "title", "rect", "circle", "polygon", "line", "text"}
DARK = Palette(
    paper="#14181f",
    ink="#e8ecf2",
    muted="#9aa6b5",
    grid="#2c3440",
    accent="#6fb3e0",
    raises="#e08566",
    lowers="#7cc4ae",
)
Make = Callable[..., Forecast]


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


def boxes(svg: str) -> list[tuple[float, float, float, float, str]]:
    """Return every text as left, top, right, bottom, as wide as it can be."""
    found = []
    for element in ET.fromstring(svg).iter(f"{SVG}text"):
        content, size = element.text or "", float(element.attrib["font-size"])
        if not content:
            continue
        wide = letters.width(content, size)
        x, y = float(element.attrib["x"]), float(element.attrib["y"])
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[element.attrib["text-anchor"]]
        found.append((left, y - size * 0.72, left + wide, y + size * 0.2, content))
    return found


def collisions(svg: str) -> list[tuple[str, str]]:
    """Return texts that overlap; widths are rounded up, so a sliver of 2 pixels is forgiven."""
    found = boxes(svg)
    return [
        (one[4], other[4])
        for i, one in enumerate(found)
        for other in found[i + 1 :]
        if one[0] + 2 < other[2]
        and other[0] + 2 < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    ]


def outside(svg: str) -> list[str]:
    root = ET.fromstring(svg)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    return [
        content
        for left, top, right, bottom, content in boxes(svg)
        if left < -1 or top < -1 or right > width + 3 or bottom > height + 1
    ]


def full(forecast: Forecast) -> Forecast:
    """Return the forecast with the sections and questions of the bundled questionnaire."""
    bundled = loader.bundled()
    drivers = tuple(
        Driver(question=q.id, points=(-1) ** i * (12 - i / 3), if_proven_best=0.4)
        for i, q in enumerate(bundled.questions)
    )
    first = forecast.sections[0]
    sections = tuple(first.model_copy(update={"id": s.id}) for s in bundled.sections)
    return forecast.model_copy(update={"drivers": drivers, "sections": sections})


def answered() -> Assessment:
    assessment = Assessment(id="a")
    for i, q in enumerate(loader.bundled().questions):
        assessment = assessment.with_answer(q.id, Answer(judgement=Rated(level=i % 5)))
        assessment = assessment.with_answer(q.id, Answer(role=Role.IT, judgement=Rated(level=0)))
    return assessment


SIZES = [(200, 13), (320, 13), (420, 18), (640, 13), (900, 24)]


def test_a_waterfall_of_small_steps_is_enlarged_and_says_so(
    small: Questionnaire, english: Voice, make_forecast: Make
) -> None:
    forecast = make_forecast()
    # Base rate 27-65, risk 48-75, and the range of the first section up to 45 + 28 = 73.
    assert used(forecast) == (20, 80)
    svg = charts.waterfall(forecast, small, voice=english)
    shown = texts(svg)
    assert {"20", "80"} <= set(shown)
    assert not {"0", "100"} & set(shown)
    said = " ".join(shown)
    assert "Enlarged: the scale runs from 20 to 80 in 100, not from 0 to 100." in said
    assert collisions(svg) == []


def test_a_waterfall_over_the_whole_scale_says_nothing_of_it(
    small: Questionnaire, english: Voice, make_forecast: Make
) -> None:
    wide = Risk(mean=0.5, median=0.5, low=0.02, high=0.97)
    shown = texts(charts.waterfall(make_forecast(base_rate=wide), small, voice=english))
    assert {"0", "100"} <= set(shown)
    assert "Enlarged" not in " ".join(shown)


@pytest.mark.parametrize("name", charts.NAMES)
@pytest.mark.parametrize("headline", [True, False])
@pytest.mark.parametrize(("width", "size"), SIZES)
def test_every_picture_is_plain_and_nothing_collides(
    name: str, headline: bool, width: int, size: int, voice: Voice, make_forecast: Make
) -> None:
    forecast = full(make_forecast(headline=headline))
    looks = {"voice": voice, "width": width, "size": size}
    svg = charts.draw(name, answered(), loader.bundled(), forecast, **looks)
    root = ET.fromstring(svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= ALLOWED
    assert (root[0].tag, bool(root[0].text)) == (f"{SVG}title", True)
    assert float(root.attrib["width"]) == width
    assert collisions(svg) == []
    assert outside(svg) == []
    assert not re.search(r"style=|class=|url\(|href|e-\d", svg)
    assert svg == charts.draw(name, answered(), loader.bundled(), forecast, **looks)


@pytest.mark.parametrize("name", charts.NAMES)
def test_a_picture_is_at_least_as_high_as_wanted(
    name: str, english: Voice, make_forecast: Make
) -> None:
    forecast = full(make_forecast())
    for height in (10, 2000):
        svg = charts.draw(
            name, answered(), loader.bundled(), forecast, voice=english, width=400, height=height
        )
        assert float(ET.fromstring(svg).attrib["height"]) >= height


def test_an_unknown_picture_is_refused(english: Voice, make_forecast: Make) -> None:
    with pytest.raises(KeyError):
        charts.draw("radar", answered(), loader.bundled(), make_forecast(), voice=english, width=1)


def marks(svg: str) -> tuple[int, int]:
    """Return how many squares and circles there are, without the legend's."""
    return svg.count("<rect") - 1, svg.count("<circle") - 1


@pytest.mark.parametrize(("mean", "squares"), [(0, 0), (0.004, 0), (0.62, 62), (1, 100)])
def test_a_hundred_marks(mean: float, squares: int, english: Voice, make_forecast: Make) -> None:
    forecast = make_forecast(risk=Risk(mean=mean, median=mean, low=0, high=1))
    assert marks(charts.icon_array(forecast, voice=english)) == (squares, 100 - squares)


def test_without_headline_no_single_figure_is_shown(english: Voice, make_forecast: Make) -> None:
    forecast = make_forecast(headline=False)
    for picture in (charts.icon_array, charts.range_bar):
        assert not any("62" in text for text in texts(picture(forecast, voice=english)))
    two = texts(charts.stated_evidenced(forecast, voice=english))
    assert two[:2] == ["As stated: 37–62", "As evidenced: 48–75"]
    shown = " ".join(texts(charts.icon_array(forecast, voice=english)))
    assert shown == "range: 48–75 in 100", "a range is no count of projects"
    svg = charts.icon_array(forecast, voice=english)
    assert svg.count("<rect") - 1 == 75 - 48


probability = st.floats(0, 1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    st.lists(probability, min_size=3, max_size=3).map(sorted),
    probability,
    st.floats(0.01, 0.99),
    st.sampled_from([200, 260, 420]),
)
def test_the_labels_of_a_range_never_meet(
    english: Voice, make_forecast: Make, points: list[float], base: float, limit: float, width: int
) -> None:
    low, mean, high = points
    risk = Risk(mean=mean, median=mean, low=low, high=min(1, max(high, low + 0.06)))
    forecast = make_forecast(
        risk=risk,
        as_evidenced=risk,
        base_rate=Risk(mean=base, median=base, low=base, high=base),
        risk_limit=limit,
    )
    for picture in (charts.range_bar, charts.stated_evidenced):
        svg = picture(forecast, voice=english, width=width)
        assert collisions(svg) == []
        assert outside(svg) == []


def test_the_waterfall_ends_where_the_risk_is(
    small: Questionnaire, english: Voice, make_forecast: Make
) -> None:
    shown = texts(charts.waterfall(make_forecast(), small, voice=english))
    assert [text for text in shown if text in {"45", "+20", "−3", "62"}] == [
        "45",
        "+20",
        "−3",
        "62",
    ]


def test_arrows_point_the_way_they_move_the_risk(
    small: Questionnaire, english: Voice, make_forecast: Make
) -> None:
    svg = charts.drivers(make_forecast(), small, voice=english)
    polygons = re.findall(r'<polygon points="([^"]+)" fill="([^"]+)"', svg)[:3]
    tips = [
        (
            float(points.split(" ")[2].split(",")[0]) > float(points.split(" ")[0].split(",")[0]),
            fill,
        )
        for points, fill in polygons
    ]
    pale = mixed(PAPER.lowers, PAPER.paper, 0.45)
    assert tips == [(True, PAPER.raises), (True, PAPER.raises), (False, pale)]


def test_the_tornado_moves_answers_and_says_so(
    small: Questionnaire, english: Voice, make_forecast: Make
) -> None:
    shown = " ".join(texts(charts.drivers(make_forecast(), small, 2, voice=english)))
    assert "Answers are moved, the weights of the model are not." in shown
    assert ("Idea" in shown, "Owner" in shown, "Described" in shown) == (True, True, False)


@pytest.mark.parametrize("language", list(Language))
def test_the_head_of_the_tornado_has_two_lines(
    language: Language, small: Questionnaire, make_forecast: Make
) -> None:
    shown = texts(charts.drivers(make_forecast(), small, 2, voice=Voice(language)))
    two = {"en": ("risk if", "proven"), "ru": ("риск, если", "доказано")}[language.value]
    assert set(two) <= set(shown)


def test_an_empty_tornado_says_that_it_is_empty(
    small: Questionnaire, english: Voice, make_forecast: Make
) -> None:
    svg = charts.drivers(make_forecast(drivers=()), small, voice=english)
    assert texts(svg) == ["No answer moves the risk by a whole point yet."]


def test_sections_that_are_not_in_the_questionnaire_are_named_by_id(
    english: Voice, make_forecast: Make
) -> None:
    bundled = loader.bundled()
    stranger = make_forecast().sections[0].model_copy(update={"id": "strange"})
    lost = Driver(question="strange.one", points=9, if_proven_best=0.1)
    forecast = make_forecast(sections=(stranger,), drivers=(lost,))
    assert "strange" in texts(charts.waterfall(forecast, bundled, voice=english))
    assert "strange.one" in texts(charts.drivers(forecast, bundled, voice=english))


def test_the_profile_tells_levels_grades_and_gaps(
    small: Questionnaire, everything: Assessment, english: Voice
) -> None:
    shown = texts(charts.profile(everything, small, voice=english))
    first = shown.index("asked 2 of 2")
    assert shown[:first] == ["Goal", "1", "H", "?"]
    # The client wants process.exists at level 3; it is not asked, so there is no grade.
    assert shown[first + 1 : first + 5] == ["Process", "–", "→3", "asked 1 of 2"]


def test_several_answers_show_their_spread_and_the_weakest_grade(
    small: Questionnaire, everything: Assessment, english: Voice
) -> None:
    split = everything.with_answer("goal.idea", Answer(judgement=Rated(level=4)))
    shown = texts(charts.profile(split, small, voice=english))
    assert shown[1:3] == ["1–4", "S"]


@pytest.mark.parametrize("palette", [PAPER, DARK])
def test_levels_are_told_apart_without_colour(palette: Palette) -> None:
    shades = [shade(palette, level) for level in range(5)]
    assert all(contrast(one, other) >= 1.15 for one, other in pairwise(shades))
    for fill in shades:
        assert max(contrast(palette.ink, fill), contrast(palette.paper, fill)) >= 4.5


def test_what_raises_is_darker_than_what_lowers_on_a_photocopy() -> None:
    lowers = mixed(PAPER.lowers, PAPER.paper, 0.45)
    assert contrast(PAPER.raises, lowers) >= 3
    assert contrast(PAPER.muted, PAPER.paper) >= 4.5


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "1"), (1.5, "1.5"), (0.333333, "0.33"), (-0.001, "0"), (1e9, "1000000000")],
)
def test_numbers_have_one_spelling(value: float, text: str) -> None:
    assert number(value) == text


def test_labels_are_escaped_and_unprintable_signs_dropped() -> None:
    drawing = Drawing(PAPER, 100, 13)
    drawing.text(0, 10, '<script>"&\x00\x1b\ufffe\ud800')
    root = ET.fromstring(drawing.svg(20, "a < b & c"))
    assert (root[0].text, root[1].text) == ("a < b & c", '<script>"&   ?')


@pytest.mark.parametrize(("name", "palette"), list(product(charts.NAMES, [PAPER, DARK])))
def test_colours_come_from_the_palette(
    name: str, palette: Palette, english: Voice, make_forecast: Make
) -> None:
    svg = charts.draw(
        name,
        answered(),
        loader.bundled(),
        full(make_forecast()),
        voice=english,
        palette=palette,
        width=420,
    )
    base = [palette.paper, palette.ink, palette.muted, palette.grid, palette.accent]
    base += [palette.raises, palette.lowers]
    mixes = [mixed(colour, palette.paper, share) for colour in base for share in (0.25, 0.45, 0.55)]
    allowed = {*base, *mixes, *(shade(palette, level) for level in range(5))}
    assert set(re.findall(r"#[0-9a-f]{6}", svg)) <= allowed
