"""The report's pictures as files of their own: each under its sentence, with letters of its own."""

from __future__ import annotations

import re

from assessor.domain.picture import PAPER, Svg
from assessor.report.charts.standalone import FAMILIES, standalone
from assessor.report.content import Picture, ReportContext
from assessor.report.parts.material import PAPER_FAMILY

_DRAWN = re.compile(
    r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"[^>]*><title>.*?</title>(.*)</svg>'
)


def exported(report: ReportContext) -> dict[str, str]:
    """Return every picture of a report as SVG that any program shows, by its name."""
    palette = PAPER.model_copy(update={"family": FAMILIES})
    return {
        picture.name: standalone(_drawn(picture), picture.sentence, palette)
        for picture in report.pictures
    }


def _drawn(picture: Picture) -> Svg:
    """Return a picture with its size, in letters that are looked for on the machine."""
    text = picture.svg.replace(PAPER_FAMILY, FAMILIES)
    found = _DRAWN.fullmatch(text)
    if found is None:
        raise ValueError(f"{picture.name} is no picture of ours")
    made = Svg(text)
    made.sentence, made.body = picture.sentence, found[3]
    made.width, made.height = float(found[1]), float(found[2])
    made.spots = ()
    return made
