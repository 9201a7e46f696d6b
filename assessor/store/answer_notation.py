"""How one answer is written in an answers file, both ways."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from assessor.domain.assessment import (
    Answer,
    Assessment,
    EvidenceItem,
    EvidenceKind,
    Grade,
    Judgement,
    NotApplicable,
    NotAsked,
    Rated,
    Unknown,
)
from assessor.domain.problem import InputProblem
from assessor.domain.questionnaire import LEVELS
from assessor.questionnaire import loader
from assessor.questionnaire.complaints import complaints, shortened, unknown_key
from assessor.questionnaire.marked import Marked, Path
from assessor.store.loose_text import with_text

Checked = TypeVar("Checked", bound=BaseModel)

STATES = ("level", "unknown", "not_applicable", "not_asked")
DETAILS = ("grade", "note", "who", "role", "evidence", "follow_up")
KEYS = (*STATES, *DETAILS)
LEVEL_DIGITS = tuple(str(level) for level in range(LEVELS))
_WORDS: Mapping[str, Judgement] = {
    "unknown": Unknown(),
    "not_applicable": NotApplicable(),
    "not_asked": NotAsked(),
}


class AnswerReader:
    """Reads answers and collects what is wrong with them."""

    def __init__(self, marked: Marked, problems: list[InputProblem]) -> None:
        self._marked = marked
        self._problems = problems

    def answers(self, given: Any, path: Path) -> tuple[Answer, ...]:
        """Return the answers to one question; blank ones are left out."""
        if not isinstance(given, list):
            found = [self._answer(given, path)]
        else:
            found = [self._answer(one, (*path, index)) for index, one in enumerate(given)]
        read = [answer for answer in found if answer is not None and not answer.is_blank]
        self._refuse_twice(read, path)
        return tuple(sorted(read, key=lambda answer: answer.role or ""))

    def _refuse_twice(self, answers: list[Answer], path: Path) -> None:
        roles = [answer.role for answer in answers]
        if len(set(roles)) < len(roles):
            self._complain(
                "Two answers have the same role.",
                "Give each answer in the list a role of its own.",
                path,
            )

    def _answer(self, given: Any, path: Path) -> Answer | None:
        if isinstance(given, str) and given in _WORDS:
            return Answer(judgement=_WORDS[given])
        if isinstance(given, int) and not isinstance(given, bool):
            given = {"level": given}
        if not isinstance(given, dict):
            self._complain(
                "“%(value)s” is no answer.",
                "Write a level from 0 to 4, “unknown”, “not_asked” or {level: …, grade: …}.",
                path,
                value=shortened(given),
            )
            return None
        for key in given:
            if key not in KEYS:
                self._problems.append(unknown_key(key, KEYS, self._where((*path, key))))
        judgement = self._judgement(given, path)
        return self._detailed(judgement, given, path) if judgement is not None else None

    def _judgement(self, given: Mapping[str, Any], path: Path) -> Judgement | None:
        states = [key for key in STATES if key in given and given[key] is not False]
        if len(states) > 1:
            self._complain(
                "An answer cannot be “%(first)s” and “%(second)s” at once.",
                "Keep one of them.",
                path,
                first=states[0],
                second=states[1],
            )
            return None
        state = states[0] if states else "not_asked"
        if state == "level":
            return self._rated(given, path)
        if "grade" in given:
            self._complain(
                "A grade needs a level.", "Add “level: …” or remove the grade.", (*path, "grade")
            )
        return self._without_level(state, given.get(state, True), (*path, state))

    def _without_level(self, state: str, value: Any, path: Path) -> Judgement | None:
        if state == "not_applicable" and (value is None or isinstance(value, str | int | float)):
            reason = "" if value is None or value is True else str(value)
            return self._checked(NotApplicable, {"reason": reason}, path)
        if value is True:
            return _WORDS[state]
        self._complain("“%(key)s” can only be true.", "Write “%(key)s: true”.", path, key=state)
        return None

    def _rated(self, given: Mapping[str, Any], path: Path) -> Rated | None:
        level, grade = given["level"], given.get("grade", Grade.SAID.value)
        if isinstance(level, bool) or not isinstance(level, int) or not 0 <= level < LEVELS:
            quoted = isinstance(level, str) and level.strip() in LEVEL_DIGITS
            self._complain(
                "There is no level “%(level)s”.",
                "Write it without quotes."
                if quoted
                else "Levels are whole numbers from 0 (worst) to 4 (best).",
                (*path, "level"),
                level=f'"{level}"' if quoted else shortened(level),
            )
            return None
        if grade not in list(Grade):
            self._complain(
                "There is no evidence grade “%(grade)s”.",
                "Use said, shown or proven.",
                (*path, "grade"),
                grade=shortened(grade),
            )
            return None
        return Rated(level=level, grade=Grade(grade))

    def _detailed(
        self, judgement: Judgement, given: Mapping[str, Any], path: Path
    ) -> Answer | None:
        details = {key: given[key] for key in DETAILS if key in given and key != "grade"}
        if "evidence" in details:
            details["evidence"] = _evidence(details["evidence"])
        details = {key: value for key, value in details.items() if value is not None}
        answer = self._checked(Answer, details, path)
        return answer.model_copy(update={"judgement": judgement}) if answer else None

    def _checked(self, model: type[Checked], given: Any, path: Path) -> Checked | None:
        try:
            return model.model_validate(with_text(given, model))
        except ValidationError as error:
            self._problems += complaints(error, self._marked, model, path)
            return None

    def _complain(self, what: str, remedy: str, path: Path, **values: object) -> None:
        place = self._where(path)
        self._problems.append(InputProblem(what, place=place, remedy=remedy, **values))

    def _where(self, path: Path) -> str:
        return f"{self._marked.where(path)} {path[1]}"


def _evidence(given: Any) -> Any:
    """Return evidence as a list of mappings; a bare text is an item of text."""
    items = given if isinstance(given, list) else [given]
    return [item if isinstance(item, dict) else {"content": item} for item in items]


def write_answers(assessment: Assessment) -> dict[str, Any]:
    """Return all answers as plain data in reading order, a single one without a list around it."""
    order = {question_id: number for number, question_id in enumerate(loader.bundled().by_id)}
    written = {}
    for question_id in sorted(assessment.answers, key=lambda i: (order.get(i, len(order)), i)):
        answers = assessment.answers[question_id]
        notations = [_write(answer) for answer in answers]
        written[question_id] = notations[0] if len(notations) == 1 else notations
    return written


def _write(answer: Answer) -> Any:
    details = answer.model_dump(mode="json", exclude_defaults=True, exclude={"judgement"})
    if answer.evidence:
        details["evidence"] = [_write_evidence(item) for item in answer.evidence]
    judgement = answer.judgement
    if isinstance(judgement, Rated):
        return {"level": judgement.level, "grade": judgement.grade.value, **details}
    if isinstance(judgement, NotApplicable):
        return {"not_applicable": judgement.reason, **details}
    if not details:
        return judgement.kind
    return {judgement.kind: True, **details}


def _write_evidence(item: EvidenceItem) -> Any:
    if item == EvidenceItem(kind=EvidenceKind.TEXT, content=item.content):
        return item.content
    return item.model_dump(mode="json", exclude_defaults=True)
