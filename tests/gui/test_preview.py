"""The preview: search, zoom, pages, small pictures, keys, and a bound on memory and on waiting."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QFont, QPageSize, QPainter, QPdfWriter, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.language import Language
from assessor.language import Voice
from assessor.settings import PreviewTaste
from forms import theme
from forms.widgets.basic import row
from forms.widgets.pdf_preview import PdfPreview
from forms.widgets.pdf_view import LADDER

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the simulated screen says so

PAGES = 12
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> bytes:
    """Twelve pages of A4, each with its number and the word "risk" twice on even ones."""
    path: Path = tmp_path_factory.mktemp("preview") / "twelve.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 20, 20, 20))
    painter = QPainter(writer)
    painter.setFont(QFont(theme.family(), 24))
    for page in range(PAGES):
        if page:
            writer.newPage()
        painter.drawText(200, 2000, f"Leaf {page + 1}")
        if page % 2:
            painter.drawText(200, 6000, "the risk here")
            painter.drawText(200, 12000, "and the risk there")
    painter.end()
    return path.read_bytes()


@pytest.fixture
def preview(qtbot: QtBot, pdf: bytes) -> Iterator[PdfPreview]:
    owner = QWidget()
    qtbot.addWidget(owner)
    made = PdfPreview(owner)
    row(owner).addWidget(made)
    made.retranslate(Voice(Language.EN))
    made.restyle(theme.LIGHT)
    owner.resize(900, 700)
    owner.show()
    made.show_bytes(pdf)
    yield made
    owner.close()


def test_words_are_found_counted_and_walked(qtbot: QtBot, preview: PdfPreview) -> None:
    preview.open_search()
    bar = preview.find_bar
    assert bar.words.hasFocus()
    qtbot.keyClicks(bar.words, "risk")
    qtbot.waitUntil(lambda: bar.count.text() == f"1 of {PAGES}")
    assert preview.page == 2
    qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    assert (bar.at, preview.page) == (1, 2)
    preview.find_next()
    assert (bar.at, preview.page) == (2, 4)
    preview.find_previous()
    preview.find_previous()
    preview.find_previous()
    assert (bar.at, preview.page) == (PAGES - 1, 12)
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert preview.view.hasFocus()
    assert bar.hits == 0


def test_what_is_not_there_is_said(qtbot: QtBot, preview: PdfPreview) -> None:
    preview.open_search()
    qtbot.keyClicks(preview.find_bar.words, "nowhere")
    qtbot.waitUntil(lambda: preview.find_bar.count.text() == "Not found")
    preview.find_next()
    assert preview.page == 1


def test_a_new_document_keeps_the_place_and_the_search(
    qtbot: QtBot, preview: PdfPreview, pdf: bytes
) -> None:
    preview.open_search()
    qtbot.keyClicks(preview.find_bar.words, "risk")
    qtbot.waitUntil(lambda: preview.find_bar.hits == PAGES)
    preview.view.go_to(6, 0.25)
    place = preview.view.place()
    preview.show_bytes(pdf)
    qtbot.waitUntil(lambda: preview.find_bar.hits == PAGES)
    qtbot.wait(100)
    assert preview.view.place()[0] == place[0] == 6
    assert preview.view.place()[1] == pytest.approx(0.25, abs=0.01)
    assert preview.find_bar.count.text() == f"{PAGES} places"


def test_every_page_begins_where_it_is_looked_for(preview: PdfPreview) -> None:
    for zoom in ("width", "page", "0.67", "1", "2"):
        preview.view.set_zoom(zoom)
        for page in range(PAGES - 1):
            preview.view.go_to(page)
            assert preview.view.place() == (page, pytest.approx(0, abs=0.02))


def test_zoom_has_steps_limits_and_fits(qtbot: QtBot, preview: PdfPreview) -> None:
    view = preview.view
    view.set_zoom("1")
    preview.zoom_in()
    assert view.zoom == "1.1"
    preview.zoom_out()
    preview.zoom_out()
    assert view.zoom == "0.9"
    for _ in LADDER:
        preview.zoom_in()
    assert float(view.zoom) == LADDER[-1]
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert float(view.zoom) == LADDER[-2]
    preview.fit_page()
    assert view.zoom == "page"
    assert preview.bar.zooms.currentText() == "Fit the page"
    preview.fit_width()
    wide = view.shown_factor()
    preview.fit_page()
    assert view.shown_factor() < wide


def test_ctrl_and_the_wheel_zoom(preview: PdfPreview) -> None:
    preview.view.set_zoom("1")
    here = QPointF(50, 50)
    turn = QWheelEvent(
        here,
        preview.view.mapToGlobal(here),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(preview.view.viewport(), turn)
    assert preview.view.zoom == "1.1"


def test_pages_are_reached_by_field_button_and_key(qtbot: QtBot, preview: PdfPreview) -> None:
    bar = preview.bar
    assert bar.said == f"Page 1 of {PAGES}"
    preview.go_to_page()
    assert bar.number.hasFocus()
    qtbot.keyClicks(bar.number, "9")
    qtbot.keyClick(bar.number, Qt.Key.Key_Return)
    assert preview.page == 9
    qtbot.mouseClick(bar.after, Qt.MouseButton.LeftButton)
    assert preview.page == 10
    qtbot.mouseClick(bar.before, Qt.MouseButton.LeftButton)
    assert preview.page == 9
    preview.view.setFocus()
    qtbot.keyClick(preview.view, Qt.Key.Key_Home)
    assert preview.page == 1
    preview.go_to_page()
    qtbot.keyClicks(bar.number, "999")
    qtbot.keyClick(bar.number, Qt.Key.Key_Return)
    assert preview.page == PAGES
    assert bar.number.text() == str(PAGES)


def test_one_page_at_a_time_turns_at_its_end(qtbot: QtBot, preview: PdfPreview) -> None:
    with qtbot.waitSignal(preview.taste_changed):
        preview.turn_single()
    preview.fit_page()
    preview.view.setFocus()
    qtbot.keyClick(preview.view, Qt.Key.Key_PageDown)
    qtbot.keyClick(preview.view, Qt.Key.Key_PageDown)
    assert preview.page == 3
    qtbot.keyClick(preview.view, Qt.Key.Key_PageUp)
    assert preview.page == 2
    assert preview.taste == PreviewTaste(thumbnails=True, single=True, zoom="page")


def test_small_pictures_are_numbered_lead_and_follow(qtbot: QtBot, preview: PdfPreview) -> None:
    small = preview.thumbnails
    assert small.isVisible()
    assert [small.item(n).text() for n in range(small.count())] == [
        str(n) for n in range(1, PAGES + 1)
    ]
    qtbot.waitUntil(lambda: not small.is_drawing)
    assert not any(small.item(n).icon().isNull() for n in range(PAGES))
    small.setFocus()
    qtbot.keyClick(small, Qt.Key.Key_Down)
    assert preview.page == 2
    preview.view.go_to(7)
    assert small.currentRow() == 7
    preview.turn_thumbnails()
    assert not small.isVisible()


def test_little_room_belongs_to_the_pages(preview: PdfPreview) -> None:
    preview.window().resize(500, 700)
    QApplication.processEvents()
    assert not preview.thumbnails.isVisible()
    assert preview.taste.thumbnails


def test_what_is_no_pdf_shows_the_message(preview: PdfPreview) -> None:
    preview.show_message("There is no preview.")
    assert not preview.show_bytes(b"nonsense")
    assert preview.message.isVisible()
    assert not preview.bar.number.isEnabled()
    preview.open_search()
    assert not preview.find_bar.isVisible()


def resident_mb() -> float:
    """Return the memory of this process that is in RAM, from Linux's own book-keeping."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def test_memory_does_not_grow_with_renders_nor_with_pages_seen(
    qtbot: QtBot, preview: PdfPreview, pdf: bytes
) -> None:
    for _ in range(10):
        preview.show_bytes(pdf)
        qtbot.wait(20)
    before = resident_mb()
    for _ in range(60):
        preview.show_bytes(pdf)
        qtbot.wait(10)
    assert resident_mb() - before < 30
    preview.view.set_zoom(str(LADDER[-1]))
    for page in range(PAGES):
        preview.view.go_to(page)
        qtbot.wait(40)
    # A page is 32 MB at this zoom; twelve kept ones would be 380.
    assert resident_mb() - before < 200


def test_showing_pages_holds_the_window_for_less_than_three_frames(
    qtbot: QtBot, preview: PdfPreview, pdf: bytes
) -> None:
    # Work of this thread, not time: other programs on the machine take time, too.
    longest, last = 0.0, time.thread_time()

    def look() -> None:
        nonlocal longest, last
        now = time.thread_time()
        longest, last = max(longest, now - last), now

    timer = QTimer(preview)
    timer.timeout.connect(look)
    timer.start(0)
    QTimer.singleShot(20, preview, lambda: preview.show_bytes(pdf))
    qtbot.waitUntil(lambda: not preview.thumbnails.is_drawing)
    qtbot.wait(200)
    timer.stop()
    assert longest < 0.050
