"""Boxes: their edges are read from a style once, not once for every box that has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import Box, PageBox  # type: ignore[import-untyped]
from weasyprint.layout import percent  # type: ignore[import-untyped]

from assessor.report.haste import swap

BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right")),
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("top", "bottom")),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
CORNERS = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)
SHARP = dict.fromkeys(CORNERS, (0, 0))
IN_PLACE = frozenset({"static", "relative"})

_resolve = percent.resolve_percentages
_resolve_radii = percent.resolve_radii_percentages
_is_in_normal_flow = Box.is_in_normal_flow


class Edges:
    """The lengths that a style gives each of its boxes, whatever is around it."""

    def __init__(self, style: Any) -> None:
        self.lengths: dict[str, Any] = {}
        self.borders = {name: style[name] for name in BORDERS}
        self.are_fixed = style["box_sizing"] == "content-box" and all(
            self._read(name, style[name]) for name in LENGTHS
        )
        if style["border_collapse"] != "collapse":
            self.lengths |= self.borders
            self.borders = {}

    def _read(self, name: str, value: Any) -> bool:
        if value is None or value == "auto":
            self.lengths[name] = 0 if value and name.startswith("min_") else value
            return True
        if getattr(value, "unit", None) in {None, "%"}:
            return False  # To be worked out anew in every box.
        self.lengths[name] = value.value
        return True


def _own(box: Any) -> dict[str, Any]:
    """Return where a box keeps what it knows; what stands for one that is placed later has it."""
    known: dict[str, Any] = box.__dict__
    return known["_box"].__dict__ if "_box" in known else known


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Give a box its lengths; the engine's own works out those that depend on the box around."""
    kept = box.style.__dict__
    edges = kept.get("takeoff_edges")
    if edges is None:
        edges = kept["takeoff_edges"] = Edges(box.style)
    if not edges.are_fixed or isinstance(box, PageBox):
        _resolve(box, containing_block)
        return
    _own(box).update(edges.lengths)
    for name, width in edges.borders.items():
        # Where borders collapse, the table may have decided already.
        if not hasattr(box, name):
            setattr(box, name, width)


def resolve_radii(box: Any) -> None:
    """Give a box its corners, which are sharp unless a style says otherwise."""
    kept = box.style.__dict__
    are_sharp = kept.get("takeoff_sharp")
    if are_sharp is None:
        are_sharp = all((0, "px") in box.style[name] for name in CORNERS)
        kept["takeoff_sharp"] = are_sharp
    if are_sharp:
        _own(box).update(SHARP)
    else:
        _resolve_radii(box)


def is_in_normal_flow(box: Any) -> bool:
    """Return whether a box stands where it comes, as nearly all do."""
    style = box.style
    if style["float"] == "none" and style["position"] in IN_PLACE:
        return True
    return bool(_is_in_normal_flow(box))


def descendants(box: Any, placeholders: bool = False) -> Iterator[Any]:  # noqa: FBT001, FBT002 - as theirs
    """Yield a box and all in it from front to back; a generator for each of them takes its time."""
    yield box
    within = [iter(box.children)]
    while within:
        for child in within[-1]:
            if isinstance(child, Box):
                yield child
                within.append(iter(child.children))
                break
            if placeholders:
                yield from child.descendants(placeholders)
            else:
                yield child
        else:
            within.pop()


def swaps() -> list[swap.Swap]:
    """Return what is to be exchanged."""
    return [
        swap.method(Box, "descendants", descendants),
        swap.method(Box, "is_in_normal_flow", is_in_normal_flow),
        *swap.everywhere(_resolve, resolve_percentages),
        *swap.everywhere(_resolve_radii, resolve_radii),
    ]
