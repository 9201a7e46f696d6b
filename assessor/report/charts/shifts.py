"""What each section adds to the risk, before and after some answers are moved."""

from __future__ import annotations

from math import ceil, floor

from assessor.domain.picture import PAPER, Palette, Svg
from assessor.domain.plan import Comparison, SectionShift
from assessor.domain.questionnaire import Questionnaire
from assessor.language import Voice, explained
from assessor.report.charts.axis import Axis
from assessor.report.charts.drawing import SEMI_BOLD, Drawing, label_width
from assessor.report.charts.marks import SHORTEST, arrow

LEAST = 5
"""Points on either side of nothing that the scale always shows."""


def shifts(
    comparison: Comparison,
    questionnaire: Questionnaire,
    *,
    title: str,
    palette: Palette = PAPER,
    voice: Voice,
    width: float = 420,
    size: float = 13,
) -> Svg:
    """Draw an arrow per section from its points now to its points then; a ring is where it was."""
    drawing = Drawing(palette, width, size)
    known = questionnaire.section_by_id
    names = [voice.text(known[s.id].title) if s.id in known else s.id for s in comparison.sections]
    room = width * 0.36
    values = label_width(drawing, "+00 → +00")
    axis = _axis(comparison, room + size, width - values - size)
    letters, row = drawing.label_size(names, room), size * 2.5
    bottom = row * len(names)
    zero = axis.at(0)
    drawing.line((zero, 0), (zero, bottom), stroke=palette.muted)
    for index, (name, shift) in enumerate(zip(names, comparison.sections, strict=True)):
        middle = row * (index + 0.5)
        drawing.label(middle, name, room, size=letters)
        _shift(drawing, axis, middle, shift)
        _figures(drawing, middle, shift, voice)
        drawing.spot(0, row * index, width, row, explained.shift(voice, name, shift))
    words = voice.say("base rate")
    half = label_width(drawing, words, drawing.small) / 2
    drawing.text(
        min(max(zero, half), width - half),
        bottom + drawing.small * 1.2,
        words,
        anchor="middle",
        size=drawing.small,
        fill=palette.muted,
    )
    return drawing.svg(_explained(drawing, bottom + drawing.small * 1.8, voice), title)


def _explained(drawing: Drawing, top: float, voice: Voice) -> float:
    """Say what ring and tip stand for; return the height with that."""
    base = top + drawing.small * 1.3
    words = voice.say("ring: now; tip of the arrow: then")
    drawing.text(0, base, words, size=drawing.small, fill=drawing.palette.muted)
    return base + drawing.small * 0.5


def _axis(comparison: Comparison, left: float, right: float) -> Axis:
    points = [p for s in comparison.sections for p in (s.before.points, s.after.points)]
    low, high = min([*points, -LEAST]), max([*points, LEAST])
    return Axis(left, right, floor(low), ceil(high))


def _shift(drawing: Drawing, axis: Axis, middle: float, shift: SectionShift) -> None:
    palette = drawing.palette
    start, end = axis.at(shift.before.points), axis.at(shift.after.points)
    if abs(end - start) >= SHORTEST:
        arrow(drawing, start, end, middle, drawing.size * 0.42)
    drawing.circle(start, middle, drawing.size * 0.3, fill=palette.paper, stroke=palette.ink)


def _figures(drawing: Drawing, middle: float, shift: SectionShift, voice: Voice) -> None:
    before, after = voice.points(shift.before.points), voice.points(shift.after.points)
    moved = before != after
    drawing.text(
        drawing.width,
        middle + drawing.size * 0.36,
        f"{before} → {after}" if moved else before,
        anchor="end",
        weight=SEMI_BOLD if moved else 400,
        fill=drawing.palette.ink if moved else drawing.palette.muted,
    )
