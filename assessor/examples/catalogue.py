"""Reads the example projects: answers files with a block that says what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import ValidationError

from assessor.domain.example import Example, Known
from assessor.domain.problem import InputProblem, together
from assessor.domain.questionnaire import Questionnaire
from assessor.questionnaire import loader
from assessor.questionnaire.complaints import complaints
from assessor.store import answers_file


@cache
def bundled() -> tuple[Example, ...]:
    """Return the examples that ship with the program, by their file names."""
    return tuple(read(path, loader.bundled()) for path in paths())


def paths() -> Iterator[Traversable]:
    """Yield the example files, sorted by name."""
    found = [path for path in files("assessor.examples").iterdir() if path.name.endswith(".yaml")]
    yield from sorted(found, key=lambda path: path.name)


def read(path: Traversable, questionnaire: Questionnaire) -> Example:
    """Return one example; InputProblem when its file is not right."""
    marked = answers_file.load(path.read_bytes(), path.name, as_json=False)
    assessment = answers_file.assess(marked, questionnaire)
    if "example" not in marked.value:
        raise InputProblem(
            "“%(key)s” is missing.", place=path.name, remedy="Add it.", key="example"
        )
    try:
        known = Known.model_validate(marked.value["example"])
    except ValidationError as error:
        raise together(complaints(error, marked, Known, ("example",))) from None
    return Example(
        id=known.id,
        company=known.company,
        project=known.project,
        sector=known.sector,
        took_off=known.took_off,
        happened=known.happened,
        source_urls=known.sources,
        note=known.note,
        assessment=assessment.model_copy(update={"id": f"example-{known.id}"}),
    )
