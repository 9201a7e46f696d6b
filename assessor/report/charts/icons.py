"""A hundred projects in this position, one mark each."""

from __future__ import annotations

from assessor.domain.picture import PAPER, Area, Palette, Svg
from assessor.domain.risk import Forecast
from assessor.language import Voice, explained, sentences
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
) -> Svg:
    """Draw 100 marks: filled squares do not take off, hollow circles do.

    Under half coverage nothing is counted: hollow squares are the range on a scale of a hundred.
    The height is at least what the marks and their legend need.
    """
    drawing = Drawing(palette, width, size)
    kinds = _kinds(forecast)
    cell = width / SIDE
    for index, kind in enumerate(kinds):
        x, y = (index % SIDE + 0.5) * cell, (index // SIDE + 0.5) * cell
        _mark(drawing, kind, x, y, cell * 0.36)
    below = _legend(drawing, _words(forecast, kinds, voice), width + size * 1.5)
    _explain(drawing, forecast, kinds, cell, voice)
    return drawing.svg(max(height or 0, below), sentences.chance(voice, forecast))


def _explain(
    drawing: Drawing, forecast: Forecast, kinds: list[str], cell: float, voice: Voice
) -> None:
    """Say what each kind of mark stands for; of a range only the range is told."""
    if not forecast.headline:
        drawing.spots(_areas(kinds, "open", cell), explained.risk_range(voice, forecast.risk))
        return
    for kind, says in (("fails", explained.failing), ("flies", explained.flying)):
        drawing.spots(_areas(kinds, kind, cell), says(voice, kinds.count(kind)))


def _areas(kinds: list[str], wanted: str, cell: float) -> tuple[Area, ...]:
    """Return a rectangle for each row that has marks of this kind; those of a row are adjacent."""
    rows = (kinds[start : start + SIDE] for start in range(0, len(kinds), SIDE))
    return tuple(
        Area(row.index(wanted) * cell, place * cell, row.count(wanted) * cell, cell)
        for place, row in enumerate(rows)
        if wanted in row
    )


def _kinds(forecast: Forecast) -> list[str]:
    whole = SIDE * SIDE
    if forecast.headline:
        failing = sentences.hundred(forecast.risk.mean)
        return ["fails"] * failing + ["flies"] * (whole - failing)
    low, high = sentences.hundred(forecast.risk.low), sentences.hundred(forecast.risk.high)
    return ["outside"] * low + ["open"] * (high - low) + ["outside"] * (whole - high)


def _mark(drawing: Drawing, kind: str, x: float, y: float, half: float) -> None:
    palette = drawing.palette
    if kind == "flies":
        drawing.circle(x, y, half * 0.92, fill="none", stroke=palette.muted)
    elif kind == "open":
        pale = mixed(palette.raises, palette.paper, 0.25)
        drawing.rect(x - half, y - half, 2 * half, 2 * half, fill=pale, stroke=palette.raises)
    elif kind == "outside":
        drawing.circle(x, y, half * 0.3, fill=palette.muted)
    else:
        drawing.rect(x - half, y - half, 2 * half, 2 * half, fill=palette.raises)


def _words(forecast: Forecast, kinds: list[str], voice: Voice) -> dict[str, str]:
    """Return what the marks mean: counts of a known risk, of an unknown one its range."""
    if not forecast.headline:
        span = sentences.span(voice, forecast.risk)
        return {"open": voice.say("range: %(span)s in 100", span=span)}
    return {
        "fails": voice.say_many(
            "%(n)s does not take off", "%(n)s do not take off", kinds.count("fails")
        ),
        "flies": voice.say_many("%(n)s takes off", "%(n)s take off", kinds.count("flies")),
    }


def _legend(drawing: Drawing, words: dict[str, str], top: float) -> float:
    y = top
    for kind, label in words.items():
        half = drawing.size * 0.38
        _mark(drawing, kind, half + 1, y - half, half)
        room = drawing.width - drawing.size * 1.4
        y += drawing.lines(drawing.size * 1.4, y, label, room) + drawing.size * 0.2
    return y - drawing.size * 0.7
