"""A hundred projects in this position, one mark each."""

from __future__ import annotations

from assessor.domain.picture import PAPER, Palette
from assessor.domain.risk import Forecast
from assessor.language import Voice, sentences
from assessor.report.charts.drawing import Drawing, mixed

SIDE = 10
"""Ten rows of ten."""


def icon_array(
    forecast: Forecast,
    *,
    palette: Palette = PAPER,
    voice: Voice,
    width: float = 240,
    height: float | None = None,
    size: float = 13,
) -> str:
    """Draw 100 marks: filled squares do not take off, hollow circles do.

    Under half coverage the squares show the lower end of the range, hollow squares what lies
    within it. The height is at least what the marks and their legend need.
    """
    drawing = Drawing(palette, width, size)
    kinds = _kinds(forecast)
    cell = width / SIDE
    for index, kind in enumerate(kinds):
        x, y = (index % SIDE + 0.5) * cell, (index // SIDE + 0.5) * cell
        _mark(drawing, kind, x, y, cell * 0.36)
    below = _legend(drawing, kinds, voice, width + size * 1.5)
    return drawing.svg(max(height or 0, below), sentences.chance(voice, forecast))


def _kinds(forecast: Forecast) -> list[str]:
    if forecast.headline:
        sure = certain_end = sentences.hundred(forecast.risk.mean)
    else:
        sure = sentences.hundred(forecast.risk.low)
        certain_end = sentences.hundred(forecast.risk.high)
    within = certain_end - sure
    return ["fails"] * sure + ["open"] * within + ["flies"] * (SIDE * SIDE - certain_end)


def _mark(drawing: Drawing, kind: str, x: float, y: float, half: float) -> None:
    palette = drawing.palette
    if kind == "flies":
        drawing.circle(x, y, half * 0.92, fill="none", stroke=palette.muted)
    elif kind == "open":
        pale = mixed(palette.raises, palette.paper, 0.25)
        drawing.rect(x - half, y - half, 2 * half, 2 * half, fill=pale, stroke=palette.raises)
    else:
        drawing.rect(x - half, y - half, 2 * half, 2 * half, fill=palette.raises)


def _legend(drawing: Drawing, kinds: list[str], voice: Voice, top: float) -> float:
    words = {
        "fails": voice.say("do not take off"),
        "open": voice.say("may or may not"),
        "flies": voice.say("take off"),
    }
    y = top
    for kind, word in words.items():
        count = kinds.count(kind)
        if kind == "open" and not count:
            continue
        half = drawing.size * 0.38
        _mark(drawing, kind, half + 1, y - half, half)
        label = f"{voice.number(count)} {word}"
        room = drawing.width - drawing.size * 1.4
        y += drawing.lines(drawing.size * 1.4, y, label, room) + drawing.size * 0.2
    return y - drawing.size * 0.7
