"""Reads ``look.yaml``: title, colours and contact block of an own look."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, ValidationError

from assessor.domain.frozen import Frozen
from assessor.domain.picture import PAPER
from assessor.domain.problem import InputProblem, together
from assessor.questionnaire import strict_yaml
from assessor.questionnaire.complaints import complaints
from assessor.questionnaire.decode import decode
from assessor.questionnaire.marked import Marked
from assessor.report.plain import printable

NAME = "look.yaml"
LEAST_CONTRAST = 4.5
"""Of text against white paper (WCAG 2.2, 1.4.3); a photocopier needs no less."""


def _in_one_line(text: str) -> str:
    return printable(text).replace("\n", " ").strip()


Words = Annotated[str, StringConstraints(max_length=100), AfterValidator(_in_one_line)]
"""What is printed of a look as it stands: YAML can spell any character, and paper cannot."""


class Colours(Frozen):
    """Colours of text, as #rrggbb; None where ours stays."""

    accent: str | None = None
    """Labels, figures and lines that lead the eye."""
    ink: str | None = None
    """Running text."""
    muted: str | None = None
    """Ids, labels and footers."""


class LookSheet(Frozen):
    """What ``look.yaml`` says."""

    title: Words = ""
    logo: str = Field(default="", max_length=100)
    """The file name of the logo; empty: ``logo.png`` or ``logo.jpg`` if it is there."""
    contact: tuple[Words, ...] = Field(default=(), max_length=6)
    """Lines at the foot of the cover."""
    colours: Colours = Colours()


def read(data: bytes, place: str) -> tuple[LookSheet, list[InputProblem]]:
    """Return what a file says, without the colours that cannot be used, and why they cannot.

    Raises InputProblem with file and line when the file itself cannot be used.
    """
    marked = strict_yaml.load_marked(decode(data, place), place)
    try:
        sheet = LookSheet.model_validate(marked.value)
    except ValidationError as error:
        raise together(complaints(error, marked, LookSheet)) from None
    problems = _bad_colours(sheet.colours, marked)
    bad = {name: None for name, _ in problems}
    usable = sheet.colours.model_copy(update=bad)
    return sheet.model_copy(update={"colours": usable}), [problem for _, problem in problems]


def _bad_colours(colours: Colours, marked: Marked) -> list[tuple[str, InputProblem]]:
    found = []
    for name, colour in colours:
        if colour is not None:
            problem = _complaint(name, colour, marked.where(("colours", name)))
            found += [(name, problem)] if problem else []
    return found


def _complaint(name: str, colour: str, place: str) -> InputProblem | None:
    if not is_colour(colour):
        return InputProblem(
            "The colour %(name)s is “%(colour)s”, which is none.",
            place=place,
            remedy="Write it as # and six digits from 0 to f in quotes, such as “#1f5f8b”.",
            name=name,
            colour=colour[:40],
        )
    ratio = contrast(colour, PAPER.paper)
    if ratio < LEAST_CONTRAST:
        return InputProblem(
            "The colour %(name)s is too pale for paper: its contrast is %(ratio).1f where text"
            " needs %(least).1f.",
            place=place,
            remedy="Choose a darker colour.",
            name=name,
            ratio=int(ratio * 10) / 10,
            least=LEAST_CONTRAST,
        )
    return None


def is_colour(text: str) -> bool:
    """Return whether a text is # and six hexadecimal digits."""
    return len(text) == 7 and text[0] == "#" and set(text[1:].lower()) <= set("0123456789abcdef")  # noqa: PLR2004


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb, 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
