"""The questionnaire: sections of questions whose levels are described in words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from pydantic import Field

from assessor.domain.frozen import Frozen
from assessor.domain.language import Text

LEVELS = 5
"""Every question has levels 0 (worst) to 4 (best)."""


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
    short: Text
    text: Text
    why: Text
    look_for: Text
    excuse: Text
    levels: tuple[Text, ...] = Field(min_length=LEVELS, max_length=LEVELS)

    @property
    def section_id(self) -> str:
        """Return the id of the section that the question belongs to."""
        return self.id.partition(".")[0]


class Section(Frozen):
    """A group of questions that is scored and shown together."""

    id: str = Field(pattern=r"^[a-z_]+$", max_length=30)
    title: Text
    summary: Text
    questions: tuple[Question, ...] = Field(min_length=1)


class Questionnaire(Frozen):
    """All sections of one version, and what became of question ids of earlier versions."""

    id: str
    version: str
    title: Text
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

    @property
    def express(self) -> tuple[Question, ...]:
        """Return the questions of the express check."""
        return tuple(question for question in self.questions if question.express)
