"""Whole points add up to the figures beside them."""

from __future__ import annotations

from assessor.domain.assessment import Version
from assessor.domain.risk import Forecast, Risk, SectionPoints, Verdict
from assessor.language.whole_points import whole_points


def forecast(base: float, risk: float, *points: float) -> Forecast:
    shown = Risk(mean=risk, median=risk, low=risk / 2, high=(1 + risk) / 2)
    return Forecast(
        risk=shown,
        as_stated=shown,
        as_evidenced=shown,
        base_rate=Risk(mean=base, median=base, low=base / 2, high=(1 + base) / 2),
        coverage=0.8,
        headline=True,
        verdict=Verdict.NOT_YET,
        conditions=(),
        risk_limit=0.35,
        sections=tuple(
            SectionPoints(id=f"s{place}", points=one, low=one - 1, high=one + 1)
            for place, one in enumerate(points)
        ),
        drivers=(),
        findings=(),
        caveats=(),
        missing=(),
        beliefs=Version(id="practitioner", version="1.0"),
        questionnaire=Version(id="small", version="2"),
    )


def test_the_terms_add_up_to_the_figures_shown() -> None:
    # 46.4 + 4.4 + 3.4 - 5.2 - 2.4 - 0.6 = 46.0; rounded one by one, the terms make 45.
    found = whole_points(forecast(0.464, 0.46, 4.4, 3.4, -5.2, -2.4, -0.6))
    assert 46 + sum(found.values()) == 46
    assert list(found.values()) == [5, 3, -5, -2, -1]


def test_a_section_that_adds_nothing_stays_at_nothing() -> None:
    found = whole_points(forecast(0.454, 0.476, 2.2, 0))
    assert list(found.values()) == [3, 0]


def test_nothing_is_forced_where_the_exact_points_do_not_add_up() -> None:
    assert list(whole_points(forecast(0.45, 0.53, 20, -3)).values()) == [20, -3]
