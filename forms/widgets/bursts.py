"""Cuts what is being typed into bursts: the steps in which it is undone."""

from __future__ import annotations

import time

LONGEST = 80
"""Letters after which the next word begins another burst."""
REST_SECONDS = 1.5
"""Who stops typing for so long begins another burst."""


class Bursts:
    """Follows the changes of one text; positions and lengths as Qt tells of them."""

    def __init__(self) -> None:
        """Begin with an empty text."""
        self.number = 0
        """Tells one burst from the others."""
        self.begin("")

    def begin(self, text: str) -> None:
        """Begin another burst; ``text`` is what stands there now."""
        self.number += 1
        self.text = text
        """What stood there after the last change."""
        self._length = 0
        self._deletes = False
        self._end = -1
        """Where the next letter of the same burst would be typed."""
        self._at = 0.0

    def breaks(self, position: int, removed: int, added: int, text: str) -> bool:
        """Return whether a change begins another burst."""
        if self._length == 0:
            return False
        deletes = removed > 0 and added == 0
        rested = time.monotonic() - self._at > REST_SECONDS
        elsewhere = position + (removed if deletes else 0) != self._end and position != self._end
        pasted = added > 1 or removed > 1
        letter = text[position : position + 1]
        wraps = letter == "\n" and added == 1
        full = self._length >= LONGEST and letter.isspace()
        return rested or elsewhere or pasted or wraps or full or deletes is not self._deletes

    def note(self, position: int, removed: int, added: int, text: str) -> None:
        """Take a change into the burst."""
        self.text = text
        self._length += max(removed, added)
        self._deletes = removed > 0 and added == 0
        self._end = position + added
        self._at = time.monotonic()
