"""The answers file: an assessment as people type it, in YAML or JSON.

project: {client: Acme, name: CRM for service, application: contact_centre}
answers:
  goal.idea: {level: 3, grade: shown, note: "Sponsor's memo of 4 May"}
  goal.owner: 2                                    # a level that somebody said
  process.lived: unknown
  technology.data: {not_applicable: "greenfield"}
  people.users:                                    # several people, several answers
    - {role: sponsor, level: 4}
    - {role: users, level: 1, grade: shown}
outcome: {took_off: false, decided: 2027-05-04, who: Head of service}    # once it is known
plan:                                              # what was decided about actions and risks
  actions: [{action: goal.idea.one_sentence, standing: agreed, owner: Anna, due: 2026-12-01}]
  accepted: [{question: technology.data, who: Boris}]
targets: {goal.idea: {level: 4, grade: shown}}     # where the client wants to be
comments: {findings: "Discussed on 4 May"}         # the consultant's, by part of the report
milestones: [...]                                  # frozen editions, as the program writes them
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

import yaml
from pydantic import ValidationError

from assessor.domain.assessment import Answer, Assessment, Project, Rated, Version
from assessor.domain.canonical import digest
from assessor.domain.decisions import Decisions
from assessor.domain.example import Known
from assessor.domain.outcome import Outcome
from assessor.domain.problem import InputProblem, together
from assessor.domain.questionnaire import BUNDLED_ID, Questionnaire
from assessor.questionnaire import strict_json, strict_yaml
from assessor.questionnaire.complaints import complaints, unknown_key
from assessor.questionnaire.decode import decode
from assessor.questionnaire.marked import Marked
from assessor.questionnaire.upgrade import edition, is_known, unknown_question
from assessor.store.answer_notation import AnswerReader, write_answers
from assessor.store.loose_text import with_text
from assessor.store.sheet_checks import day_problem, day_problems, limit_problem

ID_LENGTH = 32
KEYS = (
    "project",
    "answers",
    "questionnaire",
    "outcome",
    "plan",
    "targets",
    "comments",
    "milestones",
    "example",
)


def load(data: bytes, place: str, *, as_json: bool) -> Marked:
    """Return the plain data of an answers file with its lines."""
    if as_json:
        return strict_json.load_marked(data, place)
    return strict_yaml.load_marked(decode(data, place), place)


FindEdition = Callable[[Version], Questionnaire | None]
"""Finds the questionnaire of one's own that answers say they belong to, or says what is here."""


def no_other(version: Version) -> Questionnaire | None:
    """Find no questionnaire besides the bundled one."""
    del version
    return None


def read(
    data: bytes, place: str, questionnaire: Questionnaire, find: FindEdition = no_other
) -> Assessment:
    """Return the assessment in an answers file; ``place`` is its name and tells JSON from YAML.

    Raises InputProblem with everything that is wrong, each with file, line, question and remedy.
    """
    as_json = PurePath(place).suffix.lower() == ".json"
    return assess(load(data, place, as_json=as_json), questionnaire, find)


def assess(
    marked: Marked, questionnaire: Questionnaire, find: FindEdition = no_other
) -> Assessment:
    """Return the assessment that plain data describe."""
    problems: list[InputProblem] = []
    root = _mapping(marked, (), problems)
    problems += [unknown_key(key, KEYS, marked.where((key,))) for key in root if key not in KEYS]
    project = _project(marked, problems)
    named, questionnaire = _edition(marked, questionnaire, find, problems)
    answers = _answers(marked, questionnaire, problems)
    outcome = _outcome(marked, problems)
    _judge_example(marked, problems)
    plan, targets = _plan(marked, problems), _targets(marked, questionnaire, problems)
    spoken = {name: _written(name, marked, problems) for name in ("comments", "milestones")}
    if problems:
        raise together(problems)
    read_in = Assessment(project=project, answers=answers, questionnaire=named)
    # What came later is no part of the identity: the assessment was there before.
    later = {"outcome": outcome, "plan": plan, "targets": targets, **spoken}
    return read_in.model_copy(update={"id": _id_of(read_in), **later})


