"""The same strings that the paper gets are drawn by Qt, without a word of complaint."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from assessor.domain.assessment import Assessment
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast
from assessor.language import Voice
from assessor.report import charts


@pytest.mark.parametrize("name", charts.NAMES)
def test_qt_draws_every_picture(
    name: str,
    qapp: QApplication,
    everything: Assessment,
    small: Questionnaire,
    make_forecast: Callable[..., Forecast],
    voice: Voice,
) -> None:
    svg = charts.draw(name, everything, small, make_forecast(), voice=voice, width=420)
    renderer = QSvgRenderer(QByteArray(svg.encode("utf-8")))
    assert renderer.isValid()
    assert renderer.defaultSize().width() == 420
    image = QImage(renderer.defaultSize(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    shades = {image.pixel(x, y) for x in range(0, 420, 3) for y in range(0, image.height(), 3)}
    assert len(shades) > 4
