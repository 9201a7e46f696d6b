"""Which answers move the risk, and how far: a tornado of answers, never of parameters."""

from __future__ import annotations

from collections.abc import Sequence

from assessor.domain.picture import PAPER, Palette, Svg
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Driver, Forecast
from assessor.language import Voice, explained, sentences
from assessor.report.charts.axis import Axis, widest
from assessor.report.charts.drawing import SEMI_BOLD, Drawing, label_width
from assessor.report.charts.marks import arrow, legend, legend_height

SMALLEST_REACH = 5
"""The axis reaches at least this many points either way, so that little looks little."""


def drivers(  # noqa: PLR0913 - the arguments of its siblings and a count
    forecast: Forecast,
    questionnaire: Questionnaire,
    count: int = 10,
    *,
    palette: Palette = PAPER,
    voice: Voice,
    width: float = 640,
    height: float | None = None,
    size: float = 13,
) -> Svg:
    """Draw the answers with the strongest effect, in points, and the risk if proven at best.

    The height is at least what the rows need.
    """
    drawing = Drawing(palette, width, size)
    shown = [driver for driver in forecast.drivers if round(driver.points) != 0][:count]
    if not shown:
        return _empty(drawing, voice, forecast, questionnaire, height)
    head = _head(drawing, voice)
    row = max(size * 2.9, ((height or 0) - head - size * 4.5) / len(shown))
    axis, names = _axis(drawing, shown, voice)
    labels = [_label(driver, questionnaire, voice) for driver in shown]
    letters = drawing.label_size(labels, names)
    bottom = head + row * len(shown)
    for index, (driver, label) in enumerate(zip(shown, labels, strict=True)):
        middle = head + (index + 0.5) * row
        drawing.label(middle, label, names, size=letters)
        _row(drawing, axis, middle, driver, voice)
        sentence = explained.driver(voice, label, driver)
        drawing.spot(0, middle - row / 2, width, row, sentence, driver.question)
    drawing.line((axis.at(0), head), (axis.at(0), bottom), stroke=palette.ink)
    end = _scale(drawing, bottom, voice)
    title = sentences.strongest_answer(voice, forecast, questionnaire)
    return drawing.svg(max(height or 0, end), title)


def _empty(
    drawing: Drawing,
    voice: Voice,
    forecast: Forecast,
    questionnaire: Questionnaire,
    height: float | None,
) -> Svg:
    title = sentences.strongest_answer(voice, forecast, questionnaire)
    used = drawing.lines(
        0,
        drawing.line_height,
        title,
        drawing.width - drawing.size,
        most=5,
        fill=drawing.palette.muted,
    )
    return drawing.svg(max(height or 0, drawing.line_height + used), title)


def _label(driver: Driver, questionnaire: Questionnaire, voice: Voice) -> str:
    question = questionnaire.by_id.get(driver.question)
    return voice.text(question.short) if question else driver.question


def _axis(drawing: Drawing, shown: Sequence[Driver], voice: Voice) -> tuple[Axis, float]:
    names = drawing.width * 0.36
    values = label_width(drawing, "+00") + _best_width(drawing, voice) + 12
    reach = max(SMALLEST_REACH, *(abs(driver.points) for driver in shown))
    return Axis(names + 10, drawing.width - values - 8, -reach, reach), names


def _best_head(voice: Voice) -> tuple[str, ...]:
    """Return the lines of the last column's head: two, as it is narrow, and no more."""
    rest, _, last = voice.say("risk if proven").rpartition(" ")
    return tuple(line for line in (rest, last) if line)


def _best_width(drawing: Drawing, voice: Voice) -> float:
    lines = _best_head(voice)
    return max(widest(drawing, lines, drawing.small), label_width(drawing, "100"))


def _head(drawing: Drawing, voice: Voice) -> float:
    """Write the heads of the two columns of figures; return where the rows begin."""
    muted, small = drawing.palette.muted, drawing.small
    best = _best_width(drawing, voice)
    lines = _best_head(voice)
    for index, line in enumerate(lines):
        base = small + index * small * 1.2
        drawing.text(drawing.width, base, line, anchor="end", size=small, fill=muted)
    last = small + (len(lines) - 1) * small * 1.2
    drawing.text(
        drawing.width - best - 12, last, voice.say("points"), anchor="end", size=small, fill=muted
    )
    return last + small * 0.5


def _row(drawing: Drawing, axis: Axis, middle: float, driver: Driver, voice: Voice) -> None:
    size = drawing.size
    arrow(drawing, axis.at(0), axis.at(driver.points), middle, size * 0.6)
    figures = middle + size * 0.36
    drawing.text(
        drawing.width - _best_width(drawing, voice) - 12,
        figures,
        voice.points(driver.points),
        anchor="end",
        weight=SEMI_BOLD,
    )
    best = str(sentences.hundred(driver.if_proven_best))
    drawing.text(drawing.width, figures, best, anchor="end", fill=drawing.palette.muted)


def _scale(drawing: Drawing, top: float, voice: Voice) -> float:
    small = drawing.small
    legend(drawing, voice, top)
    below = top + legend_height(drawing, voice) + small * 1.4
    line = voice.say(
        "Points of risk that each answer adds or takes away. Answers are moved, the weights of the"
        " model are not."
    )
    muted = drawing.palette.muted
    return below + drawing.lines(0, below, line, drawing.width, most=3, size=small, fill=muted)
