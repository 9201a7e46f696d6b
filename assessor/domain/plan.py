"""What can be done about a risk: actions, the plan made of them, and what to watch meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from assessor.domain.assessment import Grade, Version
from assessor.domain.frozen import Frozen
from assessor.domain.language import Text
from assessor.domain.questionnaire import LEVELS, Role
from assessor.domain.risk import Probability, Risk, SectionPoints


class Effort(Frozen):
    """Person-days of client and consultant together."""

    low: float = Field(gt=0, le=10_000)
    likely: float = Field(gt=0, le=10_000)
    high: float = Field(gt=0, le=10_000)

    @model_validator(mode="after")
    def _rise(self) -> Self:
        if not self.low <= self.likely <= self.high:
            raise ValueError("effort must not fall from low over likely to high")
        return self

    @classmethod
    def together(cls, efforts: Iterable[Effort]) -> Self:
        """Return the sums; all low and all high ends at once, so the range is a wide one."""
        parts = tuple(efforts)
        return cls(
            low=sum(part.low for part in parts),
            likely=sum(part.likely for part in parts),
            high=sum(part.high for part in parts),
        )


class Reach(Frozen):
    """The answer that an action makes true."""

    level: int = Field(ge=0, lt=LEVELS)
    grade: Grade


class Action(Frozen):
    """Something the client can do before the start that improves one answer."""

    id: str = Field(pattern=r"^[a-z_]+(\.[a-z_]+)*$", max_length=90)
    question: str
    title: Text
    what: Text
    role: Role
    """Who does it, or sees to it that it is done."""
    effort: Effort
    weeks: float = Field(gt=0, le=520)
    """From its start to its finish."""
    after: tuple[str, ...] = ()
    """Ids of the actions that must be finished first, all of them."""
    reaches: Reach
    sign: Text
    """The early sign that it is not working."""
    threshold: Text
    """From which point on the sign counts."""
    source: tuple[str, ...] = Field(min_length=1)


class FailureStory(Frozen):
    """How weak answers to a few questions lead, one to the next, to a project that fails."""

    id: str = Field(pattern=r"^[a-z_]+$", max_length=60)
    title: Text
    story: Text
    questions: tuple[str, ...] = Field(min_length=1)
    source: tuple[str, ...] = Field(min_length=1)


class Effect(Frozen):
    """A change of the risk in points of a hundred (- lowers it) with its 80 % range."""

    points: float
    low: float
    high: float


class Step(Frozen):
    """One action of a plan: when, how much depends on it, and where the risk stands after it."""

    action: Action
    start: float
    """Weeks from today."""
    finish: float
    """Weeks from today."""
    critical: bool
    """Whether a delay of this action delays the whole plan."""
    indispensable: bool
    """Whether no plan does without it."""
    effect: Effect
    """What the finished plan owes to it: the risk with all actions less the risk without this one
    and those that rest on it. Effects overlap, so they do not sum to the whole change."""
    risk_after: Risk
    """After this and all earlier steps; the last one is the risk after the plan."""


class Flavour(StrEnum):
    """What a plan is best at."""

    CHEAPEST = "cheapest"
    """Fewest person-days; of several the quickest."""
    FASTEST = "fastest"
    """Fewest weeks; of several the cheapest."""
    FEWEST_ROLES = "fewest_roles"
    """As few roles as possible have to act; of several such plans the cheapest."""
    DIFFERENT = "different"
    """The cheapest that shares at most half of what can be avoided with the plans before it."""


class GoIfPlan(Frozen):
    """Actions that together bring the upper end of the range under the limit."""

    flavour: Flavour
    steps: tuple[Step, ...]
    """In an order in which they can be done."""
    effort: Effort
    weeks: float
    """Until the last action is finished, when everything is begun as soon as it can be."""
    risk: Risk
    """After all of it."""

    @property
    def action_ids(self) -> frozenset[str]:
        """Return the ids of the actions."""
        return frozenset(step.action.id for step in self.steps)

    @property
    def question_ids(self) -> tuple[str, ...]:
        """Return the questions that are mended, in the order of the steps, each once."""
        return tuple(dict.fromkeys(step.action.question for step in self.steps))

    @property
    def roles(self) -> tuple[Role, ...]:
        """Return who has to act, in the order of the steps, each once."""
        return tuple(dict.fromkeys(step.action.role for step in self.steps))

    @property
    def critical_path(self) -> tuple[Step, ...]:
        """Return the steps that may not be late."""
        return tuple(step for step in self.steps if step.critical)


class Hindrance(StrEnum):
    """Why an answer still keeps the risk up when everything possible has been done."""

    NO_ACTION = "no_action"
    """The catalogue knows no action for it, or the action was ruled out."""
    TOO_SHORT = "too_short"
    """Its best action stops below the best level, or proves too little."""
    NOT_APPLICABLE = "not_applicable"
    """It does not fit the project, so that nothing good can be shown about it either."""


class Binding(Frozen):
    """An answer that keeps the upper end over the limit, even after its best action."""

    question: str
    why: Hindrance
    action: str | None
    """Its best action, if there is one."""
    high_if_best: Probability
    """The upper end if, on top of all actions, this were proven at its best level."""


class Shortfall(StrEnum):
    """Why there is no plan."""

    ANSWERS = "answers"
    """Nothing has been answered yet."""
    ACTIONS = "actions"
    """Even all actions together do not bring the upper end under the limit."""
    REACH = "reach"
    """All actions would, but not as few as a client can be expected to carry out first."""


class Plan(Frozen):
    """What would have to be done before the money is spent."""

    now: Risk
    limit: Probability
    reach: int
    """How many weak answers a client can be expected to mend before the start."""
    cheapest: GoIfPlan | None
    """None when nothing is needed or nothing suffices; ``shortfall`` says which."""
    alternatives: tuple[GoIfPlan, ...] = ()
    """Up to three plans that really differ from the cheapest and from each other."""
    indispensable: tuple[str, ...] = ()
    """Ids of the actions that every plan contains."""
    proven_cheapest: bool = False
    """Whether every cheaper set of actions has been ruled out, not only every likely one."""
    shortfall: Shortfall | None = None
    blocked: bool = False
    """For a shortfall: there would be a plan if no action had been ruled out."""
    farthest: Risk
    """The risk after every possible action."""
    beyond: GoIfPlan | None = None
    """For a shortfall of reach: the cheapest plan if the client could mend any number."""
    binding: tuple[Binding, ...] = ()
    """For a shortfall of actions: the answers that keep the upper end up, strongest first."""
    beliefs: Version

    @property
    def needed(self) -> bool:
        """Return whether anything has to be done at all."""
        return self.now.high >= self.limit

    @property
    def plans(self) -> tuple[GoIfPlan, ...]:
        """Return the cheapest plan and its alternatives."""
        return (self.cheapest, *self.alternatives) if self.cheapest else ()


class Tripwire(Frozen):
    """What to watch for a weak answer, so that a project that goes wrong is noticed early."""

    question: str
    action: str
    """The action whose failing the sign shows."""
    sign: Text
    threshold: Text
    week: float
    """Weeks from today by which the sign would show."""
    day: date | None
    """The same as a date, when the assessment has one."""
    role: Role
    """Who watches and reports it."""


class StoryShare(Frozen):
    """How much of the risk goes the way of one failure story."""

    story: FailureStory
    share: Probability
    """Of the whole risk; all stories and what none of them tells sum to one."""
    probability: Probability
    """Of the project failing this way: share times risk."""
    weak: tuple[str, ...]
    """Its questions that are believed weak, the weakest first."""


class SizeChange(Frozen):
    """What a size does to the level of one answer."""

    at_least: int = Field(default=0, ge=0, lt=LEVELS)
    at_most: int = Field(default=LEVELS - 1, ge=0, lt=LEVELS)
    grade: Grade = Grade.SHOWN
    """How well known it is what the size itself makes true."""
    reason: Text
    source: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _leave_room(self) -> Self:
        if self.at_least > self.at_most:
            raise ValueError("at_least must not be above at_most")
        return self


class ProjectSize(Frozen):
    """A smaller or larger way to do the same project, and what that changes in the answers."""

    id: str = Field(pattern=r"^[a-z_]+$", max_length=40)
    title: Text
    summary: Text
    users_at_most: int | None = Field(default=None, ge=1)
    """How many people can work in it at this size; not scored."""
    changes: Mapping[str, SizeChange] = Field(default_factory=dict)
    """By question id; everything else stays as it was answered."""


class SizedRisk(Frozen):
    """The risk of the project at one size under one belief set."""

    size: ProjectSize
    beliefs: str
    risk: Risk
    changed: tuple[str, ...]
    """The questions whose answer differs at this size."""


class SectionShift(Frozen):
    """What one section adds to the risk, before and after a change."""

    before: SectionPoints
    after: SectionPoints

    @property
    def id(self) -> str:
        """Return the section's id."""
        return self.before.id

    @property
    def points(self) -> float:
        """Return the difference in points (- is better)."""
        return self.after.points - self.before.points


class Comparison(Frozen):
    """The risk before and after some answers are changed."""

    before: Risk
    after: Risk
    sections: tuple[SectionShift, ...]
    difference: Effect
    """In points, with the range over the draws."""
    changed: tuple[str, ...]
    """The questions whose answers differ."""
