"""Several risks on one axis of 0 to 100, one below the other, against the client's limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessor.domain.picture import PAPER, Palette, Svg
from assessor.domain.risk import Risk
from assessor.language import Voice, explained, sentences
from assessor.report.charts.axis import Axis, draw_grid, draw_ticks
from assessor.report.charts.drawing import SEMI_BOLD, Drawing, label_width, mixed
from assessor.report.charts.letters import fit


@dataclass(frozen=True)
class Named:
    """A risk with what it is the risk of."""

    name: str
    risk: Risk
    headline: bool = True
    """Whether enough is known for a single figure; else the range alone is drawn."""


def compared(
    rows: Sequence[Named],
    limit: float,
    *,
    title: str,
    palette: Palette = PAPER,
    voice: Voice,
    width: float = 420,
    size: float = 13,
) -> Svg:
    """Draw a bar for each range with a diamond at its mean, and the limit across all of them."""
    drawing = Drawing(palette, width, size)
    margin = label_width(drawing, "100") / 2 + 2
    axis = Axis(margin, width - margin)
    step = drawing.line_height * 1.25 + size * 1.7
    top = drawing.small * 1.7
    bottom = top + step * len(rows)
    draw_grid(drawing, axis, top, bottom)
    _limit(drawing, axis, limit, (top, bottom), voice)
    for index, row in enumerate(rows):
        _row(drawing, axis, top + step * index, row, voice)
        sentence = explained.named_risk(voice, row.name, row.risk, headline=row.headline)
        drawing.spot(0, top + step * index, width, step, sentence)
        if row.risk.low < limit < row.risk.high:
            _limit_on_bar(drawing, axis.at(limit * 100), top + step * index)
    draw_ticks(drawing, axis, bottom)
    at = axis.at(limit * 100)
    drawing.spot(at - size, 0, 2 * size, top, explained.limit(voice, limit))
    return drawing.svg(bottom + 6 + drawing.small * 1.3, title)


def _row(drawing: Drawing, axis: Axis, top: float, row: Named, voice: Voice) -> None:
    palette, thick = drawing.palette, drawing.size * 1.05
    base = top + drawing.line_height
    figures = _figures(voice, row)
    wide = label_width(drawing, figures) + 6
    room = drawing.width - wide - drawing.size
    name = fit(row.name, room, drawing.size)
    used = label_width(drawing, name) + drawing.size * 0.7
    # A patch of paper keeps the grid out of the words.
    drawing.rect(0, base - drawing.size, used + wide, drawing.size * 1.3, fill=palette.paper)
    drawing.text(0, base, name)
    drawing.text(used, base, figures, weight=SEMI_BOLD)
    left, right = axis.at(row.risk.low * 100), axis.at(row.risk.high * 100)
    y = base + drawing.size * 0.45
    fill = mixed(palette.accent, palette.paper, 0.55)
    drawing.rect(left, y, right - left, thick, fill=fill, stroke=palette.accent)
    if row.headline:
        x, middle, half = axis.at(row.risk.mean * 100), y + thick / 2, thick * 0.42
        points = [(x, middle - half), (x + half, middle), (x, middle + half), (x - half, middle)]
        drawing.polygon(points, fill=palette.ink, stroke=palette.paper)


def _limit_on_bar(drawing: Drawing, x: float, top: float) -> None:
    """Draw the limit again where the bar has hidden it; the words above stay free of it."""
    y = top + drawing.line_height + drawing.size * 0.45
    ends = (x, y - 2), (x, y + drawing.size * 1.05 + 2)
    drawing.line(*ends, stroke=drawing.palette.ink, thickness=1.6)


def _figures(voice: Voice, row: Named) -> str:
    spread = sentences.span(voice, row.risk)
    return f"{sentences.hundred(row.risk.mean)} ({spread})" if row.headline else spread


def _limit(
    drawing: Drawing, axis: Axis, limit: float, ends: tuple[float, float], voice: Voice
) -> None:
    x = axis.at(limit * 100)
    drawing.line((x, ends[0] - 3), (x, ends[1]), stroke=drawing.palette.ink, dash="4 3")
    words = voice.say("limit %(n)d", n=sentences.hundred(limit))
    half = label_width(drawing, words, drawing.small) / 2
    kept = min(max(x, half), drawing.width - half)
    drawing.text(kept, drawing.small, words, anchor="middle", size=drawing.small)
