"""Brings a finished PDF to paper: through ``lp`` where it exists, else page by page as pictures."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QProcess, QRectF, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

SHARPEST = 300
"""Dots per inch of a page printed as a picture; 600 take four times the time and spool."""


class PrintTask(QObject):
    """One printing; exactly one of ``done``, ``failed`` and ``cancelled`` ends it."""

    progress = Signal(float)
    done = Signal()
    failed = Signal(str)
    """The system's reason, or empty when it gave none."""
    cancelled = Signal()

    def start(self) -> None:
        """Begin."""

    @Slot()
    def cancel(self) -> None:
        """Stop as soon as possible."""


def task_for(
    printer: QPrinter, content: bytes, document: QPdfDocument, title: str, parent: QObject
) -> PrintTask:
    """Return the best way to print: the exact bytes if the system takes them, else pictures."""
    into_file = printer.outputFormat() is QPrinter.OutputFormat.PdfFormat
    if into_file and printer.outputFileName():
        return FileTask(Path(printer.outputFileName()), content, parent)
    lp = shutil.which("lp")
    if lp is not None and printer.printerName():
        return LpTask([lp, *Choice.of(printer).lp_words(title)], content, parent)
    return RasterTask(printer, document, parent)


class FileTask(PrintTask):
    """Printing to a file keeps the exact bytes."""

    def __init__(self, path: Path, content: bytes, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._content = content

    def start(self) -> None:
        """Write the file."""
        try:
            self._path.write_bytes(self._content)
        except OSError as error:
            self.failed.emit(error.strerror or "")
            return
        self.done.emit()


class LpTask(PrintTask):
    """Hands the bytes to the print system of Unix."""

    def __init__(self, command: list[str], content: bytes, parent: QObject) -> None:
        super().__init__(parent)
        self._content = content
        self._ended = False
        self._process = QProcess(self)
        self._process.setProgram(command[0])
        self._process.setArguments(command[1:])
        self._process.started.connect(self._feed)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._break_off)

    def start(self) -> None:
        """Start ``lp`` and feed it."""
        self._process.start()

    @Slot()
    def cancel(self) -> None:
        """Stop feeding; what the printer already has is the printer's."""
        if not self._ended:
            self._ended = True
            self._process.kill()
            self.cancelled.emit()

    @Slot()
    def _feed(self) -> None:
        self._process.write(QByteArray(self._content))
        self._process.closeWriteChannel()

    @Slot()
    def _finish(self) -> None:
        if self._ended:
            return
        self._ended = True
        if self._process.exitCode() == 0:
            self.done.emit()
            return
        told = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
        self.failed.emit(told.strip())

    @Slot()
    def _break_off(self) -> None:
        if not self._ended:
            self._ended = True
            self.failed.emit(self._process.errorString())


class RasterTask(PrintTask):
    """Paints one page per turn of the event loop, so that the window goes on working."""

    def __init__(self, printer: QPrinter, document: QPdfDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._printer = printer
        self._document = document
        self._pages = pages_to_print(printer, document.pageCount())
        self._at = 0
        self._painter: QPainter | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._paint_one)

    def start(self) -> None:
        """Open the printer and begin with the first page."""
        self._painter = QPainter()
        if not self._painter.begin(self._printer):
            self._painter = None
            self.failed.emit("")
            return
        self._timer.start(0)

    @Slot()
    def cancel(self) -> None:
        """Throw away what has been painted."""
        if self._painter is not None:
            self._printer.abort()
            self._close()
            self.cancelled.emit()

    @Slot()
    def _paint_one(self) -> None:
        painter = self._painter
        if painter is None or self._at >= len(self._pages):
            self._close()
            self.done.emit()
            return
        if self._at:
            self._printer.newPage()
        picture = page_picture(self._document, self._pages[self._at], self._printer.resolution())
        painter.drawImage(QRectF(self._printer.pageRect(QPrinter.Unit.DevicePixel)), picture)
        self._at += 1
        self.progress.emit(self._at / len(self._pages))

    def _close(self) -> None:
        self._timer.stop()
        if self._painter is not None:
            self._painter.end()
            self._painter = None


def page_picture(document: QPdfDocument, page: int, resolution: int) -> QImage:
    """Return a page as a picture on white; QtPdf itself leaves the paper transparent."""
    scale = min(resolution, SHARPEST) / 72
    points = document.pagePointSize(page)
    size = QSize(round(points.width() * scale), round(points.height() * scale))
    picture = QImage(size, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    return picture


def pages_to_print(printer: QPrinter, count: int) -> list[int]:
    """Return the pages that the dialog asks for, counted from 0."""
    first, last = printer.fromPage(), printer.toPage()
    if first < 1:
        return list(range(count))
    return list(range(first - 1, min(last, count)))


SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}
"""What Qt's ways of duplex are called by CUPS; "automatic" is left to the printer."""


@dataclass(frozen=True)
class Choice:
    """What was chosen in the print dialog."""

    printer: str
    copies: int = 1
    pages: tuple[int, int] | None = None
    sides: str = ""
    grey: bool = False
    landscape: bool = False
    collate: bool = True
    media: str = "A4"

    @classmethod
    def of(cls, printer: QPrinter) -> Choice:
        """Read the choice off the printer that the dialog hands back."""
        layout = printer.pageLayout()
        first, last = printer.fromPage(), printer.toPage()
        return cls(
            printer=printer.printerName(),
            copies=max(printer.copyCount(), 1),
            pages=(first, last) if first >= 1 else None,
            sides=SIDES.get(printer.duplex(), ""),
            grey=printer.colorMode() is QPrinter.ColorMode.GrayScale,
            landscape=layout.orientation() is QPageLayout.Orientation.Landscape,
            collate=printer.collateCopies(),
            media=layout.pageSize().key(),
        )

    def lp_words(self, title: str) -> list[str]:
        """Return the choice in the words of ``lp``."""
        words = ["-d", self.printer, "-t", title, "-n", str(self.copies)]
        if self.pages is not None:
            words += ["-P", f"{self.pages[0]}-{self.pages[1]}"]
        options = [
            f"sides={self.sides}" if self.sides else "",
            "print-color-mode=monochrome" if self.grey else "",
            "landscape" if self.landscape else "",
            f"collate={str(self.collate).lower()}",
            f"media={self.media}",
        ]
        for option in options:
            words += ["-o", option] if option else []
        return words
