"""Turns charts into pictures of points, with the very letters of the PDF.

Word shows SVG, but not in letters that are on no machine but ours; so a copy gets points.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from assessor.domain.frozen import Frozen
from assessor.report import pdf
from assessor.report.content import Picture
from assessor.report.typefaces import fonts

DOTS = 300
"""To the inch, as printers want them."""

POINTS, PIXELS = 72, 96
"""To the inch: those of a PDF, and those of CSS, in which charts are drawn."""

EDGE = 0.03
"""Inches of white at either side and at the foot: the outermost letters reach the chart's edge."""

_SIZE = re.compile(
    r'<svg\b[^>]*?\b(width|height)="([\d.]+)(?:px)?"[^>]*?\b(width|height)="([\d.]+)'
)
_PAGE = '<section style="page: p{n}"><img src="asset:charts/{n}.svg" alt="{alt}"></section>'
_FACES = """
@font-face {{ font-family: "Takeoff Sans"; font-weight: {weight}; src: url("asset:fonts/{name}") }}
"""


class Points(Frozen):
    """A picture of points, and how large it is meant to be."""

    png: bytes
    inches: tuple[float, float]
    """Its width and height on paper."""


def draw(pictures: Iterable[Picture]) -> Mapping[str, Points]:
    """Return every chart as PNG, by its name."""
    wanted = tuple(pictures)
    if not wanted:
        return {}
    assets = {f"asset:charts/{n}.svg": p.svg.encode() for n, p in enumerate(wanted)}
    assets |= {f"asset:fonts/{name}": data for name, data in fonts().items()}
    printed = pdf.render(_page(wanted), assets, "0" * 64, tagged=False)
    return {
        picture.name: Points(png=png, inches=_with_edge(picture.svg))
        for picture, png in zip(wanted, _pages(printed.data), strict=True)
    }


def _page(pictures: tuple[Picture, ...]) -> str:
    sizes = [_inches(picture.svg) for picture in pictures]
    rules = "".join(
        f"@page p{n} {{ size: {wide + 2 * EDGE}in {high + EDGE}in; margin: 0 0 0 {EDGE}in }}"
        for n, (wide, high) in enumerate(sizes)
    )
    faces = "".join(
        _FACES.format(weight=weight, name=name)
        for weight, name in ((400, "IBMPlexSans-Regular.ttf"), (600, "IBMPlexSans-SemiBold.ttf"))
    )
    body = "".join(_PAGE.format(n=n, alt=escape(p.sentence)) for n, p in enumerate(pictures))
    look = "body { margin: 0 } img { display: block } section { break-after: page }"
    last = "section:last-child { break-after: auto }"
    return f"<html lang='en'><style>{faces}{rules}{look}{last}</style><body>{body}</body></html>"


def _inches(svg: str) -> tuple[float, float]:
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("a chart without a size")
    sizes = {found[1]: float(found[2]), found[3]: float(found[4])}
    return sizes["width"] / PIXELS, sizes["height"] / PIXELS


def _with_edge(svg: str) -> tuple[float, float]:
    wide, high = _inches(svg)
    return wide + 2 * EDGE, high + EDGE


def _pages(data: bytes) -> list[bytes]:
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - only copies for Word need it

    document = pypdfium2.PdfDocument(data)
    try:
        return [_png(page) for page in document]
    finally:
        document.close()


def _png(page: Any) -> bytes:
    out = io.BytesIO()
    image = page.render(scale=DOTS / POINTS).to_pil()
    image.convert("RGB").save(out, "PNG", dpi=(DOTS, DOTS))
    return out.getvalue()
