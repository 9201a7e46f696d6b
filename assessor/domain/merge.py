"""Brings two edits of one assessment together, answer by answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from assessor.domain.assessment import Assessment, Milestone
from assessor.domain.frozen import Frozen
from assessor.domain.questionnaire import Role

Value = TypeVar("Value")
Model = TypeVar("Model", bound=Frozen)
AnswerKey = tuple[str, Role | None]
"""A question's id, and whose answer it is."""


@dataclass(frozen=True)
class Merge:
    """What became of two edits that started from the same assessment."""

    assessment: Assessment
    """Both edits; where both changed the same thing differently, mine."""
    theirs: Assessment
    """The other edit as it was."""
    answers: tuple[AnswerKey, ...] = ()
    """The answers that both changed differently."""
    fields: tuple[str, ...] = ()
    """The other fields that both changed differently, such as ``project.client``."""

    @property
    def collides(self) -> bool:
        """Return whether something of the other edit did not come in."""
        return bool(self.answers or self.fields)


@dataclass
class _Chooser:
    collisions: list[object] = field(default_factory=list)

    def choose(self, versions: tuple[Value, Value, Value], place: object) -> Value:
        """Return of base, mine and theirs the changed one; mine, and a note, when both were."""
        base, mine, theirs = versions
        if mine in (base, theirs):
            return theirs
        if theirs != base:
            self.collisions.append(place)
        return mine

    def field_by_field(self, versions: tuple[Model, Model, Model], place: str) -> Model:
        """Return base, mine and theirs, of one type, as one value: each field for itself."""
        chosen: dict[str, object] = {}
        for name in type(versions[1]).model_fields:
            parts = _parts(versions, name)
            here = f"{place}.{name}"
            if isinstance(parts[0], Frozen) and len({type(part) for part in parts}) == 1:
                chosen[name] = self.field_by_field(parts, here)
            else:
                chosen[name] = self.choose(parts, here)
        return versions[1].model_copy(update=chosen)


def _parts(versions: tuple[Frozen, Frozen, Frozen], name: str) -> Any:
    return tuple(getattr(version, name) for version in versions)


def merge(base: Assessment, mine: Assessment, theirs: Assessment) -> Merge:
    """Return both edits of ``base`` in one assessment."""
    answers, others = _Chooser(), _Chooser()
    merged = mine
    for question_id, role in sorted(_keys(base) | _keys(mine) | _keys(theirs), key=str):
        kept = mine.answer_to(question_id, role)
        before, other = (known.answer_to(question_id, role) for known in (base, theirs))
        chosen = answers.choose((before, kept, other), (question_id, role))
        if chosen != kept:
            merged = merged.with_answer(question_id, chosen)
    merged = merged.model_copy(update=_rest(others, (base, mine, theirs)))
    keys = tuple(key for key in answers.collisions if isinstance(key, tuple))
    return Merge(merged, theirs, keys, tuple(str(place) for place in others.collisions))


def _keys(assessment: Assessment) -> set[AnswerKey]:
    return {(key, answer.role) for key, given in assessment.answers.items() for answer in given}


def _rest(
    chooser: _Chooser, versions: tuple[Assessment, Assessment, Assessment]
) -> dict[str, object]:
    rest: dict[str, object] = {}
    for name in ("project", "plan"):
        rest[name] = chooser.field_by_field(_parts(versions, name), name)
    for name in ("retired", "targets", "comments"):
        rest[name] = _key_by_key(chooser, _parts(versions, name), name)
    rest["outcome"] = chooser.choose(_parts(versions, "outcome"), "outcome")
    rest["milestones"] = _one_after_another(chooser, _parts(versions, "milestones"))
    return rest


def _key_by_key(
    chooser: _Chooser, versions: tuple[Mapping[str, Value], ...], place: str
) -> dict[str, Value]:
    """Return what is kept by question or part as one: each key for itself."""
    chosen: dict[str, Value] = {}
    for key in dict.fromkeys(key for version in versions for key in version):
        base, mine, theirs = (version.get(key) for version in versions)
        kept = chooser.choose((base, mine, theirs), f"{place}.{key}")
        if kept is not None:
            chosen[key] = kept
    return chosen


def _one_after_another(
    chooser: _Chooser, versions: tuple[tuple[Milestone, ...], ...]
) -> tuple[Milestone, ...]:
    """Return the milestones of both, by their days, if both only froze what there was."""
    base, mine, theirs = versions
    count = len(base)
    if mine[:count] == base == theirs[:count]:
        fresh = [*theirs[count:], *(own for own in mine[count:] if own not in theirs)]
        return (*base, *sorted(fresh, key=lambda frozen: frozen.day))
    return chooser.choose((base, mine, theirs), "milestones")


def changed_questions(before: Assessment, after: Assessment) -> tuple[str, ...]:
    """Return the ids of the questions whose answers differ, sorted."""
    known = {*before.answers, *after.answers}
    return tuple(sorted(q for q in known if before.answers_to(q) != after.answers_to(q)))
