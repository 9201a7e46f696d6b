"""Amounts of work in words: the word goes with its number."""

from __future__ import annotations

import pytest

from assessor.domain.language import Language
from assessor.domain.plan import Effect, Effort
from assessor.language import Voice, plan_sentences

DAYS = [
    (0.5, "0.5 person-days", "0,5 человеко-дня"),
    (1, "1 person-day", "1 человеко-день"),
    (1.5, "1.5 person-days", "1,5 человеко-дня"),
    (3, "3 person-days", "3 человеко-дня"),
    (5, "5 person-days", "5 человеко-дней"),
    (21, "21 person-days", "21 человеко-день"),
]


@pytest.mark.parametrize(("days", "english", "russian"), DAYS)
def test_person_days_go_with_their_number(days: float, english: str, russian: str) -> None:
    said = [plan_sentences.person_days(Voice(language), days) for language in Language]
    assert set(said) == {english, russian}


def test_an_effort_has_its_range() -> None:
    effort = Effort(low=0.5, likely=1, high=2)
    assert plan_sentences.effort(Voice(Language.EN), effort) == "1 person-day (0.5–2)"


def test_one_point_is_one_point() -> None:
    one, two = (Effect(points=points, low=-3, high=0) for points in (-1.2, -2.0))
    assert plan_sentences.effect(Voice(Language.EN), one) == "−1 point (−3 to 0)"
    assert plan_sentences.effect(Voice(Language.EN), two) == "−2 points (−3 to 0)"
