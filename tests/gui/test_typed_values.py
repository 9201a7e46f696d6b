"""What people type for numbers, shares and days is read, or refused, but never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.language import Language
from assessor.language import Voice
from forms.widgets.typed_values import (
    read_count,
    read_day,
    read_share,
    spoken_count,
    spoken_day,
    spoken_share,
    written_day,
)

VOICES = [Voice(Language.EN), Voice(Language.RU)]


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-24",
        "24.11.2026",
        "24/11/26",
        "24 November 2026",
        "24 nov 2026",
        " 24 ноября 2026 г. ",
        "24 нояб. 2026",
        "24 Nov 26",
        "November 24, 2026",
        "Nov 24 2026",
    ],
)
def test_a_day_is_read_in_every_usual_way(typed: str) -> None:
    assert read_day(typed) == date(2026, 11, 24)


@pytest.mark.parametrize(
    "typed",
    ["31.02.2026", "2026-13-01", "24.11", "soon", "24 brumaire 2026", "1.1.9999", "1.1.0001"],
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        read_day(typed)


@pytest.mark.parametrize("voice", VOICES, ids=["en", "ru"])
@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_spoken_day_is_read_back(voice: Voice, day: date) -> None:
    assert read_day(spoken_day(voice, day)) == day
    assert read_day(written_day(day)) == day


@pytest.mark.parametrize("voice", VOICES, ids=["en", "ru"])
@given(count=st.integers(0, 10_000_000))
def test_a_spoken_count_is_read_back(voice: Voice, count: int) -> None:
    assert read_count(spoken_count(voice, count)) == count


@pytest.mark.parametrize("voice", VOICES, ids=["en", "ru"])
@given(tenths=st.just(0) | st.integers(10, 1000))
def test_a_spoken_share_is_read_back(voice: Voice, tenths: int) -> None:
    assert read_share(spoken_share(voice, tenths / 1000)) == pytest.approx(tenths / 1000)


def test_nothing_typed_means_not_known() -> None:
    assert read_day("  ") is None
    assert read_count("") is None
    assert read_share(" % ") is None


@pytest.mark.parametrize("typed", ["-3", "many", "1.5e3", "٣"])
def test_what_is_no_count_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        read_count(typed)


@pytest.mark.parametrize(
    "typed", ["120", "-1", "most", "nan", "0.8", "0,5 %", "1e-5", "1e2", "1_0", "99.999", "8%0"]
)
def test_what_is_no_share_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        read_share(typed)
