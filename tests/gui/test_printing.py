"""Paper: the exact bytes through ``lp`` with the dialog's options, else pictures of the pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QObject, QSizeF
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from forms.printing import (
    Choice,
    LpTask,
    RasterTask,
    page_picture,
    pages_to_print,
    task_for,
)

PAGES = 3


@pytest.fixture
def pdf(tmp_path: Path, qapp: object) -> Path:
    """Three pages of A6 with a black square each."""
    path = tmp_path / "three.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A6))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    for page in range(PAGES):
        if page:
            writer.newPage()
        painter.fillRect(0, 0, writer.width() // 2, writer.height() // 2, QColor("black"))
    painter.end()
    return path


@pytest.fixture
def owner(qapp: object) -> Iterator[QObject]:
    made = QObject()
    yield made
    made.deleteLater()


@pytest.fixture
def document(pdf: Path, owner: QObject) -> QPdfDocument:
    made = QPdfDocument(owner)
    made.load(str(pdf))
    return made


@pytest.fixture
def fake_lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An ``lp`` that writes down what it is told and given; FAIL makes it refuse."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "lp"
    script.write_text(
        f"""#!/bin/sh
for word in "$@"; do printf '%s\\n' "$word" >> "{folder}/told"; done
if [ -n "$FAIL" ]; then echo "lp: no such printer" >&2; exit 1; fi
cat > "{folder}/given"
""",
        encoding="utf-8",
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def pdf_printer(path: Path | None = None) -> QPrinter:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    if path is not None:
        printer.setOutputFileName(str(path))
    return printer


def test_lp_gets_the_exact_bytes(qtbot: QtBot, fake_lp: Path, pdf: Path, owner: QObject) -> None:
    content = pdf.read_bytes()
    task = LpTask([str(fake_lp / "lp"), "-d", "office", "-n", "2"], content, owner)
    with qtbot.waitSignal(task.done, timeout=10_000):
        task.start()
    assert (fake_lp / "given").read_bytes() == content
    assert (fake_lp / "told").read_text().split() == ["-d", "office", "-n", "2"]


def test_a_refusing_lp_is_quoted(
    qtbot: QtBot, fake_lp: Path, pdf: Path, owner: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAIL", "1")
    task = LpTask([str(fake_lp / "lp")], pdf.read_bytes(), owner)
    with qtbot.waitSignal(task.failed, timeout=10_000) as failed:
        task.start()
    assert failed.args == ["lp: no such printer"]


def test_a_missing_lp_is_told(qtbot: QtBot, tmp_path: Path, owner: QObject) -> None:
    task = LpTask([str(tmp_path / "nothing")], b"%PDF-", owner)
    with qtbot.waitSignal(task.failed, timeout=10_000) as failed:
        task.start()
    assert failed.args[0]


def test_lp_can_be_cancelled(qtbot: QtBot, fake_lp: Path, pdf: Path, owner: QObject) -> None:
    task = LpTask(["/bin/sh", "-c", "sleep 60"], pdf.read_bytes(), owner)
    task.start()
    with qtbot.assertNotEmitted(task.failed), qtbot.waitSignal(task.cancelled, timeout=5000):
        task.cancel()


def test_the_dialogs_choice_is_read() -> None:
    printer = pdf_printer()
    printer.setCopyCount(3)
    printer.setFromTo(2, 4)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    choice = Choice.of(printer)
    assert (choice.copies, choice.pages, choice.media) == (3, (2, 4), "A5")
    assert choice.grey
    assert choice.landscape


def test_the_choice_becomes_lps_words() -> None:
    choice = Choice(
        "office",
        copies=3,
        pages=(2, 4),
        sides="two-sided-long-edge",
        grey=True,
        landscape=True,
        collate=False,
        media="A4",
    )
    # The options as lp(1) and the IPP standard attributes of CUPS name them.
    assert choice.lp_words("Acme - CRM") == [
        *("-d", "office", "-t", "Acme - CRM", "-n", "3", "-P", "2-4"),
        *("-o", "sides=two-sided-long-edge", "-o", "print-color-mode=monochrome"),
        *("-o", "landscape", "-o", "collate=false", "-o", "media=A4"),
    ]


def test_printing_all_pages_names_none() -> None:
    assert "-P" not in Choice.of(pdf_printer()).lp_words("x")
    assert pages_to_print(pdf_printer(), 3) == [0, 1, 2]


def test_a_range_beyond_the_end_stops_at_the_end() -> None:
    printer = pdf_printer()
    printer.setFromTo(2, 9)
    assert pages_to_print(printer, 3) == [1, 2]


def test_a_page_is_black_on_white_and_never_on_nothing(document: QPdfDocument) -> None:
    picture = page_picture(document, 0, 600)
    assert not picture.hasAlphaChannel()
    width, height = picture.width(), picture.height()
    assert picture.pixelColor(width // 4, height // 4) == QColor("black")
    assert picture.pixelColor(3 * width // 4, 3 * height // 4) == QColor("white")
    # A6 is 105 mm wide; 300 dots to the inch of 25.4 mm, though the printer offers 600.
    assert width == pytest.approx(105 / 25.4 * 300, abs=5)


def test_pictures_are_printed_page_by_page_with_progress(
    qtbot: QtBot, document: QPdfDocument, owner: QObject, tmp_path: Path
) -> None:
    target = tmp_path / "raster.pdf"
    task = RasterTask(pdf_printer(target), document, owner)
    told: list[float] = []
    task.progress.connect(told.append)
    with qtbot.waitSignal(task.done, timeout=30_000):
        task.start()
    assert told == pytest.approx([1 / 3, 2 / 3, 1])
    made = QPdfDocument(owner)
    made.load(str(target))
    assert made.pageCount() == PAGES
    pixels = made.render(2, QSizeF(200, 280).toSize()).pixelColor(20, 20)
    assert pixels.lightness() < 40


def test_pictures_can_be_cancelled_between_two_pages(
    qtbot: QtBot, document: QPdfDocument, owner: QObject, tmp_path: Path
) -> None:
    task = RasterTask(pdf_printer(tmp_path / "stopped.pdf"), document, owner)
    task.start()
    with qtbot.waitSignal(task.progress, timeout=10_000):
        pass
    with qtbot.assertNotEmitted(task.done, wait=300), qtbot.waitSignal(task.cancelled):
        task.cancel()


def test_the_best_way_is_chosen(
    fake_lp: Path, pdf: Path, document: QPdfDocument, owner: QObject
) -> None:
    # Without a printer there is nobody for lp to send to; the pages are painted.
    printer = pdf_printer()
    task = task_for(printer, pdf.read_bytes(), document, "x", owner)
    assert isinstance(task, RasterTask)


def test_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot, pdf: Path, document: QPdfDocument, owner: QObject, tmp_path: Path
) -> None:
    printer = pdf_printer(tmp_path / "missing" / "x.pdf")
    task = task_for(printer, pdf.read_bytes(), document, "x", owner)
    with qtbot.waitSignal(task.failed) as failed:
        task.start()
    assert failed.args[0]


def test_the_exact_bytes_reach_the_file(
    qtbot: QtBot, pdf: Path, document: QPdfDocument, owner: QObject, tmp_path: Path
) -> None:
    target = tmp_path / "x.pdf"
    task = task_for(pdf_printer(target), pdf.read_bytes(), document, "x", owner)
    with qtbot.waitSignal(task.done):
        task.start()
    assert target.read_bytes() == pdf.read_bytes()
