"""Reads a questionnaire file into the domain type and refuses one that is not quite right."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml
from pydantic import ValidationError

from assessor.domain.canonical import digest
from assessor.domain.problem import InputProblem, together
from assessor.domain.questionnaire import Question, Questionnaire, Section
from assessor.questionnaire import strict_yaml
from assessor.questionnaire.complaints import complaints
from assessor.questionnaire.marked import Marked, Path

BUNDLED = "crm_takeoff"


@cache
def bundled() -> Questionnaire:
    """Return the questionnaire that ships with the program."""
    place = f"{BUNDLED}.yaml"
    text = (files("assessor.questionnaire") / "data" / place).read_text(encoding="utf-8")
    try:
        return _stamped(Questionnaire.model_validate(strict_yaml.load_own(text)))
    except (ValidationError, yaml.YAMLError):
        return parse(text, place)


def parse(text: str, place: str) -> Questionnaire:
    """Return the questionnaire of a YAML text; its digest is that of the content.

    Raises InputProblem with all that is wrong, each with file, line and remedy.
    """
    marked = strict_yaml.load_marked(text, place)
    try:
        questionnaire = Questionnaire.model_validate(marked.value)
    except ValidationError as error:
        raise together(complaints(error, marked, Questionnaire)) from None
    problems = list(_inconsistencies(questionnaire, marked))
    if problems:
        raise together(problems)
    return _stamped(questionnaire)


def _stamped(questionnaire: Questionnaire) -> Questionnaire:
    bare = questionnaire.model_copy(update={"digest": ""})
    return bare.model_copy(update={"digest": digest(bare)})


def _inconsistencies(questionnaire: Questionnaire, marked: Marked) -> Iterator[InputProblem]:
    """Yield what is wrong between the parts, each of which is right in itself."""
    seen: set[str] = set()
    for index, section in enumerate(questionnaire.sections):
        path: Path = ("sections", index)
        yield from _duplicate(section.id, seen, marked.where((*path, "id")))
        for number, question in enumerate(section.questions):
            below = (*path, "questions", number)
            yield from _duplicate(question.id, seen, marked.where((*below, "id")))
            yield from _wrong_question(section, question, marked, below)
    yield from _wrong_history(questionnaire, marked)


def _duplicate(name: str, seen: set[str], place: str) -> Iterator[InputProblem]:
    if name in seen:
        yield InputProblem(
            "The id “%(id)s” is used twice.",
            place=place,
            remedy="Give one of the two another id.",
            id=name,
        )
    seen.add(name)


def _wrong_question(
    section: Section, question: Question, marked: Marked, path: Path
) -> Iterator[InputProblem]:
    if question.section_id != section.id:
        yield InputProblem(
            "The question “%(id)s” stands in the section “%(section)s”.",
            place=marked.where((*path, "id")),
            remedy="Let its id begin with “%(section)s.”.",
            id=question.id,
            section=section.id,
        )
    for language in ("en", "ru"):
        spoken = [getattr(level, language) for level in question.levels]
        if len(set(spoken)) < len(spoken):
            yield InputProblem(
                "Two levels of “%(id)s” read the same (%(language)s).",
                place=marked.where((*path, "levels")),
                remedy="Say how they differ.",
                id=question.id,
                language=language,
            )


def _wrong_history(questionnaire: Questionnaire, marked: Marked) -> Iterator[InputProblem]:
    known = questionnaire.by_id
    for old, new in questionnaire.renamed.items():
        if old in known or new not in known:
            yield InputProblem(
                "“%(old)s” cannot have been renamed to “%(new)s”.",
                place=marked.where(("renamed", old)),
                remedy="The old id must be gone and the new one must exist.",
                old=old,
                new=new,
            )
    for old in questionnaire.dropped:
        if old in known or old in questionnaire.renamed:
            yield InputProblem(
                "“%(old)s” cannot have been dropped: it is still in use.",
                place=marked.where(("dropped", old)),
                remedy="Remove it from one of the two places.",
                old=old,
            )
