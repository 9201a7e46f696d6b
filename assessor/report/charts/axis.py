"""The axis of 0 to 100 cases, and labels that keep apart from one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assessor.report.charts.drawing import Drawing, label_width

FULL = 100
"""The upper end of the scale of cases."""


@dataclass(frozen=True)
class Axis:
    """A straight scale from ``low`` to ``high`` between two pixels."""

    left: float
    right: float
    low: float = 0
    high: float = 100

    def at(self, value: float) -> float:
        """Return the pixel of a value; values outside are kept at the ends."""
        kept = min(max(value, self.low), self.high)
        return self.left + (self.right - self.left) * (kept - self.low) / (self.high - self.low)


def tick_step(drawing: Drawing, axis: Axis) -> int:
    """Return how far apart the numbers of the scale stand, so that they do not touch."""
    room = (axis.right - axis.left) / (axis.high - axis.low)
    wide = label_width(drawing, "100", drawing.small) + 6
    return next((step for step in _steps(axis) if step * room >= wide), 100)


def _steps(axis: Axis) -> tuple[int, ...]:
    """Return the steps that may be used: tens only where a part of the scale is shown."""
    return (20, 50) if (axis.low, axis.high) == (0, 100) else (10, 20, 50)


def draw_ticks(drawing: Drawing, axis: Axis, y: float) -> None:
    """Write the numbers of the scale under a base line."""
    for value in range(int(axis.low), int(axis.high) + 1, tick_step(drawing, axis)):
        x = axis.at(value)
        drawing.line((x, y), (x, y + 4), stroke=drawing.palette.muted)
        drawing.text(
            x,
            y + 4 + drawing.small,
            str(value),
            anchor="middle",
            size=drawing.small,
            fill=drawing.palette.muted,
        )


def draw_grid(drawing: Drawing, axis: Axis, top: float, bottom: float) -> None:
    """Draw the faint lines of the scale behind the bars."""
    for value in range(int(axis.low), int(axis.high) + 1, tick_step(drawing, axis)):
        x = axis.at(value)
        drawing.line((x, top), (x, bottom), stroke=drawing.palette.grid)


def draw_breaks(drawing: Drawing, axis: Axis, y: float) -> None:
    """Draw a zigzag on the base line at each end where the scale of 0 to 100 goes on unseen."""
    step = drawing.small * 0.35
    for cut, x, way in ((axis.low > 0, axis.left, -1), (axis.high < FULL, axis.right, 1)):
        if cut:
            _zigzag(drawing, x + way * step * 1.2, y, step)


def _zigzag(drawing: Drawing, x: float, y: float, step: float) -> None:
    corners = [(x - step, y), (x - step / 3, y - step), (x + step / 3, y + step), (x + step, y)]
    paper, ink = drawing.palette.paper, drawing.palette.ink
    drawing.rect(x - step, y - 1.5, 2 * step, 3, fill=paper)
    for start, end in pairwise(corners):
        drawing.line(start, end, stroke=ink, thickness=1.4)


def widest(drawing: Drawing, labels: Sequence[str], size: float = 0) -> float:
    """Return the width of the widest label."""
    return max((label_width(drawing, label, size) for label in labels), default=0.0)
