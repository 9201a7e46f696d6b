"""The sectors of the published cases, without reading what was answered about them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

_ANSWERS = "\nproject:"
"""Begins what follows the block about the case itself; that is most of the file."""


@cache
def sectors() -> tuple[str, ...]:
    """Return the sectors in every language, in the order of the alphabet."""
    found: set[str] = set()
    for path in files("assessor.examples").iterdir():
        if path.name.endswith(".yaml"):
            head = path.read_text(encoding="utf-8").partition(_ANSWERS)[0]
            found.update((yaml.safe_load(head)["example"].get("sector") or {}).values())
    return tuple(sorted(found))
