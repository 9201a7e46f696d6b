"""Puts the figures of the list right without touching what they were worked out from.

An assessment keeps its version: whoever has it open saves over it as before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from assessor.domain.assessment import Assessment
from assessor.domain.portfolio import Summary
from assessor.domain.problem import InputProblem
from assessor.store import engine as engines
from assessor.store import schema
from assessor.store.document import unpack
from assessor.store.tables import about, assessments

BASIS = "basis"
"""Under this key the database says by what its list was worked out."""


def figures(summary: Summary) -> dict[str, Any]:
    """Return the columns of a row that a forecast fills."""
    return {
        "coverage": summary.coverage,
        "headline": summary.headline,
        "risk_mean": summary.risk.mean,
        "risk_median": summary.risk.median,
        "risk_low": summary.risk.low,
        "risk_high": summary.risk.high,
        "verdict": summary.verdict.value,
    }


def basis(engine: sa.Engine) -> str:
    """Return by what the whole list was worked out, empty when nobody has said."""
    query = sa.select(about.c.value).where(about.c.key == BASIS)
    with engines.reading(engine) as connection:
        return str(connection.execute(query).scalar() or "")


def note_basis(engine: sa.Engine, worked_out_by: str) -> None:
    """Note by what the whole list was worked out."""
    with schema.writing(engine) as connection:
        connection.execute(sa.delete(about).where(about.c.key == BASIS))
        connection.execute(sa.insert(about).values(key=BASIS, value=worked_out_by))


def restate(engine: sa.Engine, assessment_id: str, judge: Callable[[Assessment], Summary]) -> bool:
    """Work the figures of one row out again; return whether they were others.

    What is damaged, or was saved meanwhile, is left alone.
    """
    here = assessments.c.id == assessment_id
    with engines.reading(engine) as connection:
        found = connection.execute(sa.select(assessments).where(here)).mappings().first()
    if found is None:
        return False
    try:
        assessment = unpack(found["document"], found["sha256"], assessment_id, "")
        right = figures(judge(assessment))
    except InputProblem:
        return False
    if all(found[name] == value for name, value in right.items()):
        return False
    unchanged = here & (assessments.c.version == found["version"])
    with schema.writing(engine) as connection:
        change = sa.update(assessments).where(unchanged).values(**right)
        return connection.execute(change).rowcount == 1
