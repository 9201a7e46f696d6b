"""Risks on the axis of 0 to 100: one with its marks, and two with the gap between them."""

from __future__ import annotations

from dataclasses import dataclass

from assessor.domain.picture import PAPER, Palette, Svg
from assessor.domain.risk import Forecast, Risk
from assessor.language import Voice, explained, sentences
from assessor.report.charts.axis import Axis, draw_grid, draw_ticks
from assessor.report.charts.drawing import SEMI_BOLD, Drawing, label_width, mixed

TIP = 5
"""Pixels of an arrow's head."""


def range_bar(
    forecast: Forecast,
    *,
    palette: Palette = PAPER,
    voice: Voice,
    width: float = 420,
    height: float | None = None,
    size: float = 13,
) -> Svg:
    """Draw the 80 % range with the mean, the base rate and the client's limit.

    Under half coverage the mean is left out. The height is at least what the labels need.
    """
    drawing = Drawing(palette, width, size)
    margin = label_width(drawing, "100") + size * 0.9
    axis = Axis(margin, width - margin)
    top = size * 1.4
    if forecast.headline:
        top += size * 1.7
    thick = size * 1.5
    _track(drawing, axis, top, thick)
    _range(drawing, axis, forecast.risk, top, thick)
    _range_ends(drawing, axis, forecast.risk, top - size * 0.45)
    if forecast.headline:
        _mean(drawing, axis, forecast.risk, top, thick)
    bottom = _marks(drawing, axis, forecast, voice, top, thick)
    _explain_range(drawing, axis, forecast, voice, (top, thick))
    title = f"{sentences.chance(voice, forecast)} {sentences.against_base_rate(voice, forecast)}"
    return drawing.svg(max(height or 0, bottom), title)


def _explain_range(
    drawing: Drawing, axis: Axis, forecast: Forecast, voice: Voice, row: tuple[float, float]
) -> None:
    """Say what the bar and each mark on it mean, from left to right."""
    risk, (top, thick) = forecast.risk, row
    reach = drawing.size * 0.7
    marks = [
        (forecast.base_rate.mean, explained.base_rate(voice, forecast.base_rate)),
        (forecast.risk_limit, explained.limit(voice, forecast.risk_limit)),
    ]
    if forecast.headline:
        marks.append((risk.mean, explained.mean(voice, risk)))
    for share, sentence in sorted(marks):
        drawing.spot(axis.at(share * 100) - reach, top - 4, 2 * reach, thick + 8, sentence)
    left, right = axis.at(risk.low * 100), axis.at(risk.high * 100)
    drawing.spot(left, top, right - left, thick, explained.risk_range(voice, risk))


def _track(drawing: Drawing, axis: Axis, top: float, thick: float) -> None:
    palette = drawing.palette
    drawing.rect(axis.left, top, axis.right - axis.left, thick, fill=palette.grid)
    for value in range(10, 100, 10):
        drawing.line((axis.at(value), top), (axis.at(value), top + thick), stroke=palette.paper)
    middle = top + thick / 2 + drawing.small * 0.36
    drawing.text(
        axis.left - drawing.size * 0.8,
        middle,
        "0",
        anchor="end",
        size=drawing.small,
        fill=palette.muted,
    )
    drawing.text(
        axis.right + drawing.size * 0.8, middle, "100", size=drawing.small, fill=palette.muted
    )


def _range(drawing: Drawing, axis: Axis, risk: Risk, top: float, thick: float) -> None:
    left, right = axis.at(risk.low * 100), axis.at(risk.high * 100)
    palette = drawing.palette
    fill = mixed(palette.accent, palette.paper, 0.55)
    drawing.rect(left, top, right - left, thick, fill=fill, stroke=palette.accent)


def _range_ends(drawing: Drawing, axis: Axis, risk: Risk, base: float) -> None:
    low, high = str(sentences.hundred(risk.low)), str(sentences.hundred(risk.high))
    # Low ends at its mark and high starts at its mark: they cannot meet, however narrow the range.
    drawing.text(axis.at(risk.low * 100) - 2, base, low, anchor="end", fill=drawing.palette.muted)
    drawing.text(axis.at(risk.high * 100) + 2, base, high, fill=drawing.palette.muted)


def _mean(drawing: Drawing, axis: Axis, risk: Risk, top: float, thick: float) -> None:
    x = axis.at(risk.mean * 100)
    _diamond(drawing, x, top + thick / 2, thick * 0.36, filled=True)
    label, size = str(sentences.hundred(risk.mean)), drawing.size * 1.5
    half = label_width(drawing, label, size) / 2
    kept = min(max(x, half), drawing.width - half)
    drawing.text(
        kept, top - drawing.size * 1.55, label, anchor="middle", size=size, weight=SEMI_BOLD
    )


def _diamond(drawing: Drawing, x: float, y: float, half: float, *, filled: bool) -> None:
    palette = drawing.palette
    points = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
    drawing.polygon(points, fill=palette.ink if filled else palette.paper, stroke=palette.ink)


@dataclass(frozen=True)
class _Mark:
    value: float
    text: str
    dashed: bool


def _marks(
    drawing: Drawing, axis: Axis, forecast: Forecast, voice: Voice, top: float, thick: float
) -> float:
    base, limit = sentences.hundred(forecast.base_rate.mean), forecast.risk_limit
    marks = sorted(
        [
            _Mark(base, voice.say("base rate %(n)d", n=base), dashed=False),
            _Mark(limit * 100, voice.say("limit %(n)d", n=sentences.hundred(limit)), dashed=True),
        ],
        key=lambda mark: mark.value,
    )
    lane = drawing.small * 1.45
    first = top + thick + drawing.size * 0.6
    lanes = 0
    for mark, left, row in _beside_each_other(drawing, axis, marks[0], marks[1]):
        x = axis.at(mark.value)
        drawing.line(
            (x, top - 3),
            (x, first + row * lane),
            stroke=drawing.palette.ink,
            thickness=1.4,
            dash="4 3" if mark.dashed else "",
        )
        drawing.text(left, first + row * lane + drawing.small, mark.text, size=drawing.small)
        lanes = max(lanes, row + 1)
    return first + lanes * lane + drawing.small * 0.4


