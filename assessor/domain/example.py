"""Real projects with a known end, to learn from and to try the program on."""

from __future__ import annotations

from pydantic import Field

from assessor.domain.assessment import Assessment
from assessor.domain.frozen import Frozen
from assessor.domain.language import Language, Text


class Known(Frozen):
    """The block ``example:`` of an answers file: what is known of the project's end."""

    id: str
    company: Text
    project: Text | None = None
    sector: Text | None = None
    took_off: bool
    happened: Text
    sources: tuple[str, ...] = Field(min_length=1)
    note: Text | None = None


class Example(Frozen):
    """One published project: what was known, what happened and where it can be read."""

    id: str = Field(pattern=r"^[a-z0-9_]+$", max_length=60)
    company: Text
    project: Text | None = None
    sector: Text | None = None
    took_off: bool
    happened: Text
    """What really happened, in a sentence or two."""
    source_urls: tuple[str, ...] = Field(min_length=1)
    note: Text | None = None
    """What the reader should know about how it was coded."""
    assessment: Assessment

    def told_in(self, language: Language) -> Assessment:
        """Return the assessment with client, project and sector in a language."""
        texts = {"client": self.company, "name": self.project, "sector": self.sector}
        said = {key: text.speak(language) for key, text in texts.items() if text is not None}
        project = self.assessment.project.model_copy(update=said)
        return self.assessment.model_copy(update={"project": project})
