"""What the client has decided to do about the risk, and which risks somebody has accepted."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from assessor.domain.frozen import Frozen

ACTION_PATTERN = r"^[a-z_]+(\.[a-z_]+)*$"


class Standing(StrEnum):
    """How far an action has come."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DONE = "done"
    RULED_OUT = "ruled_out"
    """The client will not do it; plans do without it."""


class Decision(Frozen):
    """What was decided about one action."""

    action: str = Field(pattern=ACTION_PATTERN, max_length=90)
    standing: Standing = Standing.PROPOSED
    owner: str = Field(default="", max_length=200)
    due: date | None = None

    @property
    def is_blank(self) -> bool:
        """Return whether nothing has been decided."""
        return self == Decision(action=self.action)


class AcceptedRisk(Frozen):
    """A weak answer that is left as it is, by somebody who may say so."""

    question: str = Field(min_length=1, max_length=60)
    who: str = Field(min_length=1, max_length=200)


class Decisions(Frozen):
    """All that was decided about one assessment, in the order in which it was decided."""

    actions: tuple[Decision, ...] = ()
    accepted: tuple[AcceptedRisk, ...] = ()

    @model_validator(mode="after")
    def _once(self) -> Self:
        for names in ([d.action for d in self.actions], [a.question for a in self.accepted]):
            if len(set(names)) < len(names):
                raise ValueError("each action and each question may be decided about only once")
        return self

    def about(self, action_id: str) -> Decision:
        """Return what was decided about an action, a blank decision if nothing was."""
        found = (decision for decision in self.actions if decision.action == action_id)
        return next(found, Decision(action=action_id))

    def accepted_by(self, question_id: str) -> str:
        """Return who accepted the risk of a weak answer, empty when nobody did."""
        return next((risk.who for risk in self.accepted if risk.question == question_id), "")

    @property
    def ruled_out(self) -> tuple[str, ...]:
        """Return the ids of the actions that no plan may contain."""
        return tuple(d.action for d in self.actions if d.standing is Standing.RULED_OUT)

    def with_decision(self, decision: Decision) -> Decisions:
        """Return a copy in which this replaces the decision about its action, in its place."""
        others = {one.action: one for one in self.actions} | {decision.action: decision}
        kept = tuple(one for one in others.values() if not one.is_blank)
        return self.model_copy(update={"actions": kept})

    def with_accepted(self, question_id: str, who: str) -> Decisions:
        """Return a copy in which somebody accepts a risk; without a name nobody does."""
        whose = {one.question: one.who for one in self.accepted} | {question_id: who.strip()}
        kept = tuple(AcceptedRisk(question=q, who=name) for q, name in whose.items() if name)
        return self.model_copy(update={"accepted": kept})
