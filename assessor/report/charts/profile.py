"""What was found in each section: levels, how strongly they are known, what was not asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from assessor.domain.assessment import (
    Answer,
    Assessment,
    Grade,
    NotApplicable,
    NotAsked,
    Rated,
    Unknown,
)
from assessor.domain.picture import PAPER, Palette, Svg
from assessor.domain.questionnaire import LEVELS, Question, Questionnaire, Section
from assessor.language import Voice, explained, names, sentences
from assessor.report.charts.axis import widest
from assessor.report.charts.drawing import SEMI_BOLD, Drawing, contrast, label_width, mixed
from assessor.report.charts.marks import names_room

NARROWEST = 280
"""Pixels under which the counts give their room to the cells."""

SHADES = (1, 0.87, 0.53, 0.3, 0.06)
"""How much colour a level has; on each of them either ink or paper is legible."""


@dataclass(frozen=True)
class _Cell:
    kind: str
    level: str = ""
    worst: int = 0
    grade: str = ""
    target: str = ""
    """The level that the client wants to reach."""
    needed: bool = False
    """Whether it has to get better before the money is spent."""


def profile(  # noqa: PLR0913 - the arguments of its siblings and the conditions
    assessment: Assessment,
    questionnaire: Questionnaire,
    conditions: Collection[str] = (),
    *,
    palette: Palette = PAPER,
    voice: Voice,
    width: float = 640,
    height: float | None = None,
    size: float = 13,
) -> Svg:
    """Draw a strip of cells per section, one per question, in the order of the questionnaire.

    A cell holds the level (the lower, the darker), below it the first letter of the grade and the
    target if there is one; a triangle marks what has to get better: the ``conditions``, by id.
    The height is at least what the strips and the legend need.
    """
    drawing = Drawing(palette, width, size)
    kept = _Kept(assessment, frozenset(conditions), voice)
    most = max(len(section.questions) for section in questionnaire.sections)
    counts = {s.id: _count(s, assessment, voice) for s in questionnaire.sections}
    right = widest(drawing, list(counts.values()), drawing.small) + 8
    if width < NARROWEST:
        counts, right = {}, 0
    # Large letters in a narrow picture: the names give way before the levels do.
    left = min(names_room(drawing), width - right - most * size)
    cell = min((width - left - right) / most, size * 3)
    least = size * (4.4 if kept.has_targets else 3.2)
    row = max(least, ((height or 0) - size * 7) / len(questionnaire.sections))
    titles = [voice.text(section.title) for section in questionnaire.sections]
    letters = drawing.label_size(titles, left - 8)
    for index, section in enumerate(questionnaire.sections):
        top = index * row + size * 0.5
        drawing.label(top + size * 0.85, titles[index], left - 8, size=letters)
        for place, question in enumerate(section.questions):
            at = left + place * cell
            _draw(drawing, kept.cell(question), at, top, cell)
            drawing.spot(at - 2, index * row, cell, row, kept.sentence(question), question.id)
        count = counts.get(section.id, "")
        base = top + size * 1.3
        drawing.text(width, base, count, anchor="end", size=drawing.small, fill=palette.muted)
    end = _legend(drawing, voice, row * len(questionnaire.sections) + size, kept)
    return drawing.svg(max(height or 0, end), sentences.asked(voice, assessment, questionnaire))


@dataclass(frozen=True)
class _Kept:
    """What the cells are filled from."""

    assessment: Assessment
    conditions: frozenset[str]
    voice: Voice

    @property
    def has_targets(self) -> bool:
        """Return whether the client wants to be anywhere else."""
        return bool(self.assessment.targets)

    def cell(self, question: Question) -> _Cell:
        """Return what a question's cell shows."""
        target = self.assessment.targets.get(question.id)
        return replace(
            cell_of(question, self.assessment, self.voice),
            target=f"→{target.level}" if target else "",
            needed=question.id in self.conditions,
        )

    def sentence(self, question: Question) -> str:
        """Return what a question's cell says."""
        voice = self.voice
        answers = self.assessment.answers_to(question.id) or (Answer(judgement=NotAsked()),)
        said = explained.answer(
            voice,
            voice.text(question.short),
            [sentences.judgement(voice, answer.judgement) for answer in answers],
            self.assessment.targets.get(question.id),
        )
        return explained.condition(voice, said) if question.id in self.conditions else said


def cell_of(question: Question, assessment: Assessment, voice: Voice) -> _Cell:
    """Return what a question's cell shows: of several answers the spread and the weakest grade."""
    judgements = [answer.judgement for answer in assessment.answers_to(question.id)]
    rated = [j for j in judgements if isinstance(j, Rated)]
    if rated:
        levels = sorted(j.level for j in rated)
        weakest = min((j.grade for j in rated), key=lambda grade: grade.rank)
        text = str(levels[0]) if levels[0] == levels[-1] else f"{levels[0]}–{levels[-1]}"
        return _Cell("rated", text, levels[0], letter(voice, weakest))
    if any(isinstance(j, Unknown) for j in judgements):
        return _Cell("unknown", "?")
    if any(isinstance(j, NotApplicable) for j in judgements):
        return _Cell("not_applicable", "–")
    return _Cell("not_asked")


