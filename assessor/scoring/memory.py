"""Remembers arrays that were computed before: one answer changes at a time, the rest stays."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from assessor.scoring.draws import Floats

KEPT = 512
"""Arrays kept by one memory; 16 MB at 4,096 draws."""


@dataclass(frozen=True)
class Memory:
    """Arrays by what they were computed from; the first to come is the first to go."""

    known: dict[Hashable, Floats] = field(default_factory=dict)

    def recall(self, key: Hashable, compute: Callable[[], Floats]) -> Floats:
        """Return the array of a key, computed only if it is not known; nobody may change it."""
        array = self.known.get(key)
        if array is None:
            array = compute()
            array.setflags(write=False)
            while len(self.known) >= KEPT:
                self.known.pop(next(iter(self.known)), None)
            self.known[key] = array
        return array
