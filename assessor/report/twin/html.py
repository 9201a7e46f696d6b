"""Arranges a paper twin on its templates."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined

from assessor.language import Voice
from assessor.report.look.own import OwnLook
from assessor.report.twin.content import TwinContext
from assessor.report.typefaces import fonts
from assessor.report.typography import Typesetter

FONTS = "asset:fonts/"
"""Where a page of paper looks for its fonts."""

OURS = OwnLook()


def _source(name: str) -> str | None:
    """Return a template of the package, also when it lies in a zip."""
    source = files("report_templates") / name
    return source.read_text(encoding="utf-8") if source.is_file() else None


def render(context: TwinContext, look: OwnLook = OURS) -> str:
    """Return the paper as one HTML page whose fonts and logo are named as assets.

    Of an own look it has logo, colours and contact block: own templates and styles are made for
    reports.
    """
    voice = Voice(context.language)
    environment = Environment(
        loader=FunctionLoader(_source),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=Typesetter(context.language),
    )
    style = "\n".join(_source(name) or "" for name in ("report.css", "twin/twin.css"))
    style = f"{look.recoloured(style)}\n{look.marks}"
    return environment.get_template("twin/twin.html").render(
        twin=context, say=voice.say, say_many=voice.say_many, style=style
    )


def assets(look: OwnLook = OURS) -> dict[str, bytes]:
    """Return what the page refers to, by its address."""
    return {f"{FONTS}{name}": data for name, data in fonts().items()} | look.assets
