"""What the consultant found out: the project, its definition of take-off and the answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import uuid4

from pydantic import AwareDatetime, Field

from assessor.domain.canonical import digest
from assessor.domain.decisions import Decisions
from assessor.domain.frozen import Frozen
from assessor.domain.outcome import Outcome
from assessor.domain.questionnaire import LEVELS, Role
from assessor.domain.reference_class import ID_PATTERN, OwnRate
from assessor.domain.verdict import Verdict

DEFAULT_RISK_LIMIT = 0.35
"""The risk a client accepts unless they say otherwise."""

NOTE_LIMIT = 20_000
"""Characters; far above any real note, far below what makes a page unusable."""


NAME_LIMIT = 200
"""Characters of the client's or the project's name."""


class Grade(StrEnum):
    """How strongly an answer is known."""

    SAID = "said"
    SHOWN = "shown"
    PROVEN = "proven"

    @property
    def rank(self) -> int:
        """Return 0 for said, 1 for shown, 2 for proven."""
        return _RANKS[self]


_RANKS = {grade: rank for rank, grade in enumerate(Grade)}


class NotAsked(Frozen):
    """The question has not been asked yet; notes and evidence may already be there."""

    kind: Literal["not_asked"] = "not_asked"


class Unknown(Frozen):
    """The question was asked and nobody knows, which is itself a bad sign."""

    kind: Literal["unknown"] = "unknown"


class NotApplicable(Frozen):
    """The question does not fit this project; it leaves the score on both sides."""

    kind: Literal["not_applicable"] = "not_applicable"
    reason: str = Field(default="", max_length=2_000)


class Rated(Frozen):
    """A level (0 worst to 4 best) and how strongly it is known."""

    kind: Literal["rated"] = "rated"
    level: int = Field(ge=0, lt=LEVELS, strict=True)
    grade: Grade = Grade.SAID


Judgement = Annotated[NotAsked | Unknown | NotApplicable | Rated, Field(discriminator="kind")]


class EvidenceKind(StrEnum):
    """What an evidence item is."""

    TEXT = "text"
    QUOTATION = "quotation"
    LINK = "link"
    FILE = "file"


class EvidenceItem(Frozen):
    """Something that speaks for or against an answer."""

    kind: EvidenceKind = EvidenceKind.TEXT
    content: str = Field(min_length=1, max_length=NOTE_LIMIT)
    """The text, the quotation, the address, or the file's name."""
    against: bool = False
    attachment: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    """SHA-256 of the stored bytes, for files only."""


class Answer(Frozen):
    """What one person (or the consultant for all) answered to one question."""

    judgement: Judgement = Field(default_factory=NotAsked)
    role: Role | None = None
    """None: the consultant's overall answer."""
    who: str = Field(default="", max_length=200)
    note: str = Field(default="", max_length=NOTE_LIMIT)
    evidence: tuple[EvidenceItem, ...] = ()
    follow_up: bool = False

    @property
    def is_blank(self) -> bool:
        """Return whether nothing at all has been recorded."""
        return self == Answer(role=self.role, who=self.who)


class Application(StrEnum):
    """What the CRM is for."""

    CONTACT_CENTRE = "contact_centre"
    SALES = "sales"
    MARKETING = "marketing"
    LOYALTY = "loyalty"
    SERVICE = "service"
    OTHER = "other"


class CompanySize(StrEnum):
    """Size class by employees: under 10, 10-49, 50-249, 250-999, 1,000 and more."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    ENTERPRISE = "enterprise"

    @property
    def most(self) -> int | None:
        """Return the most employees that a company of this size has; None where there is no end."""
        ends = {self.MICRO: 9, self.SMALL: 49, self.MEDIUM: 249, self.LARGE: 999}
        return ends.get(self)


class Stage(StrEnum):
    """How far the project has come."""

    IDEA = "idea"
    CHOICE = "choice"
    CONTRACT = "contract"
    BUILD = "build"
    LIVE = "live"


class Person(Frozen):
    """Somebody who was interviewed, by name or alias."""

    name: str = Field(min_length=1, max_length=200)
    role: Role | None = None
    interviewed: date | None = None


class TakeoffDefinition(Frozen):
    """What taking off means for this project, agreed before the first question."""

    go_live: date | None = None
    months_after: int = Field(default=12, ge=1, le=60)
    user_share: float | None = Field(default=None, ge=0, le=1)
    """Share of the named users who work in the system daily, 0 to 1."""
    business_figure: str = Field(default="", max_length=500)
    baseline: str = Field(default="", max_length=200)
    target: str = Field(default="", max_length=200)
    measured_by: str = Field(default="", max_length=200)

    @property
    def is_complete(self) -> bool:
        """Return whether somebody could later decide if the project took off."""
        return bool(self.user_share is not None and self.business_figure and self.measured_by)


class Project(Frozen):
    """The project and its context; of all this only the base rate enters the score."""

    client: str = Field(default="", max_length=NAME_LIMIT)
    name: str = Field(default="", max_length=NAME_LIMIT)
    sector: str = Field(default="", max_length=200)
    application: Application | None = None
    users: int | None = Field(default=None, ge=0, le=10_000_000)
    company_size: CompanySize | None = None
    stage: Stage | None = None
    in_crisis: bool | None = None
    takeoff: TakeoffDefinition = Field(default_factory=TakeoffDefinition)
    risk_limit: float = Field(default=DEFAULT_RISK_LIMIT, gt=0, lt=1)
    reference_class: str | None = Field(
        default=None, pattern=ID_PATTERN, exclude_if=lambda chosen: chosen is None
    )
    """The published rate that the base rate comes from; None: the belief set's own. Left out of
    documents, like the next field, so that those stay the same which choose nothing."""
    base_rate: OwnRate | None = Field(default=None, exclude_if=lambda own: own is None)
    """The consultant's own base rate, with its reason, in place of the published one."""
    people: tuple[Person, ...] = ()
    consultant: str = Field(default="", max_length=200)
    day: date | None = None
    """The day the assessment speaks of; printed on the report."""


