"""The example projects: complete, sourced, coded by the questionnaire, scored the same twice."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assessor.domain.assessment import Assessment, Grade, Rated
from assessor.domain.example import Example
from assessor.examples import catalogue
from assessor.examples.sectors import sectors
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.forecast import forecast

EXAMPLES = catalogue.bundled()
EACH = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)

SCORES = """
import json
from assessor.examples import catalogue
from assessor.examples.sectors import sectors
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.forecast import forecast
questionnaire = loader.bundled()
print(json.dumps({
    f"{example.id} {name}": forecast(
        example.assessment, questionnaire, beliefs.bundled(name)
    ).risk.model_dump()
    for example in catalogue.bundled() for name in beliefs.bundled_ids()
}))
"""


def test_the_selection_has_both_ends_and_both_countries() -> None:
    took_off = [example for example in EXAMPLES if example.took_off]
    assert len(took_off) >= 2
    assert len(EXAMPLES) - len(took_off) >= 2
    assert any(CYRILLIC.search(example.assessment.project.client) for example in EXAMPLES)


def test_ids_are_unique_and_name_their_files() -> None:
    names = [path.name.removesuffix(".yaml") for path in catalogue.paths()]
    assert [example.id for example in EXAMPLES] == names


@EACH
def test_every_text_is_in_both_languages(example: Example) -> None:
    assert example.note is not None
    for text in (example.happened, example.note):
        assert CYRILLIC.search(text.ru)
        assert not CYRILLIC.search(text.en)
    assert not CYRILLIC.search(example.company.en)


@EACH
def test_every_source_is_a_web_address_named_once(example: Example) -> None:
    assert example.source_urls
    assert len(set(example.source_urls)) == len(example.source_urls)
    for url in example.source_urls:
        assert re.fullmatch(r"https?://\S+\.\S+", url)


@EACH
def test_every_answer_names_a_question_a_reason_and_a_listed_source(example: Example) -> None:
    known = {question.id for question in loader.bundled().questions}
    assert set(example.assessment.answers) <= known
    for question_id, note in _notes(example.assessment):
        cited = re.search(r"\[(\d+(?:, \d+)*)\]$", note)
        assert cited, question_id
        numbers = [int(number) for number in cited[1].split(", ")]
        assert max(numbers) <= len(example.source_urls), question_id


@EACH
def test_what_a_publication_leaves_out_is_not_asked(example: Example) -> None:
    """A gap in a publication is not somebody who was asked and did not know."""
    for answers in example.assessment.answers.values():
        for answer in answers:
            assert isinstance(answer.judgement, Rated)
            assert answer.judgement.grade is not Grade.PROVEN


@EACH
def test_a_headline_needs_half_of_the_swing(example: Example) -> None:
    for name in beliefs.bundled_ids():
        result = forecast(example.assessment, loader.bundled(), beliefs.bundled(name))
        assert result.headline == (result.coverage >= 0.5)
        assert result.risk.low < result.risk.mean < result.risk.high


def test_another_process_finds_the_same_figures(tmp_path: Path) -> None:
    here = {
        f"{example.id} {name}": forecast(
            example.assessment, loader.bundled(), beliefs.bundled(name)
        ).risk.model_dump()
        for example in EXAMPLES
        for name in beliefs.bundled_ids()
    }
    there = subprocess.run(
        [sys.executable, "-c", SCORES],
        cwd=Path(catalogue.__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "7", "TAKEOFF_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(there.stdout) == here


def _notes(assessment: Assessment) -> list[tuple[str, str]]:
    return [
        (question_id, answer.note)
        for question_id, answers in assessment.answers.items()
        for answer in answers
    ]


def test_the_sectors_are_those_of_the_cases() -> None:
    told = (example.sector for example in catalogue.bundled())
    assert set(sectors()) == {name for text in told if text for name in (text.en, text.ru)}
