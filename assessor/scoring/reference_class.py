"""Which projects this one is compared with before anything is known about it.

A rate with its range becomes the mean and the standard deviation of the base rate in log-odds.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from math import log, sqrt
from statistics import NormalDist

from pydantic import Field, model_validator

from assessor.domain.assessment import Project
from assessor.domain.frozen import Frozen
from assessor.domain.language import Text
from assessor.domain.problem import InputProblem
from assessor.domain.recorded import Recorded
from assessor.domain.reference_class import OwnRate, ReferenceClass
from assessor.questionnaire import strict_yaml
from assessor.scoring.belief_set import BaseRate, BeliefSet, Doubt

USUAL = "objectives"
"""The class that the bundled belief sets start from."""

_DECIMALS = 2
"""Nobody knows a base rate's log-odds better than that."""

_NINETY = NormalDist().inv_cdf(0.9)
"""Standard deviations from the middle to the end of an 80 % range."""


class Catalogue(Frozen):
    """All reference classes that come with the program."""

    least_sd: Doubt
    """Log-odds: how far the next project's base rate may lie from any counted one."""
    classes: tuple[ReferenceClass, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Catalogue:
        if len({known.id for known in self.classes}) < len(self.classes):
            raise ValueError("two reference classes have the same id")
        return self


@cache
def catalogue() -> Catalogue:
    """Return what comes with the program."""
    source = files("assessor.scoring") / "data" / "reference_classes.yaml"
    return Catalogue.model_validate(strict_yaml.load_own(source.read_text(encoding="utf-8")))


def bundled() -> tuple[ReferenceClass, ...]:
    """Return the classes to choose from, the usual one first."""
    return catalogue().classes


def find(class_id: str) -> ReferenceClass | None:
    """Return a class by its id, None when this edition does not have it."""
    return next((known for known in bundled() if known.id == class_id), None)


def require(class_id: str) -> ReferenceClass:
    """Return a class by its id; an InputProblem that names those there are otherwise."""
    known = find(class_id)
    if known is None:
        raise InputProblem(
            "There is no reference class “%(id)s”.",
            remedy="Choose one of: %(known)s.",
            id=class_id,
            known=", ".join(one.id for one in bundled()),
        )
    return known


def anchored(beliefs: BeliefSet, project: Project) -> BeliefSet:
    """Return the belief set with the base rate that the project chose, itself without a choice.

    Everything that scores a project's answers must begin here.
    """
    chosen = find(project.reference_class) if project.reference_class else None
    if chosen is None and project.base_rate is None:
        return beliefs
    return _anchored(_Key(beliefs, chosen, project.base_rate))


class _Key:
    """What an anchored set is made of; the set counts by its digest, which is quick."""

    def __init__(
        self, beliefs: BeliefSet, chosen: ReferenceClass | None, own: OwnRate | None
    ) -> None:
        self.beliefs, self.chosen, self.own = beliefs, chosen, own
        self._identity = (beliefs.digest, chosen and chosen.id, own)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)


@lru_cache(maxsize=32)
def _anchored(key: _Key) -> BeliefSet:
    base = of_class(key.chosen) if key.chosen else key.beliefs.base_rate
    if key.own:
        base = of_own(key.own, base)
    return key.beliefs.model_copy(update={"base_rate": base})


def of_class(chosen: ReferenceClass) -> BaseRate:
    """Return a class's rate and range as log-odds."""
    return BaseRate(
        log_odds=round(_logit(chosen.rate), _DECIMALS),
        sd=round((_logit(chosen.high) - _logit(chosen.low)) / (2 * _NINETY), _DECIMALS),
        reason=chosen.reason,
        source=chosen.sources,
    )


def of_own(own: OwnRate, instead_of: BaseRate) -> BaseRate:
    """Return the consultant's rate as log-odds.

    A judgement keeps the spread of the rate that it replaces. A count has its own, of the log-odds
    of a share (Woolf 1955) and of what no count can tell about the next project.
    """
    sd = instead_of.sd
    if own.projects is not None:
        counting = 1 / (own.projects * own.rate * (1 - own.rate))
        sd = min(sqrt(catalogue().least_sd.sd ** 2 + counting), 3.0)
    return BaseRate(
        log_odds=round(_logit(own.rate), _DECIMALS),
        sd=round(sd, _DECIMALS),
        reason=Text(en=own.reason, ru=own.reason),
        source=("the consultant's own base rate",),
    )


def own_record(cases: Sequence[Recorded], reason: str) -> OwnRate | None:
    """Return the practice's own rate by its recorded outcomes, None without any.

    Half a failure and half a success are added (Jeffreys' prior): three projects that all took
    off do not prove that all will.
    """
    if not cases:
        return None
    failed = sum(case.failed for case in cases)
    rate = min(max((failed + 0.5) / (len(cases) + 1), 0.01), 0.99)
    return OwnRate(rate=rate, projects=len(cases), reason=reason)


def _logit(share: float) -> float:
    return log(share / (1 - share))
