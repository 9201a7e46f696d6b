"""Reads belief sets: the two that come with the program, and others from text."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pydantic import ValidationError

from assessor.domain.problem import InputProblem
from assessor.questionnaire import strict_yaml
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
    return parse(source.read_text(encoding="utf-8"), f"{belief_id}.yaml")


def parse(text: str, place: str) -> BeliefSet:
    """Return the belief set that a YAML text describes; an InputProblem if it is not one."""
    try:
        return BeliefSet.model_validate(strict_yaml.load(text, place))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise InputProblem(
            "%(field)s cannot be used: %(reason)s.",
            remedy="Correct this entry of the belief set.",
            place=place,
            field=".".join(str(part) for part in first["loc"]) or "belief set",
            reason=first["msg"],
        ) from error