def _beside_each_other(
    drawing: Drawing, axis: Axis, left: _Mark, right: _Mark
) -> list[tuple[_Mark, float, int]]:
    """Place two labels so that neither meets the other nor the other's leading line."""
    wide = [label_width(drawing, mark.text, drawing.small) for mark in (left, right)]
    at = [axis.at(left.value), axis.at(right.value)]
    room = drawing.width
    starts = [max(0.0, min(x - w / 2, room - w)) for x, w in zip(at, wide, strict=True)]
    if starts[0] + wide[0] + 10 <= starts[1]:
        return [(left, starts[0], 0), (right, starts[1], 0)]
    if at[0] - wide[0] - 2 >= 0 and at[1] + 2 + wide[1] <= room:
        return [(left, at[0] - wide[0] - 2, 0), (right, at[1] + 2, 0)]
    if at[1] + 4 + wide[1] <= room:
        return [(right, at[1] + 4, 0), (left, starts[0], 1)]
    return [(left, max(0.0, at[0] - wide[0] - 4), 0), (right, starts[1], 1)]


def stated_evidenced(
    forecast: Forecast,
    *,
    palette: Palette = PAPER,
    voice: Voice,
    width: float = 420,
    height: float | None = None,
    size: float = 13,
) -> Svg:
    """Draw the risk as stated above the risk as evidenced, and the gap between their means."""
    drawing = Drawing(palette, width, size)
    margin = label_width(drawing, "100") / 2 + 2
    axis = Axis(margin, width - margin)
    thick, step = size * 0.9, drawing.line_height
    first = step + 2
    second = first + thick + step * 1.5
    bottom = second + thick + step * 1.15
    draw_grid(drawing, axis, first - 4, bottom)
    rows = [
        (first, step * 0.75, forecast.as_stated, voice.say("As stated"), False),
        (
            second,
            second + thick + step * 0.8,
            forecast.as_evidenced,
            voice.say("As evidenced"),
            True,
        ),
    ]
    for top, base, risk, name, filled in rows:
        _range(drawing, axis, risk, top, thick)
        if forecast.headline:
            _diamond(drawing, axis.at(risk.mean * 100), top + thick / 2, thick * 0.5, filled=filled)
        _row_label(drawing, base, name, risk, voice, headline=forecast.headline)
        sentence = explained.named_risk(voice, name, risk, headline=forecast.headline)
        above = min(top, base - size) - 2
        high = max(top + thick, base) - above + 4
        drawing.spot(0, above, width, high, sentence)
        if risk is forecast.as_stated and forecast.headline:
            between = second - first - thick
            drawing.spot(0, first + thick + 2, width, between - 4, explained.gap(voice, forecast))
    if forecast.headline:
        _gap(drawing, axis, forecast, voice, (first + thick, second))
    draw_ticks(drawing, axis, bottom)
    end = bottom + 6 + drawing.small * 1.3
    return drawing.svg(max(height or 0, end), sentences.gap(voice, forecast))


def _row_label(
    drawing: Drawing, base: float, name: str, risk: Risk, voice: Voice, *, headline: bool
) -> None:
    spread = sentences.span(voice, risk)
    mean = f"{sentences.hundred(risk.mean)} ({spread})" if headline else spread
    # A patch of paper keeps the grid out of the words.
    wide = label_width(drawing, f"{name}: {mean}") + 4
    drawing.rect(
        0, base - drawing.size * 0.95, wide, drawing.size * 1.25, fill=drawing.palette.paper
    )
    drawing.text(0, base, f"{name}: {mean}")


def _gap(
    drawing: Drawing, axis: Axis, forecast: Forecast, voice: Voice, rows: tuple[float, float]
) -> None:
    palette, middle = drawing.palette, (rows[0] + rows[1]) / 2
    start, end = (axis.at(risk.mean * 100) for risk in (forecast.as_stated, forecast.as_evidenced))
    drawing.line((start, rows[0]), (start, middle), stroke=palette.ink, dash="2 2")
    drawing.line((end, middle), (end, rows[1]), stroke=palette.ink, dash="2 2")
    drawing.line((start, middle), (end, middle), stroke=palette.ink, thickness=1.6)
    if abs(end - start) > TIP:
        tip = -TIP if end > start else TIP
        arrow = [(end, middle), (end + tip, middle - 4), (end + tip, middle + 4)]
        drawing.polygon(arrow, fill=palette.ink)
    label = voice.say("optimism gap %(points)s", points=voice.points(forecast.optimism_gap * 100))
    _beside(drawing, label, min(start, end), max(start, end), middle + drawing.small * 0.36)


def _beside(drawing: Drawing, label: str, left: float, right: float, base: float) -> None:
    """Write a label to the right of a line, or to its left, or on it when it is that long."""
    wide = label_width(drawing, label, drawing.small)
    if right + 8 + wide <= drawing.width:
        start = right + 8
    elif left - 8 - wide >= 0:
        start = left - 8 - wide
    else:
        start = (left + right - wide) / 2
    paper, small = drawing.palette.paper, drawing.small
    drawing.rect(start - 3, base - small, wide + 6, small * 1.3, fill=paper)
    drawing.text(start, base, label, size=small)
