"""An own questionnaire with one change of every kind."""

from __future__ import annotations

from assessor.domain.language import Language
from assessor.domain.questionnaire import Questionnaire, Wording
from assessor.questionnaire import editing, loader

TITLE = Wording(en="Our own", ru="Наша анкета")


def named(words: str) -> Wording:
    """Return a text in both languages."""
    return Wording(en=words, ru=f"{words} по-русски")


def filled(draft: Questionnaire, question_id: str, word: str) -> Questionnaire:
    """Return the draft with every text of an added question written."""
    worded = {
        name: named(f"{word} {name}") for name in ("short", "text", "why", "look_for", "excuse")
    }
    levels = tuple(named(f"{word} {level}") for level in range(5))
    return editing.with_question(draft, question_id, **worded, levels=levels)


def changed() -> Questionnaire:
    """Return a finished draft: one reworded, one hidden, one moved, one added question."""
    draft = editing.copied(loader.bundled(), TITLE, ())
    idea = draft.by_id["goal.idea"].text
    draft = editing.with_question(
        draft, "goal.idea", text=idea.with_words(Language.EN, "Why this CRM?")
    )
    draft = editing.with_question(draft, "technology.product", hidden=True)
    draft = editing.shifted(draft, "goal.owner", -2)
    draft, added = editing.added(draft, "people", after="people.kpi")
    return filled(draft, added, "union")


def published() -> Questionnaire:
    """Return the same as a published edition."""
    return loader.stamped(changed())
