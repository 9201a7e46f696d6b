"""All pictures by name, for those who choose one at run time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assessor.domain.assessment import Assessment
from assessor.domain.picture import PAPER, Palette
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
) -> str:
    """Return the picture of this name (one of NAMES) as SVG; KeyError for any other name.

    The picture is ``width`` pixels wide and at least ``height`` high: higher where its rows need
    it, so whoever shows it should take the height from the SVG.
    """

    def of_forecast(picture: Callable[..., str]) -> Callable[[], str]:
        return lambda: picture(forecast, **looks)

    def of_questions(picture: Callable[..., str]) -> Callable[[], str]:
        return lambda: picture(forecast, questionnaire, **looks)

    looks = {"voice": voice, "palette": palette, "width": width, "height": height, "size": size}
    pictures: Mapping[str, Callable[[], str]] = {
        "icon_array": of_forecast(icon_array),
        "range_bar": of_forecast(range_bar),
        "stated_evidenced": of_forecast(stated_evidenced),
        "waterfall": of_questions(waterfall),
        "drivers": of_questions(drivers),
        "profile": lambda: profile(assessment, questionnaire, **looks),  # type: ignore[arg-type]
    }
    return pictures[name]()
