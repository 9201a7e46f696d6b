"""Shapes that carry a meaning in more than one picture."""

from __future__ import annotations

from assessor.language import Voice
from assessor.report.charts.drawing import Drawing, label_width, mixed

SHORTEST = 1.5
"""An effect too small to see still gets this many pixels."""

NARROW = 480
"""Pixels under which names need a larger share of the width."""


def names_room(drawing: Drawing) -> float:
    """Return how wide the column of section names is."""
    return drawing.width * (0.3 if drawing.width >= NARROW else 0.38)


def arrow(drawing: Drawing, start: float, end: float, middle: float, half: float) -> None:
    """Draw an effect: filled and to the right raises the risk, pale and to the left lowers it."""
    palette = drawing.palette
    if abs(end - start) < SHORTEST:
        drawing.rect(start - SHORTEST / 2, middle - half, SHORTEST, 2 * half, fill=palette.muted)
        return
    raises = end > start
    fill = palette.raises if raises else mixed(palette.lowers, palette.paper, 0.45)
    stroke = palette.raises if raises else palette.lowers
    tip = min(half, abs(end - start))
    neck = end - tip if raises else end + tip
    drawing.polygon(
        [
            (start, middle - half),
            (neck, middle - half),
            (end, middle),
            (neck, middle + half),
            (start, middle + half),
        ],
        fill=fill,
        stroke=stroke,
    )


def legend_height(drawing: Drawing, voice: Voice) -> float:
    """Return how high the legend of the two arrows is: one line, or two where it is narrow."""
    return drawing.line_height * (1.3 if _fits_one_line(drawing, voice) else 2.4)


def legend(drawing: Drawing, voice: Voice, top: float) -> None:
    """Explain the two arrows in words."""
    base, x = top + drawing.line_height, 0.0
    for way, word in _meanings(voice):
        wide = drawing.size * 1.8
        start, end = (x, x + wide) if way > 0 else (x + wide, x)
        arrow(drawing, start, end, base - drawing.small * 0.36, drawing.size * 0.45)
        drawing.text(x + wide + 6, base, word, size=drawing.small, fill=drawing.palette.muted)
        x += wide + 6 + label_width(drawing, word, drawing.small) + drawing.size * 1.4
        if not _fits_one_line(drawing, voice):
            x, base = 0.0, base + drawing.line_height * 1.1


def _meanings(voice: Voice) -> tuple[tuple[int, str], tuple[int, str]]:
    return (1, voice.say("raises the risk")), (-1, voice.say("lowers the risk"))


def _fits_one_line(drawing: Drawing, voice: Voice) -> bool:
    wide = sum(label_width(drawing, word, drawing.small) for _, word in _meanings(voice))
    return wide + drawing.size * 5 + 12 <= drawing.width
