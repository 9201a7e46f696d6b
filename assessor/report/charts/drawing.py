"""Writes a small SVG that Qt, WeasyPrint and browsers draw alike.

Only shapes and text with attributes: QtSvg knows neither style sheets nor clipping, and it takes
one font family, not a list.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from assessor.domain.picture import Area, Palette, Spot, Svg
from assessor.report.charts.letters import width as text_width
from assessor.report.charts.letters import wrap

SEMI_BOLD = 600

SMALLEST_LABEL = 0.7
"""How far a row's name may shrink before it is cut, as a share of the main size."""

LINEAR_BELOW = 0.04045
"""sRGB values up to this one are linear (IEC 61966-2-1)."""


def number(value: float) -> str:
    """Return a coordinate with at most two decimals and no trailing zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def mixed(colour: str, other: str, share: float) -> str:
    """Return ``share`` of the first colour laid over the second, both #rrggbb."""
    pairs = [(int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb, 0 to 1 (WCAG 2.2, "relative luminance")."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= LINEAR_BELOW else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Drawing:
    """Collects shapes; coordinates are in pixels from the top left corner."""

    def __init__(self, palette: Palette, width: float, size: float) -> None:
        self.palette = palette
        self.width = width
        self.size = size
        self._parts: list[str] = []
        self._spots: list[Spot] = []

    @property
    def small(self) -> float:
        """Return the letter size of what is said beside the main labels."""
        return self.size * 0.86

    @property
    def line_height(self) -> float:
        """Return the distance of two base lines."""
        return self.size * 1.35

    def rect(
        self, x: float, y: float, width: float, height: float, *, fill: str, stroke: str = ""
    ) -> None:
        """Draw a rectangle; ``fill`` may be "none"."""
        self._shape("rect", fill, stroke, x=x, y=y, width=max(width, 0), height=max(height, 0))

    def circle(self, x: float, y: float, radius: float, *, fill: str, stroke: str = "") -> None:
        """Draw a circle around a point."""
        self._shape("circle", fill, stroke, cx=x, cy=y, r=radius)

    def polygon(
        self, points: Iterable[tuple[float, float]], *, fill: str, stroke: str = ""
    ) -> None:
        """Draw a closed outline."""
        path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self._parts.append(f'<polygon points="{path}" {_paint(fill, stroke)}/>')

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        stroke: str,
        thickness: float = 1,
        dash: str = "",
    ) -> None:
        """Draw a straight line, dashed when ``dash`` names lengths."""
        (x1, y1), (x2, y2) = start, end
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
            f' stroke="{stroke}" stroke-width="{number(thickness)}"{dashes}/>'
        )

    def text(
        self,
        x: float,
        y: float,
        content: str,
        *,
        anchor: str = "start",
        size: float = 0,
        weight: int = 400,
        fill: str = "",
    ) -> None:
        """Write one line with its base line at ``y``; the default is the main size in ink."""
        self._parts.append(
            f'<text x="{number(x)}" y="{number(y)}" text-anchor="{anchor}"'
            f" font-family={quoteattr(self.palette.family)}"
            f' font-size="{number(size or self.size)}" font-weight="{weight}"'
            f' fill="{fill or self.palette.ink}">{_printable(content)}</text>'
        )

    def lines(  # noqa: PLR0913 - each is a way in which texts differ
        self,
        x: float,
        y: float,
        content: str,
        room: float,
        *,
        most: int = 2,
        size: float = 0,
        fill: str = "",
        anchor: str = "start",
    ) -> float:
        """Write a text broken into lines within ``room``; return the height that it took."""
        size = size or self.size
        broken = wrap(content, room, size, most)
        for index, line in enumerate(broken):
            self.text(x, y + index * size * 1.25, line, size=size, fill=fill, anchor=anchor)
        return len(broken) * size * 1.25

    def label_size(self, labels: Iterable[str], room: float) -> float:
        """Return the letter size at which no word of the labels is wider than ``room``."""
        words = [word for label in labels for word in label.split(" ")]
        longest = max((text_width(word, self.size) for word in words), default=0.0)
        return self.size * max(SMALLEST_LABEL, min(1.0, room / longest if longest else 1.0))

    def label(
        self, middle: float, content: str, room: float, *, size: float, weight: int = 400
    ) -> None:
        """Name a row at the left edge in at most two lines around the height ``middle``."""
        broken = wrap(content, room, size, 2)
        base = middle + size * 0.36 - (len(broken) - 1) * size * 0.625
        for index, line in enumerate(broken):
            self.text(0, base + index * size * 1.25, line, size=size, weight=weight)

    def spot(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        sentence: str,
        question: str = "",
    ) -> None:
        """Remember what a part of the picture says, in reading order."""
        self.spots((Area(left, top, width, height),), sentence, question)

    def spots(self, areas: tuple[Area, ...], sentence: str, question: str = "") -> None:
        """Remember what a part that is no rectangle says; a part without an area is none."""
        if areas:
            self._spots.append(Spot(areas, sentence, question))

    def add(self, body: str) -> None:
        """Take over shapes that are written already."""
        self._parts.append(body)

    def svg(self, height: float, title: str) -> Svg:
        """Return the finished picture; the title is what a screen reader says."""
        box = f"{number(self.width)} {number(height)}"
        wide, high = box.split(" ")
        body = "".join(self._parts)
        made = Svg(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}"'
            f' viewBox="0 0 {box}" role="img"><title>{_printable(title)}</title>{body}</svg>'
        )
        made.sentence, made.width, made.height, made.body = title, self.width, height, body
        made.spots = tuple(self._spots)
        return made

    def _shape(self, kind: str, fill: str, stroke: str, **where: float) -> None:
        place = " ".join(f'{name}="{number(value)}"' for name, value in where.items())
        self._parts.append(f"<{kind} {place} {_paint(fill, stroke)}/>")


def _paint(fill: str, stroke: str) -> str:
    return f'fill="{fill}"' + (f' stroke="{stroke}" stroke-width="1.2"' if stroke else "")


def _printable(content: str) -> str:
    # XML has no way to write most control characters: they would make the picture unreadable.
    kept = "".join(c if c >= " " and c not in "\ufffe\uffff" else " " for c in content)
    return escape(kept.encode("utf-8", "replace").decode("utf-8"))


def label_width(drawing: Drawing, content: str, size: float = 0) -> float:
    """Return how wide a label is at most."""
    return text_width(content, size or drawing.size)
