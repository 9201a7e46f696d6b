"""The widths that labels are wrapped with, held against the font files."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from assessor import report
from assessor.report.charts import letters

FACES = ("IBMPlexSans-Regular.ttf", "IBMPlexSans-SemiBold.ttf")
ALPHABET = "".join(chr(code) for r in ((32, 127), (0x410, 0x450)) for code in range(*r)) + "Ёё–−…«»"


def advance(face: str, text: str) -> float:
    font = TTFont(BytesIO(report.fonts()[face]))
    names, metrics = font.getBestCmap(), font["hmtx"]
    return sum(metrics[names[ord(character)]][0] for character in text) / 1000


@pytest.mark.parametrize("face", FACES)
def test_no_letter_is_wider_than_its_width(face: str) -> None:
    for character in ALPHABET:
        real = advance(face, character)
        assert real <= letters.width(character, 1) <= real + 0.12, character


def test_a_letter_that_the_face_lacks_is_taken_as_wide() -> None:
    assert letters.width("😀", 10) >= 10


@given(st.text(alphabet=ALPHABET, max_size=60), st.floats(20, 300))
def test_a_fitted_text_fits(text: str, room: float) -> None:
    fitted = letters.fit(text, room, 13)
    assert letters.width(fitted, 13) <= room
    assert fitted == text or fitted.endswith("…")


@given(st.text(alphabet=ALPHABET, max_size=120), st.integers(1, 4))
def test_wrapped_lines_fit_and_are_not_too_many(text: str, most: int) -> None:
    lines = letters.wrap(text, 150, 13, most)
    assert 1 <= len(lines) <= most
    assert all(letters.width(line, 13) <= 150 for line in lines)


def test_wrapping_keeps_all_words_when_there_is_room() -> None:
    assert " ".join(letters.wrap("one two three four five", 80, 13, 9)) == "one two three four five"
