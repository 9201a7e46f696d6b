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

from forms.printing.choice import (
    Paper,
    PrintChoice,
    Sides,
    page_numbers,
    paper_of,
    read_pages,
    spoken_pages,
)
from forms.printing.queues import KnownPrinters, LpPrinters, queues_in, system_printers
from forms.printing.tasks import (
    BANDS,
    LpTask,
    RasterTask,
    page_picture,
    printer_for,
    task_for,
)

A3_LYING = (420.0, 297.0)

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
    with qtbot.waitSignal(task.done):
        task.start()
    assert (fake_lp / "given").read_bytes() == content
    assert (fake_lp / "told").read_text().split() == ["-d", "office", "-n", "2"]


def test_a_refusing_lp_is_quoted(
    qtbot: QtBot, fake_lp: Path, pdf: Path, owner: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAIL", "1")
    task = LpTask([str(fake_lp / "lp")], pdf.read_bytes(), owner)
    with qtbot.waitSignal(task.failed) as failed:
        task.start()
    assert failed.args == ["lp: no such printer"]


def test_a_missing_lp_is_told(qtbot: QtBot, tmp_path: Path, owner: QObject) -> None:
    task = LpTask([str(tmp_path / "nothing")], b"%PDF-", owner)
    with qtbot.waitSignal(task.failed) as failed:
        task.start()
    assert failed.args[0]


def test_lp_can_be_cancelled(qtbot: QtBot, fake_lp: Path, pdf: Path, owner: QObject) -> None:
    task = LpTask(["/bin/sh", "-c", "sleep 60"], pdf.read_bytes(), owner)
    task.start()
    with qtbot.assertNotEmitted(task.failed), qtbot.waitSignal(task.cancelled):
        task.cancel()


def test_every_option_reaches_lp_with_the_exact_bytes(
    qtbot: QtBot, fake_lp: Path, pdf: Path, owner: QObject
) -> None:
    choice = PrintChoice(
        "office",
        pages=((1, 2), (3, 3)),
        copies=3,
        collate=False,
        sides=Sides.SHORT,
        grey=True,
        paper=Paper.A3,
    )
    task = task_for(choice, pdf.read_bytes(), "Acme - CRM", owner)
    assert isinstance(task, LpTask)
    with qtbot.waitSignal(task.done):
        task.start()
    assert (fake_lp / "given").read_bytes() == pdf.read_bytes()
    # The options as lp(1) and the IPP standard attributes (RFC 8011) of CUPS name them.
    assert (fake_lp / "told").read_text().splitlines() == [
        *("-d", "office", "-t", "Acme - CRM", "-n", "3", "-P", "1-2,3"),
        *("-o", "sides=two-sided-short-edge"),
        *("-o", "print-color-mode=monochrome", "-o", "ColorModel=Gray"),
        *("-o", "collate=false", "-o", "media=A3", "-o", "number-up=1", "-o", "fit-to-page"),
    ]


def test_plain_printing_names_only_the_paper() -> None:
    assert PrintChoice("office").lp_words("x") == [
        *("-d", "office", "-t", "x", "-n", "1", "-o", "media=A4", "-o", "number-up=1"),
    ]


def test_a_wall_chart_asks_for_its_own_sheet() -> None:
    words = PrintChoice("office", size_mm=A3_LYING).lp_words("x")
    assert "media=A3" in words
    assert "fit-to-page" not in words


@pytest.mark.parametrize(
    ("size_mm", "paper"),
    [
        ((210, 297), Paper.A4),
        ((297.04, 419.9), Paper.A3),
        ((216, 279), Paper.LETTER),
        ((100, 100), Paper.A4),
    ],
)
def test_pages_know_their_sheet(size_mm: tuple[float, float], paper: Paper) -> None:
    assert paper_of(size_mm) is paper


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("2", ((2, 2),)),
        ("1-3, 5", ((1, 3), (5, 5))),
        (" 5 ; 1 – 3 ", ((1, 3), (5, 5))),
        ("2,2,2", ((2, 2),)),
    ],
)
def test_pages_are_read_as_people_write_them(
    typed: str, pages: tuple[tuple[int, int], ...]
) -> None:
    assert read_pages(typed, 5) == pages


@pytest.mark.parametrize(
    "typed", ["", "0", "6", "3-1", "1-", "a", "1,,2", "1-99", "-1", "1.5", "٣"]
)
def test_what_names_no_page_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^.*$"):
        read_pages(typed, 5)


def test_pages_are_spoken_and_counted() -> None:
    assert spoken_pages(((1, 3), (5, 5))) == "1-3,5"
    assert page_numbers((), 3) == [0, 1, 2]
    assert page_numbers(((2, 9),), 3) == [1, 2]
    assert page_numbers(((1, 2), (2, 3)), 5) == [0, 1, 2]


