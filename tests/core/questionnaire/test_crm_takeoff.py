"""The questions themselves: complete, in both languages, and written with care."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import pytest

from assessor.domain.language import Text
from assessor.domain.questionnaire import Question
from assessor.questionnaire import loader

BUNDLED = loader.bundled()
EACH = pytest.mark.parametrize("question", BUNDLED.questions, ids=lambda question: question.id)

# The practitioner's model: seven sections, 39 questions, the twelve of the express check starred.
EXPECTED = {
    "goal": "idea* shared* measure* materiality owner* chain type outcome_kpi",
    "process": "exists* lived* measured* owner simple exceptions change kind",
    "scale": "investment* attention* sponsor authority budget",
    "people": "balance kpi users adoption* resistance",
    "planning": "triad* assumptions milestones horizon proportion",
    "competence": "limits response* pilot experience safety",
    "technology": "data integration product",
}
CYRILLIC = re.compile("[а-яёА-ЯЁ]")
MIXED_WORD = re.compile(r"\b\w*(?:[а-яёА-ЯЁ][a-zA-Z]|[a-zA-Z][а-яёА-ЯЁ])\w*\b")


def texts(question: Question) -> Iterator[tuple[str, Text]]:
    for name in ("short", "text", "why", "look_for", "excuse"):
        yield name, getattr(question, name)
    for number, level in enumerate(question.levels):
        yield f"level {number}", level


def test_sections_questions_and_the_express_check_are_those_of_the_model() -> None:
    found = {
        section.id: " ".join(
            question.id.removeprefix(section.id + ".") + "*" * question.express
            for question in section.questions
        )
        for section in BUNDLED.sections
    }
    assert found == EXPECTED
    assert list(found) == list(EXPECTED)


def test_there_are_39_questions_and_12_in_the_express_check() -> None:
    assert len(BUNDLED.questions) == 39
    assert len(BUNDLED.express) == 12


def test_the_express_check_fits_into_one_meeting_of_an_hour_and_a_quarter() -> None:
    assert sum(question.minutes for question in BUNDLED.express) <= 75


def test_the_edition_is_named() -> None:
    assert (BUNDLED.id, BUNDLED.version) == ("crm_takeoff", "1.0")
    assert BUNDLED.renamed == BUNDLED.dropped == {}


@EACH
def test_a_question_says_where_it_comes_from(question: Question) -> None:
    assert all(re.fullmatch(r"S[1-7](\.\d)?|published", source) for source in question.source)


@EACH
def test_texts_have_no_double_spaces_or_loose_ends(question: Question) -> None:
    for name, text in texts(question):
        for spoken in (text.en, text.ru):
            assert "  " not in spoken, name
            assert "\n" not in spoken, name
            assert spoken == spoken.strip(), name
            assert " ," not in spoken, name
            assert " ." not in spoken, name


@EACH
def test_russian_is_cyrillic_and_english_is_not(question: Question) -> None:
    for name, text in texts(question):
        assert CYRILLIC.search(text.ru), name
        assert not CYRILLIC.search(text.en), name


@EACH
def test_no_latin_letter_hides_in_a_russian_word(question: Question) -> None:
    for name, text in texts(question):
        assert not MIXED_WORD.search(text.ru), (name, MIXED_WORD.search(text.ru))


@EACH
def test_russian_uses_its_own_quotation_marks_and_dashes(question: Question) -> None:
    for name, text in texts(question):
        assert not set(text.ru) & set("“”\"'’"), name
        assert " - " not in text.ru, name
        assert " – " not in text.ru, name


@EACH
def test_short_names_fit_a_chart(question: Question) -> None:
    assert len(question.short.en) <= 26
    assert len(question.short.ru) <= 26
    assert not question.short.en.endswith((".", "?"))
    assert not question.short.ru.endswith((".", "?"))


@EACH
def test_the_excuse_is_quoted_as_people_say_it(question: Question) -> None:
    assert "“" in question.excuse.en
    assert "«" in question.excuse.ru


@EACH
def test_the_help_says_how_to_get_to_shown_and_proven(question: Question) -> None:
    assert "Shown" in question.look_for.en
    assert "Proven" in question.look_for.en
    assert re.search("[Пп]оказано", question.look_for.ru)
    assert re.search("[Дд]оказано", question.look_for.ru)


@EACH
def test_levels_are_distinct_full_sentences(question: Question) -> None:
    for language in ("en", "ru"):
        levels = [getattr(level, language) for level in question.levels]
        assert len({level.casefold() for level in levels}) == 5
        for level in levels:
            assert level[0].isupper() or level[0] in "«“0123456789"
            assert level[-1] in ".”»"
            assert 5 <= len(level.split()) <= 32, level


def test_short_names_are_unique() -> None:
    for language in ("en", "ru"):
        names = [getattr(question.short, language).casefold() for question in BUNDLED.questions]
        assert len(set(names)) == len(names)


def test_one_kind_of_apostrophe_is_used_throughout() -> None:
    kinds = {
        mark
        for question in BUNDLED.questions
        for _, text in texts(question)
        for mark in set(text.en) & {"'", "’"}
    }
    assert len(kinds) <= 1


@pytest.mark.parametrize("section", BUNDLED.sections, ids=lambda section: section.id)
def test_a_section_has_a_short_title_and_a_sentence(section: object) -> None:
    for language in ("en", "ru"):
        title, summary = (getattr(getattr(section, n), language) for n in ("title", "summary"))
        assert len(title.split()) <= 3
        assert summary.endswith(".")
        assert "  " not in summary


def test_no_two_questions_share_a_level() -> None:
    levels = [level.en for question in BUNDLED.questions for level in question.levels]
    repeated = [a for a, group in itertools.groupby(sorted(levels)) if len(list(group)) > 1]
    assert not repeated
