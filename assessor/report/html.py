"""Arranges a report's content on the templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from assessor.domain.language import Language
from assessor.language import Voice
from assessor.report.content import CROWDED, MOST_SQUEEZE, Picture, ReportContext
from assessor.report.look import sandbox
from assessor.report.look.own import OwnLook
from assessor.report.typefaces import fonts
from assessor.report.typography import Typesetter

ASSETS = "asset:"
"""The scheme by which a page names its fonts and charts; nothing else can be fetched."""

PAGE = "report.html"
OURS = OwnLook()
_NAME = re.compile(r"(?:[a-z_]+/)?[a-z_]+\.(?:html|css)")


def _ours(name: str) -> str | None:
    """Return a template of the package, also when it lies in a zip; None for any other path."""
    if not _NAME.fullmatch(name):
        return None  # An own template may ask for any file.
    source = files("report_templates") / name
    return source.read_text(encoding="utf-8") if source.is_file() else None


def versions(context: ReportContext, look: OwnLook = OURS, look_id: str = "") -> Iterator[str]:
    """Return the report, then the same with an ever denser sponsor's page, for as long as asked.

    The first is made at once, so that what is wrong with an own template is raised as it is.
    """
    # A page that is crowded from the start does not gain by what a roomier one is spared.
    start = CROWDED + 1 if context.sponsor.crowded else 1
    first = render(context, look, look_id)
    denser = (context.squeezed(much) for much in range(start, MOST_SQUEEZE + 1))
    return chain((first,), (render(one, look, look_id) for one in denser))


def render(context: ReportContext, look: OwnLook = OURS, look_id: str = "") -> str:
    """Return the report as one HTML page whose fonts and charts are named as assets.

    Templates of an own look are filled with plain data in a sandbox; what goes wrong in one is
    raised as it is, with ``look_id`` before the name of the file.
    """
    voice = Voice(context.language)
    style = look.recoloured(_ours("report.css") or "") + look.css
    values: dict[str, Any] = {
        "report": context,
        "say": voice.say,
        "say_many": voice.say_many,
        "percent": voice.percent,
        "asset": _address,
        "style": style,
    }
    if not look.templates:
        return _ours_in(context.language).get_template(PAGE).render(values)

    def found(name: str) -> tuple[str, str, None] | None:
        own = look.templates.get(name)
        source = _ours(name) if own is None else own
        named = name if own is None else f"{look_id}/{name}"
        return None if source is None else (source, named, None)

    environment = _environment(sandbox.Sandbox, context.language)
    environment.loader = FunctionLoader(found)
    return sandbox.filled(environment, PAGE, values | {"report": sandbox.bare(context)})


def prepare() -> None:
    """Compile our templates beforehand: a tenth of a second that no order need wait for."""
    names = [path.name for path in files("report_templates").iterdir()]
    for language in Language:
        for name in names:
            if name.endswith(".html"):
                _ours_in(language).get_template(name)


@cache
def _ours_in(language: Language) -> Environment:
    """Return what holds our templates; they are compiled once, and do not change meanwhile."""
    return _environment(Environment, language)


def _environment(kind: type[Environment], language: Language) -> Environment:
    return kind(
        loader=FunctionLoader(_ours),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=Typesetter(language),
    )


def assets(context: ReportContext, look: OwnLook = OURS) -> dict[str, bytes]:
    """Return what the page refers to, by its address: the fonts, the charts and a logo."""
    pictures = {_address(p): look.recoloured(p.svg).encode("utf-8") for p in context.pictures}
    letters = {f"{ASSETS}fonts/{name}": data for name, data in fonts().items()}
    return pictures | letters | look.assets


def _address(picture: Picture) -> str:
    return f"{ASSETS}charts/{picture.name}.svg"
