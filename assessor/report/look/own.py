"""Puts an own look together, and leaves out whatever of it cannot be used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path

from assessor import settings
from assessor.domain.look import Look
from assessor.domain.picture import PAPER
from assessor.domain.problem import InputProblem, Problem
from assessor.questionnaire.decode import decode
from assessor.report.look import logo, sheet, style
from assessor.report.look.sheet import LookSheet
from assessor.report.plain import printable

LOGO = "asset:look/logo.png"
STYLE = "style.css"
ENDING = ".html"
MOST_LETTERS = 200_000
"""Bytes of a template or a style sheet; our longest has about 15,000."""

FIRST = (":first", "sheet:first", "form:first", "wall:first")
"""First pages other than a cover, as a style sheet calls them."""

MOST_LOOKS = 100


@dataclass(frozen=True)
class OwnLook:
    """An own look, ready to be printed with; empty where ours is to be used."""

    sheet: LookSheet = field(default_factory=LookSheet)
    logo: bytes = b""
    style: str = ""
    templates: Mapping[str, str] = field(default_factory=dict)
    """Own templates by the name of ours that they replace."""
    notices: tuple[Problem, ...] = ()
    """What cannot be used, each with its file and line."""

    @property
    def has_code(self) -> bool:
        """Return whether there is a template or a style that could go wrong while printing."""
        return bool(self.templates or self.style)

    def without_code(self, why: Problem) -> OwnLook:
        """Return the look with our templates and no own style, and the notice why."""
        return replace(self, style="", templates={}, notices=(*self.notices, why))

    @property
    def assets(self) -> dict[str, bytes]:
        """Return what a page of this look may load besides ours, by address."""
        return {LOGO: self.logo} if self.logo else {}

    def recoloured(self, text: str) -> str:
        """Return a style sheet or a drawing of ours in the colours of this look."""
        for name, colour in self.sheet.colours:
            if colour:
                text = text.replace(getattr(PAPER, name), colour.lower())
        return text

    @property
    def css(self) -> str:
        """Return what this look adds to our style sheet."""
        if not self.has_code:
            return self.marks
        tall = style.GUARD_WITH_CONTACT if self.logo or any(self.sheet.contact) else ""
        return f"{self.marks}\n{self.style}\n{style.GUARD}{tall}"

    @property
    def marks(self) -> str:
        """Return the style of logo and contact block: on the cover, or else on the first page."""
        cover, page, first = [], "", []
        if self.logo:
            picture = (
                f'content: ""; background: url("{LOGO}") no-repeat content-box;'
                " background-size: contain; image-rendering: crisp-edges;"
            )
            first.append(
                f"@top-right {{ {picture} background-position: right center;"
                " width: 40mm; padding: 5mm 0 3mm }"
            )
            cover.append(
                f"@top-left {{ {picture} background-position: left bottom;"
                " width: 60mm; padding: 10mm 0 8mm }"
            )
            page = f"@page sheet {{ {first[0]} }}"
        if any(self.sheet.contact):
            lines = "\\A ".join(_quoted(line) for line in self.sheet.contact)
            cover.append(
                f'@bottom-left {{ content: "{lines}"; white-space: pre-line; width: 100%;'
                ' font: 400 7.5pt/10.5pt "Takeoff Sans"; vertical-align: top; text-align: left;'
                " padding-top: 5mm }"
            )
            line = " · ".join(line for line in self.sheet.contact if line)
            first.append(
                f'@top-left {{ content: "{_quoted(line)}"; width: 110mm; padding: 6mm 0 0;'
                ' font: 400 7.5pt/10.5pt "Takeoff Sans"; vertical-align: top; text-align: left }'
            )
        head = f"@page cover {{ margin-bottom: 34mm; {' '.join(cover)} }}" if cover else ""
        # A named page outweighs the first one, so each that has a margin box of its own is named.
        opens = "".join(f"@page {name} {{ {' '.join(first)} }}\n" for name in FIRST if first)
        # The cover is a first page as well, and shows both in its own places.
        bare = "@page cover { @top-right { content: none } }" if first else ""
        return f"{page}\n{opens}{bare}\n{head}"


def _quoted(line: str) -> str:
    """Return a line as it stands within quotes in a style sheet, whatever it contains."""
    return "".join(
        c if c.isalnum() or c in " .,:@+-()/" else f"\\{ord(c):x} " for c in printable(line)
    )


def folder() -> Path:
    """Return the folder that holds a folder for each own look; it need not be there."""
    return settings.data_folder() / "looks"


def ids() -> tuple[str, ...]:
    """Return the ids of the looks that there are: the names of their folders."""
    try:
        found = [path.name for path in folder().iterdir() if (path / sheet.NAME).is_file()]
    except OSError:
        return ()
    return tuple(sorted(found)[:MOST_LOOKS])


def listed() -> tuple[Look, ...]:
    """Return all own looks, each with the first thing that is wrong with it."""
    return tuple(_entry(look_id, load(look_id)) for look_id in ids())


def _entry(look_id: str, look: OwnLook) -> Look:
    first = look.notices[0] if look.notices else None
    return Look(id=look_id, title=look.sheet.title or look_id, problem=first)


def load(look_id: str) -> OwnLook:
    """Return an own look; whatever cannot be used is left out and becomes a notice."""
    if not look_id:
        return OwnLook()
    if look_id not in ids():
        # Compared with what there is, so that no id can lead out of the folder.
        gone = InputProblem(
            "There is no look of this name: “%(name)s”.",
            remedy="Choose another one, or put its folder back.",
            name=look_id,
        )
        return OwnLook(notices=(gone,))
    return _loaded(folder() / look_id)


def spilled(look_id: str) -> Problem:
    """Return the notice that the page for the sponsor is more than a page in a look."""
    return InputProblem(
        "In this look the page for the sponsor is longer than a page, however densely it is set.",
        place=look_id,
        remedy="Make the letters or the distances of its style sheet or template smaller.",
    )


def _loaded(place: Path) -> OwnLook:
    notices: list[Problem] = []
    told = LookSheet()
    try:
        told, problems = sheet.read(_text_bytes(place / sheet.NAME), _named(place / sheet.NAME))
        notices += problems
    except InputProblem as problem:
        notices += problem.all
    drawn = _logo(place, told, notices)
    templates = {}
    for path in sorted(place.glob(f"*{ENDING}")):
        text = _template(path, notices)
        if text:
            templates[path.name] = text
    css = _style(place / STYLE, notices) if (place / STYLE).is_file() else ""
    return OwnLook(told, drawn, css, templates, tuple(notices))


def _named(path: Path) -> str:
    """Return what a file of a look is called in a notice."""
    return f"{path.parent.name}/{path.name}"


def _logo(place: Path, told: LookSheet, notices: list[Problem]) -> bytes:
    names = (told.logo,) if told.logo else logo.NAMES
    path = next((place / name for name in names if told.logo or (place / name).is_file()), None)
    if path is None:
        return b""
    if path.parent != place:
        notices.append(
            InputProblem(
                "The logo must lie in the folder of the look.",
                place=_named(place / sheet.NAME),
                remedy="Put the file there and write its name alone.",
            )
        )
        return b""
    try:
        return logo.redrawn(path, _named(path))
    except InputProblem as problem:
        notices.append(problem)
    return b""


def _template(path: Path, notices: list[Problem]) -> str:
    if not (files("report_templates") / path.name).is_file():
        notices.append(
            InputProblem(
                "No template of ours has this name, so it replaces none.",
                place=_named(path),
                remedy="Give it the name of the template that it is to replace.",
            )
        )
        return ""
    return _read(path, notices)


def _style(path: Path, notices: list[Problem]) -> str:
    """Return an own style sheet, with a notice for what it asks for and will not get."""
    text, problems = style.usable(_read(path, notices), _named(path))
    notices += problems
    return text


def _read(path: Path, notices: list[Problem]) -> str:
    try:
        return re.sub(r"\r\n?", "\n", decode(_text_bytes(path), _named(path)))
    except InputProblem as problem:
        notices.append(problem)
    return ""


def _text_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_LETTERS + 1)
    except OSError:
        raise InputProblem(
            "The file cannot be read.",
            place=_named(path),
            remedy="Check that you may read it and that the disk is there.",
        ) from None
    if len(data) > MOST_LETTERS:
        raise InputProblem(
            "The file is longer than %(limit)d thousand letters.",
            place=_named(path),
            remedy="Check that it is the right file.",
            limit=MOST_LETTERS // 1000,
        )
    return data
