"""Shows the very bytes that will be saved and printed, page by page."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget

from assessor.language import Voice
from forms.icons import icon
from forms.theme import Colours
from forms.widgets.basic import Label, column, icon_button, name_it, row

ZOOM_STEP = 1.2
SMALLEST, LARGEST = 0.25, 4.0


class PdfPreview(QWidget):
    """A scrolling view of all pages with zoom, and a line that says which page this is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._voice: Voice | None = None
        self._document = QPdfDocument(self)
        self._bytes = b""
        self._buffer = QBuffer(self)
        self.view = QPdfView(self)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setDocument(self._document)
        self.page_label = Label(look="small", wrap=False, parent=self)
        self.smaller = icon_button(parent=self)
        self.larger = icon_button(parent=self)
        self.fit = icon_button(parent=self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        bar = row(gap=0.5)
        bar.addWidget(self.page_label)
        bar.addStretch(1)
        for made in (self.smaller, self.larger, self.fit):
            bar.addWidget(made)
        box = column(self, gap=0.5)
        box.addLayout(bar)
        box.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.smaller.clicked.connect(self.zoom_out)
        self.larger.clicked.connect(self.zoom_in)
        self.fit.clicked.connect(self.fit_width)
        self.view.pageNavigator().currentPageChanged.connect(self._say_page)

    def retranslate(self, voice: Voice) -> None:
        """Say every text again."""
        self._voice = voice
        name_it(self.smaller, voice.say("Zoom out"))
        name_it(self.larger, voice.say("Zoom in"))
        name_it(self.fit, voice.say("Fit the width"))
        self.view.setAccessibleName(voice.say("Preview of the report"))
        self._say_page()

    def restyle(self, colours: Colours) -> None:
        """Draw the icons and the ground again; the paper stays white."""
        palette = QPalette(self.view.palette())
        palette.setColor(QPalette.ColorRole.Dark, QColor(colours.line))
        self.view.setPalette(palette)
        for made, name in ((self.smaller, "minus"), (self.larger, "plus"), (self.fit, "width")):
            made.setIcon(icon(name, colours.ink))

    @property
    def content(self) -> bytes:
        """Return the bytes on show; empty when there are none."""
        return self._bytes

    @property
    def document(self) -> QPdfDocument:
        """Return the document on show, for printing it page by page."""
        return self._document

    def show_bytes(self, content: bytes) -> bool:
        """Show a PDF; return whether it could be read. The place in it is kept."""
        page = self.view.pageNavigator().currentPage()
        self._document.close()
        self._buffer.close()
        self._bytes = content
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        ready = self._document.status() is QPdfDocument.Status.Ready
        if ready and page < self._document.pageCount():
            self.view.pageNavigator().jump(page, self.view.pageNavigator().currentLocation())
        self._say_page()
        return ready

    @Slot()
    def _say_page(self) -> None:
        if self._voice is None or not self._document.pageCount():
            self.page_label.setText("")
            return
        self.page_label.setText(
            self._voice.say(
                "Page %(page)d of %(count)d",
                page=self.view.pageNavigator().currentPage() + 1,
                count=self._document.pageCount(),
            )
        )

    @Slot()
    def zoom_in(self) -> None:
        """Make the pages larger."""
        self._zoom(ZOOM_STEP)

    @Slot()
    def zoom_out(self) -> None:
        """Make the pages smaller."""
        self._zoom(1 / ZOOM_STEP)

    @Slot()
    def fit_width(self) -> None:
        """Make the pages as wide as their place."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _zoom(self, factor: float) -> None:
        now = self._shown_zoom()
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(max(now * factor, SMALLEST), LARGEST))

    def _shown_zoom(self) -> float:
        """Return the factor in use, worked out from the width while pages fit it."""
        if self.view.zoomMode() is QPdfView.ZoomMode.Custom or not self._document.pageCount():
            return self.view.zoomFactor()
        points = self._document.pagePointSize(0).width()
        pixels = points * self.view.logicalDpiX() / 72
        margins = self.view.documentMargins()
        room = self.view.viewport().width() - margins.left() - margins.right()
        return room / pixels if pixels else 1.0
