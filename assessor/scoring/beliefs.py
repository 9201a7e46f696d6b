"""Reads belief sets: the two that come with the program, and others from text."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pydantic import ValidationError

from assessor.domain.problem import InputProblem, together
from assessor.questionnaire import strict_yaml
from assessor.questionnaire.complaints import complaints, spelled
from assessor.questionnaire.marked import Marked
from assessor.scoring.belief_set import BeliefSet

_BUNDLED = ("practitioner", "published")


def bundled_ids() -> tuple[str, ...]:
    """Return the ids of the sets that come with the program, the default first."""
    return _BUNDLED


@cache
def bundled(belief_id: str) -> BeliefSet:
    """Return one of the sets that come with the program; an InputProblem for any other id."""
    if belief_id not in _BUNDLED:
        raise InputProblem(
            "There is no belief set “%(id)s”.",
            remedy="Choose one of: %(known)s.",
            id=belief_id,
            known=", ".join(_BUNDLED),
        )
    source = files("assessor.scoring") / "data" / f"{belief_id}.yaml"
    return BeliefSet.model_validate(strict_yaml.load_own(source.read_text(encoding="utf-8")))


def parse(text: str, place: str) -> BeliefSet:
    """Return the belief set that a YAML text describes; an InputProblem with lines otherwise."""
    marked = strict_yaml.load_marked(text, place)
    try:
        return BeliefSet.model_validate(marked.value)
    except ValidationError as error:
        raise _explained(error, marked) from None


def _explained(error: ValidationError, marked: Marked) -> InputProblem:
    sums = [entry for entry in error.errors() if entry["type"] == "value_error"]
    if not sums:
        return together(complaints(error, marked, BeliefSet))
    problems = [
        InputProblem(
            str(entry["ctx"]["error"]),
            place=marked.where(entry["loc"]),
            remedy="Correct “%(key)s”.",
            key=spelled(entry["loc"]),
        )
        for entry in sums
    ]
    return together(problems)