def letter(voice: Voice, grade: Grade) -> str:
    """Return the letter that stands for a grade, the one of its key on the keyboard."""
    return {
        Grade.SAID: voice.say("S"),
        Grade.SHOWN: voice.say("H"),
        Grade.PROVEN: voice.say("P"),
    }[grade]


def _count(section: Section, assessment: Assessment, voice: Voice) -> str:
    done = sum(
        any(_is_asked(answer) for answer in assessment.answers_to(question.id))
        for question in section.questions
    )
    return voice.say("asked %(done)d of %(all)d", done=done, all=len(section.questions))


def _is_asked(answer: Answer) -> bool:
    return answer.judgement.kind != "not_asked"


def _draw(drawing: Drawing, cell: _Cell, x: float, top: float, wide: float) -> None:
    palette, side, size = drawing.palette, wide - 4, drawing.size
    high = size * 1.7
    if cell.kind == "rated":
        _level_box(drawing, cell, x, top, side)
    elif cell.kind == "not_asked":
        drawing.rect(x, top, side, high, fill="none", stroke=palette.muted)
    else:
        drawing.rect(x, top, side, high, fill="none", stroke=palette.muted)
        drawing.text(x + side / 2, top + size * 1.25, cell.level, anchor="middle", weight=SEMI_BOLD)
    if cell.grade:
        drawing.text(
            x + side / 2,
            top + high + drawing.small * 1.05,
            cell.grade,
            anchor="middle",
            size=drawing.small,
        )
    if cell.target:
        _target(drawing, cell.target, x + side / 2, top + high + drawing.small * 2.2)
    if cell.needed:
        _needed(drawing, x + side / 2, top - 1)


def _target(drawing: Drawing, text: str, middle: float, base: float) -> None:
    drawing.text(middle, base, text, anchor="middle", size=drawing.small, weight=SEMI_BOLD)


def _needed(drawing: Drawing, middle: float, bottom: float) -> None:
    """Draw a triangle that points at the cell below it."""
    half = drawing.size * 0.36
    corners = [(middle - half, bottom - half), (middle + half, bottom - half), (middle, bottom)]
    drawing.polygon(corners, fill=drawing.palette.ink)


def shade(palette: Palette, level: int) -> str:
    """Return the fill of a level: full colour for 0, nearly paper for 4."""
    return mixed(palette.raises, palette.paper, SHADES[level])


def _level_box(drawing: Drawing, cell: _Cell, x: float, top: float, side: float) -> None:
    palette, size = drawing.palette, drawing.size
    fill = shade(palette, cell.worst)
    drawing.rect(x, top, side, size * 1.7, fill=fill, stroke=palette.raises)
    ink = max((palette.ink, palette.paper), key=lambda colour: contrast(colour, fill))
    fitting = min(size, size * side / (label_width(drawing, cell.level) + 2))
    drawing.text(
        x + side / 2,
        top + size * 1.25,
        cell.level,
        anchor="middle",
        weight=SEMI_BOLD,
        fill=ink,
        size=fitting,
    )


def _legend(drawing: Drawing, voice: Voice, top: float, kept: _Kept) -> float:
    """Explain shades, marks and letters; entries flow into lines."""
    levels = [
        (_Cell("rated", str(level), level), voice.say("worst") if level == 0 else "")
        for level in range(LEVELS - 1)
    ]
    entries = [
        *levels,
        (_Cell("rated", str(LEVELS - 1), LEVELS - 1), voice.say("best")),
        (_Cell("unknown", "?"), voice.say("nobody knows")),
        (_Cell("not_applicable", "–"), voice.say("not applicable")),
        (_Cell("not_asked"), voice.say("not asked")),
    ]
    x, step, box = 0.0, drawing.size * 2.3, drawing.size * 1.9
    for cell, word in entries:
        wide = box + (label_width(drawing, word, drawing.small) + 12 if word else 0)
        if x + wide > drawing.width:
            x, top = 0.0, top + step
        _draw(drawing, cell, x, top, box)
        drawing.text(
            x + box + 1,
            top + drawing.size * 1.2,
            word,
            size=drawing.small,
            fill=drawing.palette.muted,
        )
        x += wide
    grades = ", ".join(f"{letter(voice, grade)} {names.grade(voice, grade)}" for grade in Grade)
    line = voice.say("Letter under a level, how strongly it is known: %(grades)s.", grades=grades)
    if kept.has_targets:
        line += " " + voice.say("→ and a figure: the client’s target.")
    if kept.conditions:
        line += " " + voice.say("Triangle over a level: a condition, it has to get better.")
    top += step + drawing.size * 0.6
    return top + drawing.lines(
        0, top, line, drawing.width, most=5, size=drawing.small, fill=drawing.palette.muted
    )
