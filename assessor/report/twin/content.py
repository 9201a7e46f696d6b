"""Everything that a paper twin says, as plain data; templates only arrange it."""

from __future__ import annotations

from assessor.domain.assessment import Project
from assessor.domain.frozen import Frozen
from assessor.domain.language import Language
from assessor.domain.paper import TwinKind, TwinOrder
from assessor.domain.questionnaire import Questionnaire


class TwinJob(Frozen):
    """A paper twin that somebody wants, with all that it is made from."""

    order: TwinOrder
    questionnaire: Questionnaire
    project: Project
    """Whose client and people are printed; an empty one leaves room to write."""
    version: str
    """The program's."""


class TwinQuestion(Frozen):
    """A question with what helps to ask it."""

    number: str
    id: str
    short: str
    text: str
    levels: tuple[str, ...]
    look_for: str
    excuse: str
    minutes: str
    express: bool


class TwinSection(Frozen):
    """A section with those of its questions that are printed."""

    number: str
    title: str
    summary: str
    questions: tuple[TwinQuestion, ...]


class Guide(Frozen):
    """What one role is asked."""

    role: str
    people: str
    """Who of this role is on the project's list; empty when nobody is."""
    lead: str
    sections: tuple[TwinSection, ...]


class BoardRow(Frozen):
    """A line of the wall chart: a question, or the heading of a section."""

    number: str
    text: str
    heading: bool = False


class WordSheet(Frozen):
    """A sheet of the wall chart that tells levels in words."""

    sections: tuple[TwinSection, ...]
    lines: int
    """How full it is, in questions; fewer of them are taller."""


BoardColumn = tuple[BoardRow, ...]
Board = tuple[BoardColumn, ...]


class TwinContext(Frozen):
    """A whole paper twin; it needs nothing but templates to be printed."""

    kind: TwinKind
    language: Language
    title: str
    author: str
    running: str
    footer: str
    digest: str
    """SHA-256 of everything that the pages depend on."""
    client: str
    project: str
    lead: str
    sections: tuple[TwinSection, ...]
    guides: tuple[Guide, ...] = ()
    boards: tuple[Board, ...] = ()
    """One for each sheet of the wall chart that shows all questions."""
    word_sheets: tuple[WordSheet, ...] = ()
    """Those of its sheets that tell what each level means."""

    @property
    def questions(self) -> tuple[TwinQuestion, ...]:
        """Return all questions that are printed, in the order of the questionnaire."""
        return tuple(question for section in self.sections for question in section.questions)
