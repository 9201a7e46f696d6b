"""Money alone buys nothing; the attention that it attracts does (S4.7)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assessor.domain.questionnaire import LEVELS
from assessor.scoring.draws import Floats
from assessor.scoring.level_belief import Theta
from assessor.scoring.tables import Tables

BEST = LEVELS - 1


def remaining(tables: Tables, thetas: Sequence[Theta | None]) -> Floats:
    """Return which part of the rescued section's risk remains in each draw; shape (draws,).

    It is 1 - r(investment) * attention / 4, and 1 where the set knows no rescue or one of the
    two questions is not there or not applicable.
    """
    whole = np.ones(tables.draws)
    rescue = tables.beliefs.rescue
    if rescue is None or not {rescue.investment, rescue.attention} <= tables.row.keys():
        return whole
    investment, attention = tables.row[rescue.investment], tables.row[rescue.attention]
    invested, attended = thetas[investment], thetas[attention]
    if invested is None or attended is None:
        return whole
    strength = np.array([rescue.by_level.get(level, 0.0) for level in range(LEVELS)])

    def compute() -> Floats:
        mended = strength[tables.levels(investment, invested)]
        remains: Floats = whole - mended * tables.levels(attention, attended) / BEST
        return remains

    return tables.memory.recall(("remains", invested, attended), compute)


def rescued_rows(tables: Tables) -> slice:
    """Return the rows whose risk-raising part is rescued, none without a rescue."""
    rescue = tables.beliefs.rescue
    return tables.rows_of(rescue.section) if rescue else slice(0, 0)


def rescuing_rows(tables: Tables) -> tuple[int, ...]:
    """Return the rows of investment and attention, none without a rescue."""
    rescue = tables.beliefs.rescue
    if rescue is None:
        return ()
    return tuple(tables.row[q] for q in (rescue.investment, rescue.attention) if q in tables.row)
