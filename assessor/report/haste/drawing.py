"""Drawing text: what has been drawn once in a style is repeated, not shaped again.

Charts gain most: the engine draws their text letter by letter.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from tinycss2 import color5  # type: ignore[import-untyped]
from weasyprint.draw import color  # type: ignore[import-untyped]
from weasyprint.draw import text as engine
from weasyprint.text.line_break import Layout  # type: ignore[import-untyped]

from assessor.report.haste import letters, swap

_draw = engine.draw_first_line
_get_color = color.get_color
_parse_color = color5.parse_color
_reactivate = Layout.reactivate
_deactivate = Layout.deactivate


class Drawn(NamedTuple):
    """What drawing a text left in the stream after its place."""

    fonts: Any
    """The fonts of the document; another document must come to know them for itself."""
    font: Any
    glyphs: bytes


def draw(stream: Any, box: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
    """Draw the first line of a text; return its coloured letters, which are pictures."""
    layout = box.pango_layout
    if text_overflow == "ellipsis" or block_ellipsis != "none" or layout.justification_spacing:
        return _draw(stream, box, text_overflow, block_ellipsis, matrix)
    kept = letters.kit(box.style).drawn
    drawn = kept.get(layout.text)
    if drawn is not None and drawn.fonts is stream._fonts:  # noqa: SLF001
        stream.set_text_matrix(*matrix.values)
        stream.set_font_size(*drawn.font)
        stream.stream.append(drawn.glyphs)
        return []
    start = len(stream.stream)
    pictures = _draw(stream, box, text_overflow, block_ellipsis, matrix)
    written = stream.stream[start:]
    shown = [item for item in written if item.endswith(b"TJ")]
    turned = [item for item in written if item.endswith(b"Tf")]
    plain = len(shown) == 1 and len(written) == 2 + len(turned) and len(turned) <= 1
    if plain and not pictures:
        kept[layout.text] = Drawn(stream._fonts, stream._current_font, shown[0])  # noqa: SLF001
    return pictures


def get_color(style: Any, name: str) -> Any:
    """Return a colour of a style; comparing a colour with a word takes longer than all the rest."""
    value = style[name]
    return style["color"] if isinstance(value, str) and value == "currentcolor" else value


@lru_cache(maxsize=1000)
def _parsed(words: str) -> Any:
    return _parse_color(words)


def parse_color(words: Any, *schemes: Any) -> Any:
    """Return the colour that a picture speaks of; charts have few, and name them for each mark."""
    if schemes or not isinstance(words, str):
        return _parse_color(words, *schemes)
    return _parsed(words)


class _Waiting:
    """Stands for Pango's layout until somebody needs it; many are drawn without."""

    def __get__(self, layout: Any, owner: type) -> Any:
        if layout is None or "takeoff_waiting" not in layout.__dict__:
            raise AttributeError("layout")
        style = layout.__dict__.pop("takeoff_waiting")
        _reactivate(layout, style)
        return layout.__dict__["layout"]


def reactivate(layout: Any, style: Any) -> None:
    """Let a layout be used again, and set it up when it is."""
    letters.forget(layout)
    layout.style = style
    layout.takeoff_waiting = style


def deactivate(layout: Any) -> None:
    """Let go of what only a layout in use needs."""
    layout.__dict__.pop("takeoff_waiting", None)
    letters.forget(layout)


def swaps() -> list[swap.Swap]:
    """Return what is to be exchanged."""
    return [
        swap.Swap(Layout, "layout", None, _Waiting()),
        swap.method(Layout, "reactivate", reactivate),
        swap.method(Layout, "deactivate", deactivate),
        *swap.everywhere(_draw, draw),
        *swap.everywhere(_get_color, get_color),
        *swap.everywhere(_parse_color, parse_color),
    ]
