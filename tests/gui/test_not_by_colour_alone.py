"""What a colour tells is told by a word or by a shape as well."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QStyle,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from assessor.domain.assessment import EvidenceItem, Grade, Rated
from assessor.domain.language import Language
from assessor.domain.open_points import OpenKind
from assessor.domain.risk import Severity
from assessor.domain.verdict import Verdict
from assessor.language import Voice, names, sentences
from forms.main_window import MainWindow
from forms.pages.evidence import EvidencePage
from forms.theme import LIGHT
from forms.widgets.evidence_line import EvidenceLine
from forms.widgets.open_list import _SHAPES, kind_words
from forms.widgets.pane_line import _CORNERS, paint_shape
from forms.widgets.portfolio_row import PortfolioDelegate
from tests.gui.test_theme import contrast
from tests.gui.walked import begin

SEEN = 3.0
"""Contrast from which on a shape is told from what is beside it (WCAG 2.2, 1.4.11)."""

languages = pytest.mark.parametrize("language", list(Language))


def outline(shape: str) -> bytes:
    """Return which pixels a mark covers, whatever their colour."""
    image = QImage(16, 24, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_shape(painter, shape, LIGHT, 16)
    painter.end()
    area = QRect(0, 0, image.width(), image.height())
    return bytes(
        image.pixelColor(x, y).alpha() > 128
        for y in range(area.height())
        for x in range(area.width())
    )


def test_the_marks_of_the_lists_differ_in_shape(qapp: object) -> None:
    del qapp
    drawn = {shape: outline(shape) for shape in (*_CORNERS, "ring", "dot")}
    assert all(any(pixels) for pixels in drawn.values())
    assert len(set(drawn.values())) == len(drawn)
    assert set(_SHAPES.values()) <= set(drawn)


def marked(row: QImage) -> bool:
    """Return whether a bar stands out at the beginning of a row; above its letters."""
    ground = row.pixelColor(row.width() - 30, 3)
    begun = [row.pixelColor(x, 3) for x in range(16)]
    return any(contrast(ground.name(), colour.name()) >= SEEN for colour in begun)


@pytest.mark.parametrize("kind", [QListWidget, QTreeWidget])
def test_the_chosen_row_of_a_list_is_marked_by_a_bar(
    kind: type[QListWidget | QTreeWidget], window: MainWindow
) -> None:
    # The bar at the edge of a widget is its frame.
    shown = kind(window)
    if isinstance(shown, QTreeWidget):
        shown.setHeaderHidden(True)
        shown.setRootIsDecorated(False)
        shown.addTopLevelItems([QTreeWidgetItem(["x"]) for _ in range(2)])
    else:
        shown.addItems(["x", "x"])
    shown.resize(200, 120)
    model = shown.model()
    shown.setCurrentIndex(model.index(0, 0))
    shown.show()
    rows = [shown.visualRect(model.index(place, 0)) for place in range(2)]
    taken = shown.viewport().grab().toImage()
    assert [marked(taken.copy(row)) for row in rows] == [True, False]


def test_the_chosen_assessment_is_marked_by_a_bar(window: MainWindow) -> None:
    delegate = PortfolioDelegate(window)
    found = []
    for state in (QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver):
        image = QImage(200, 40, QImage.Format.Format_RGB32)
        image.fill(LIGHT.surface)
        option = QStyleOptionViewItem()
        option.rect = image.rect()
        option.state = state
        painter = QPainter(image)
        delegate._ground(painter, option, first=True)
        painter.end()
        found.append(marked(image))
    assert found == [True, False]


@languages
def test_grades_levels_verdicts_and_kinds_have_words_of_their_own(language: Language) -> None:
    voice = Voice(language)
    grades = [sentences.judgement(voice, Rated(level=2, grade=grade)) for grade in Grade]
    levels = [sentences.judgement(voice, Rated(level=level)) for level in range(5)]
    kinds = [kind_words(voice, kind) for kind in OpenKind]
    verdicts = [names.verdict(voice, verdict) for verdict in Verdict]
    severities = [names.severity(voice, severity) for severity in Severity]
    for words in (grades, levels, kinds, verdicts, severities):
        assert all(words)
        assert len(set(words)) == len(words)


def test_what_is_chosen_and_what_raises_the_risk_is_heard(window: MainWindow) -> None:
    begin(window.session)
    window.show_page("evidence")
    page = window.page
    assert isinstance(page, EvidencePage)
    assert page.current is not None
    voice = window.session.voice
    assert page.current.accessibleDescription() == sentences.judgement(
        voice, Rated(level=0, grade=Grade.SHOWN)
    )
    against = EvidenceLine(0, EvidenceItem(content="x", against=True), voice, LIGHT, page)
    in_favour = EvidenceLine(0, EvidenceItem(content="x"), voice, LIGHT, page)
    sides = {line._side.text() for line in (against, in_favour)}
    assert all(sides)
    assert len(sides) == 2
