"""The reference table of the method; the file beside this one says where its figures come from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from core.scoring import made

from assessor.questionnaire import loader, strict_yaml
from assessor.scoring import beliefs
from assessor.scoring.forecast import forecast

TABLE = Path(__file__).with_name("reference_table.yaml")
ROWS: list[dict[str, Any]] = strict_yaml.load(TABLE.read_text(encoding="utf-8"), TABLE.name)


@pytest.mark.parametrize("belief_id", beliefs.bundled_ids())
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_figures_come_within_three_points(row: dict[str, Any], belief_id: str) -> None:
    risk = forecast(
        made.assessment(row["answers"]), loader.bundled(), beliefs.bundled(belief_id)
    ).risk
    for name, expected in row[belief_id].items():
        assert getattr(risk, name) * 100 == pytest.approx(expected, abs=3), name
