"""The bundled type: the same font files for the window, the charts and the paper."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

NAMES = (
    "IBMPlexSans-Regular.ttf",
    "IBMPlexSans-Italic.ttf",
    "IBMPlexSans-SemiBold.ttf",
    "IBMPlexSerif-Medium.ttf",
)
"""Regular for text, Italic for quotations, SemiBold for emphasis, Serif for headings."""

log = logging.getLogger(__name__)


@cache
def fonts() -> Mapping[str, bytes]:
    """Return the font files (TrueType, Latin and Cyrillic, OFL-1.1) by their file name."""
    folder = files("report_templates") / "fonts"
    found: dict[str, bytes] = {}
    for name in NAMES:
        try:
            found[name] = (folder / name).read_bytes()
        except OSError as error:  # other letters are better than none
            log.warning("font %s not read: %s", name, type(error).__name__)
    return found
