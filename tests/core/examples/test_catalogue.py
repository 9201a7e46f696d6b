"""An example file that is not right is refused with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessor.domain.problem import InputProblem
from assessor.examples import catalogue
from assessor.questionnaire import loader

GOOD = """\
project: {client: Acme}
answers: {goal.idea: 2}
example:
  id: acme
  company: {en: Acme, ru: Акме}
  took_off: false
  happened: {en: It did not., ru: Не взлетел.}
  sources: ["https://example.org/acme"]
"""


def read(tmp_path: Path, text: str) -> catalogue.Example:
    path = tmp_path / "acme.yaml"
    path.write_text(text, encoding="utf-8")
    return catalogue.read(path, loader.bundled())


def test_an_example_is_an_answers_file_with_an_end(tmp_path: Path) -> None:
    example = read(tmp_path, GOOD)
    assert (example.id, example.took_off) == ("acme", False)
    assert example.source_urls == ("https://example.org/acme",)
    assert example.assessment.id == "example-acme"
    assert example.assessment.project.client == "Acme"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("example:", "exampel:", "Did you mean “example”?"),
        (GOOD[GOOD.index("example:") :], "", "“example” is missing"),
        (", ru: Акме", "", "acme.yaml:5: “example.company.ru” is missing"),
        ("took_off: false", "took_of: false", "Did you mean “took_off”?"),
        ("goal.idea: 2", "goal.idea: 9", "There is no level"),
        ('["https://example.org/acme"]', "[]", "fewer than 1"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(InputProblem) as caught:
        read(tmp_path, GOOD.replace(old, new))
    assert any(words in str(problem) for problem in caught.value.all)
