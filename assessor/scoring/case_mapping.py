"""What the words of a table of published cases mean as answers; the meaning is data."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Self

from pydantic import Field, model_validator

from assessor.domain.assessment import Rated
from assessor.domain.frozen import Frozen
from assessor.domain.language import Text
from assessor.questionnaire import strict_yaml

USUAL_WORDS = ("yes", "partial", "no")


class Fate(StrEnum):
    """What became of a published project."""

    TOOK_OFF = "took_off"
    NOT_TAKEN_OFF = "not_taken_off"
    MIXED = "mixed"
    """Neither clearly; it takes no part in any measure."""


class OutcomeColumn(Frozen):
    """Where the table says what became of a project."""

    column: str
    words: Mapping[str, Fate]


class Factor(Frozen):
    """One column: the question it answers and what its words mean, or why it is left out."""

    question: str | None = None
    answers: Mapping[str, Rated] = Field(default_factory=dict)
    words: tuple[str, ...] = USUAL_WORDS
    """What may stand in a column that is left out."""
    hindsight: bool = False
    """Whether the column tells the outcome in other words and is left out for that."""
    reason: Text

    @model_validator(mode="after")
    def _answers_its_question(self) -> Self:
        if bool(self.question) != bool(self.answers) or (self.hindsight and self.question):
            raise ValueError("a column has a question and its answers, or neither")
        return self

    @property
    def known_words(self) -> tuple[str, ...]:
        """Return what may stand in the column, besides the word for unknown."""
        return tuple(self.answers) or self.words


class CaseMapping(Frozen):
    """The whole mapping."""

    id: str
    version: str
    case_column: str
    name_column: str
    unknown: str
    outcome: OutcomeColumn
    columns: Mapping[str, Factor]

    @property
    def needed(self) -> tuple[str, ...]:
        """Return the columns that a table must have."""
        return (self.case_column, self.name_column, self.outcome.column, *self.columns)

    @property
    def used(self) -> tuple[str, ...]:
        """Return the columns that become answers."""
        return tuple(name for name, factor in self.columns.items() if factor.question)


@cache
def bundled() -> CaseMapping:
    """Return the mapping that comes with the program."""
    source = files("assessor.scoring") / "data" / "case_mapping.yaml"
    return CaseMapping.model_validate(strict_yaml.load_own(source.read_text(encoding="utf-8")))