Comment = Annotated[str, Field(max_length=NOTE_LIMIT)]


class Version(Frozen):
    """Which edition of a questionnaire or belief set something was made with."""

    id: str
    version: str
    digest: str = ""


class MilestoneFigure(Frozen):
    """What one belief set said when a milestone was frozen; risks from 0 to 1."""

    beliefs: Version
    mean: float = Field(ge=0, le=1)
    low: float = Field(ge=0, le=1)
    high: float = Field(ge=0, le=1)
    headline: bool
    """False: too little had been asked for a single figure."""
    verdict: Verdict
    conditions: tuple[str, ...] = ()
    """Question ids, the heaviest first."""


class Milestone(Frozen):
    """A frozen edition of an assessment; “since last time” compares with the latest."""

    name: str = Field(min_length=1, max_length=NAME_LIMIT)
    day: date
    project: Project
    answers: Mapping[str, tuple[Answer, ...]] = Field(default_factory=dict)
    """By question id, as the questionnaire of that day called them."""
    plan: Decisions = Field(default_factory=Decisions)
    beliefs: str
    """The id of the belief set that the report spoke of."""
    figures: Mapping[str, MilestoneFigure] = Field(default_factory=dict)
    """By the id of the belief set."""
    questionnaire: Version
    digest: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    """SHA-256 of everything else here; see ``sealed``."""

    def sealed(self) -> Milestone:
        """Return a copy with the digest of what it says."""
        return self.model_copy(update={"digest": self._own_digest()})

    @property
    def is_intact(self) -> bool:
        """Return whether it still says what was frozen."""
        return self.digest == self._own_digest()

    def _own_digest(self) -> str:
        return digest(self.model_dump(mode="json", exclude={"digest"}))


def _now() -> datetime:
    return datetime.now(UTC)


class Assessment(Frozen):
    """Everything known about one project. Questions without an entry have not been asked."""

    id: str = Field(default_factory=lambda: uuid4().hex, pattern=r"^[0-9a-zA-Z_-]{1,64}$")
    project: Project = Field(default_factory=Project)
    answers: Mapping[str, tuple[Answer, ...]] = Field(default_factory=dict)
    """Answers by question id; several when several people answered. Never an empty tuple."""
    retired: Mapping[str, tuple[Answer, ...]] = Field(default_factory=dict)
    """Answers to questions that a later edition dropped: kept, never scored."""
    questionnaire: Version | None = None
    """The edition the answers were given under; None means the bundled one."""
    beliefs: Version | None = None
    outcome: Outcome | None = Field(default=None, exclude_if=lambda outcome: outcome is None)
    """What became of the project; left out of documents while nobody knows, so that they stay
    the same, byte for byte, as those written before outcomes could be recorded."""
    plan: Decisions = Field(
        default_factory=Decisions, exclude_if=lambda decisions: decisions == Decisions()
    )
    """What was decided about the plan; like the next field left out of documents while empty."""
    targets: Mapping[str, Rated] = Field(default_factory=dict, exclude_if=lambda kept: not kept)
    """Where the client wants to be, by question id; never scored."""
    comments: Mapping[str, Comment] = Field(
        default_factory=dict, exclude_if=lambda written: not written
    )
    """The consultant's comment on a part of the report, by the part's name; like the next field
    left out of documents while empty."""
    milestones: tuple[Milestone, ...] = Field(default=(), exclude_if=lambda frozen: not frozen)
    """Frozen editions, the latest last."""
    created: AwareDatetime = Field(default_factory=_now)
    changed: AwareDatetime = Field(default_factory=_now)

    def answers_to(self, question_id: str) -> tuple[Answer, ...]:
        """Return all answers to a question, none when it was not asked."""
        return self.answers.get(question_id, ())

    def answer_to(self, question_id: str, role: Role | None = None) -> Answer:
        """Return the answer of one role (None: the overall answer), blank when there is none."""
        for answer in self.answers_to(question_id):
            if answer.role == role:
                return answer
        return Answer(role=role)

    def with_answer(self, question_id: str, answer: Answer) -> Assessment:
        """Return a copy in which this role's answer is replaced; a blank one is removed."""
        others = [a for a in self.answers_to(question_id) if a.role != answer.role]
        kept = others if answer.is_blank else [*others, answer]
        answers = {key: value for key, value in self.answers.items() if key != question_id}
        if kept:
            answers[question_id] = tuple(sorted(kept, key=lambda a: a.role or ""))
        return self.model_copy(update={"answers": answers})

    def with_comment(self, part: str, comment: str) -> Assessment:
        """Return a copy with the consultant's comment on a part; an empty one is removed."""
        comments = {**self.comments, part: comment.strip()}
        kept = {name: written for name, written in comments.items() if written}
        return self.model_copy(update={"comments": kept})

    def with_project(self, project: Project) -> Assessment:
        """Return a copy with another project sheet."""
        return self.model_copy(update={"project": project})
