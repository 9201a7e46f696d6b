"""Draws what came of the study: the mean width of the range against the minutes spent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from enquiry_walk import ORDERS, PER_MINUTE, PER_QUESTION, RANDOM, READING, Walk, after_minutes

from assessor.domain.picture import Palette
from assessor.report.charts.drawing import Drawing

WIDTH, SIZE = 760.0, 13.0
TOP, PLOT, GAP = 84.0, 220.0, 74.0
LEFT, RIGHT = 60.0, 730.0
LONGEST, STEP = 160, 4
"""Minutes."""
LOWEST, HIGHEST = 0.24, 0.40
"""The part of the scale of widths that is drawn; marked as not beginning at 0."""

DASHES = {PER_MINUTE: "", PER_QUESTION: "2 3", READING: "9 4", RANDOM: "9 3 2 3"}


@dataclass(frozen=True)
class Panel:
    """One picture of curves, its upper edge at ``top``."""

    top: float

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.top + PLOT

    def at(self, minutes: float, width: float) -> tuple[float, float]:
        """Return where a point of a curve lies."""
        across = LEFT + minutes / LONGEST * (RIGHT - LEFT)
        return across, self.bottom - (width - LOWEST) / (HIGHEST - LOWEST) * PLOT


def draw(found: Mapping[str, Mapping[str, Sequence[Walk]]]) -> str:
    """Return the picture as SVG, one panel for each belief set."""
    drawing = Drawing(Palette(family="sans-serif"), WIDTH, SIZE)
    height = TOP + len(found) * (PLOT + GAP)
    drawing.rect(0, 0, WIDTH, height, fill=drawing.palette.paper)
    drawing.text(20, 24, "Width of the 80% range while asking", weight=600, size=SIZE + 2)
    _legend(drawing)
    for number, (name, walks) in enumerate(found.items()):
        panel = Panel(TOP + number * (PLOT + GAP) + 18)
        drawing.text(LEFT, panel.top - 10, f"{name}, answers proven", weight=600)
        _scales(drawing, panel)
        for order in reversed(ORDERS):
            _curve(drawing, panel, order, walks[order])
    return drawing.svg(height, "The width of the 80% range against minutes, in four orders")


def _colour(drawing: Drawing, order: str) -> str:
    palette = drawing.palette
    colours = {PER_MINUTE: palette.accent, PER_QUESTION: palette.lowers, RANDOM: palette.muted}
    return colours.get(order, palette.raises)


def _legend(drawing: Drawing) -> None:
    for place, order in enumerate(ORDERS):
        x, y = 20 + (place % 2) * 350, 46 + (place // 2) * 18
        _stroke(drawing, order, (x, y - 4), (x + 44, y - 4))
        drawing.text(x + 54, y, order, size=drawing.small)


def _scales(drawing: Drawing, panel: Panel) -> None:
    grid, small = drawing.palette.grid, drawing.small
    for percent in range(24, 41, 4):
        _, y = panel.at(0, percent / 100)
        drawing.line((LEFT, y), (RIGHT, y), stroke=grid)
        drawing.text(LEFT - 8, y + 4, str(percent), anchor="end", size=small)
    for minutes in range(0, LONGEST + 1, 20):
        x, _ = panel.at(minutes, LOWEST)
        drawing.text(x, panel.bottom + 17, str(minutes), anchor="middle", size=small)
    note = "minutes of interview; width in points, the scale begins at 24"
    drawing.text(
        RIGHT, panel.bottom + 34, note, anchor="end", size=small, fill=drawing.palette.muted
    )


def _curve(drawing: Drawing, panel: Panel, order: str, walks: Sequence[Walk]) -> None:
    points = [
        panel.at(minutes, after_minutes(walks, minutes)[0])
        for minutes in range(0, LONGEST + 1, STEP)
    ]
    for start, end in pairwise(points):
        _stroke(drawing, order, start, end)


def _stroke(
    drawing: Drawing, order: str, start: tuple[float, float], end: tuple[float, float]
) -> None:
    thickness = 2.6 if order == PER_MINUTE else 1.6
    colour = _colour(drawing, order)
    drawing.line(start, end, stroke=colour, thickness=thickness, dash=DASHES[order])
