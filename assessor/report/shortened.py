"""Cuts text where a page has no more room."""

from __future__ import annotations

MOST_LETTERS = 125
"""Longer sentences are cut here; the appendix has them in full."""


def short(text: str, most: int = MOST_LETTERS) -> str:
    """Return the text on one line, cut at a space when it is longer than ``most`` letters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.—–") + "…"
