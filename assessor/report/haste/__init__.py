"""Makes the PDF engine faster without changing a byte of what it prints.

The engine works out anew, thousands of times a report, what it has worked out before: what a
style says of a box, how wide a word is, how an object is written. Here its slowest functions are
exchanged for ones that remember, each of which asks the engine's own wherever it is not sure.
That takes a third off the computing time of a page. It leans on how the versions in ``KNOWN``
are built; with any other the engine is left as it is, slower and no less right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessor.report.haste.swap import Swap

KNOWN = {"weasyprint": "70.0", "pydyf": "0.13.0", "tinyhtml5": "2.1.0"}
"""Versions that every exchanged function was compared with, line by line."""

NOTES = re.compile(r"footnote|note\(", re.IGNORECASE)
"""What a page that has footnotes, or notes of another kind, cannot do without."""


def is_known() -> bool:
    """Return whether the engine that is installed is the one this was written for."""
    try:
        return all(version(name) == wanted for name, wanted in KNOWN.items())
    except PackageNotFoundError:
        return False


@cache
def hasten() -> bool:
    """Exchange the slow functions, once a process; return whether the engine is a known one."""
    if not is_known():
        return False
    from assessor.report.haste import objects  # noqa: PLC0415 - as below

    for swap in (*_swaps(), *objects.choices()):
        swap.do()
    return True


@contextmanager
def unhastened() -> Iterator[None]:
    """Let the engine work with its own functions for a while, to compare what comes out."""
    swaps = _swaps() if hasten() else []
    for swap in swaps:
        swap.undo()
    try:
        yield
    finally:
        for swap in swaps:
            swap.do()


@cache
def _swaps() -> list[Swap]:
    # Each of these reads the engine, which takes a third of a second.
    from assessor.report.haste import (  # noqa: PLC0415
        boxes,
        drawing,
        letters,
        objects,
        reading,
        styles,
    )

    parts = (reading, styles, boxes, letters, drawing, objects)
    return [swap for part in parts for swap in part.swaps()]
