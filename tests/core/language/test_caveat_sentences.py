"""Every caveat that the program can give is said in a sentence of both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from assessor.domain.language import Language
from assessor.domain.risk import Caveat
from assessor.language import Voice, sentences

SOURCE = Path(__file__).resolve().parents[3] / "assessor" / "scoring" / "caveats.py"
TITLE = {"class_id": "counted", "en": "Four studies", "ru": "Четыре исследования"}
GIVEN = [
    Caveat(id="few_answers", values={"coverage": 0.31}),
    Caveat(id="mostly_said", values={"share": 0.6}),
    Caveat(id="people_differ", values={"n": 2}),
    Caveat(id="few_interviews", values={"n": 2}),
    Caveat(id="few_interviews", values={"n": 0}),
    Caveat(id="no_takeoff_definition"),
    Caveat(id="own_base_rate", values={"rate": 0.3, "projects": 0}),
    Caveat(id="own_base_rate", values={"rate": 0.3, "projects": 21}),
    Caveat(id="weak_reference_class", values=TITLE),
    Caveat(id="another_event", values=TITLE),
    Caveat(id="unknown_reference_class", values={"id": "of_2030"}),
    Caveat(id="in_crisis"),
    Caveat(id="much_left_out", values={"share": 0.3}),
    Caveat(id="verdict_not_firm", values={"n": 2}),
    Caveat(id="unseen_sector", values={"sector": "B2B"}),
    Caveat(id="unweighted_questions", values={"n": 5}),
    Caveat(id="belief_sets_differ", values={"shown": 0.4, "other": 0.5, "other_id": "published"}),
]


def known_ids() -> set[str]:
    """Return the ids of all caveats in the source."""
    ids = set()
    for node in ast.walk(ast.parse(SOURCE.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Caveat":
            ids |= {k.value.value for k in node.keywords if isinstance(k.value, ast.Constant)}
    return ids


def test_no_caveat_is_forgotten_here() -> None:
    # The two about a class get their id from a table.
    assert known_ids() | {"weak_reference_class", "another_event"} == {c.id for c in GIVEN}


@pytest.mark.parametrize("caveat", GIVEN, ids=lambda caveat: caveat.id)
def test_it_is_said_in_both_languages(caveat: Caveat) -> None:
    english, russian = (sentences.caveat(Voice(language), caveat) for language in Language)
    assert english != russian
    assert caveat.id not in english
    assert "%(" not in english + russian
    assert re.search("[а-яё]{3}", russian)
    assert not re.search("[а-яё]", english)


def test_numbers_stand_in_the_sentence() -> None:
    russian = Voice(Language.RU)
    own = Caveat(id="own_base_rate", values={"rate": 0.3, "projects": 21})
    assert sentences.caveat(russian, own) == "Исходный риск — 30 из 100 — свой, по 21 проекту."
    weak = Caveat(id="weak_reference_class", values=TITLE)
    assert "«Четыре исследования»" in sentences.caveat(russian, weak)
