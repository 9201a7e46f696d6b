"""An own look of the printed report, as a list of looks shows it."""

from __future__ import annotations

from dataclasses import dataclass

from assessor.domain.problem import Problem


@dataclass(frozen=True)
class Look:
    """One folder with colours, a logo, a contact block and perhaps templates."""

    id: str
    """The name of its folder; what a report is ordered with."""
    title: str
    problem: Problem | None = None
    """The first thing that is wrong with it; our own stands in for what is wrong."""
