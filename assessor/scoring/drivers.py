"""Why the risk is what it is, question by question, and what it would be if one were proven."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from assessor.domain.risk import Driver, SectionPoints
from assessor.scoring.draws import Floats
from assessor.scoring.model import Position
from assessor.scoring.rescue import rescued_rows
from assessor.scoring.shapley import POINTS


def drivers(of: Position, sections: tuple[SectionPoints, ...]) -> tuple[Driver, ...]:
    """Return every question that applies, strongest absolute effect first, ids breaking ties."""
    points = question_points(of, {section.id: section.points for section in sections})
    proven = of.if_proven_best
    found = [
        Driver(question=question_id, points=float(points[row]), if_proven_best=float(proven[row]))
        for row, question_id in enumerate(of.tables.question_ids)
        if of.applies[row]
    ]
    return tuple(sorted(found, key=lambda driver: (-abs(driver.points), driver.question)))


def question_points(of: Position, sections: Mapping[str, float]) -> Floats:
    """Return the sections' points split over their questions; shape (questions,).

    Simply dividing in proportion to log-odds explodes when good and bad answers of a section
    cancel: two points would be explained by +90 and -88. So every question first gets its own
    effect at the usual slope of points over log-odds, and what is then missing to the section's
    points is shared out by absolute size. Where all answers of a section point one way, this is
    exactly the proportional split.
    """
    moved = moved_log_odds(of)
    at_usual_slope = _slope(of) * moved
    points = np.zeros_like(moved)
    for section_id, total in sections.items():
        rows = of.tables.rows_of(section_id)
        size = np.abs(moved[rows])
        if size.sum() > 0:
            missing = total - at_usual_slope[rows].sum()
            points[rows] = at_usual_slope[rows] + missing * size / size.sum()
    return points


def moved_log_odds(of: Position) -> Floats:
    """Return how far each answer moves the log-odds from not asked, on average; (questions,).

    Averaged in closed form, so that equal answers of equal weight get equal points.
    """
    tables = of.tables
    ids = tables.question_ids
    swings = np.array([tables.beliefs.swing(question_id) for question_id in ids])
    effects = swings[:, np.newaxis] * tables.centred
    rescued = effects[rescued_rows(tables)]
    # The rescue mends what raises the risk and leaves alone what lowers it.
    np.multiply(rescued, of.remains.mean(), out=rescued, where=rescued > 0)
    changes = [
        np.subtract(theta, about.not_asked) if theta else np.zeros(tables.centred.shape[1])
        for theta, about in zip(of.thetas, tables.about, strict=True)
    ]
    moved: Floats = (effects * np.stack(changes)).sum(axis=1)
    return moved


def _slope(of: Position) -> float:
    """Return points per unit of log-odds, between where nothing is known and here."""
    usable = of.tables.explained
    steepness = 0.0
    for side in (of.before, of):
        bare = (side.chances - of.tables.luck) / usable
        steepness += float((usable * bare * (1 - bare)).mean()) / 2
    return POINTS * steepness
