"""Measuring text: what a style says of its letters is read once, and no line is measured twice."""

from __future__ import annotations

import re
from typing import Any

from weasyprint.text import line_break  # type: ignore[import-untyped]
from weasyprint.text.constants import PANGO_DIRECTION  # type: ignore[import-untyped]
from weasyprint.text.ffi import ffi, gobject, pango  # type: ignore[import-untyped]
from weasyprint.text.fonts import get_font_description  # type: ignore[import-untyped]

from assessor.report.haste import swap

SAYS = (
    "font_family",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
    "font_variation_settings",
    "font_language_override",
    "font_kerning",
    "lang",
    "direction",
    "white_space",
    "letter_spacing",
    "word_spacing",
    "hyphens",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "word_break",
    "overflow_wrap",
    "text_decoration_line",
    "tab_size",
)
"""Everything that breaking and measuring a line asks a style for."""

WRAPS = ("normal", "pre-wrap", "pre-line")
MOST_KEPT = 500
"""Longest text, in letters, that is looked up: the rest of a long note is measured only once."""

_LETTER = "0-9A-Za-zÀ-ÖØ-öø-ÿА-Яа-яЁё"
_WORD = re.compile(f"([{_LETTER}]+[.,;:]?) [{_LETTER}]")
"""A word in which no line may break, and a space after it at which one may (UAX 14)."""

_Layout = line_break.Layout
_metrics = line_break.first_line_metrics
_set_up = _Layout.setup
_set_text = _Layout.set_text
_split = line_break.split_first_line
_strut = line_break.strut
_can_break = line_break.can_break_text


class Kit:
    """What the styles have in common that say the same of letters; lives as long as the fonts."""

    def __init__(self, style: Any) -> None:
        self.splits: dict[Any, Any] = {}
        self.drawn: dict[str, Any] = {}
        self.is_plain = (
            style["text_decoration_line"] == "none"
            and style["letter_spacing"] == "normal"
            and style["word_spacing"] == 0
        )
        self.breaks_at_spaces = (
            style["hyphens"] == "none"
            and style["white_space"] in WRAPS
            and style["word_break"] == "normal"
            and style["overflow_wrap"] != "anywhere"
            and style["font_size"] > 0
        )
        if self.is_plain:
            self._read(style)

    def _read(self, style: Any) -> None:
        model = _Layout.__new__(_Layout)
        _set_up(model, style)
        self.language = model.language
        self.description = get_font_description(style)
        self.context = ffi.gc(
            pango.pango_font_map_create_context(style.font_config.font_map),
            gobject.g_object_unref,
        )
        pango.pango_context_set_round_glyph_positions(self.context, False)
        pango.pango_context_set_base_dir(self.context, PANGO_DIRECTION[style["direction"]])
        if style["font_language_override"] != "normal" or style["lang"]:
            pango.pango_context_set_language(self.context, self.language)
        self._model = model.layout  # The list of attributes is its.
        self.attributes = pango.pango_layout_get_attributes(model.layout)
        if style["overflow_wrap"] in {"anywhere", "break-word"}:
            if self.attributes == ffi.NULL:
                self.attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
            # From the first letter to whichever is the last, so it serves for every text.
            unhyphenated = pango.pango_attr_insert_hyphens_new(False)
            pango.pango_attr_list_change(self.attributes, unhyphenated)


def kit(style: Any) -> Kit:
    """Return the kit of a style; styles do not change any more when text is laid out."""
    kept = style.__dict__
    found = kept.get("takeoff_kit")
    if found is None:
        says = tuple(map(_lasting, (style[name] for name in SAYS)))
        kits = style.font_config.__dict__.setdefault("takeoff_kits", {})
        found = kits.get(says)
        if found is None:
            found = kits[says] = Kit(style)
        kept["takeoff_kit"] = found
    return found  # type: ignore[no-any-return]


