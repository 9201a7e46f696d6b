"""What users typed is made printable."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.assessment import Answer, Assessment, Project
from assessor.report.plain import plain, printable

CASES = [
    ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
    ("a\tb", "a b"),
    ("bell\x07 null\x00", "bell\ufffd null\ufffd"),
    ("evil\u202etxt.exe\u2066", "eviltxt.exe"),
    ("half \ud800 of a pair", "half \ufffd of a pair"),
    ("שלום 😀 {{ 7*7 }} <script>", "שלום 😀 {{ 7*7 }} <script>"),
]


@pytest.mark.parametrize(("typed", "printed"), CASES)
def test_what_has_no_shape_is_replaced(typed: str, printed: str) -> None:
    assert printable(typed) == printed


@given(st.text())
def test_only_line_ends_remain_of_the_control_characters(text: str) -> None:
    kinds = {unicodedata.category(character) for character in printable(text).replace("\n", "")}
    assert not kinds & {"Cc", "Cs", "Co", "Cn"}
    assert printable(printable(text)) == printable(text)


def test_every_text_of_an_assessment_is_made_printable() -> None:
    typed = Assessment(
        id="a",
        project=Project(client="C\x01"),
        answers={"goal.idea": (Answer(note="N\x02"),)},
    )
    cleaned = plain(typed)
    assert cleaned.project.client == "C\ufffd"
    assert cleaned.answer_to("goal.idea").note == "N\ufffd"
