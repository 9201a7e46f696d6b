"""What another edition of the questionnaire changes, and what that does to the answers."""

from __future__ import annotations

from assessor.domain.assessment import Version
from assessor.domain.frozen import Frozen
from assessor.domain.language import Text


class Changed(Frozen):
    """One question that differs, and how it was and is worded."""

    id: str
    """The id in the new edition; of a removed question the old one."""
    short: Text
    before: Text | None = None
    """What was asked, unless the question is new."""
    after: Text | None = None
    """What is asked now, unless the question is gone."""


class Difference(Frozen):
    """Everything that differs between two editions, in reading order."""

    old: Version
    new: Version
    added: tuple[Changed, ...] = ()
    removed: tuple[Changed, ...] = ()
    """Hidden or removed: not asked any more."""
    reworded: tuple[Changed, ...] = ()
    moved: tuple[Changed, ...] = ()
    """In another place among the questions that both ask, or under another id."""
    kept: tuple[str, ...] = ()
    """Ids of the answered questions whose answers count as before."""
    set_aside: tuple[str, ...] = ()
    """Ids of the questions whose answers are kept but not counted any more."""
    returned: tuple[str, ...] = ()
    """Ids of the questions whose answers had been set aside and count again."""

    @property
    def is_none(self) -> bool:
        """Return whether the two ask the same in the same words and order."""
        return not (self.added or self.removed or self.reworded or self.moved)
