"""Edits of an own questionnaire, each a pure function from one draft to the next.

What scoring permits: a question keeps its id, and with it its weight and its section, however it
is worded; bundled questions can be hidden, but neither removed nor moved to another section. A
question that was added has no weight, so it may go anywhere; once published, its new id is noted
under ``renamed`` and its end under ``dropped``, so that answers find their way. A section that was
added holds added questions alone, so it can be removed with them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container
from string import ascii_lowercase
from typing import Any

from assessor.domain.questionnaire import (
    BUNDLED_ID,
    LEVELS,
    Question,
    Questionnaire,
    Role,
    Section,
    Wording,
)
from assessor.questionnaire.own_rules import QUESTION_LIMIT, SECTION_LIMIT

OWN_PREFIX = "own_"
"""Ids of added sections, and of added questions in theirs, begin so; no bundled one ever will."""

MINUTES = 3.0
REMOVED = "removed"


def copied(source: Questionnaire, title: Wording, taken: Collection[str]) -> Questionnaire:
    """Return a first draft with the same content under an id of its own."""
    update = {"id": _free_id(taken), "version": "1", "title": title, "digest": ""}
    return source.model_copy(update=update)


def next_version(versions: Collection[str]) -> str:
    """Return the number of the next edition, one more than the highest there is."""
    numbers = [int(version) for version in versions if version.isdecimal()]
    return str(max(numbers, default=0) + 1)


def is_added(question_id: str, bundled: Container[str]) -> bool:
    """Return whether a question is none of the bundled ones; those have a weight."""
    return question_id not in bundled


def with_title(draft: Questionnaire, title: Wording) -> Questionnaire:
    """Return the draft with another title."""
    return draft.model_copy(update={"title": title})


def with_section(draft: Questionnaire, section_id: str, **changes: Any) -> Questionnaire:
    """Return the draft with another title or summary of a section."""
    return _in_section(draft, section_id, lambda s: s.model_copy(update=changes))


def with_question(draft: Questionnaire, question_id: str, **changes: Any) -> Questionnaire:
    """Return the draft with some fields of a question changed."""

    def change(section: Section) -> Section:
        questions = tuple(
            q.model_copy(update=changes) if q.id == question_id else q for q in section.questions
        )
        return section.model_copy(update={"questions": questions})

    return _in_section(draft, question_id.partition(".")[0], change)


def added(
    draft: Questionnaire, section_id: str, after: str | None = None
) -> tuple[Questionnaire, str]:
    """Return the draft with a new, blank question behind another one, and its id."""
    question_id = _free_question_id(draft, section_id)
    question = _blank_question(question_id)

    def insert(section: Section) -> Section:
        ids = [known.id for known in section.questions]
        place = ids.index(after) + 1 if after in ids else len(ids)
        questions = (*section.questions[:place], question, *section.questions[place:])
        return section.model_copy(update={"questions": questions})

    return _in_section(draft, section_id, insert), question_id


def _blank_question(question_id: str) -> Question:
    blank = Wording()
    return Question(
        id=question_id,
        source=("own",),
        minutes=MINUTES,
        roles=(Role.BUSINESS_OWNER,),
        **dict.fromkeys(("short", "text", "why", "look_for", "excuse"), blank),
        levels=(blank,) * LEVELS,
    )


def removed(draft: Questionnaire, question_id: str, published: Container[str]) -> Questionnaire:
    """Return the draft without an added question; the last one of a section stays."""
    section = draft.section_by_id[question_id.partition(".")[0]]
    if len(section.questions) == 1:
        return draft
    without = _in_section(draft, section.id, lambda s: s.without({question_id}))
    if question_id not in published:
        return without
    return without.model_copy(update={"dropped": {**draft.dropped, question_id: REMOVED}})


def with_new_section(
    draft: Questionnaire, after: str | None = None
) -> tuple[Questionnaire, str | None]:
    """Return the draft with a blank section of one blank question behind another, and its id.

    Without the other it comes last. A draft that is full stays as it is, and there is no id.
    """
    if len(draft.sections) >= SECTION_LIMIT or len(draft.questions) >= QUESTION_LIMIT:
        return draft, None
    section_id = _free_section_id(draft)
    question = _blank_question(f"{section_id}.{OWN_PREFIX}a")
    section = Section(id=section_id, title=Wording(), summary=Wording(), questions=(question,))
    ids = [known.id for known in draft.sections]
    place = ids.index(after) + 1 if after in ids else len(ids)
    sections = (*draft.sections[:place], section, *draft.sections[place:])
    return draft.model_copy(update={"sections": sections}), section_id


def without_section(
    draft: Questionnaire, section_id: str, bundled: Container[str], published: Container[str]
) -> Questionnaire:
    """Return the draft without a section; one with a bundled question stays, as does the last."""
    section = draft.section_by_id[section_id]
    if len(draft.sections) == 1 or any(q.id in bundled for q in section.questions):
        return draft
    gone = {q.id: REMOVED for q in section.questions if q.id in published}
    sections = tuple(known for known in draft.sections if known.id != section_id)
    return draft.model_copy(update={"sections": sections, "dropped": {**draft.dropped, **gone}})


def shifted(draft: Questionnaire, question_id: str, steps: int) -> Questionnaire:
    """Return the draft with a question moved by some places within its section."""

    def shift(section: Section) -> Section:
        return section.model_copy(
            update={"questions": _shifted(section.questions, question_id, steps)}
        )

    return _in_section(draft, question_id.partition(".")[0], shift)


def shifted_section(draft: Questionnaire, section_id: str, steps: int) -> Questionnaire:
    """Return the draft with a section moved by some places."""
    return draft.model_copy(update={"sections": _shifted(draft.sections, section_id, steps)})


def rehoused(
    draft: Questionnaire, question_id: str, section_id: str, published: Container[str]
) -> tuple[Questionnaire, str]:
    """Return the draft with an added question at the end of another section, and its new id."""
    home = draft.section_by_id[question_id.partition(".")[0]]
    if home.id == section_id or len(home.questions) == 1:
        return draft, question_id
    new_id = _free_question_id(draft, section_id)
    question = draft.by_id[question_id].model_copy(update={"id": new_id})
    without = _in_section(draft, home.id, lambda s: s.without({question_id}))
    moved = _in_section(
        without,
        section_id,
        lambda s: s.model_copy(update={"questions": (*s.questions, question)}),
    )
    renamed = {old: new_id if new == question_id else new for old, new in draft.renamed.items()}
    if question_id in published:
        renamed[question_id] = new_id
    return moved.model_copy(update={"renamed": renamed}), new_id


def _in_section(
    draft: Questionnaire, section_id: str, change: Callable[[Section], Section]
) -> Questionnaire:
    sections = tuple(change(s) if s.id == section_id else s for s in draft.sections)
    return draft.model_copy(update={"sections": sections})


def _shifted(items: tuple[Any, ...], item_id: str, steps: int) -> tuple[Any, ...]:
    here = [item.id for item in items].index(item_id)
    there = min(max(here + steps, 0), len(items) - 1)
    rest = [*items[:here], *items[here + 1 :]]
    rest.insert(there, items[here])
    return tuple(rest)


def _free_question_id(draft: Questionnaire, section_id: str) -> str:
    """Return an id that no edition of this questionnaire has used."""
    used = {*draft.by_id, *draft.renamed, *draft.dropped}
    return next(
        made
        for letters in _letters()
        if (made := f"{section_id}.{OWN_PREFIX}{letters}") not in used
    )


def _free_section_id(draft: Questionnaire) -> str:
    """Return an id that no section of any edition has had, as far as its questions tell."""
    told = (*draft.by_id, *draft.renamed, *draft.dropped)
    used = {*draft.section_by_id, *(question.partition(".")[0] for question in told)}
    return next(made for letters in _letters() if (made := f"{OWN_PREFIX}{letters}") not in used)


def _free_id(taken: Collection[str]) -> str:
    used = {*taken, BUNDLED_ID}
    return next(made for letters in _letters() if (made := f"own_{letters}") not in used)


def _letters() -> list[str]:
    """Return a to z, aa to zz: question ids have no digits."""
    pairs = [first + second for first in ascii_lowercase for second in ascii_lowercase]
    return [*ascii_lowercase, *pairs]
