"""What a chart is drawn with, and what comes out: SVG text whose parts can be explained."""

from __future__ import annotations

from dataclasses import dataclass

from assessor.domain.frozen import Frozen


class Palette(Frozen):
    """Colours as #rrggbb; meaning is always carried by word and shape as well."""

    paper: str = "#ffffff"
    ink: str = "#1b2430"
    muted: str = "#5b6675"
    grid: str = "#d9dee5"
    accent: str = "#1f5f8b"
    raises: str = "#a03f27"
    """What raises the risk: the darker of the two in greyscale."""
    lowers: str = "#5aa08c"
    """What lowers the risk."""
    family: str = "IBM Plex Sans"


PAPER = Palette()
"""Paper is always light."""


@dataclass(frozen=True)
class Area:
    """A rectangle of a picture, in the units of its width, from the top left corner."""

    left: float
    top: float
    width: float
    height: float

    def moved(self, right: float, down: float) -> Area:
        """Return the same rectangle elsewhere."""
        return Area(self.left + right, self.top + down, self.width, self.height)

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point lies within."""
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height


@dataclass(frozen=True)
class Spot:
    """A part of a picture, a bar or a row or some dots, and what it says."""

    areas: tuple[Area, ...]
    """Where it is; more than one where its shape is no rectangle."""
    sentence: str
    question: str = ""
    """The id of the question whose answer it shows; empty where there is none."""

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point lies within any of the areas."""
        return any(area.holds(x, y) for area in self.areas)

    @property
    def bounds(self) -> Area:
        """Return the smallest rectangle around all areas."""
        left = min(area.left for area in self.areas)
        top = min(area.top for area in self.areas)
        right = max(area.left + area.width for area in self.areas)
        bottom = max(area.top + area.height for area in self.areas)
        return Area(left, top, right - left, bottom - top)


class Svg(str):
    """The text of a picture, with the spots on it in reading order.

    It is a string, so that whoever only prints it need not know more.
    """

    __slots__ = ("body", "height", "sentence", "spots", "width")

    sentence: str
    """What it says as a whole."""
    width: float
    height: float
    body: str
    """The shapes without the frame around them, to be set into another picture."""
    spots: tuple[Spot, ...]
