"""Brings a PDF to paper: through ``lp`` where it exists, else page by page as pictures."""

from __future__ import annotations

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QObject,
    QProcess,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from forms.printing.choice import Paper, PrintChoice, Sides, page_numbers
from forms.printing.queues import lp_program

SHARPEST = 300
"""Dots per inch of a page printed as a picture; 600 take four times the time and spool."""

BANDS = 6
"""A page is handed to the printer in so many strips: a whole one would hold the window up."""

KILLED_MS = 1_000
"""A killed program is gone at once, and must be before the window is."""


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


def task_for(choice: PrintChoice, content: bytes, title: str, parent: QObject) -> PrintTask:
    """Return the best way to print: the exact bytes if the system takes them, else pictures."""
    lp = lp_program()
    if lp is not None:
        return LpTask([lp, *choice.lp_words(title)], content, parent)
    return RasterTask(printer_for(choice, title), content, choice, parent)


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
        self._process.bytesWritten.connect(self._tell_progress)
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
            self._process.waitForFinished(KILLED_MS)
            self.cancelled.emit()

    @Slot()
    def _feed(self) -> None:
        self._process.write(QByteArray(self._content))
        self._process.closeWriteChannel()

    @Slot()
    def _tell_progress(self) -> None:
        if self._content and not self._ended:
            self.progress.emit(1 - self._process.bytesToWrite() / len(self._content))

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
        # A program that refuses early closes its pipe; its own words, told when it ends, are
        # better than those for a broken pipe.
        started = self._process.error() is not QProcess.ProcessError.FailedToStart
        if self._ended or (started and self._process.error() is QProcess.ProcessError.WriteError):
            return
        self._ended = True
        self.failed.emit(self._process.errorString())


class RasterTask(PrintTask):
    """Paints one strip of a page per turn of the event loop, so that the window goes on working."""

    def __init__(
        self, printer: QPrinter, content: bytes, choice: PrintChoice, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._printer = printer
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self._document.load(self._buffer)
        self._pages = page_numbers(choice.pages, self._document.pageCount())
        self._strips = len(self._pages) * BANDS
        self._at = 0
        self._picture = QImage()
        self._painter: QPainter | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._paint_one)

    def start(self) -> None:
        """Open the printer and begin with the first page."""
        self._painter = QPainter()
        if not self._pages or not self._painter.begin(self._printer):
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
        if painter is None or self._at >= self._strips:
            self._close()
            self.done.emit()
            return
        page, band = divmod(self._at, BANDS)
        if band == 0:
            self._turn_to(page)
        _paint_strip(painter, self._picture, self._place(), band)
        self._at += 1
        self.progress.emit(self._at / self._strips)

    def _turn_to(self, page: int) -> None:
        if page:
            self._printer.newPage()
        self._picture = page_picture(self._document, self._pages[page], self._printer.resolution())

    def _place(self) -> QRectF:
        """Return where on the sheet the page goes: as large as it fits, in the middle."""
        room = QRectF(self._printer.pageRect(QPrinter.Unit.DevicePixel))
        room.moveTo(0, 0)
        ratio = Qt.AspectRatioMode.KeepAspectRatio
        size = self._picture.size().scaled(room.size().toSize(), ratio)
        left, top = (room.width() - size.width()) / 2, (room.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def _close(self) -> None:
        self._timer.stop()
        self._picture = QImage()
        if self._painter is not None:
            self._painter.end()
            self._painter = None


def _paint_strip(painter: QPainter, picture: QImage, place: QRectF, band: int) -> None:
    top = picture.height() * band // BANDS
    bottom = picture.height() * (band + 1) // BANDS
    scale = place.height() / picture.height()
    strip = picture.copy(QRect(0, top, picture.width(), bottom - top))
    painter.drawImage(
        QRectF(place.left(), place.top() + top * scale, place.width(), (bottom - top) * scale),
        strip,
    )


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


_DUPLEX = {
    Sides.ONE: QPrinter.DuplexMode.DuplexNone,
    Sides.LONG: QPrinter.DuplexMode.DuplexLongSide,
    Sides.SHORT: QPrinter.DuplexMode.DuplexShortSide,
}

_SIZES = {
    Paper.A4: QPageSize.PageSizeId.A4,
    Paper.A3: QPageSize.PageSizeId.A3,
    Paper.LETTER: QPageSize.PageSizeId.Letter,
}


def printer_for(choice: PrintChoice, title: str) -> QPrinter:
    """Return Qt's printer set to the choice, for printing without ``lp``."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(choice.printer)
    printer.setDocName(title)
    printer.setCopyCount(choice.copies)
    printer.setCollateCopies(choice.collate)
    if choice.sides in _DUPLEX:
        printer.setDuplex(_DUPLEX[choice.sides])
    if choice.grey:
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
    width, height = choice.size_mm
    lies = width > height
    layout = QPageLayout(
        QPageSize(_SIZES[choice.sheet]),
        QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
    )
    printer.setPageLayout(layout)
    return printer
