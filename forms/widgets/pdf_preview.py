"""Shows the very bytes that will be saved and printed, page by page."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QStackedWidget, QWidget

from assessor.language import Voice
from assessor.settings import PreviewTaste
from forms.theme import Colours, space
from forms.widgets.basic import Label, column, row
from forms.widgets.page_bar import PageBar
from forms.widgets.pdf_find import FindBar
from forms.widgets.pdf_thumbnails import Thumbnails
from forms.widgets.pdf_view import PdfView

POINT_MM = 25.4 / 72

ROOM_FOR_THUMBNAILS = 78
"""Steps of the grid; in less the pages need all of it."""


class PdfPreview(QWidget):
    """All pages with zoom, search, small pictures and a line that says which page this is."""

    taste_changed = Signal()
    """The user looks at the pages in another way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._voice: Voice | None = None
        self._bytes = b""
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._thumbnails_wanted = True
        self.view = PdfView(self, self._document)
        self.bar = PageBar(self)
        self.find_bar = FindBar(self.view, self._document, self)
        self.thumbnails = Thumbnails(self._document, self)
        self.message = Label(look="muted", parent=self)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._stack.addWidget(self.message)
        self._stack.addWidget(self.view)
        pages = row(gap=1)
        pages.addWidget(self.thumbnails)
        pages.addWidget(self._stack, 1)
        box = column(self, gap=0.5)
        box.addWidget(self.bar)
        box.addWidget(self.find_bar)
        box.addLayout(pages, 1)

    def _connect(self) -> None:
        bar = self.bar
        bar.page_wanted.connect(self.view.go_to)
        bar.zoom_wanted.connect(self._zoom)
        bar.larger.clicked.connect(self.zoom_in)
        bar.smaller.clicked.connect(self.zoom_out)
        bar.single.clicked.connect(self.turn_single)
        bar.search.clicked.connect(self.open_search)
        bar.thumbs.clicked.connect(self.turn_thumbnails)
        self.view.zoom_changed.connect(self._say_zoom)
        self.view.pageNavigator().currentPageChanged.connect(self._say_page)
        self.thumbnails.page_wanted.connect(self.view.go_to)
        self.find_bar.closed.connect(self._say_page)

    def retranslate(self, voice: Voice) -> None:
        """Say every text again."""
        self._voice = voice
        self.view.setAccessibleName(voice.say("Preview of the pages"))
        for part in (self.bar, self.find_bar, self.thumbnails):
            part.retranslate(voice)
        self._say_page()

    def restyle(self, colours: Colours) -> None:
        """Draw the icons and the ground again; the paper stays white."""
        palette = QPalette(self.view.palette())
        palette.setColor(QPalette.ColorRole.Dark, QColor(colours.line))
        self.view.setPalette(palette)
        self.bar.restyle(colours)
        self.find_bar.restyle(colours)
        self.thumbnails.restyle(colours.edge)

    # The document

    @property
    def content(self) -> bytes:
        """Return the bytes on show; empty when there are none."""
        return self._bytes

    @property
    def document(self) -> QPdfDocument:
        """Return the document on show."""
        return self._document

    @property
    def page(self) -> int:
        """Return the page in view, counted from 1."""
        return self.view.pageNavigator().currentPage() + 1

    @property
    def page_size_mm(self) -> tuple[float, float]:
        """Return width and height of the page in view."""
        points = self._document.pagePointSize(self.page - 1) if self._bytes else QSizeF(595, 842)
        return points.width() * POINT_MM, points.height() * POINT_MM

    def show_bytes(self, content: bytes) -> bool:
        """Show a PDF; return whether it could be read. The place in it is kept."""
        page, share = self.view.place()
        self._document.close()
        self._buffer.close()
        self.view.forget()
        self._bytes = content
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        if content:
            self._document.load(self._buffer)
        ready = self._document.status() is QPdfDocument.Status.Ready
        self._stack.setCurrentWidget(self.view if ready else self.message)
        self._follow_document(page, share)
        return ready

    def _follow_document(self, page: int, share: float) -> None:
        count = self._document.pageCount()
        if count:
            self.view.go_to(page, share) if page < count else self.view.go_to(0)
        self._place_thumbnails()
        self.thumbnails.follow_document()
        self.find_bar.search_again()
        self.bar.show_count(count)
        self._say_page()
        self._say_zoom()

    def show_message(self, words: str) -> None:
        """Say why there are no pages yet; seen only while there are none."""
        self.message.setText(words)

    @Slot()
    def _say_page(self) -> None:
        page = self.page if self._document.pageCount() else 0
        self.bar.show_page(page)
        self.thumbnails.show_page(page - 1)
        self.view.setAccessibleDescription(self.bar.said)

    @Slot()
    def _say_zoom(self) -> None:
        self.bar.show_zoom(self.view.zoom, self.view.shown_factor())

    # Ways to look

    @property
    def taste(self) -> PreviewTaste:
        """Return how the user looks at pages."""
        return PreviewTaste(
            thumbnails=self._thumbnails_wanted, single=self._is_single, zoom=self.view.zoom
        )

    def set_taste(self, taste: PreviewTaste) -> None:
        """Look at pages in this way; tells nobody."""
        self._thumbnails_wanted = taste.thumbnails
        self._set_single(taste.single)
        self.view.set_zoom(taste.zoom)
        self._place_thumbnails()

    @property
    def _is_single(self) -> bool:
        return self.view.pageMode() is QPdfView.PageMode.SinglePage

    def _set_single(self, single: bool) -> None:  # noqa: FBT001 - a switch's own value
        mode = QPdfView.PageMode
        page = self.page - 1
        self.view.setPageMode(mode.SinglePage if single else mode.MultiPage)
        self.bar.single.setChecked(single)
        self.view.go_to(page)

    @Slot()
    def turn_single(self) -> None:
        """Show one page at a time, or all in a row."""
        self._set_single(not self._is_single)
        self.taste_changed.emit()

    @Slot()
    def turn_thumbnails(self) -> None:
        """Show or hide the small pictures."""
        self._thumbnails_wanted = not self._thumbnails_wanted
        self._place_thumbnails()
        self.taste_changed.emit()

    def _place_thumbnails(self) -> None:
        fits = self.width() >= space(ROOM_FOR_THUMBNAILS)
        several = self._document.pageCount() > 1
        self.bar.thumbs.setChecked(self._thumbnails_wanted)
        self.bar.thumbs.setEnabled(fits and several)
        self.thumbnails.setVisible(self._thumbnails_wanted and fits and several)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the pages the room of the small pictures when there is little."""
        super().resizeEvent(event)
        self._place_thumbnails()

    @Slot(str)
    def _zoom(self, zoom: str) -> None:
        self.view.set_zoom(zoom)
        self.taste_changed.emit()

    @Slot()
    def zoom_in(self) -> None:
        """Make the pages larger."""
        self.view.zoom_in()
        self.taste_changed.emit()

    @Slot()
    def zoom_out(self) -> None:
        """Make the pages smaller."""
        self.view.zoom_out()
        self.taste_changed.emit()

    @Slot()
    def fit_width(self) -> None:
        """Make the pages as wide as their place."""
        self._zoom("width")

    @Slot()
    def fit_page(self) -> None:
        """Show a whole page."""
        self._zoom("page")

    @Slot()
    def open_search(self) -> None:
        """Look for words in the pages."""
        if self._document.pageCount():
            self.find_bar.open()

    @Slot()
    def find_next(self) -> None:
        """Show the next place that was found."""
        self.find_bar.next() if self.find_bar.isVisible() else self.open_search()

    @Slot()
    def find_previous(self) -> None:
        """Show the place that was found before."""
        self.find_bar.previous() if self.find_bar.isVisible() else self.open_search()

    @Slot()
    def go_to_page(self) -> None:
        """Let a page number be typed."""
        self.bar.take_keys()
