"""Prints for real: into a CUPS queue that makes PDF files, whose pages are compared dot by dot.

Not collected by name, because it needs a running CUPS: ``make test-cups``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QObject, QSize
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from forms.printing.choice import PrintChoice, Sides
from forms.printing.queues import LpPrinters, system_printers
from forms.printing.tasks import LpTask, page_picture, task_for

QUEUE = os.environ["TAKEOFF_QUEUE"]
OUT = Path.home() / "PDF"
PAGES = 5
SECONDS = 60
SMALL = QSize(105, 148)
"""So few dots that two ways of drawing letters differ little, and two pages a lot."""


@pytest.fixture
def owner(qapp: object) -> Iterator[QObject]:
    made = QObject()
    yield made
    made.deleteLater()


@pytest.fixture
def pdf(tmp_path: Path, qapp: object) -> Path:
    """Five pages of A4, each with a bar at a height of its own."""
    path = tmp_path / "five.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    for page in range(PAGES):
        if page:
            writer.newPage()
        height = writer.height() // 10
        painter.fillRect(
            writer.width() // 4, (page + 2) * height, writer.width() // 2, height, QColor("black")
        )
    painter.end()
    return path


def opened(path: Path, owner: QObject) -> QPdfDocument:
    document = QPdfDocument(owner)
    document.load(str(path))
    return document


def difference(one: QImage, other: QImage) -> float:
    """Return the mean difference of lightness, 0 to 1."""
    first, second = (
        picture.scaled(SMALL).convertToFormat(QImage.Format.Format_Grayscale8)
        for picture in (one, other)
    )
    dots = [(x, y) for x in range(SMALL.width()) for y in range(SMALL.height())]
    told = sum(
        abs(first.pixelColor(x, y).lightness() - second.pixelColor(x, y).lightness())
        for x, y in dots
    )
    return told / 255 / len(dots)


def printed(
    qtbot: QtBot, owner: QObject, pdf: Path, choice: PrintChoice, title: str
) -> QPdfDocument:
    """Print and return what the queue made of it."""
    before = set(OUT.glob("*.pdf")) if OUT.is_dir() else set()
    task = task_for(choice, pdf.read_bytes(), title, owner)
    assert isinstance(task, LpTask)
    with qtbot.waitSignal(task.done, timeout=30_000):
        task.start()
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        fresh = set(OUT.glob("*.pdf")) - before if OUT.is_dir() else set()
        for path in fresh:
            document = opened(path, owner)
            if document.status() is QPdfDocument.Status.Ready and path.read_bytes().rstrip(
                b"\n\r"
            ).endswith(b"%%EOF"):
                return document
        qtbot.wait(500)
    raise AssertionError("the queue made nothing")


def test_the_queue_is_found(qtbot: QtBot, owner: QObject) -> None:
    printers = system_printers(owner)
    assert isinstance(printers, LpPrinters)
    with qtbot.waitSignal(printers.found, timeout=10_000) as found:
        printers.look()
    assert QUEUE in found.args[0]


def test_all_pages_come_out_as_they_are(qtbot: QtBot, owner: QObject, pdf: Path) -> None:
    made = printed(qtbot, owner, pdf, PrintChoice(QUEUE), "Takeoff all pages")
    assert made.pageCount() == PAGES
    sent = opened(pdf, owner)
    for page in range(PAGES):
        same = difference(page_picture(sent, page, 72), page_picture(made, page, 72))
        other = difference(page_picture(sent, (page + 1) % PAGES, 72), page_picture(made, page, 72))
        assert same < 0.01 < other


def test_a_range_in_two_collated_copies(qtbot: QtBot, owner: QObject, pdf: Path) -> None:
    choice = PrintChoice(QUEUE, pages=((2, 3), (5, 5)), copies=2, sides=Sides.ONE)
    made = printed(qtbot, owner, pdf, choice, "Takeoff some pages")
    assert made.pageCount() == 6
    sent = opened(pdf, owner)
    for place, page in enumerate((1, 2, 4, 1, 2, 4)):
        assert difference(page_picture(sent, page, 72), page_picture(made, place, 72)) < 0.01


def test_a_queue_that_is_not_there_is_told(qtbot: QtBot, owner: QObject, pdf: Path) -> None:
    task = task_for(PrintChoice("No_such_queue"), pdf.read_bytes(), "x", owner)
    with qtbot.waitSignal(task.failed, timeout=30_000) as failed:
        task.start()
    assert failed.args[0]