def _id_of(assessment: Assessment) -> str:
    # Equal files are the same assessment: their reports are equal to the last byte.
    return digest(plain(assessment))[:ID_LENGTH]


def _mapping(
    marked: Marked, path: tuple[str, ...], problems: list[InputProblem]
) -> Mapping[str, Any]:
    """Return the mapping at a path; nothing there is an empty one."""
    value = marked.value
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    if value is None:
        return {}
    if isinstance(value, dict):
        return value
    what = InputProblem(
        "Here must be “key: value” pairs.",
        place=marked.where(path),
        remedy="Begin with “project:” and “answers:”, and write, say, “answers: {goal.idea: 3}”.",
    )
    problems.append(what)
    return {}


def _project(marked: Marked, problems: list[InputProblem]) -> Project:
    given = with_text(_mapping(marked, ("project",), problems), Project)
    wrong_limit = limit_problem(given, marked)
    if wrong_limit:
        problems.append(wrong_limit)
        given = {key: value for key, value in given.items() if key != "risk_limit"}
    try:
        project = Project.model_validate(given)
    except ValidationError as error:
        problems += complaints(error, marked, Project, ("project",))
        return Project()
    problems += day_problems(project, marked)
    return project


def _answers(
    marked: Marked, questionnaire: Questionnaire, problems: list[InputProblem]
) -> dict[str, tuple[Answer, ...]]:
    answers: dict[str, tuple[Answer, ...]] = {}
    reader = AnswerReader(marked, problems)
    for question_id, given in _mapping(marked, ("answers",), problems).items():
        path = ("answers", question_id)
        if not is_known(question_id, questionnaire):
            problems.append(unknown_question(question_id, questionnaire, marked.where(path)))
            continue
        read_ones = reader.answers(given, path)
        if read_ones:
            answers[question_id] = read_ones
    return answers


def _edition(
    marked: Marked, questionnaire: Questionnaire, find: FindEdition, problems: list[InputProblem]
) -> tuple[Version | None, Questionnaire]:
    """Return the edition that the answers name, and the questionnaire to judge them by."""
    given = with_text(_mapping(marked, ("questionnaire",), problems), Version)
    if not given:
        return None, questionnaire
    try:
        named = Version.model_validate(given)
    except ValidationError as error:
        problems += complaints(error, marked, Version, ("questionnaire",))
        return None, questionnaire
    if named.id == questionnaire.id:
        return named, questionnaire
    place = marked.where(("questionnaire", "id"))
    try:
        own = find(named)
    except InputProblem as problem:
        problem.place = problem.place or place
        problems.append(problem)
        return named, questionnaire
    if own is not None:
        return edition(own), own.asked
    wrong = InputProblem(
        "The answers belong to another questionnaire, “%(id)s”.",
        place=place,
        remedy="Import that questionnaire first, or answer “%(known)s”.",
        id=named.id,
        known=questionnaire.id,
    )
    problems.append(wrong)
    return named, questionnaire


def _outcome(marked: Marked, problems: list[InputProblem]) -> Outcome | None:
    given = with_text(_mapping(marked, ("outcome",), problems), Outcome)
    if not given:
        return None
    try:
        outcome = Outcome.model_validate(given)
    except ValidationError as error:
        problems += complaints(error, marked, Outcome, ("outcome",))
        return None
    problems += day_problem(outcome.decided, ("outcome", "decided"), marked)
    return outcome


def _judge_example(marked: Marked, problems: list[InputProblem]) -> None:
    """Judge the block that only the program's own examples need; it is no part of the result."""
    given = _mapping(marked, ("example",), problems)
    try:
        if given:
            Known.model_validate(given)
    except ValidationError as error:
        problems += complaints(error, marked, Known, ("example",))


