"""When which action of a plan is done, week by week."""

from __future__ import annotations

from math import ceil

from assessor.domain.picture import PAPER, Palette, Svg
from assessor.domain.plan import GoIfPlan, Step
from assessor.language import Voice, explained
from assessor.report.charts.axis import Axis
from assessor.report.charts.drawing import SEMI_BOLD, Drawing, label_width, mixed

TICKS = (1, 2, 4, 8, 13, 26, 52, 104)
"""Weeks that the numbers of the scale may be apart."""


def schedule(
    plan: GoIfPlan,
    *,
    title: str,
    palette: Palette = PAPER,
    voice: Voice,
    width: float = 640,
    size: float = 13,
    headline: bool = True,
) -> Svg:
    """Draw a bar for each action; what may not be late is filled, the rest is hollow.

    Without a ``headline`` of the forecast the risk after an action is told as a range alone.
    """
    drawing = Drawing(palette, width, size)
    names = [_name(voice, number, step) for number, step in enumerate(plan.steps, start=1)]
    room = width * 0.46
    axis = Axis(room + size, width - size * 1.2, 0, max(1, ceil(plan.weeks)))
    letters, row = drawing.label_size(names, room), size * 3.1
    bottom = row * len(plan.steps) + size * 0.3
    _weeks(drawing, axis, bottom, voice)
    for index, (name, step) in enumerate(zip(names, plan.steps, strict=True)):
        middle = row * (index + 0.5)
        drawing.label(middle, name, room, size=letters)
        _bar(drawing, axis, middle, step)
        sentence = explained.step(voice, name, step, headline=headline)
        drawing.spot(0, row * index, width, row, sentence, step.action.question)
    _meanings(drawing, voice, bottom + drawing.small * 1.5 + drawing.line_height)
    return drawing.svg(bottom + drawing.small * 1.5 + drawing.line_height * 1.7, title)


def _name(voice: Voice, number: int, step: Step) -> str:
    return f"{number}. {voice.text(step.action.title)}"


def _bar(drawing: Drawing, axis: Axis, middle: float, step: Step) -> None:
    left, right, half = axis.at(step.start), axis.at(step.finish), drawing.size * 0.6
    _paint(drawing, left, right - left, middle - half, critical=step.critical)


def _paint(drawing: Drawing, left: float, wide: float, top: float, *, critical: bool) -> None:
    palette = drawing.palette
    fill = palette.accent if critical else mixed(palette.accent, palette.paper, 0.15)
    drawing.rect(left, top, max(wide, 3), drawing.size * 1.2, fill=fill, stroke=palette.accent)


def _weeks(drawing: Drawing, axis: Axis, bottom: float, voice: Voice) -> None:
    """Draw the grid of weeks and their numbers; "weeks" stands in the column of the names."""
    palette, weeks = drawing.palette, int(axis.high)
    apart = next((t for t in TICKS if weeks / t <= (axis.right - axis.left) / 32), TICKS[-1])
    for week in range(0, weeks + 1, apart):
        x = axis.at(week)
        drawing.line((x, 0), (x, bottom + 4), stroke=palette.grid)
        drawing.text(
            x,
            bottom + 4 + drawing.small,
            str(week),
            anchor="middle",
            size=drawing.small,
            fill=palette.muted,
        )
    drawing.line((0, bottom), (drawing.width, bottom), stroke=palette.muted)
    base = bottom + 4 + drawing.small
    drawing.text(0, base, voice.say("Weeks from today"), size=drawing.small, fill=palette.muted)


def _meanings(drawing: Drawing, voice: Voice, base: float) -> None:
    x, wide = 0.0, drawing.size * 2
    meanings = ((True, voice.say("critical: may not be late")), (False, voice.say("has slack")))
    for critical, words in meanings:
        _paint(drawing, x, wide, base - drawing.size, critical=critical)
        drawing.text(
            x + wide + 6,
            base,
            words,
            size=drawing.small,
            weight=SEMI_BOLD if critical else 400,
            fill=drawing.palette.muted,
        )
        x += wide + 6 + label_width(drawing, words, drawing.small) + drawing.size * 2
