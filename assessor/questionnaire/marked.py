"""Plain data together with the lines that it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str | int, ...]
"""Keys and list indices from the root of a document to one value."""


@dataclass(frozen=True)
class Marked:
    """What a file says, and where in the file it says so."""

    value: Any
    place: str
    """The file's name, as the user knows it."""
    lines: Mapping[Path, int] = field(default_factory=dict)
    """Line numbers from 1 by path; empty when they are not known."""

    def where(self, path: Path) -> str:
        """Return ``file:line`` of a path or of the nearest value around it that has a line."""
        for length in range(len(path), -1, -1):
            line = self.lines.get(path[:length])
            if line is not None:
                return f"{self.place}:{line}"
        return self.place