def _plan(marked: Marked, problems: list[InputProblem]) -> Decisions:
    given = with_text(_mapping(marked, ("plan",), problems), Decisions)
    try:
        return Decisions.model_validate(given)
    except ValidationError as error:
        problems += complaints(error, marked, Decisions, ("plan",))
        return Decisions()


def _targets(
    marked: Marked, questionnaire: Questionnaire, problems: list[InputProblem]
) -> dict[str, Rated]:
    targets: dict[str, Rated] = {}
    for question_id, given in _mapping(marked, ("targets",), problems).items():
        path = ("targets", question_id)
        if not is_known(question_id, questionnaire):
            problems.append(unknown_question(question_id, questionnaire, marked.where(path)))
            continue
        try:
            targets[question_id] = Rated.model_validate(given)
        except ValidationError as error:
            problems += complaints(error, marked, Rated, path)
    return targets


def _written(name: str, marked: Marked, problems: list[InputProblem]) -> object:
    """Return the comments or the milestones, which are written as the domain has them."""
    given = marked.value.get(name) if isinstance(marked.value, dict) else None
    empty = Assessment.model_fields[name].get_default(call_default_factory=True)
    if given is None:
        return empty
    try:
        return getattr(Assessment.model_validate({name: given}), name)
    except ValidationError as error:
        problems += complaints(error, marked, Assessment, ())
        return empty


def plain(assessment: Assessment) -> dict[str, Any]:
    """Return an assessment as plain data in the notation of the answers file."""
    project = assessment.project.model_dump(mode="json", exclude_defaults=True)
    return {
        **_named(assessment.questionnaire),
        "project": project,
        "answers": write_answers(assessment),
        **_later(assessment),
    }


def _named(edition: Version | None) -> dict[str, Any]:
    """Return the edition; one's own with its digest, because anybody may call anything “2”."""
    if edition is None:
        return {}
    named = {"id": edition.id, "version": edition.version}
    if edition.id != BUNDLED_ID:
        named["digest"] = edition.digest
    return {"questionnaire": named}


def _later(assessment: Assessment) -> dict[str, Any]:
    """Return what is known only after the answers; nothing of it is written while empty."""
    parts = {"outcome": assessment.outcome, "plan": assessment.plan}
    dumped = {
        name: part.model_dump(mode="json", exclude_defaults=True)
        for name, part in parts.items()
        if part is not None
    }
    dumped["targets"] = {
        question_id: {"level": target.level, "grade": target.grade.value}
        for question_id, target in assessment.targets.items()
    }
    dumped["comments"] = dict(assessment.comments)
    milestones = [frozen.model_dump(mode="json") for frozen in assessment.milestones]
    return {name: part for name, part in (dumped | {"milestones": milestones}).items() if part}


def write_yaml(assessment: Assessment) -> bytes:
    """Return an answers file in YAML that reads back as the same project and answers."""
    text = yaml.dump(
        plain(assessment),
        Dumper=_PlainDumper,
        allow_unicode=True,
        sort_keys=False,
        width=96,
    )
    return text.encode("utf-8")


def write_json(assessment: Assessment) -> bytes:
    """Return an answers file in JSON that reads back as the same project and answers."""
    text = json.dumps(plain(assessment), ensure_ascii=False, indent=2, allow_nan=False)
    return (text + "\n").encode("utf-8")


class _PlainDumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature
        """Write everything out: the strict reader refuses aliases."""
        return True


_LINE_ENDS = frozenset("\x85\u2028\u2029")


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # YAML folds these rare line ends into spaces unless they are escaped in double quotes.
    style = '"' if _LINE_ENDS & set(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_PlainDumper.add_representer(str, _write_text)
# Text that our own reader would take for a number, such as 0E0, must be written in quotes.
strict_yaml.add_core_types(_PlainDumper)
