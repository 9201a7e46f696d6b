"""A picture that can stand alone: under its sentence, on paper, with letters found anywhere."""

from __future__ import annotations

from assessor.domain.picture import Palette, Svg
from assessor.report.charts.drawing import SEMI_BOLD, Drawing, number
from assessor.report.charts.letters import wrap

FAMILIES = "IBM Plex Sans, Segoe UI, Helvetica, Arial, sans-serif"
"""Faces that programs look for in turn, for pictures that leave this one."""

MARGIN = 16


GAP = 32
"""Between two pictures that stand side by side."""


def side_by_side(left: Svg, right: Svg, title: str, palette: Palette) -> Svg:
    """Return two pictures as one, their upper edges in line."""
    across = left.width + GAP
    drawing = Drawing(palette, across + right.width, 13)
    drawing.add(left.body)
    drawing.add(f'<g transform="translate({number(across)} 0)">{right.body}</g>')
    for picture, shift in ((left, 0.0), (right, across)):
        for spot in picture.spots:
            areas = tuple(area.moved(shift, 0) for area in spot.areas)
            drawing.spots(areas, spot.sentence, spot.question)
    return drawing.svg(max(left.height, right.height), title)


def standalone(picture: Svg, sentence: str, palette: Palette, size: float = 13) -> Svg:
    """Return the picture on a ground of its own colour, with its sentence above it.

    The spots are those of the picture, moved with it.
    """
    drawing = Drawing(palette, picture.width + 2 * MARGIN, size)
    lines = wrap(sentence, picture.width, size * 1.15, 4)
    head = MARGIN + len(lines) * size * 1.5 + size * 0.6
    height = head + picture.height + MARGIN
    drawing.rect(0, 0, drawing.width, height, fill=palette.paper)
    for place, line in enumerate(lines):
        base = MARGIN + size + place * size * 1.5
        drawing.text(MARGIN, base, line, size=size * 1.15, weight=SEMI_BOLD)
    drawing.add(f'<g transform="translate({number(MARGIN)} {number(head)})">{picture.body}</g>')
    for spot in picture.spots:
        areas = tuple(area.moved(MARGIN, head) for area in spot.areas)
        drawing.spots(areas, spot.sentence, spot.question)
    return drawing.svg(height, sentence)
