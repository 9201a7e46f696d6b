"""What somebody believes about CRM projects: every number of the model, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from math import isclose
from typing import Annotated, Any, Self

from pydantic import Field, field_validator, model_validator

from assessor.domain.assessment import Grade, Version
from assessor.domain.canonical import digest
from assessor.domain.frozen import Frozen
from assessor.domain.language import Text, message
from assessor.domain.questionnaire import LEVELS
from assessor.domain.risk import Probability

LARGEST_SWING = 5.0
"""Log-odds of one section; e**5 is odds of 148 to 1, more than anybody can know about a section."""

PerLevel = Annotated[tuple[float, ...], Field(min_length=LEVELS, max_length=LEVELS)]
"""One number for each level, 0 to 4."""


class Judged(Frozen):
    """A number of the model with the reason for it and what the reason rests on."""

    reason: Text
    source: tuple[str, ...] = Field(min_length=1)


class LevelShares(Judged):
    """How probable each level is; the five shares sum to one."""

    levels: PerLevel

    @field_validator("levels")
    @classmethod
    def _sum_to_one(cls, levels: tuple[float, ...]) -> tuple[float, ...]:
        if min(levels) < 0 or not isclose(sum(levels), 1, abs_tol=1e-9):
            raise ValueError(message("The five shares are not 0 or more with a sum of 1."))
        return levels


class Shape(Judged):
    """How much of a question's swing is left at each level: 1 all of it, 0 none."""

    levels: PerLevel


class Trust(Judged):
    """How probable it is that a level is true, by how it is known."""

    said: Probability
    shown: Probability
    proven: Probability

    def of(self, grade: Grade) -> float:
        """Return the probability for one evidence grade."""
        return {Grade.SAID: self.said, Grade.SHOWN: self.shown, Grade.PROVEN: self.proven}[grade]

    @model_validator(mode="after")
    def _rise(self) -> Self:
        if not self.said <= self.shown <= self.proven:
            raise ValueError(message("Trust must not fall from said over shown to proven."))
        return self


class Trusts(Frozen):
    """The usual trust and the sections where people are trusted differently."""

    usual: Trust
    sections: Mapping[str, Trust] = Field(default_factory=dict)

    def in_section(self, section_id: str) -> Trust:
        """Return the trust that applies in a section."""
        return self.sections.get(section_id, self.usual)


class BaseRate(Judged):
    """The log-odds of not taking off before anything is known: mean and standard deviation."""

    log_odds: float
    sd: float = Field(gt=0, le=3)


class Doubt(Judged):
    """How far the weights themselves may be wrong: standard deviation of the log."""

    sd: float = Field(ge=0, le=1)


class Luck(Judged):
    """Share of outcomes that no answer explains: Beta with whole parameters."""

    alpha: int = Field(ge=1, le=20)
    beta: int = Field(ge=2, le=1000)


class QuestionWeight(Judged):
    """A question's share of its section's swing, and its own shape if it has one."""

    share: Probability
    shape: PerLevel | None = None


class SectionWeight(Judged):
    """Log-odds of not taking off, everything worst minus everything best, and who shares it."""

    swing: float = Field(ge=0, le=LARGEST_SWING)
    questions: Mapping[str, QuestionWeight] = Field(min_length=1)

    @model_validator(mode="after")
    def _sum_to_one(self) -> Self:
        total = sum(weight.share for weight in self.questions.values())
        if not isclose(total, 1, abs_tol=1e-9):
            raise ValueError(message("The shares of the section's questions do not sum to 1."))
        return self


class Rescue(Judged):
    """A large investment draws attention, and attention mends a section (S4.7).

    The risk-raising part of every question of ``section`` is multiplied by
    1 - by_level[level of ``investment``] * level of ``attention`` / 4.
    """

    section: str
    investment: str
    attention: str
    by_level: Mapping[int, Probability] = Field(min_length=1)

    @field_validator("by_level")
    @classmethod
    def _only_levels(cls, by_level: Mapping[int, float]) -> Mapping[int, float]:
        if not set(by_level) <= set(range(LEVELS)):
            raise ValueError(message("Levels go from 0 to 4."))
        return by_level

    @model_validator(mode="after")
    def _rescuer_is_one_other_section(self) -> Self:
        sections = {self.investment.partition(".")[0], self.attention.partition(".")[0]}
        if len(sections) != 1 or self.section in sections:
            raise ValueError(
                message("Investment and attention must share a section, and not the rescued one.")
            )
        return self

    @property
    def rescuer(self) -> str:
        """Return the id of the section that investment and attention belong to."""
        return self.investment.partition(".")[0]


class PlanReach(Judged):
    """How many weak answers a client can be expected to mend before the start."""

    questions: int = Field(ge=0, le=20)


class BeliefSet(Frozen):
    """A complete set of numbers to score with."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")
    version: str = Field(min_length=1)
    title: Text
    summary: Text
    population: LevelShares
    unknown: LevelShares
    shape: Shape
    trust: Trusts
    base_rate: BaseRate
    question_doubt: Doubt
    section_doubt: Doubt
    luck: Luck
    sections: Mapping[str, SectionWeight] = Field(min_length=1)
    rescue: Rescue | None = None
    plan_reach: PlanReach

    @field_validator("sections")
    @classmethod
    def _questions_are_at_home(
        cls, sections: Mapping[str, SectionWeight]
    ) -> Mapping[str, SectionWeight]:
        for section_id, section in sections.items():
            if any(question.partition(".")[0] != section_id for question in section.questions):
                raise ValueError(
                    message("A question stands in a section that its id does not begin with.")
                )
        return sections

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the whole content."""
        return digest(self)

    @property
    def edition(self) -> Version:
        """Return id, version and digest, to be kept with what was scored."""
        return Version(id=self.id, version=self.version, digest=self.digest)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a changed copy, validated anew so that neither sums nor digest go stale."""
        del deep  # everything is immutable
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return self.model_validate({**fields, **(update or {})})

    def weight(self, question_id: str) -> QuestionWeight | None:
        """Return the weight of a question, None when this set says nothing about it."""
        return self.weights.get(question_id)

    @cached_property
    def weights(self) -> Mapping[str, QuestionWeight]:
        """Return the weights of all questions by their id; asked for hundreds of times a score."""
        sections = self.sections.values()
        return {name: weight for section in sections for name, weight in section.questions.items()}

    def swing(self, question_id: str) -> float:
        """Return a question's log-odds, worst minus best, before its shape; 0 without a weight."""
        weight = self.weight(question_id)
        section = self.sections.get(question_id.partition(".")[0])
        return section.swing * weight.share if section and weight else 0.0

    def shape_of(self, question_id: str) -> tuple[float, ...]:
        """Return what is left of a question's swing at each level."""
        weight = self.weight(question_id)
        return weight.shape if weight and weight.shape else self.shape.levels

    def reach(self, question_id: str) -> float:
        """Return the log-odds between a question's worst and best level, 0 or more."""
        shape = self.shape_of(question_id)
        return self.swing(question_id) * (max(shape) - min(shape))

    def worst_first(self, question_id: str) -> tuple[int, ...]:
        """Return the levels from the highest risk to the lowest: 0 to 4 unless less is better."""
        shape = self.shape_of(question_id)
        return tuple(sorted(range(LEVELS), key=lambda level: (-shape[level], level)))

    def best_level(self, question_id: str) -> int:
        """Return the level with the lowest risk."""
        return self.worst_first(question_id)[-1]
