"""Spaces at which a line must not end, and the quotes and dashes of each language."""

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


PLAIN = str.maketrans(dict.fromkeys("«»“”", '"') | dict.fromkeys("—–", "-") | {"\u00a0": " "})


@given(st.text(), st.sampled_from(Language))
def test_nothing_but_spaces_quotes_and_dashes_changes(text: str, language: Language) -> None:
    printed = typeset(text, language).replace("\u200b", "")
    assert printed.translate(PLAIN) == text.replace("\u200b", "").translate(PLAIN)


TYPED = [
    ('Он сказал "да" - и всё', "Он_сказал «да»_— и_всё", "Он сказал “да”_– и всё"),
    ("с 31 % до 5 млн руб.", "с_31_% до_5_млн руб.", "с 31_% до 5_млн руб."),
    ("И. И. Петров", "И._И._Петров", "И._И._Петров"),
    ("12 500 строк", "12_500 строк", "12_500 строк"),
    ('трубы 5" и 6"', 'трубы 5" и_6"', 'трубы 5" и 6"'),
    ("из-за", "из-за", "из-за"),
    ("К неделе 2, 1 неделя, 5 мая", "К_неделе_2, 1_неделя, 5_мая", "К неделе_2, 1_неделя, 5_мая"),
    ("By week 1, 24 November 2026", "By week_1, 24_November 2026", "By week_1, 24_November 2026"),
]


@pytest.mark.parametrize(("typed", "russian", "english"), TYPED)
def test_what_was_typed_gets_the_marks_of_the_language(
    typed: str, russian: str, english: str
) -> None:
    assert typeset(typed, Language.RU).replace("\u00a0", "_") == russian
    assert typeset(typed, Language.EN).replace("\u00a0", "_") == english


def test_markup_and_numbers_are_left_alone() -> None:
    typesetter = Typesetter(Language.RU)
    assert (typesetter(Markup("<p>и в x</p>")), typesetter(5)) == ("<p>и в x</p>", 5)


def test_only_endless_words_may_break_anywhere() -> None:
    address = "https://example.org/" + "a" * 100
    assert typeset(address, Language.EN) == address
    assert typeset("x" * 60, Language.EN) == "x" * 60
    assert typeset("x" * 61, Language.EN) == "\u200b".join(["x" * 20] * 3 + ["x"])
