"""All pictures by name, for those who choose one at run time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypedDict

from assessor.domain.assessment import Assessment
from assessor.domain.picture import PAPER, Palette, Svg
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast
from assessor.language import Voice
from assessor.report.charts.drivers import drivers
from assessor.report.charts.icons import icon_array
from assessor.report.charts.profile import profile
from assessor.report.charts.ranges import range_bar, stated_evidenced
from assessor.report.charts.waterfall import waterfall

NAMES = ("icon_array", "range_bar", "stated_evidenced", "waterfall", "profile", "drivers")


def draw(  # noqa: PLR0913 - what a picture depends on
    name: str,
    assessment: Assessment,
    questionnaire: Questionnaire,
    forecast: Forecast,
    *,
    voice: Voice,
    palette: Palette = PAPER,
    width: float,
    height: float | None = None,
    size: float = 13,
    count: int = 10,
) -> Svg:
    """Return the picture of this name (one of NAMES) as SVG; KeyError for any other name.

    The picture is ``width`` pixels wide and at least ``height`` high: higher where its rows need
    it, so whoever shows it should take the height from the SVG. ``count`` limits the drivers.
    """
    looks = _Looks(voice=voice, palette=palette, width=width, height=height, size=size)
    pictures: Mapping[str, Callable[[], Svg]] = {
        "icon_array": lambda: icon_array(forecast, **looks),
        "range_bar": lambda: range_bar(forecast, **looks),
        "stated_evidenced": lambda: stated_evidenced(forecast, **looks),
        "waterfall": lambda: waterfall(forecast, questionnaire, **looks),
        "drivers": lambda: drivers(forecast, questionnaire, count, **looks),
        "profile": lambda: profile(assessment, questionnaire, forecast.conditions, **looks),
    }
    return pictures[name]()


class _Looks(TypedDict):
    voice: Voice
    palette: Palette
    width: float
    height: float | None
    size: float
