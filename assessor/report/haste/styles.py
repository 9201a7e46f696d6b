"""Styles: what nothing was said about has its initial value from the start."""

from __future__ import annotations

import re
from copy import copy
from functools import cache
from typing import Any

import weasyprint  # type: ignore[import-untyped]
from weasyprint.css import AnonymousStyle, ComputedStyle  # type: ignore[import-untyped]
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS  # type: ignore[import-untyped]
from weasyprint.css.functions import check_math  # type: ignore[import-untyped]
from weasyprint.css.properties import (  # type: ignore[import-untyped]
    INHERITED,
    INITIAL_NOT_COMPUTED,
    INITIAL_VALUES,
)

from assessor.report.haste import swap

NOT_ALONE = {"display", "float", "page", "position"}
"""What computing another property, or an ancestor, has a say in."""

WIDTHS = {
    f"{edge}_width": f"{edge}_style"
    for edge in ("border_top", "border_right", "border_bottom", "border_left", "outline")
}
"""Widths that are none as long as nothing is said about a style of the line."""

INITIAL = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if name not in INHERITED | INITIAL_NOT_COMPUTED | NOT_ALONE
    and not name.startswith("text_decoration_")
    and not check_math(value)
} | dict.fromkeys(WIDTHS, 0)
"""Properties whose initial value no parent and no other property changes."""

LOGICAL = frozenset(name for name in INITIAL_VALUES if re.search("(^|_)(block|inline)_", name))
"""Names that stand for a side which depends on the direction of writing."""

HANDED_DOWN = INHERITED - NOT_ALONE - PHYSICAL_FUNCTIONS.keys()
"""Properties that an element has from its parent, if nothing is said about them."""

ASKED = (None, "before", "after")
OF_NOTES = {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
PSEUDO_ELEMENT = 3
"""Where its name stands in what the engine keeps of a selector."""

_compute = ComputedStyle.__missing__
_begin = ComputedStyle.__init__
_begin_anonymous = AnonymousStyle.__init__
_sheets = weasyprint.HTML._ua_stylesheets  # noqa: SLF001 - the engine has no other door for it


def begin(style: Any, parent: Any, cascaded: Any, pseudo_type: Any, *others: Any) -> None:
    """Begin a style with everything that it will not have to compute."""
    _begin(style, parent, cascaded, pseudo_type, *others)
    # A style of a first letter or line is read as a whole, as far as it has been computed.
    if pseudo_type not in ASKED and not pseudo_type.startswith("@"):
        return
    if not LOGICAL.isdisjoint(cascaded):
        return
    style.update(INITIAL)
    for name in INITIAL.keys() & cascaded.keys():
        del style[name]
    for width, line in WIDTHS.items():
        if line in cascaded:
            style.pop(width, None)


def compute(style: Any, name: str) -> Any:
    """Return the value of a property that was not asked for before, and keep it."""
    parent = style.parent_style
    if name in HANDED_DOWN and parent is not None and name not in style.cascaded:
        value = style[name] = parent[name]
        return value
    return _compute(style, name)


def begin_anonymous(style: Any, parent: Any) -> None:
    """Begin the style of a box that has no element of its own."""
    style.update(INITIAL)
    _begin_anonymous(style, parent)


@cache
def _without_notes(sheet: Any) -> Any:
    lean = copy(sheet)
    lean.matcher = copy(sheet.matcher)
    lean.matcher.other_selectors = [
        entry for entry in sheet.matcher.other_selectors if entry[PSEUDO_ELEMENT] not in OF_NOTES
    ]
    return lean


def own_sheets(page: Any, forms: bool = False) -> Any:  # noqa: FBT001, FBT002 - as theirs
    """Return the engine's own style sheets, without its five styles of notes for every element.

    Those are left in where the page speaks of notes.
    """
    if forms or getattr(page, "has_notes", True):
        return _sheets(page, forms)
    return [_without_notes(sheet) for sheet in _sheets(page)]


def swaps() -> list[swap.Swap]:
    """Return what is to be exchanged."""
    return [
        swap.method(ComputedStyle, "__init__", begin),
        swap.method(ComputedStyle, "__missing__", compute),
        swap.method(AnonymousStyle, "__init__", begin_anonymous),
        swap.method(weasyprint.HTML, "_ua_stylesheets", own_sheets),
    ]
