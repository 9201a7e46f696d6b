"""Points as whole numbers that add up: base rate and sections make exactly the risk shown."""

from __future__ import annotations

from collections.abc import Mapping

from assessor.domain.risk import Forecast, SectionPoints
from assessor.language.sentences import hundred


def whole_points(forecast: Forecast) -> Mapping[str, int]:
    """Return each section's points, rounded by the largest remainder.

    A section that adds nothing stays at nothing. Where the exact points do not add up to the
    difference of the two figures, nothing is forced.
    """
    rounded = {section.id: round(section.points) for section in forecast.sections}
    aim = hundred(forecast.risk.mean) - hundred(forecast.base_rate.mean)
    missing = aim - sum(rounded.values())
    way = 1 if missing > 0 else -1
    moved = [section for section in forecast.sections if section.points != 0]
    if abs(missing) > len(moved):
        return rounded
    for section in sorted(moved, key=lambda one: way * _left(one), reverse=True)[: abs(missing)]:
        rounded[section.id] += way
    return rounded


def whole_sections(forecast: Forecast) -> tuple[SectionPoints, ...]:
    """Return the sections with their points as whole numbers that add up."""
    whole = whole_points(forecast)
    return tuple(
        section.model_copy(update={"points": whole[section.id]}) for section in forecast.sections
    )


def _left(section: SectionPoints) -> float:
    """Return what rounding took away from a section's points."""
    return section.points - round(section.points)
