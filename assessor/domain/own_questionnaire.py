"""What the shelf of own questionnaires says of each."""

from __future__ import annotations

from pydantic import AwareDatetime

from assessor.domain.assessment import Version
from assessor.domain.frozen import Frozen
from assessor.domain.questionnaire import Questionnaire, Wording


class Edition(Frozen):
    """One published version; it never changes any more."""

    version: Version
    published: AwareDatetime


class OwnQuestionnaire(Frozen):
    """A questionnaire that the user has made: its editions, and a draft while it is edited."""

    id: str
    title: Wording
    """As the draft says it, or the newest edition."""
    editions: tuple[Edition, ...] = ()
    """The newest first."""
    draft: Questionnaire | None = None
    changed: AwareDatetime

    @property
    def newest(self) -> Edition | None:
        """Return the newest edition, None before the first has been published."""
        return self.editions[0] if self.editions else None
