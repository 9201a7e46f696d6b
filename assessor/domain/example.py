"""Real projects with a known end, to learn from and to try the program on."""

from __future__ import annotations

from pydantic import Field

from assessor.domain.assessment import Assessment
from assessor.domain.frozen import Frozen
from assessor.domain.language import Text


class Known(Frozen):
    """The block ``example:`` of an answers file: what is known of the project's end."""

    id: str
    company: Text
    took_off: bool
    happened: Text
    sources: tuple[str, ...] = Field(min_length=1)
    note: Text | None = None


class Example(Frozen):
    """One published project: what was known, what happened and where it can be read."""

    id: str = Field(pattern=r"^[a-z0-9_]+$", max_length=60)
    company: Text
    took_off: bool
    happened: Text
    """What really happened, in a sentence or two."""
    source_urls: tuple[str, ...] = Field(min_length=1)
    note: Text | None = None
    """What the reader should know about how it was coded."""
    assessment: Assessment
