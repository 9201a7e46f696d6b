"""Spaces at which a line must not end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from assessor.domain.language import Language
from assessor.report.typography import Typesetter, typeset

RUSSIAN = [
    ("Риск в цели и в процессе", "Риск в_цели и_в_процессе"),
    ("Знал бы кто, верно ли это", "Знал_бы кто, верно_ли это"),
    ("CRM — это процесс", "CRM_— это процесс"),
    ("для людей и под надзором", "для_людей и_под_надзором"),
    ("№ 5 из 39", "№_5 из_39"),
    ("из-за границы", "из-за границы"),
]


@pytest.mark.parametrize(("typed", "printed"), RUSSIAN)
def test_short_russian_words_stay_with_the_next(typed: str, printed: str) -> None:
    assert typeset(typed, Language.RU) == printed.replace("_", "\u00a0")


def test_english_keeps_numbers_with_their_preposition() -> None:
    assert typeset("62 of 100 – a range", Language.EN) == "62 of\u00a0100\u00a0– a range"


@given(st.text(), st.sampled_from(Language))
def test_nothing_but_spaces_changes(text: str, language: Language) -> None:
    printed = typeset(text, language).replace("\u200b", "")
    assert printed.replace("\u00a0", " ") == text.replace("\u00a0", " ").replace("\u200b", "")


def test_markup_and_numbers_are_left_alone() -> None:
    typesetter = Typesetter(Language.RU)
    assert (typesetter(Markup("<p>и в x</p>")), typesetter(5)) == ("<p>и в x</p>", 5)


def test_only_endless_words_may_break_anywhere() -> None:
    address = "https://example.org/" + "a" * 100
    assert typeset(address, Language.EN) == address
    assert typeset("x" * 60, Language.EN) == "x" * 60
    assert typeset("x" * 61, Language.EN) == "\u200b".join(["x" * 20] * 3 + ["x"])
