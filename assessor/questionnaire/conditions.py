"""Conditions over the answers of an assessment, as data: a closed set of leaves, never code."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from assessor.domain.assessment import Assessment, Grade
from assessor.domain.frozen import Frozen
from assessor.domain.questionnaire import LEVELS, Questionnaire
from assessor.domain.standing import State, average_level, rated, spread, state

HIGHEST: float = LEVELS - 1

Level = Annotated[float, Field(ge=0, le=HIGHEST)]
Spread = Annotated[int, Field(ge=1, lt=LEVELS)]


class _Part(Frozen):
    """What all parts of a condition can do."""

    @abstractmethod
    def holds(self, assessment: Assessment, questionnaire: Questionnaire) -> bool:
        """Return whether this is true of an assessment."""

    @property
    def question_ids(self) -> frozenset[str]:
        """Return the ids of the questions named here."""
        return frozenset()

    @property
    def section_ids(self) -> frozenset[str]:
        """Return the ids of the sections named here."""
        return frozenset()


class _Branch(_Part):
    """A part that is made of parts."""

    @property
    @abstractmethod
    def parts(self) -> tuple[Condition, ...]:
        """Return what this is made of."""

    @property
    def question_ids(self) -> frozenset[str]:
        """Return the ids of the questions named by any part."""
        return frozenset[str]().union(*(part.question_ids for part in self.parts))

    @property
    def section_ids(self) -> frozenset[str]:
        """Return the ids of the sections named by any part."""
        return frozenset[str]().union(*(part.section_ids for part in self.parts))


class All(_Branch):
    """True when every part is."""

    all: tuple[Condition, ...] = Field(min_length=1)

    @property
    def parts(self) -> tuple[Condition, ...]:
        """Return what must all be true."""
        return self.all

    def holds(self, assessment: Assessment, questionnaire: Questionnaire) -> bool:
        """Return whether every part is true."""
        return all(part.holds(assessment, questionnaire) for part in self.parts)


class AnyOf(_Branch):
    """True when at least one part is."""

    any: tuple[Condition, ...] = Field(min_length=1)

    @property
    def parts(self) -> tuple[Condition, ...]:
        """Return of what one must be true."""
        return self.any

    def holds(self, assessment: Assessment, questionnaire: Questionnaire) -> bool:
        """Return whether a part is true."""
        return any(part.holds(assessment, questionnaire) for part in self.parts)


class Not(_Branch):
    """True when the part is not."""

    not_: Condition = Field(alias="not")

    @property
    def parts(self) -> tuple[Condition, ...]:
        """Return the one part that must not be true."""
        return (self.not_,)

    def holds(self, assessment: Assessment, questionnaire: Questionnaire) -> bool:
        """Return whether the part is not true."""
        return not self.not_.holds(assessment, questionnaire)


class _AboutQuestion(_Part):
    question: str

    @property
    def question_ids(self) -> frozenset[str]:
        """Return the id of the question."""
        return frozenset({self.question})


class QuestionLevel(_AboutQuestion):
    """True when the question has a level within the bounds; several answers are averaged.

    The grade is the strongest that any of the answers has.
    """

    at_least: Level | None = None
    at_most: Level | None = None
    grade_at_most: Grade | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if (self.at_least, self.at_most, self.grade_at_most) == (None, None, None):
            raise ValueError("a question needs at_least, at_most or grade_at_most")
        return self

    def holds(self, assessment: Assessment, _questionnaire: Questionnaire) -> bool:
        """Return whether there is a level and it is within the bounds."""
        answers = assessment.answers_to(self.question)
        level = average_level(answers)
        if level is None:
            return False
        strongest = max(judgement.grade.rank for judgement in rated(answers))
        return (
            (self.at_least is None or level >= self.at_least)
            and (self.at_most is None or level <= self.at_most)
            and (self.grade_at_most is None or strongest <= self.grade_at_most.rank)
        )


class QuestionState(_AboutQuestion):
    """True when the question stands there: not asked, nobody knows, not applicable or rated."""

    state: State

    def holds(self, assessment: Assessment, _questionnaire: Questionnaire) -> bool:
        """Return whether the question stands there."""
        return state(assessment.answers_to(self.question)) is self.state


class QuestionSpread(_AboutQuestion):
    """True when the answers to one question lie so many levels apart."""

    spread_at_least: Spread

    def holds(self, assessment: Assessment, _questionnaire: Questionnaire) -> bool:
        """Return whether the answers lie that far apart."""
        return spread(assessment.answers_to(self.question)) >= self.spread_at_least


class AnySpread(_Part):
    """True when the answers to any question lie so many levels apart."""

    any_spread_at_least: Spread

    def holds(self, assessment: Assessment, questionnaire: Questionnaire) -> bool:
        """Return whether the answers to some question lie that far apart."""
        spreads = (spread(assessment.answers_to(question)) for question in questionnaire.by_id)
        return any(levels >= self.any_spread_at_least for levels in spreads)


class _Average(_Part):
    average_at_least: Level = 0.0
    average_at_most: Level = HIGHEST
    rated_at_least: Annotated[int, Field(ge=1)] = 1

    def within(self, assessment: Assessment, questions: Iterable[str]) -> bool:
        """Return whether enough of the questions are rated and average within the bounds."""
        averages = (average_level(assessment.answers_to(question)) for question in questions)
        levels = [level for level in averages if level is not None]
        if len(levels) < self.rated_at_least:
            return False
        return self.average_at_least <= sum(levels) / len(levels) <= self.average_at_most


class SectionAverage(_Average):
    """True when the rated questions of a section average within the bounds."""

    section: str

    @property
    def section_ids(self) -> frozenset[str]:
        """Return the id of the section."""
        return frozenset({self.section})

    def holds(self, assessment: Assessment, questionnaire: Questionnaire) -> bool:
        """Return whether the section keeps to the bounds."""
        prefix = f"{self.section}."
        return self.within(assessment, (q for q in questionnaire.by_id if q.startswith(prefix)))


class OverallBounds(_Average):
    """Bounds for all rated questions together; ``proven_at_most`` counts questions."""

    proven_at_most: Annotated[int, Field(ge=0)] | None = None

    def holds(self, assessment: Assessment, questionnaire: Questionnaire) -> bool:
        """Return whether all rated questions together keep to the bounds."""
        every = list(questionnaire.by_id)
        grades = [{known.grade for known in rated(assessment.answers_to(q))} for q in every]
        proven = sum(Grade.PROVEN in found for found in grades)
        few = self.proven_at_most is None or proven <= self.proven_at_most
        return few and self.within(assessment, every)


class Overall(_Part):
    """True when all rated questions together keep to the bounds."""

    overall: OverallBounds

    def holds(self, assessment: Assessment, questionnaire: Questionnaire) -> bool:
        """Return whether they do."""
        return self.overall.holds(assessment, questionnaire)


class ProjectField(_Part):
    """True when a fact about the project is one of the values; null stands for not known."""

    project: Literal["application", "company_size", "stage", "in_crisis"]
    values: tuple[bool | str | None, ...] = Field(alias="in", min_length=1)

    def holds(self, assessment: Assessment, _questionnaire: Questionnaire) -> bool:
        """Return whether the fact is one of the values."""
        return getattr(assessment.project, self.project) in self.values


_KEYS = {
    "all": "all",
    "any": "any",
    "not": "not",
    "state": "state",
    "spread_at_least": "spread",
    "question": "level",
    "section": "section",
    "overall": "overall",
    "any_spread_at_least": "any_spread",
    "project": "project",
}
"""Which part is meant by which key, the telling keys before the shared one."""


def _tag(value: Any) -> str | None:
    if isinstance(value, _Part):
        names = {field.alias or name for name, field in type(value).model_fields.items()}
    else:
        names = set(value) if isinstance(value, dict) else set()
    return next((tag for key, tag in _KEYS.items() if key in names), None)


Condition = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[QuestionState, Tag("state")]
    | Annotated[QuestionSpread, Tag("spread")]
    | Annotated[QuestionLevel, Tag("level")]
    | Annotated[SectionAverage, Tag("section")]
    | Annotated[Overall, Tag("overall")]
    | Annotated[AnySpread, Tag("any_spread")]
    | Annotated[ProjectField, Tag("project")],
    Discriminator(_tag),
]

for _branch in (All, AnyOf, Not):
    _branch.model_rebuild()


def holds(condition: Condition, assessment: Assessment, questionnaire: Questionnaire) -> bool:
    """Return whether a condition is true of an assessment."""
    return condition.holds(assessment, questionnaire)
