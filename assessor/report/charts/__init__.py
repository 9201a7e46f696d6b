"""Pictures of a forecast: pure functions from numbers to SVG text, for window and paper alike."""

from assessor.report.charts.drivers import drivers
from assessor.report.charts.gallery import NAMES, draw
from assessor.report.charts.icons import icon_array
from assessor.report.charts.profile import profile
from assessor.report.charts.ranges import range_bar, stated_evidenced
from assessor.report.charts.waterfall import waterfall

__all__ = [
    "NAMES",
    "draw",
    "drivers",
    "icon_array",
    "profile",
    "range_bar",
    "stated_evidenced",
    "waterfall",
]
