"""The axis of 0 to 100 cases, and labels that keep apart from one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessor.report.charts.drawing import Drawing, label_width
from assessor.report.charts.letters import width


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


@dataclass(frozen=True)
class Tag:
    """A label that wants to stand centred at a place on the axis."""

    x: float
    text: str
    size: float
    weight: int = 400
    fill: str = ""


@dataclass(frozen=True)
class Placed:
    """Where a tag came to stand: its left edge and its lane (0 is next to the axis)."""

    tag: Tag
    left: float
    lane: int

    @property
    def middle(self) -> float:
        """Return the pixel in the middle of the label."""
        return self.left + label_width_of(self.tag) / 2


def label_width_of(tag: Tag) -> float:
    """Return how wide a tag is at most."""
    return width(tag.text, tag.size)


def place(tags: Sequence[Tag], low: float, high: float, gap: float = 8) -> list[Placed]:
    """Give every tag a lane in which it touches no other and stays between ``low`` and ``high``."""
    placed: list[Placed] = []
    ends: list[float] = []
    for tag in sorted(tags, key=lambda tag: tag.x):
        wide = label_width_of(tag)
        left = max(low, min(tag.x - wide / 2, high - wide))
        lane = next((i for i, end in enumerate(ends) if left >= end + gap), len(ends))
        ends[lane : lane + 1] = [left + wide]
        placed.append(Placed(tag, left, lane))
    return placed


def draw_ticks(drawing: Drawing, axis: Axis, y: float, step: int = 20) -> None:
    """Write the numbers of the scale under a base line."""
    for value in range(int(axis.low), int(axis.high) + 1, step):
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


def draw_grid(drawing: Drawing, axis: Axis, top: float, bottom: float, step: int = 20) -> None:
    """Draw the faint lines of the scale behind the bars."""
    for value in range(int(axis.low), int(axis.high) + 1, step):
        x = axis.at(value)
        drawing.line((x, top), (x, bottom), stroke=drawing.palette.grid)


def widest(drawing: Drawing, labels: Sequence[str], size: float = 0) -> float:
    """Return the width of the widest label."""
    return max((label_width(drawing, label, size) for label in labels), default=0.0)
