"""Draws what came of the study: one dot per practice, and how well the ranges cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from study_practice import Figures

from assessor.domain.picture import Palette
from assessor.report.charts.drawing import Drawing

WIDTH, SIZE = 760.0, 13.0
LEFT, RIGHT = 190.0, 640.0
ROW, MARGIN = 62.0, 20.0
LANES = 9
"""Dots are spread over this many lines, so that they do not hide each other."""


@dataclass(frozen=True)
class Axis:
    """Values from left to right."""

    low: float
    high: float

    def x(self, value: float) -> float:
        """Return where a value lies; what is off the scale lies at its end."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return LEFT + share * (RIGHT - LEFT)


GAIN = Axis(-0.04, 0.12)
COVERAGE = Axis(0.4, 1.0)


def draw(worlds: Mapping[str, Sequence[Figures]], wanted: tuple[float, float]) -> str:
    """Return the picture as SVG; ``wanted`` is the band in which coverage shall lie."""
    drawing = Drawing(Palette(family="sans-serif"), WIDTH, SIZE)
    panel = 60 + len(worlds) * ROW + 34
    drawing.rect(0, 0, WIDTH, 2 * panel + MARGIN, fill=drawing.palette.paper)
    _gains(drawing, worlds, MARGIN)
    _coverage(drawing, worlds, MARGIN + panel, wanted)
    return drawing.svg(2 * panel + MARGIN, "What a practice gains by learning from 50 outcomes")


def _gains(drawing: Drawing, worlds: Mapping[str, Sequence[Figures]], top: float) -> None:
    heading = "How much the Brier score falls by learning from 50 outcomes; one dot per practice"
    first = _heading(drawing, heading, top)
    bottom = first + len(worlds) * ROW
    _scale(drawing, GAIN, (-0.04, 0.0, 0.04, 0.08, 0.12), "{:+.2f}", (first, bottom))
    zero = GAIN.x(0)
    drawing.line((zero, first), (zero, bottom), stroke=drawing.palette.ink)
    for row, (name, figures) in enumerate(worlds.items()):
        middle = first + (row + 0.5) * ROW
        drawing.label(middle, name, LEFT - 30, size=SIZE)
        gains = [f.gain for f in figures]
        for place, gain in enumerate(gains):
            height = middle + (place % LANES - LANES // 2) * 4.4
            colour = drawing.palette.lowers if gain > 0 else drawing.palette.raises
            drawing.circle(GAIN.x(gain), height, 2.2, fill=colour)
        at = GAIN.x(median(gains))
        ends = (at, middle - 24), (at, middle + 24)
        drawing.line(*ends, stroke=drawing.palette.ink, thickness=2.5)
        better = sum(gain > 0 for gain in gains) / len(gains)
        _note(drawing, middle, f"better in {better:.1%}")
    _footnote(drawing, "worse  ←  Brier score before minus after  →  better; bar: median", bottom)


def _coverage(
    drawing: Drawing,
    worlds: Mapping[str, Sequence[Figures]],
    top: float,
    wanted: tuple[float, float],
) -> None:
    first = _heading(drawing, "How many true risks lie in the 80% range", top)
    bottom = first + len(worlds) * ROW
    low, high = (COVERAGE.x(value) for value in wanted)
    drawing.rect(low, first, high - low, bottom - first, fill=drawing.palette.grid)
    _scale(drawing, COVERAGE, (0.4, 0.6, 0.8, 1.0), "{:.0%}", (first, bottom))
    for row, (name, figures) in enumerate(worlds.items()):
        middle = first + (row + 0.5) * ROW
        drawing.label(middle, name, LEFT - 30, size=SIZE)
        before = sum(f.covered_before for f in figures) / len(figures)
        after = sum(f.covered for f in figures) / len(figures)
        x_before, x_after = COVERAGE.x(before), COVERAGE.x(after)
        drawing.line((x_before, middle), (x_after, middle), stroke=drawing.palette.muted)
        paper, accent = drawing.palette.paper, drawing.palette.accent
        drawing.circle(x_before, middle, 6, fill=paper, stroke=accent)
        drawing.circle(x_after, middle, 6, fill=accent)
        _note(drawing, middle, f"{before:.1%} to {after:.1%}")
    _footnote(drawing, "ring: the set as it stood; disc: after learning; band: wanted", bottom)


def _heading(drawing: Drawing, text: str, top: float) -> float:
    drawing.text(0, top + 16, text, weight=600, size=SIZE + 1)
    return top + 34


def _scale(
    drawing: Drawing,
    axis: Axis,
    values: Sequence[float],
    style: str,
    span: tuple[float, float],
) -> None:
    for value in values:
        x = axis.x(value)
        drawing.line((x, span[0]), (x, span[1]), stroke=drawing.palette.grid)
        label = style.format(value) if value else "0"
        drawing.text(x, span[1] + 16, label, anchor="middle", size=drawing.small)


def _note(drawing: Drawing, middle: float, text: str) -> None:
    drawing.text(RIGHT + 14, middle + 4, text, size=drawing.small)


def _footnote(drawing: Drawing, text: str, bottom: float) -> None:
    muted = drawing.palette.muted
    drawing.text(LEFT, bottom + 34, text, size=drawing.small, fill=muted)
