"""The questionnaire: sections of questions whose levels are described in words."""

from __future__ import annotations

from collections.abc import Container, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

from pydantic import Field, model_validator

from assessor.domain.frozen import Frozen
from assessor.domain.language import Language, Text

LEVELS = 5
"""Every question has levels 0 (worst) to 4 (best)."""

BUNDLED_ID = "crm_takeoff"
"""The id of the questionnaire that comes with the program; no own one may have it."""

WORDING_LIMIT = 2_000
"""Characters of one text; the longest bundled one has 428."""


class Wording(Text):
    """A text of a questionnaire, in which one language may be left empty.

    Then the other is spoken, with its language before it: “[EN] Business idea”. The bundled
    questionnaire has both; the loader holds it to that.
    """

    en: str = Field(default="", max_length=WORDING_LIMIT)
    ru: str = Field(default="", max_length=WORDING_LIMIT)

    @model_validator(mode="before")
    @classmethod
    def _of_text(cls, given: Any) -> Any:
        return {"en": given.en, "ru": given.ru} if isinstance(given, Text) else given

    def speak(self, language: Language) -> str:
        """Return the text in one language, or the other one, marked, when this one is empty."""
        here, other = (self.en, self.ru) if language is Language.EN else (self.ru, self.en)
        if here or not other:
            return here
        return f"[{'RU' if language is Language.EN else 'EN'}] {other}"

    def with_words(self, language: Language, words: str) -> Wording:
        """Return a copy that says something else in one language."""
        return Wording.model_validate({"en": self.en, "ru": self.ru, language.value: words})


class Role(StrEnum):
    """A part somebody plays in the project; it decides who can answer a question."""

    SPONSOR = "sponsor"
    BUSINESS_OWNER = "business_owner"
    SALES = "sales"
    SERVICE = "service"
    MARKETING = "marketing"
    USERS = "users"
    IT = "it"
    PROJECT_MANAGER = "project_manager"
    FINANCE = "finance"
    PARTNER = "partner"
    HR = "hr"
    CONSULTANT = "consultant"


class Question(Frozen):
    """One question, the help that goes with it and its five levels."""

    id: str = Field(pattern=r"^[a-z_]+\.[a-z_]+$", max_length=60)
    source: tuple[str, ...] = Field(min_length=1)
    express: bool = False
    minutes: float = Field(gt=0, le=30)
    roles: tuple[Role, ...] = Field(min_length=1)
    short: Wording
    text: Wording
    why: Wording
    look_for: Wording
    excuse: Wording
    levels: tuple[Wording, ...] = Field(min_length=LEVELS, max_length=LEVELS)
    hidden: bool = Field(default=False, exclude_if=lambda hidden: not hidden)
    """Whether an own questionnaire leaves the question out; left out of documents while false."""

    @property
    def section_id(self) -> str:
        """Return the id of the section that the question belongs to."""
        return self.id.partition(".")[0]


class Section(Frozen):
    """A group of questions that is scored and shown together."""

    id: str = Field(pattern=r"^[a-z_]+$", max_length=30)
    title: Wording
    summary: Wording
    questions: tuple[Question, ...] = Field(min_length=1)

    def without(self, question_ids: Container[str]) -> Section:
        """Return a copy without some questions; it may have none left."""
        kept = tuple(question for question in self.questions if question.id not in question_ids)
        return self.model_copy(update={"questions": kept})


class Questionnaire(Frozen):
    """All sections of one version, and what became of question ids of earlier versions.

    As it is written it may have hidden questions; everybody but its editor works with ``asked``.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)
    version: str = Field(min_length=1, max_length=40)
    title: Wording
    renamed: Mapping[str, str] = Field(default_factory=dict)
    dropped: Mapping[str, str] = Field(default_factory=dict)
    sections: tuple[Section, ...] = Field(min_length=1)
    digest: str = ""

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Return all questions in reading order."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Return the questions by their id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def section_by_id(self) -> Mapping[str, Section]:
        """Return the sections by their id."""
        return {section.id: section for section in self.sections}

    @cached_property
    def asked(self) -> Questionnaire:
        """Return it without hidden questions: as if this edition had dropped them.

        So a hidden question is not “not asked”, which counts, but is in no sum at all, as one that
        does not apply; and answers it had are set aside, not lost. Same edition, same digest.
        """
        hidden = {q.id: "hidden" for q in self.questions if q.hidden}
        if not hidden:
            return self
        kept = (section.without(hidden) for section in self.sections)
        sections = tuple(section for section in kept if section.questions)
        return self.model_copy(update={"sections": sections, "dropped": {**self.dropped, **hidden}})

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a changed copy that has forgotten what was worked out about this one."""
        copy = super().model_copy(update=update, deep=deep)
        for name in copy.__dict__.keys() - type(self).model_fields.keys():
            del copy.__dict__[name]
        return copy

    @property
    def express(self) -> tuple[Question, ...]:
        """Return the questions of the express check."""
        return tuple(question for question in self.questions if question.express)
