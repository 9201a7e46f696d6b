"""The bundled fonts."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from assessor import report
from assessor.report.typefaces import NAMES

NEEDED = "AZazАЯаяЁё0123456789«»“”‘’—–−…№%·•\u00a0"


@pytest.mark.parametrize("name", NAMES)
def test_latin_and_cyrillic_are_there(name: str) -> None:
    known = TTFont(BytesIO(report.fonts()[name])).getBestCmap()
    assert [character for character in NEEDED if ord(character) not in known] == []


@pytest.mark.parametrize("name", NAMES)
def test_figures_are_tabular(name: str) -> None:
    font = TTFont(BytesIO(report.fonts()[name]))
    names, metrics = font.getBestCmap(), font["hmtx"]
    assert len({metrics[names[ord(figure)]][0] for figure in "0123456789"}) == 1


def test_they_are_small_and_licensed() -> None:
    licence = (files("report_templates") / "fonts" / "LICENSE-IBM-Plex.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert sum(len(data) for data in report.fonts().values()) < 1_500_000
