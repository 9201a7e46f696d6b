"""Guesses how much of a page the sponsor's part takes, before anything is laid out.

A guess that is too low costs a second layout, one that is too high a page with less air than it
has room for; so it counts lines as the style sheet sets them. All sizes are in points.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from assessor.report.content import Line, SponsorPage

ROOM = 745.0
"""The page between its margins is 734; a guess is a line or so too high."""

SMALL, TEXT = 10.5, 14.0
"""A line of small letters, and one of text."""

ICONS, BARS = 180.0, 229.0
"""The squares with the heading of what stands below them; the headline with both charts."""

HEADING = 32.0
"""The rule above two columns and what stands over each of them."""

SQUARES, HALF, COLUMN, WHOLE, TITLE = 32, 45, 50, 105, 48
"""Letters of a line below the squares, of a reason, of a column, over the page, of the verdict."""

LISTED = 3
"""More conditions than this stand in one paragraph each."""


SAVED = 90.0
"""What less air saves on a page that is not nearly empty."""


def is_crowded(page: SponsorPage) -> bool:
    """Return whether a roomy setting would most likely not end on the page."""
    return _height(page) > ROOM


def is_full(page: SponsorPage) -> bool:
    """Return whether even one with less air would most likely not."""
    return _height(page) > ROOM + SAVED


def _height(page: SponsorPage) -> float:
    top = _lines(f"{page.client} {page.project} {page.day}", WHOLE) * SMALL + 7
    verdict = _lines(page.verdict, TITLE) * 21 + 10.5
    figures = max(ICONS + _lines(page.definition, SQUARES) * SMALL, BARS)
    reasons = HEADING + max(_reasons(page.up), _reasons(page.down))
    rest = HEADING + max(_conditions(page), _facts(page))
    comment = _lines(page.comment, WHOLE) * SMALL + 14 if page.comment else 0
    return top + verdict + figures + reasons + rest + comment


def _reasons(lines: Iterable[Line]) -> float:
    return sum(TEXT + _lines(line.text, HALF) * SMALL + 3.5 for line in lines)


def _conditions(page: SponsorPage) -> float:
    if len(page.conditions) > LISTED:
        told = (f"{line.title} {line.text}" for line in page.conditions)
        listed = sum(_lines(one, HALF) * SMALL + 7 for one in told)
    else:
        listed = _reasons(page.conditions)
    return listed + _small(page.more) + SMALL + 1.75


def _facts(page: SponsorPage) -> float:
    facts = sum(max(_lines(fact.text, 22), 1) * TEXT + 4 for fact in page.facts)
    warnings = [one for one in (page.other_beliefs, *page.caveats) if one]
    return facts + 3.5 + sum(map(_small, warnings)) + (17.5 if warnings else 0)


def _small(text: str) -> float:
    return _lines(text, COLUMN) * SMALL + 1.75 if text else 0


def _lines(text: str, letters: int) -> int:
    return math.ceil(len(text) / letters)
