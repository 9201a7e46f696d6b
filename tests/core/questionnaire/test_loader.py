"""A questionnaire file that is not quite right is refused with file, line and remedy."""

from __future__ import annotations

import pytest

from assessor.domain.problem import InputProblem, Problem
from assessor.domain.questionnaire import Questionnaire
from assessor.questionnaire import loader, strict_yaml

QUESTION = """\
  - id: {id}
    source: [S1.1]
    minutes: 3
    roles: [sponsor]
    short: {{en: Short, ru: Коротко}}
    text: {{en: Text., ru: Текст.}}
    why: {{en: Why, ru: Зачем}}
    look_for: {{en: Look, ru: Смотреть}}
    excuse: {{en: Excuse, ru: Отговорка}}
    levels:
    - {{en: Zero., ru: Ноль.}}
    - {{en: One., ru: Один.}}
    - {{en: Two., ru: Два.}}
    - {{en: Three., ru: Три.}}
    - {{en: Four., ru: Четыре.}}
"""
HEAD = """\
id: small
version: "1.0"
title: {en: Small, ru: Малая}
renamed: {}
dropped: {}
sections:
"""
SECTION = """\
- id: goal
  title: {en: Goal, ru: Цель}
  summary: {en: About goals, ru: О целях}
  questions:
"""
SMALL = HEAD + SECTION + QUESTION.format(id="goal.idea") + QUESTION.format(id="goal.owner")


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(InputProblem) as caught:
        loader.parse(text, "q.yaml")
    return caught.value.all


def test_a_right_file_is_read() -> None:
    small = loader.parse(SMALL, "q.yaml")
    assert [question.id for question in small.questions] == ["goal.idea", "goal.owner"]
    assert small.section_by_id["goal"].title.ru == "Цель"


def test_the_digest_is_that_of_the_content_not_of_its_spelling() -> None:
    small = loader.parse(SMALL, "q.yaml")
    assert loader.parse("# a comment\n" + SMALL, "other.yaml").digest == small.digest
    assert loader.parse(SMALL.replace("Why", "How"), "q.yaml").digest != small.digest
    assert len(small.digest) == 64


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("    minutes: 3\n", "    minuts: 3\n", 13, "Did you mean “minutes”?"),
        ("    minutes: 3\n", "", 11, "minutes” is missing"),
        (", ru: Коротко}", "}", 15, "short.ru” is missing"),
        ("ru: Коротко", 'ru: " "', 15, "is blank"),
        ("minutes: 3", "minutes: many", 13, "Write a number"),
        ("minutes: 3", "minutes: 0", 13, "too small"),
        ("minutes: 3", "minutes: 31", 13, "too large"),
        ("roles: [sponsor]", "roles: [boss]", 14, "sponsor"),
        ("roles: [sponsor]", "roles: sponsor", 14, "Write a list"),
        ("source: [S1.1]", "source: []", 12, "fewer than 1"),
        ("    - {en: Four., ru: Четыре.}\n", "", 20, "fewer than 5"),
        ("- {en: Four.,", "- {en: Fifth, ru: Пять}\n    - {en: Four.,", 20, "more than 5"),
        ("{en: Four., ru: Четыре.}", "{en: Three., ru: Четыре.}", 20, "read the same (en)"),
        ("{en: Four., ru: Четыре.}", "{en: Four., ru: Три.}", 20, "read the same (ru)"),
        ("id: goal.idea", "id: people.idea", 11, "begin with “goal.”"),
        ("id: goal.idea", "id: Goal-Idea", 11, "sections[1].questions[1].id"),
        ("id: goal.idea", "id: goal.owner", 26, "used twice"),
        ("renamed: {}", "renamed: {goal.old: goal.gone}", 4, "cannot have been renamed"),
        ("renamed: {}", "renamed: {goal.idea: goal.owner}", 4, "cannot have been renamed"),
        ("dropped: {}", "dropped: {goal.idea: why}", 5, "still in use"),
        ("title: {en: Small, ru: Малая}", "title: Small", 3, "key: value"),
        ("sections:\n", "chapters: 1\nsections:\n", 6, "is not known here"),
    ],
)
def test_what_is_wrong_names_line_and_remedy(old: str, new: str, line: int, words: str) -> None:
    found = problems(SMALL.replace(old, new, 1))
    sentences = [str(problem) for problem in found]
    assert any(s.startswith(f"q.yaml:{line}: ") and words in s for s in sentences), sentences


def test_all_faults_of_a_file_are_told_together() -> None:
    text = SMALL.replace("minutes: 3", "minutes: x").replace("en: Why", "en: ''")
    assert len(problems(text)) == 4


@pytest.mark.parametrize("text", ["[]", "text", "sections: []"])
def test_something_else_than_a_questionnaire_is_refused(text: str) -> None:
    assert problems(text)[0].place.startswith("q.yaml")


def test_the_bundled_file_is_read_by_the_strict_reader_with_the_same_result(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(text: str) -> object:
        return Questionnaire.model_validate({})

    fast = loader.bundled()
    monkeypatch.setattr(strict_yaml, "load_own", broken)
    assert loader.bundled.__wrapped__() == fast
