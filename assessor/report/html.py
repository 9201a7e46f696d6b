"""Arranges a report's content on the templates."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined

from assessor.language import Voice
from assessor.report.content import Picture, ReportContext
from assessor.report.typefaces import fonts
from assessor.report.typography import Typesetter

ASSETS = "asset:"
"""The scheme by which a page names its fonts and charts; nothing else can be fetched."""


def _template(name: str) -> str | None:
    """Return a template of the package, also when it lies in a zip."""
    source = files("report_templates") / name
    return source.read_text(encoding="utf-8") if source.is_file() else None


def render(context: ReportContext) -> str:
    """Return the report as one HTML page whose fonts and charts are named as assets."""
    voice = Voice(context.language)
    environment = Environment(
        loader=FunctionLoader(_template),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=Typesetter(context.language),
    )
    template = environment.get_template("report.html")
    return template.render(
        report=context,
        say=voice.say,
        say_many=voice.say_many,
        percent=voice.percent,
        asset=_address,
        style=(files("report_templates") / "report.css").read_text(encoding="utf-8"),
    )


def assets(context: ReportContext) -> dict[str, bytes]:
    """Return what the page refers to, by its address: the fonts and the charts."""
    pictures = {_address(p): p.svg.encode("utf-8") for p in context.pictures}
    return pictures | {f"{ASSETS}fonts/{name}": data for name, data in fonts().items()}


def _address(picture: Picture) -> str:
    return f"{ASSETS}charts/{picture.name}.svg"
