"""From the base rate to the risk, section by section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from assessor.domain.picture import PAPER, Palette, Svg
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast, Risk, SectionPoints
from assessor.language import Voice, explained, sentences
from assessor.language.whole_points import whole_points
from assessor.report.charts.axis import Axis, draw_breaks, draw_grid, draw_ticks
from assessor.report.charts.drawing import SEMI_BOLD, Drawing, label_width, mixed
from assessor.report.charts.letters import wrap
from assessor.report.charts.marks import arrow, legend, legend_height, names_room


@dataclass(frozen=True)
class _Columns:
    names: float
    letters: float
    axis: Axis
    values: float


def waterfall(
    forecast: Forecast,
    questionnaire: Questionnaire,
    *,
    palette: Palette = PAPER,
    voice: Voice,
    width: float = 640,
    height: float | None = None,
    size: float = 13,
) -> Svg:
    """Draw one arrow per section, pointing the way it moves the risk, with its 80 % range.

    Arrows to the right are filled and raise the risk; those to the left are pale and lower it.
    The height is at least what the rows need.
    """
    drawing = Drawing(palette, width, size)
    titles = _titles(forecast, questionnaire, voice)
    columns = _columns(drawing, forecast, [*titles, voice.say("Base rate")], voice)
    rows = len(forecast.sections) + 2
    note = _zoomed(columns.axis, voice)
    noted = drawing.small * 1.5 * len(wrap(note, width, drawing.small, 2)) if note else 0
    foot = drawing.small * 1.4 + 6 + noted + legend_height(drawing, voice)
    row = max(size * 2.9, ((height or 0) - foot) / rows)
    bottom = row * rows
    draw_grid(drawing, columns.axis, 0, bottom)
    base = voice.say("Base rate")
    _end_row(drawing, columns, row * 0.5, base, forecast.base_rate, headline=True)
    middle = _sections(drawing, columns, row, forecast, titles, voice)
    _end_row(drawing, columns, middle, voice.say("Risk"), forecast.risk, headline=forecast.headline)
    drawing.line((0, bottom), (width, bottom), stroke=palette.muted)
    draw_ticks(drawing, columns.axis, bottom)
    draw_breaks(drawing, columns.axis, bottom)
    _explain(drawing, row, forecast, titles, voice)
    below = bottom + drawing.small * 1.4 + 6
    if note:
        drawing.lines(0, below + drawing.small, note, width, size=drawing.small)
    legend(drawing, voice, below + noted)
    return drawing.svg(
        max(height or 0, bottom + foot), sentences.path(voice, forecast, questionnaire)
    )


def _explain(
    drawing: Drawing, row: float, forecast: Forecast, titles: Sequence[str], voice: Voice
) -> None:
    """Say what each row means; a section leads to its answer that weighs most."""
    wide, whole = drawing.width, whole_points(forecast)
    drawing.spot(0, 0, wide, row, explained.base_rate(voice, forecast.base_rate))
    for place, (section, title) in enumerate(zip(forecast.sections, titles, strict=True), start=1):
        sentence = explained.section(voice, title, section, whole[section.id])
        drawing.spot(0, place * row, wide, row, sentence, heaviest(forecast, section.id))
    name = voice.say("Risk")
    sentence = explained.named_risk(voice, name, forecast.risk, headline=forecast.headline)
    drawing.spot(0, (len(titles) + 1) * row, wide, row, sentence)


def heaviest(forecast: Forecast, section_id: str) -> str:
    """Return the question of a section that moves the risk most; drivers come in that order."""
    start = f"{section_id}."
    return next((d.question for d in forecast.drivers if d.question.startswith(start)), "")


def _titles(forecast: Forecast, questionnaire: Questionnaire, voice: Voice) -> list[str]:
    known = questionnaire.section_by_id
    return [
        voice.text(known[section.id].title) if section.id in known else section.id
        for section in forecast.sections
    ]


def _columns(drawing: Drawing, forecast: Forecast, labels: Sequence[str], voice: Voice) -> _Columns:
    names = names_room(drawing)
    values = max(
        label_width(drawing, sentences.span(voice, forecast.risk)),
        label_width(drawing, "+00"),
    )
    left = names + label_width(drawing, "0")
    right = drawing.width - values - label_width(drawing, "100") / 2 - 4
    low, high = used(forecast)
    axis = Axis(left, right, low, high)
    return _Columns(names - 8, drawing.label_size(labels, names - 8), axis, drawing.width)


def used(forecast: Forecast) -> tuple[int, int]:
    """Return the part of 0 to 100, in tens, that the arrows and ranges take up.

    On the whole scale a section that moves the risk by three points could hardly be seen.
    """
    ends = [*_ends(forecast.base_rate), *_ends(forecast.risk)]
    at = forecast.base_rate.mean * 100
    for section in forecast.sections:
        ends += [at + section.points, at + section.low, at + section.high]
        at += section.points
    low, high = 10 * floor(min(ends) / 10), 10 * ceil(max(ends) / 10)
    return max(low, 0), min(max(high, low + 20), 100)


def _ends(risk: Risk) -> tuple[float, float]:
    return risk.low * 100, risk.high * 100


def _zoomed(axis: Axis, voice: Voice) -> str:
    """Return that the scale is a part of the whole, empty when it is not."""
    if (axis.low, axis.high) == (0, 100):
        return ""
    return voice.say(
        "Enlarged: the scale runs from %(low)d to %(high)d in 100, not from 0 to 100.",
        low=axis.low,
        high=axis.high,
    )


def _sections(
    drawing: Drawing,
    columns: _Columns,
    row: float,
    forecast: Forecast,
    titles: Sequence[str],
    voice: Voice,
) -> float:
    at = forecast.base_rate.mean * 100
    middle = row * 0.5
    whole = whole_points(forecast)
    for section, title in zip(forecast.sections, titles, strict=True):
        middle += row
        points = whole[section.id]
        drawing.label(middle, title, columns.names, size=columns.letters)
        _step(drawing, columns.axis, middle, row, at, section)
        drawing.text(
            columns.values,
            middle + drawing.size * 0.36,
            voice.points(points),
            anchor="end",
            weight=SEMI_BOLD if points else 400,
        )
        at += section.points
    return middle + row


def _step(
    drawing: Drawing, axis: Axis, middle: float, row: float, at: float, section: SectionPoints
) -> None:
    palette = drawing.palette
    start, end = axis.at(at), axis.at(at + section.points)
    half = row * 0.24
    # The thread that joins this step to the one above it.
    drawing.line((start, middle - row + half), (start, middle + half), stroke=palette.muted)
    arrow(drawing, start, end, middle, half)
    low, high = axis.at(at + section.low), axis.at(at + section.high)
    if low == high:
        return
    under = middle + half + 4
    drawing.line((low, under), (high, under), stroke=palette.ink)
    for x in (low, high):
        drawing.line((x, under - 2.5), (x, under + 2.5), stroke=palette.ink)


def _end_row(
    drawing: Drawing, columns: _Columns, middle: float, name: str, risk: Risk, *, headline: bool
) -> None:
    palette, axis, half = drawing.palette, columns.axis, drawing.size * 0.55
    drawing.label(middle, name, columns.names, size=columns.letters, weight=SEMI_BOLD)
    left, right = axis.at(risk.low * 100), axis.at(risk.high * 100)
    fill = mixed(palette.accent, palette.paper, 0.55)
    drawing.rect(left, middle - half, right - left, 2 * half, fill=fill, stroke=palette.accent)
    low, high = sentences.hundred(risk.low), sentences.hundred(risk.high)
    label = f"{low}–{high}"
    if headline:
        x = axis.at(risk.mean * 100)
        points = [(x, middle - half), (x + half, middle), (x, middle + half), (x - half, middle)]
        drawing.polygon(points, fill=palette.ink, stroke=palette.paper)
        label = str(sentences.hundred(risk.mean))
    drawing.text(
        columns.values, middle + drawing.size * 0.36, label, anchor="end", weight=SEMI_BOLD
    )
