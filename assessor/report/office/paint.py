"""The colours of a copy: those of an own look where it has any, else the report's."""

from __future__ import annotations

from dataclasses import dataclass

from assessor.domain.picture import PAPER
from assessor.report.look.own import OwnLook


@dataclass(frozen=True)
class Paint:
    """The colours of a copy, each as six hexadecimal digits."""

    ink: str
    muted: str
    accent: str


def paint_of(look: OwnLook) -> Paint:
    """Return the colours of a look, ours where it has none."""
    chosen = {name: colour or getattr(PAPER, name) for name, colour in look.sheet.colours}
    return Paint(**{name: colour.removeprefix("#").upper() for name, colour in chosen.items()})
