"""The heat map of roles by questions: what it shows, whom it marks, and that nothing collides."""

# ruff: noqa: S314 - the XML is our own

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from assessor.domain.disagreement import Disagreement, RoleLevels, RolePair
from assessor.domain.questionnaire import Role
from assessor.language import Voice, depth
from assessor.questionnaire import loader
from assessor.report.charts import letters
from assessor.report.charts.disagreement import MOST_ROWS, disagreement

SVG = "{http://www.w3.org/2000/svg}"


def found(count: int, *levels: tuple[Role, float | None]) -> Disagreement:
    """Return roles that named the same level on each of so many questions."""
    questions = tuple(question.id for question in loader.bundled().questions[:count])
    rows = tuple(RoleLevels(role=role, levels=(level,) * count) for role, level in levels)
    pair = RolePair(one=levels[0][0], other=levels[1][0], questions=count, difference=1.8)
    return Disagreement(disputes=(), share=0.1, questions=questions, rows=rows, farthest=pair)


def scored(given: Disagreement, overall: float | None, used: float) -> Disagreement:
    """Return the same with an answer on the whole, and what the score takes, everywhere."""
    count = len(given.questions)
    return given.model_copy(update={"overall": (overall,) * count, "used": (used,) * count})


def texts(svg: str) -> list[ET.Element]:
    return [element for element in ET.fromstring(svg).iter(f"{SVG}text") if element.text]


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    places = []
    for element in texts(svg):
        size = float(element.attrib["font-size"])
        wide = letters.width(element.text or "", size)
        x, y = float(element.attrib["x"]), float(element.attrib["y"])
        left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[element.attrib["text-anchor"]]
        places.append((left, y - size * 0.72, left + wide, y + size * 0.2))
    return places


EVERYBODY = tuple((role, float(place % 5)) for place, role in enumerate(Role))


@pytest.mark.parametrize(("width", "size"), [(320, 13), (420, 18), (640, 13), (900, 24)])
def test_nothing_collides_with_everybody_and_every_question(
    width: int, size: int, voice: Voice
) -> None:
    given = scored(found(39, *EVERYBODY), 3.0, 2.25)
    svg = disagreement(given, loader.bundled(), voice=voice, width=width, size=size)
    root = ET.fromstring(svg)
    assert float(root.attrib["width"]) == width
    places = boxes(svg)
    assert all(left > -1 and right < width + 3 for left, _, right, _ in places)
    assert all(bottom <= float(root.attrib["height"]) + 1 for *_, bottom in places)
    overlapping = [
        (one, other)
        for one, other in combinations(places, 2)
        if one[0] + 2 < other[2]
        and other[0] + 2 < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    ]
    assert overlapping == []


def test_the_two_who_differ_most_are_marked(english: Voice) -> None:
    given = found(4, (Role.SPONSOR, 1.0), (Role.IT, 3.0), (Role.SALES, 2.0))
    svg = disagreement(given, loader.bundled(), voice=english)
    bold = {e.text for e in texts(svg) if e.attrib["font-weight"] == "600"}
    assert {"Sp", "IT"} <= bold
    assert "Sa" not in bold
    title = ET.fromstring(svg)[0].text
    assert title == depth.disagreement(english, given)
    assert title == "Sponsor and IT differ most: by 1.8 levels on average over 4 questions."


def test_each_cell_tells_its_level_in_figures(english: Voice) -> None:
    given = found(2, (Role.SPONSOR, 1.0), (Role.IT, 3.5), (Role.SALES, None))
    written = [e.text for e in texts(disagreement(given, loader.bundled(), voice=english))]
    assert (written.count("1"), written.count("3.5")) == (2, 2)
    assert written.count("2.5") == 2


def test_the_answer_on_the_whole_and_what_the_score_takes_have_columns(voice: Voice) -> None:
    given = found(2, (Role.SPONSOR, 1.0), (Role.IT, 3.0))
    form, shown = loader.bundled(), {}
    for overall in (None, 4.0):
        picture = disagreement(scored(given, overall, 8 / 3), form, voice=voice)
        shown[overall] = [element.text for element in texts(picture)]
        # Eight thirds: with the decimal sign of the language.
        assert shown[overall].count(voice.number(8 / 3, 1)) == 2
        assert voice.say("In the score") in shown[overall]
    assert voice.say("All") not in shown[None]
    assert voice.say("All") in shown[4.0]
    assert (shown[None].count("2"), shown[4.0].count("3")) == (2, 4)  # spreads; IT's, spreads


def test_what_one_role_alone_answered_is_left_out(english: Voice) -> None:
    given = found(3, (Role.SPONSOR, 1.0), (Role.IT, None))
    written = [e.text for e in texts(disagreement(given, loader.bundled(), voice=english))]
    first = loader.bundled().questions[0].short.en
    assert first not in written


def test_too_many_questions_are_counted(english: Voice) -> None:
    given = found(20, (Role.SPONSOR, 1.0), (Role.IT, 3.0))
    written = " ".join(
        e.text or "" for e in texts(disagreement(given, loader.bundled(), voice=english))
    )
    assert f"{20 - MOST_ROWS} more questions, less disputed, are left out." in written
