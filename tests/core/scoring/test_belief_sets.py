"""The belief sets that come with the program, and what a belief set may not say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from pydantic import ValidationError

from assessor.domain.frozen import Frozen
from assessor.domain.problem import InputProblem
from assessor.questionnaire import loader, strict_yaml
from assessor.scoring import beliefs
from assessor.scoring.belief_set import BeliefSet, Judged

BOTH = pytest.mark.parametrize("belief_id", beliefs.bundled_ids())


def text_of(belief_id: str) -> str:
    source = files("assessor.scoring") / "data" / f"{belief_id}.yaml"
    return source.read_text(encoding="utf-8")


def judged(value: object) -> Iterator[Judged]:
    if isinstance(value, Judged):
        yield value
    parts: Any = ()
    if isinstance(value, Frozen):
        parts = [getattr(value, name) for name in type(value).model_fields]
    elif isinstance(value, dict):
        parts = value.values()
    for part in parts:
        yield from judged(part)


@BOTH
def test_the_file_obeys_the_strict_rules(belief_id: str) -> None:
    assert beliefs.parse(text_of(belief_id), "set.yaml") == beliefs.bundled(belief_id)


@BOTH
def test_every_question_has_a_weight_and_no_weight_is_idle(belief_id: str) -> None:
    sections = beliefs.bundled(belief_id).sections
    weighted = {question for section in sections.values() for question in section.questions}
    assert weighted == {question.id for question in loader.bundled().questions}


@BOTH
def test_every_number_has_a_reason_of_its_own_and_a_source(belief_id: str) -> None:
    found = list(judged(beliefs.bundled(belief_id)))
    assert len(found) >= 39 + 7 + 9
    assert all(len(number.reason.en) > 20 and len(number.reason.ru) > 20 for number in found)
    assert all(source.strip() for number in found for source in number.source)
    assert len({number.reason.en for number in found}) == len(found)


@pytest.mark.parametrize("belief_id", beliefs.bundled_ids())
def test_swings_of_the_method(belief_id: str) -> None:
    # The method's table of swings, section 3.
    swings = {
        "practitioner": {
            "goal": 2.2, "process": 2.0, "scale": 1.0, "people": 0.7,
            "planning": 0.5, "competence": 0.4, "technology": 0.25,
        },
        "published": {
            "goal": 1.1, "process": 1.5, "scale": 0.8, "people": 1.0,
            "planning": 0.4, "competence": 0.5, "technology": 0.9,
        },
    }  # fmt: skip
    sections = beliefs.bundled(belief_id).sections
    assert {name: section.swing for name, section in sections.items()} == swings[belief_id]


def test_the_investment_counts_the_other_way_and_half_as_much_in_the_published_set() -> None:
    published, practitioner = beliefs.bundled("published"), beliefs.bundled("practitioner")
    usual = practitioner.shape_of("scale.investment")
    assert published.shape_of("scale.investment") == tuple(-left / 2 for left in usual)
    assert published.best_level("scale.investment") == 0
    assert practitioner.best_level("scale.investment") == 4
    assert published.rescue is None


def test_an_unknown_set_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputProblem, match=r"no belief set “vendor”.*practitioner, published"):
        beliefs.bundled("vendor")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("swing: 2.2", "swing: 9", r"set\.yaml:\d+.*swing.*too large"),
        ("share: 0.22", "share: 0.32", r"set\.yaml:\d+.*do not sum to 1.*sections\.goal"),
        ("levels: [0.24, 0.28", "levels: [0.34, 0.28", r"set\.yaml:\d+.*sum of 1.*population"),
        ("said: 0.50", "said: 0.90", r"set\.yaml:\d+.*Trust must not fall"),
        ("goal.idea:", "people.idea:", r"set\.yaml:\d+.*stands in a section.*sections"),
        ("by_level: {3: 0.15", "by_level: {7: 0.15", r"set\.yaml:\d+.*Levels go from 0 to 4"),
        ("attention: scale.attention", "attention: goal.idea", r"must share a section"),
        ("luck:", "lack:", r"“lack” is not known here.*luck"),
    ],
)
def test_a_set_that_contradicts_itself_is_refused(old: str, new: str, complaint: str) -> None:
    text = text_of("practitioner")
    assert old in text
    with pytest.raises(InputProblem) as caught:
        beliefs.parse(text.replace(old, new, 1), "set.yaml")
    complaints = [caught.value, *caught.value.further]
    assert any(re.search(complaint, str(one)) for one in complaints), complaints


def test_a_changed_copy_is_checked_and_has_its_own_digest() -> None:
    base = beliefs.bundled("practitioner")
    moved = base.base_rate.model_copy(update={"log_odds": 0.3})
    copy = base.model_copy(update={"base_rate": moved})
    assert copy.digest != base.digest
    assert copy.edition.digest == copy.digest
    assert base.model_copy().digest == base.digest
    with pytest.raises(ValidationError):
        base.model_copy(update={"sections": {}})


def test_a_set_survives_its_own_json() -> None:
    base = beliefs.bundled("practitioner")
    again = BeliefSet.model_validate_json(base.model_dump_json())
    assert again == base
    assert again.digest == base.digest


def test_what_a_set_knows_nothing_about_weighs_nothing() -> None:
    base = beliefs.bundled("practitioner")
    assert base.swing("goal.colour") == base.swing("weather.rain") == 0
    assert base.weight("weather.rain") is None
    assert base.swing("goal.idea") == pytest.approx(2.2 * 0.22)
    assert strict_yaml.load(text_of("practitioner"), "set.yaml")["id"] == "practitioner"
