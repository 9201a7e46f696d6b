"""The paper survives a black-and-white photocopier: ink against ground in shades of grey."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

import pytest

from assessor.domain.assessment import Answer, Assessment, Grade, Rated, Unknown
from assessor.domain.language import Language
from assessor.domain.paper import ReportOrder
from assessor.domain.picture import PAPER
from assessor.domain.questionnaire import Role
from assessor.questionnaire import loader
from assessor.report import context
from assessor.report.content import Picture
from assessor.scoring import beliefs
from assessor.scoring.advice import advise
from assessor.scoring.forecast import forecast
from assessor.scoring.milestones import freeze

LEAST = 4.5
"""WCAG 2.2, success criterion 1.4.3, for text of this size; the ratio is one of luminances, so
that it holds for a grey copy as well."""

LEAST_APART = 2.0
"""Two shades that mean opposite things."""

WHITE = "#ffffff"


def luminance(colour: str) -> float:
    """Return the relative luminance of #rgb or #rrggbb, from 0 to 1."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, ground: str) -> float:
    """Return the ratio of two luminances, from 1 to 21."""
    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_ratio_is_that_of_the_standard() -> None:
    # Black on white is 21 : 1; #767676 on white is the palest grey that passes (WebAIM).
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


def style_pairs() -> list[tuple[str, str, str]]:
    """Return selector, ink and ground of every rule of the style sheet that sets an ink."""
    style = re.sub(r"/\*.*?\*/", "", _style(), flags=re.DOTALL)
    pairs = []
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", style):
        ink = re.search(r"(?<![\w-])color:\s*(#[0-9a-fA-F]{3,6})", body)
        ground = re.search(r"background:\s*(#[0-9a-fA-F]{3,6})", body)
        if ink or ground:
            found = ink[1] if ink else PAPER.ink
            pairs.append((selector.strip(), found, ground[1] if ground else WHITE))
    return pairs


def _style() -> str:
    return (files("report_templates") / "report.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(("selector", "ink", "ground"), style_pairs())
def test_every_ink_of_the_style_sheet_is_dark_enough(selector: str, ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= LEAST, selector


def test_the_style_sheet_has_inks() -> None:
    assert {ink for _, ink, _ in style_pairs()} >= {PAPER.muted, PAPER.accent, "#fff"}


@pytest.fixture(scope="module")
def pictures() -> tuple[Picture, ...]:
    """Return every picture of the full reports of a strong, a weak and a disputed project."""
    return (*_drawn(4, 0), *_drawn(0, 0), *_drawn(1, 3))


def _drawn(level: int, apart: int) -> tuple[Picture, ...]:
    asked, sets = loader.bundled(), [beliefs.bundled(one) for one in beliefs.bundled_ids()]
    assessment = Assessment(id="grey")
    for place, question in enumerate(asked.questions):
        grade = list(Grade)[place % 3]
        first = Answer(judgement=Rated(level=level, grade=grade), role=Role.SPONSOR)
        second = Answer(judgement=Rated(level=level + apart, grade=grade), role=Role.IT)
        for answer in (first, second):
            assessment = assessment.with_answer(question.id, answer)
    assessment = assessment.with_answer("goal.idea", Answer(judgement=Unknown()))
    known = {one.id: forecast(assessment, asked, one) for one in sets}
    sealed = freeze(assessment, "Then", date(2026, 8, 3), known, "practitioner")
    order = ReportOrder(language=Language.EN, day=date(2026, 11, 24))
    advice = advise(sealed, asked, sets[0], sets)
    return context.build(sealed, asked, known, order, "1", advice=advice).pictures


def words(picture: Picture) -> Iterator[tuple[str, str, str]]:
    """Return each text of a picture with its ink and the shade that lies under it."""
    shapes: list[tuple[tuple[float, float, float, float], str]] = []
    for element in ET.fromstring(picture.svg).iter():  # noqa: S314 - our own drawing
        fill = element.get("fill", "")
        if element.tag.endswith("}text"):
            x, y, size = (float(element.get(name, "0")) for name in ("x", "y", "font-size"))
            inside = {"start": 1.0, "end": -1.0}.get(element.get("text-anchor", "start"), 0.0)
            at = (x + inside, y - size * 0.35)
            yield element.text or "", fill, _under(at, shapes)
        elif fill.startswith("#"):
            shapes.append((_box(element), fill))


def _box(element: ET.Element) -> tuple[float, float, float, float]:
    value = {name: float(element.get(name, "0")) for name in ("x", "y", "width", "height")}
    if element.tag.endswith("}rect"):
        x, y = value["x"], value["y"]
        return x, y, x + value["width"], y + value["height"]
    if element.tag.endswith("}circle"):
        x, y, radius = (float(element.get(name, "0")) for name in ("cx", "cy", "r"))
        return x - radius, y - radius, x + radius, y + radius
    points = [pair.split(",") for pair in element.get("points", "0,0").split()]
    across, down = [float(x) for x, _ in points], [float(y) for _, y in points]
    return min(across), min(down), max(across), max(down)


def _under(
    at: tuple[float, float], shapes: list[tuple[tuple[float, float, float, float], str]]
) -> str:
    covering = [
        fill
        for (left, top, right, bottom), fill in shapes
        if left <= at[0] <= right and top <= at[1] <= bottom
    ]
    return covering[-1] if covering else WHITE


def test_every_word_of_every_picture_can_be_read_in_grey(pictures: tuple[Picture, ...]) -> None:
    found = [(p.name, *word) for p in pictures for word in words(p)]
    pale = {
        (name, text, ink, ground)
        for name, text, ink, ground in found
        if contrast(ink, ground) < LEAST
    }
    assert pale == set()
    assert {name for name, *_ in found} >= {"waterfall", "profile", "heat_map", "since"}
    assert {ground for *_, ground in found} > {WHITE}


def test_what_raises_and_what_lowers_the_risk_differ_in_grey_and_from_paper() -> None:
    assert contrast(PAPER.raises, PAPER.lowers) >= LEAST_APART
    assert contrast(PAPER.raises, PAPER.paper) >= LEAST_APART
    assert contrast(PAPER.lowers, PAPER.paper) >= LEAST_APART