def test_a_page_is_black_on_white_and_never_on_nothing(document: QPdfDocument) -> None:
    picture = page_picture(document, 0, 600)
    assert not picture.hasAlphaChannel()
    width, height = picture.width(), picture.height()
    assert picture.pixelColor(width // 4, height // 4) == QColor("black")
    assert picture.pixelColor(3 * width // 4, 3 * height // 4) == QColor("white")
    # A6 is 105 mm wide; 300 dots to the inch of 25.4 mm, though the printer offers 600.
    assert width == pytest.approx(105 / 25.4 * 300, abs=5)


def test_pictures_are_printed_strip_by_strip_with_progress(
    qtbot: QtBot, pdf: Path, owner: QObject, tmp_path: Path
) -> None:
    target = tmp_path / "raster.pdf"
    task = RasterTask(pdf_printer(target), pdf.read_bytes(), PrintChoice(""), owner)
    told: list[float] = []
    task.progress.connect(told.append)
    with qtbot.waitSignal(task.done):
        task.start()
    strips = PAGES * BANDS
    assert told == pytest.approx([step / strips for step in range(1, strips + 1)])
    made = QPdfDocument(owner)
    made.load(str(target))
    assert made.pageCount() == PAGES
    picture = made.render(2, QSizeF(200, 280).toSize())
    # The upper left quarter is black without a seam between the strips.
    assert max(picture.pixelColor(60, y).lightness() for y in range(10, 100)) < 40
    assert picture.pixelColor(150, 200).lightness() in (0, 255)


def test_only_the_wanted_pages_become_pictures(
    qtbot: QtBot, pdf: Path, owner: QObject, tmp_path: Path
) -> None:
    target = tmp_path / "raster.pdf"
    choice = PrintChoice("", pages=((2, 3),))
    task = RasterTask(pdf_printer(target), pdf.read_bytes(), choice, owner)
    with qtbot.waitSignal(task.done):
        task.start()
    made = QPdfDocument(owner)
    made.load(str(target))
    assert made.pageCount() == 2


def test_pictures_can_be_cancelled_between_two_strips(
    qtbot: QtBot, pdf: Path, owner: QObject, tmp_path: Path
) -> None:
    printer = pdf_printer(tmp_path / "stopped.pdf")
    task = RasterTask(printer, pdf.read_bytes(), PrintChoice(""), owner)
    task.start()
    with qtbot.waitSignal(task.progress):
        pass
    with qtbot.assertNotEmitted(task.done, wait=300), qtbot.waitSignal(task.cancelled):
        task.cancel()


def test_what_is_no_pdf_fails_instead_of_printing_nothing(
    qtbot: QtBot, owner: QObject, tmp_path: Path
) -> None:
    task = RasterTask(pdf_printer(tmp_path / "x.pdf"), b"nonsense", PrintChoice(""), owner)
    with qtbot.waitSignal(task.failed):
        task.start()


def test_without_lp_the_pages_are_painted(
    pdf: Path, owner: QObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert isinstance(task_for(PrintChoice(""), pdf.read_bytes(), "x", owner), RasterTask)


def test_qts_printer_is_set_as_chosen(qapp: object) -> None:
    choice = PrintChoice("", copies=2, collate=False, grey=True, size_mm=A3_LYING)
    printer = printer_for(choice, "Acme")
    assert printer.docName() == "Acme"
    assert printer.copyCount() == 2
    assert not printer.collateCopies()
    assert printer.colorMode() is QPrinter.ColorMode.GrayScale
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Landscape
    assert printer.pageLayout().pageSize().id() is QPageSize.PageSizeId.A3


# Which printers there are


@pytest.mark.parametrize(
    ("told", "queues"),
    [
        ("a\nb\nsystem default destination: b\n", ("b", "a")),
        ("a\nno system default destination\n", ("a",)),
        ("no system default destination\n", ()),
        ("lpstat: Bad file descriptor\n", ()),
        ("", ()),
    ],
)
def test_the_usual_queue_comes_first(told: str, queues: tuple[str, ...]) -> None:
    assert queues_in(told) == queues


def fake_lpstat(folder: Path, body: str) -> str:
    script = folder / "lpstat"
    script.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    script.chmod(0o755)
    return str(script)


def test_lpstat_is_asked_in_one_language(qtbot: QtBot, owner: QObject, fake_lp: Path) -> None:
    fake_lpstat(fake_lp, 'echo "$LC_ALL-$1-$2"')
    printers = system_printers(owner)
    assert isinstance(printers, LpPrinters)
    with qtbot.waitSignal(printers.found) as found:
        printers.look()
    assert found.args == [("C--e--d",)]
    assert printers.names() == ("C--e--d",)


def test_an_lpstat_that_fails_or_is_missing_finds_nothing(
    qtbot: QtBot, owner: QObject, tmp_path: Path
) -> None:
    for program in (fake_lpstat(tmp_path, "exit 1"), str(tmp_path / "nothing")):
        printers = LpPrinters(program, owner)
        with qtbot.waitSignal(printers.found) as found:
            printers.look()
        assert found.args == [()]


def test_known_printers_are_told_later(qtbot: QtBot, owner: QObject) -> None:
    printers = KnownPrinters(["one"], owner)
    with qtbot.waitSignal(printers.found) as found:
        printers.look()
        assert not found.signal_triggered
    assert found.args == [("one",)]
