"""What the list of assessments needs of a row; read without SQLAlchemy, which takes a while."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from assessor.domain.portfolio import UNREADABLE, AssessmentRow
from assessor.domain.risk import Risk, Verdict

LISTED = (
    "id",
    "client",
    "name",
    "stage",
    "coverage",
    "headline",
    "risk_mean",
    "risk_median",
    "risk_low",
    "risk_high",
    "verdict",
    "created",
    "changed",
    "deleted",
)
"""Columns of the table of assessments, the documents being no part of it."""


def listed_row(found: Mapping[str, Any]) -> AssessmentRow:
    """Return the line of a row with the columns LISTED, ``damaged`` when they cannot be read."""
    plain = {name: found[name] for name in ("id", "client", "name", "created", "changed")}
    plain["deleted"] = found["deleted"]
    try:
        figures = {name: found[f"risk_{name}"] for name in ("mean", "median", "low", "high")}
        rest = {name: found[name] for name in ("stage", "coverage", "headline", "verdict")}
        return AssessmentRow.model_validate({**plain, **rest, "risk": Risk(**figures)})
    except ValidationError:
        return _damaged_row(plain)


def _damaged_row(plain: dict[str, Any]) -> AssessmentRow:
    text = {name: str(plain[name] or "") for name in ("id", "client", "name")}
    never = datetime.fromtimestamp(0, UTC)
    return AssessmentRow(
        **text,
        stage=None,
        coverage=0,
        headline=False,
        risk=UNREADABLE,
        verdict=Verdict.NOT_YET,
        created=never,
        changed=never,
        deleted=never if plain["deleted"] else None,
        damaged=True,
    )
