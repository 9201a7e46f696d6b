"""What every part of the report is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assessor.domain.advice import Advice
from assessor.domain.assessment import Assessment
from assessor.domain.disagreement import Disagreement
from assessor.domain.paper import Part, ReportOrder
from assessor.domain.picture import PAPER, Palette
from assessor.domain.questionnaire import LEVELS, Question, Questionnaire
from assessor.domain.risk import Forecast
from assessor.language import Voice, depth
from assessor.report import charts
from assessor.report.charts.disagreement import disagreement
from assessor.report.content import Line, Picture
from assessor.report.shortened import short

PAPER_FAMILY = "Takeoff Sans"
"""The name that the report's style sheet gives to the bundled face.

It is nobody else's, so that a font of the same name on the machine cannot creep in.
"""

LETTERS = 12
"""Letter size of charts on paper, in CSS pixels: 9 points."""


@dataclass(frozen=True)
class Material:
    """An assessment with its forecasts, and the language to speak of it."""

    assessment: Assessment
    questionnaire: Questionnaire
    forecast: Forecast
    """The one that the report speaks of."""
    forecasts: Mapping[str, Forecast]
    """All of them, by belief set."""
    voice: Voice
    day: date
    version: str
    """The program's."""
    advice: Advice
    order: ReportOrder

    @property
    def edition(self) -> int:
        """Return which edition this is: the first one, or the one after the last milestone."""
        return len(self.assessment.milestones) + 1

    def comment(self, part: Part, most: int) -> str:
        """Return the consultant's comment on a part, cut at a word beyond ``most`` letters."""
        return short(self.assessment.comments.get(part, ""), most) if most else ""

    @property
    def palette(self) -> Palette:
        """Return the colours of paper with the bundled face."""
        return PAPER.model_copy(update={"family": PAPER_FAMILY})

    def title(self, question_id: str) -> str:
        """Return the short name of a question, its id when the questionnaire has none."""
        question = self.questionnaire.by_id.get(question_id)
        return self.voice.text(question.short) if question else question_id

    def named(self, question_ids: Iterable[str]) -> tuple[Line, ...]:
        """Return the short names of questions with their ids."""
        return tuple(Line(id=one, title=self.title(one), text="") for one in question_ids)

    def action(self, action_id: str) -> str:
        """Return what an action is called; empty when nobody knows."""
        known = self.advice.actions.get(action_id)
        return self.voice.text(known) if known else ""

    def sources(self, marks: Iterable[str]) -> str:
        """Return what something rests on: claims by their mark, anything else in words."""
        words = {
            "published": self.voice.say("published"),
            "judgement": self.voice.say("judgement"),
        }
        return ", ".join(words.get(mark, mark) for mark in marks)

    def best(self, question: Question) -> str:
        """Return the best level of a question as a sentence."""
        return self.voice.text(question.levels[LEVELS - 1])

    def heat_map(self, found: Disagreement, width: float, most: int) -> Picture:
        """Return the map of who answered what, for paper, under its sentence."""
        svg = disagreement(
            found,
            self.questionnaire,
            voice=self.voice,
            palette=self.palette,
            width=width,
            size=LETTERS,
            most=most,
        )
        return Picture(name="heat_map", sentence=depth.disagreement(self.voice, found), svg=svg)

    def picture(
        self, name: str, sentence: str, width: float, height: float = 0, count: int = 0
    ) -> Picture:
        """Return a chart for paper under its sentence; sizes in CSS pixels."""
        svg = charts.draw(
            name,
            self.assessment,
            self.questionnaire,
            self.forecast,
            voice=self.voice,
            palette=self.palette,
            width=width,
            height=height,
            size=LETTERS,
            count=count,
        )
        return Picture(name=name, sentence=sentence, svg=svg)
