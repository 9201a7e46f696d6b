"""What a questionnaire must be beyond its shape: no blank text, and for own ones some limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assessor.domain.problem import InputProblem
from assessor.domain.questionnaire import BUNDLED_ID, Questionnaire, Wording
from assessor.questionnaire.complaints import spelled
from assessor.questionnaire.marked import Marked, Path

SECTION_LIMIT = 12
QUESTION_LIMIT = 150
"""Four times the bundled ones: an interview of some twelve hours."""

SHORT_LIMIT = 60
"""Characters of a short name, which stands in lists and beside bars; bundled ones have 26."""

LANGUAGES = ("en", "ru")
_WORDED = ("title", "summary", "short", "text", "why", "look_for", "excuse")


class _ByPath(Marked):
    """A questionnaire that is in no file: a place is the path itself."""

    def where(self, path: Path) -> str:
        """Return the path as people write it."""
        return spelled(path)


def by_path(questionnaire: Questionnaire) -> Marked:
    """Return a questionnaire as plain data whose places are paths."""
    return _ByPath(questionnaire.model_dump(mode="json", exclude={"digest"}), questionnaire.id)


def blanks(marked: Marked, *, own: bool) -> Iterator[InputProblem]:
    """Yield the complaints about texts without words.

    The bundled questionnaire needs both languages; an own one needs either, but a title and a
    short name must be there at all, as everything else must.
    """
    for path, text in _texts(marked.value, ()):
        blank = [language for language in LANGUAGES if _is_blank(text, language)]
        if own and len(blank) == len(LANGUAGES):
            yield InputProblem(
                "“%(key)s” is blank in both languages.",
                place=marked.where(path),
                remedy="Write it in one language at least.",
                key=spelled(path),
            )
        elif not own:
            yield from (_missing(marked, (*path, language), text) for language in blank)


def _missing(marked: Marked, path: Path, text: dict[str, Any]) -> InputProblem:
    there = path[-1] in text
    return InputProblem(
        "“%(key)s” is blank." if there else "“%(key)s” is missing.",
        place=marked.where(path),
        remedy="Write it." if there else "Add it.",
        key=spelled(path),
    )


def _is_blank(text: dict[str, Any], language: str) -> bool:
    words = text.get(language, "")
    return isinstance(words, str) and not words.strip()


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield every text that is to be spoken, with its path."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
    elif isinstance(value, dict):
        for key, below in value.items():
            here = (*path, key)
            if key in _WORDED and isinstance(below, dict):
                yield here, below
            elif key == "levels" and isinstance(below, list):
                yield from (((*here, i), t) for i, t in enumerate(below) if isinstance(t, dict))
            elif key in {"sections", "questions"}:
                yield from _texts(below, here)


def refusals(questionnaire: Questionnaire, marked: Marked) -> Iterator[InputProblem]:
    """Yield what only an own questionnaire can get wrong."""
    if questionnaire.id == BUNDLED_ID:
        yield InputProblem(
            "The id “%(id)s” is that of the questionnaire that comes with the program.",
            place=marked.where(("id",)),
            remedy="Give your own questionnaire an id of its own.",
            id=BUNDLED_ID,
        )
    yield from _sizes(questionnaire, marked)
    for index, section in enumerate(questionnaire.sections):
        for number, question in enumerate(section.questions):
            path: Path = ("sections", index, "questions", number, "short")
            yield from _too_long(question.short, marked, path)


def _sizes(questionnaire: Questionnaire, marked: Marked) -> Iterator[InputProblem]:
    for count, limit in (
        (len(questionnaire.sections), SECTION_LIMIT),
        (len(questionnaire.questions), QUESTION_LIMIT),
    ):
        if count > limit:
            yield InputProblem(
                "“%(key)s” has more than %(needed)d entries.",
                place=marked.where(("sections",)),
                remedy="Remove what is too much.",
                key="sections" if limit == SECTION_LIMIT else "questions",
                needed=limit,
            )
    if all(question.hidden for question in questionnaire.questions):
        yield InputProblem(
            "Every question is hidden, so nothing is asked.",
            place=marked.where(("sections",)),
            remedy="Show one question at least.",
        )


def _too_long(short: Wording, marked: Marked, path: Path) -> Iterator[InputProblem]:
    for language in LANGUAGES:
        if len(getattr(short, language)) > SHORT_LIMIT:
            yield InputProblem(
                "“%(key)s” is longer than %(limit)d characters.",
                place=marked.where((*path, language)),
                remedy="Shorten it.",
                key=spelled((*path, language)),
                limit=SHORT_LIMIT,
            )
