"""Shares as people type them: 0.35, 35% or 35."""

from __future__ import annotations

import math

from assessor.domain.problem import InputProblem

PER_CENT = 100


def limit_of(text: str) -> float:
    """Return the risk limit between 0 and 1 that an option names; InputProblem for anything else.

    A number of one or more is per cents, since nobody accepts a risk of 1 in 100 as “1”.
    """
    number = text.removesuffix("%").strip().replace(",", ".")
    try:
        value = float(number)
    except ValueError:
        value = -1.0
    share = value / PER_CENT if text.endswith("%") or value >= 1 else value
    if not 0 < share < 1 or not _is_whole(share):
        raise InputProblem(
            "“%(limit)s” is no whole number of projects in a hundred, from 1 to 99.",
            place="--limit",
            remedy="Write a number such as 35, or 0.35.",
            limit=text,
        )
    return share


def _is_whole(share: float) -> bool:
    """Return whether a share is whole hundredths: limits are kept, compared and told as such."""
    return math.isclose(share * PER_CENT, round(share * PER_CENT), abs_tol=1e-6)
