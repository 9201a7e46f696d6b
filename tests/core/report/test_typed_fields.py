"""Every field of an assessment that can be typed appears in some report."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from itertools import count
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from pydantic import AwareDatetime, BaseModel

from assessor.domain.advice import Advice
from assessor.domain.assessment import Assessment, Milestone
from assessor.domain.language import Language
from assessor.domain.paper import Part, ReportKind, ReportOrder
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.reference_class import OwnRate
from assessor.domain.risk import Forecast
from assessor.report import context, html

DAY = date(2026, 11, 24)

NOT_TYPED = {
    "Assessment.id": "made by the program",
    "EvidenceItem.attachment": "a digest of bytes",
    "Outcome.against": "a digest of the definition",
    "Version.id": "made by the program",
    "Version.version": "made by the program",
    "Version.digest": "made by the program",
    "Project.reference_class": "chosen from a list",
    "Decision.action": "chosen from a catalogue",
    "AcceptedRisk.question": "chosen from the questionnaire",
    "Milestone.beliefs": "made by the program",
    "Milestone.digest": "made by the program",
}
"""Texts that nobody types, and why."""

FROZEN = {"project", "answers", "plan", "figures", "questionnaire"}
"""Fields of a milestone that are copies of what was typed elsewhere."""


class Filler:
    """Fills every text of a model with a word of its own."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self._number = count(1)

    def model(self, kind: type[BaseModel]) -> BaseModel:
        """Return a model in which every field is filled, the optional ones too."""
        values = {
            name: self._value(field.annotation, f"{kind.__name__}.{name}")
            for name, field in kind.model_fields.items()
            if not (kind is Milestone and name in FROZEN - {"project", "questionnaire"})
        }
        return kind.model_validate(values)

    def _value(self, kind: Any, place: str) -> Any:
        origin, inner = get_origin(kind), get_args(kind)
        if place in LEAVES or origin is Literal:
            return LEAVES.get(place, inner[0] if inner else None)
        if origin is Annotated:
            return self._value(inner[0], place)
        if origin in {Union, types.UnionType}:
            return self._value(next(one for one in inner if one is not type(None)), place)
        if origin is tuple:
            return (self._value(inner[0], place),)
        if origin is not None and issubclass(origin, Mapping):
            return {KEYS[place]: self._value(inner[1], place)}
        return self._leaf(kind, place)

    def _leaf(self, kind: Any, place: str) -> Any:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return self.model(kind)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return list(kind)[-1]
        if kind is str:
            return self._word(place)
        return {bool: True, int: 3, float: 0.4, date: DAY, datetime: MOMENT}.get(kind, MOMENT)

    def _word(self, place: str) -> str:
        word = f"WORD{next(self._number)}END"
        self.words[f"{place} {word}"] = word
        return word


MOMENT = datetime(2026, 11, 24, tzinfo=UTC)
KEYS = {
    "Assessment.answers": "goal.idea",
    "Assessment.retired": "goal.gone",
    "Assessment.targets": "goal.idea",
    "Assessment.comments": Part.FINDINGS.value,
}
LEAVES: dict[str, Any] = {
    "Assessment.id": "typed",
    "EvidenceItem.attachment": "ab" * 32,
    "Outcome.against": "ab" * 32,
    "Version.id": "small",
    "Version.version": "2",
    "Version.digest": "",
    "Project.reference_class": "objectives",
    "Decision.action": "goal.idea.write",
    "AcceptedRisk.question": "goal.owner",
    "Milestone.beliefs": "practitioner",
    "Milestone.digest": "",
    "Answer.judgement": {"kind": "not_applicable", "reason": "WORDREASONEND"},
}


@pytest.fixture
def filled() -> tuple[Assessment, dict[str, str]]:
    """Return an assessment with a word in every text, and the words by their field."""
    filler = Filler()
    assessment = filler.model(Assessment)
    assert isinstance(assessment, Assessment)
    # Every part has its comment, not one of them alone.
    commented = {part.value: f"WORDCOMMENT{part.name}END" for part in Part}
    words = {f"comment {part}": word for part, word in commented.items()}
    known = {place: w for place, w in filler.words.items() if "Assessment.comments" not in place}
    reason = {"NotApplicable.reason": "WORDREASONEND"}
    return assessment.model_copy(update={"comments": commented}), known | words | reason


def test_every_text_that_can_be_typed_appears_in_some_report(
    filled: tuple[Assessment, dict[str, str]],
    small: Questionnaire,
    forecasts: dict[str, Forecast],
    advice: Advice,
) -> None:
    assessment, words = filled
    without_rate = advice.model_copy(update={"reference": None})
    pages = "".join(_pages(assessment, small, forecasts, without_rate))
    forgotten = {place for place, word in words.items() if word not in pages}
    assert forgotten == set()
    assert len(words) > 30


def _pages(
    assessment: Assessment,
    small: Questionnaire,
    forecasts: dict[str, Forecast],
    advice: Advice,
) -> Iterator[str]:
    for kind in ReportKind:
        order = ReportOrder(kind=kind, language=Language.EN, day=DAY)
        yield html.render(context.build(assessment, small, forecasts, order, "1", advice=advice))


def test_the_walk_meets_the_fields_that_matter(
    filled: tuple[Assessment, dict[str, str]],
) -> None:
    _, words = filled
    met = {place.split(" ")[0] for place in words}
    assert met >= {
        *("Project.client", "Project.consultant", "TakeoffDefinition.baseline", "Person.name"),
        *("Answer.note", "Answer.who", "EvidenceItem.content", "NotApplicable.reason"),
        *("Outcome.note", "Outcome.figure", "Decision.owner", "AcceptedRisk.who"),
        *("OwnRate.reason", "Milestone.name"),
    }


def test_only_what_nobody_types_is_left_out() -> None:
    texts = set(_texts(Assessment)) | set(_texts(OwnRate))
    assert NOT_TYPED.keys() <= texts
    assert {place for place in LEAVES if place in texts} <= NOT_TYPED.keys()


def _texts(kind: type[BaseModel]) -> Iterator[str]:
    for name, field in kind.model_fields.items():
        for inner in _models(field.annotation):
            if inner is str:
                yield f"{kind.__name__}.{name}"
            else:
                yield from _texts(inner)


def _models(kind: Any) -> Iterator[Any]:
    if kind is str or (isinstance(kind, type) and issubclass(kind, BaseModel)):
        yield kind
    elif kind is not AwareDatetime:
        for inner in get_args(kind):
            yield from _models(inner)
