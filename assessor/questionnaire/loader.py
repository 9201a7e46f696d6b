"""Reads a questionnaire file into the domain type and refuses one that is not quite right."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml
from pydantic import ValidationError

from assessor.domain.canonical import digest
from assessor.domain.problem import InputProblem, together
from assessor.domain.questionnaire import BUNDLED_ID, Question, Questionnaire, Section
from assessor.questionnaire import own_rules, strict_yaml
from assessor.questionnaire.complaints import complaints
from assessor.questionnaire.marked import Marked, Path

BUNDLED = BUNDLED_ID


@cache
def bundled() -> Questionnaire:
    """Return the questionnaire that ships with the program."""
    place = f"{BUNDLED}.yaml"
    text = (files("assessor.questionnaire") / "data" / place).read_text(encoding="utf-8")
    try:
        return stamped(Questionnaire.model_validate(strict_yaml.load_own(text)))
    except (ValidationError, yaml.YAMLError):
        return parse(text, place)


def parse(text: str, place: str) -> Questionnaire:
    """Return the questionnaire of a YAML text; its digest is that of the content.

    Raises InputProblem with all that is wrong, each with file, line and remedy.
    """
    return judged(strict_yaml.load_marked(text, place), own=False)


def parse_own(text: str, place: str) -> Questionnaire:
    """Return a questionnaire that the user has made: one language of each text may be empty.

    Raises InputProblem as ``parse`` does, and besides for whatever ``own_rules`` refuses.
    """
    return judged(strict_yaml.load_marked(text, place), own=True)


def parse_any(text: str, place: str) -> Questionnaire:
    """Return a questionnaire by whichever rules its id asks for: the bundled one's or one's own."""
    marked = strict_yaml.load_marked(text, place)
    is_bundled = isinstance(marked.value, dict) and marked.value.get("id") == BUNDLED_ID
    return judged(marked, own=not is_bundled)


def stamped(questionnaire: Questionnaire) -> Questionnaire:
    """Return a questionnaire with the digest of what it says."""
    bare = questionnaire.model_copy(update={"digest": ""})
    return bare.model_copy(update={"digest": digest(bare)})


def faults(questionnaire: Questionnaire) -> list[InputProblem]:
    """Return what keeps an own questionnaire from being published.

    The place of each is the path to the text at fault, ``sections[1].questions[2].text.en``.
    """
    return _wrongs(own_rules.by_path(questionnaire), questionnaire, own=True)


def judged(marked: Marked, *, own: bool) -> Questionnaire:
    """Return the questionnaire that plain data describe; InputProblem when they do not."""
    try:
        questionnaire = Questionnaire.model_validate(marked.value)
    except ValidationError as error:
        problems = complaints(error, marked, Questionnaire)
        raise together([*problems, *own_rules.blanks(marked, own=own)]) from None
    problems = _wrongs(marked, questionnaire, own=own)
    if problems:
        raise together(problems)
    return stamped(questionnaire)


def _wrongs(marked: Marked, questionnaire: Questionnaire, *, own: bool) -> list[InputProblem]:
    problems = [*own_rules.blanks(marked, own=own), *_inconsistencies(questionnaire, marked)]
    if own:
        problems += own_rules.refusals(questionnaire, marked)
    return problems


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
        spoken = [words for level in question.levels if (words := getattr(level, language))]
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
