"""The colours that a chart is drawn with, on paper, in the window and on a projector."""

from __future__ import annotations

from assessor.domain.frozen import Frozen


class Palette(Frozen):
    """Colours as #rrggbb; meaning is always carried by word and shape as well."""

    paper: str = "#ffffff"
    ink: str = "#1b2430"
    muted: str = "#5b6675"
    grid: str = "#d9dee5"
    accent: str = "#1f5f8b"
    raises: str = "#a8442a"
    """What raises the risk: the darker of the two in greyscale."""
    lowers: str = "#5aa08c"
    """What lowers the risk."""
    family: str = "IBM Plex Sans"


PAPER = Palette()
"""Paper is always light."""