def _lasting(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return frozenset(value) if isinstance(value, set) else value


def set_up(layout: Any, style: Any) -> None:
    """Make Pango's layout from the kit: a fifth of the calls."""
    mine = kit(style)
    if not mine.is_plain:
        _set_up(layout, style)
        return
    layout.style = style
    layout.first_line_direction = 0
    layout.language = mine.language
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    made = layout.layout = ffi.gc(pango.pango_layout_new(mine.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(made, False)
    pango.pango_layout_set_font_description(made, mine.description)
    if mine.attributes != ffi.NULL:
        pango.pango_layout_set_attributes(made, mine.attributes)


def forget(layout: Any) -> None:
    """Let go of what only a layout in use needs."""
    for name in ("layout", "language", "style"):
        layout.__dict__.pop(name, None)


def set_text(layout: Any, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 - as theirs
    """Give a layout its text, with the attributes it has already where they serve."""
    is_plain = kit(layout.style).is_plain
    if not is_plain or (justify and layout.justification_spacing) or "\t" in text:
        if is_plain:
            # The engine changes the attributes that it finds, and these are everybody's.
            model = _Layout.__new__(_Layout)
            _set_up(model, layout.style)
            own = pango.pango_layout_get_attributes(model.layout)
            pango.pango_layout_set_attributes(layout.layout, own)
        _set_text(layout, text, justify)
        return
    end = text.find("\n")
    if end != -1:
        text = text[: end + 2]  # The engine looks no further either.
    layout.text = text
    pango.pango_layout_set_text(layout.layout, text.encode().replace(b"\0", b""), -1)


def split(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,  # noqa: FBT001, FBT002 - the order and the defaults are theirs
    minimum: bool = False,  # noqa: FBT001, FBT002
) -> Any:
    """Return the first line of a text and its measures; each text of a kit is measured once."""
    mine = kit(style)
    if max_width == 0 and minimum and mine.breaks_at_spaces and (found := _WORD.match(text)):
        return _first_word(found[1], style, mine, justification_spacing)
    asked = (text, style, context, max_width, justification_spacing, is_line_start, minimum)
    if len(text) > MOST_KEPT:
        return _split(*asked)
    key = (text, max_width, justification_spacing, is_line_start, minimum)
    answer = mine.splits.get(key)
    if answer is None:
        answer = mine.splits[key] = _split(*asked)
    return _lent(answer)


def _first_word(word: str, style: Any, mine: Kit, justification_spacing: float) -> Any:
    """Return what the engine finds of a text without any width, in a third of its measurings."""
    key = (word, justification_spacing)
    answer = mine.splits.get(key)
    if answer is None:
        layout = _Layout(style, justification_spacing, 0)
        layout.set_text(word)
        line, _ = layout.get_first_line()
        resume_at = len(word.encode()) + 1
        measured = _metrics(line, word, layout, None, space_collapse=True, style=style)
        answer = mine.splits[key] = (*measured[:2], resume_at, *measured[3:])
    return _lent(answer)


def _lent(answer: Any) -> Any:
    """Return an answer with a layout of its own, for whoever asked changes it."""
    layout = _Layout.__new__(_Layout)
    layout.__dict__.update(answer[0].__dict__)
    return layout, *answer[1:]


def strut(style: Any) -> Any:
    """Return height and baseline of an empty line, without spelling the style out each time."""
    kept = style.__dict__
    found = kept.get("takeoff_strut")
    if found is None:
        found = kept["takeoff_strut"] = _strut(style)
    return found


_BREAKS: dict[tuple[str, str | None], bool] = {}


def can_break(text: str, lang: str | None) -> bool:
    """Return whether a line may break within a text; for two letters it is asked for ever again."""
    if text is None or len(text) != 2:  # noqa: PLR2004 - the last letter of one, the first of another
        return bool(_can_break(text, lang))
    key = (text, lang)
    found = _BREAKS.get(key)
    if found is None:
        found = _BREAKS[key] = _can_break(text, lang)
    return found


def swaps() -> list[swap.Swap]:
    """Return what is to be exchanged."""
    return [
        swap.method(_Layout, "setup", set_up),
        swap.method(_Layout, "set_text", set_text),
        *swap.everywhere(_split, split),
        *swap.everywhere(_strut, strut),
        *swap.everywhere(_can_break, can_break),
    ]
