"""Qt's view of a PDF with our keys, the wheel, and a bound on what it keeps in memory."""

from __future__ import annotations

import bisect

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument, QPdfLink
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget

LADDER = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
"""The steps of zoom, 1 being the size on paper."""

WHEEL_STEP = 1.1
"""What one notch of the wheel does with Ctrl held."""

POINTS_PER_INCH = 72

NOTCH = 120
"""Qt's measure of one notch."""

KEPT_BYTES = 40 * 1024 * 1024
"""Pictures of pages that Qt may keep; it would keep twenty, which at a large zoom is a gigabyte."""

PIXEL_BYTES = 4

IN_VIEW = 2
"""Pages that are on screen at once at a zoom where pictures are large."""


class PdfView(QPdfView):
    """Shows pages in a row or one at a time; zoom is fitted or a factor."""

    zoom_changed = Signal()
    """Another zoom, or another size of the pages under the same one."""

    def __init__(self, parent: QWidget, document: QPdfDocument) -> None:
        super().__init__(parent)
        self._seen: set[int] = set()
        self._turning = False
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setDocument(document)
        self.verticalScrollBar().valueChanged.connect(self._bound_memory)
        self.pageNavigator().currentPageChanged.connect(self._bound_memory)

    # Zoom

    @property
    def zoom(self) -> str:
        """Return "width", "page", or the factor as text."""
        mode = self.zoomMode()
        if mode is QPdfView.ZoomMode.FitToWidth:
            return "width"
        if mode is QPdfView.ZoomMode.FitInView:
            return "page"
        return f"{self.zoomFactor():.3f}".rstrip("0").rstrip(".")

    def set_zoom(self, zoom: str) -> None:
        """Fit the width or the page, or take a factor given as text; the page in view stays."""
        if zoom == self.zoom:
            return
        page, share = self.place()
        if zoom == "width":
            self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        elif zoom == "page":
            self.setZoomMode(QPdfView.ZoomMode.FitInView)
        else:
            factor = min(max(float(zoom), LADDER[0]), LADDER[-1])
            self.setZoomFactor(factor)
            self.setZoomMode(QPdfView.ZoomMode.Custom)
        self._seen.clear()
        self.go_to(page, share)
        self.zoom_changed.emit()

    @Slot()
    def zoom_in(self) -> None:
        """Take the next larger step."""
        now = self.shown_factor()
        above = bisect.bisect_right(LADDER, now * 1.01)
        self.set_zoom(str(LADDER[min(above, len(LADDER) - 1)]))

    @Slot()
    def zoom_out(self) -> None:
        """Take the next smaller step."""
        now = self.shown_factor()
        below = bisect.bisect_left(LADDER, now * 0.99) - 1
        self.set_zoom(str(LADDER[max(below, 0)]))

    def shown_factor(self) -> float:
        """Return the factor in use, worked out from the room while pages are fitted to it."""
        if self.zoomMode() is QPdfView.ZoomMode.Custom or not self.pages():
            return self.zoomFactor()
        page = self.pageNavigator().currentPage()
        return self._page_size(page).width() / self._paper(page).width()

    def pages(self) -> int:
        """Return how many pages there are."""
        document = self.document()
        return document.pageCount() if document is not None else 0

    def _paper(self, page: int) -> QSize:
        """Return the size of a page in pixels at zoom 1."""
        dots = QGuiApplication.primaryScreen().logicalDotsPerInch() / POINTS_PER_INCH
        size = (self.document().pagePointSize(page) * dots).toSize()
        return size.expandedTo(QSize(1, 1))

    def _page_size(self, page: int) -> QSize:
        """Return the size of a page as it is shown, rounded as Qt rounds it.

        Qt tells neither this nor where a page begins, and a pixel off is a page off at the end.
        """
        paper, margins = self._paper(page), self.documentMargins()
        width = self.viewport().width() - margins.left() - margins.right()
        mode = self.zoomMode()
        if mode is QPdfView.ZoomMode.FitToWidth:
            return paper * (width / paper.width())
        if mode is QPdfView.ZoomMode.FitInView:
            room = QSize(width, self.viewport().height() - self.pageSpacing())
            return paper.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        dots = QGuiApplication.primaryScreen().logicalDotsPerInch() / POINTS_PER_INCH
        return (self.document().pagePointSize(page) * (dots * self.zoomFactor())).toSize()

    # Place

    def place(self) -> tuple[int, float]:
        """Return the page in view and how far down it the view begins, 0 to 1."""
        page = self.pageNavigator().currentPage()
        if not self.pages():
            return 0, 0.0
        height = self._page_size(page).height()
        below = self.verticalScrollBar().value() - self._top(page)
        return page, min(max(below / max(height, 1), 0.0), 1.0)

    def go_to(self, page: int, share: float = 0.0) -> None:
        """Bring a page into view, from so far down."""
        if not self.pages():
            return
        page = min(max(page, 0), self.pages() - 1)
        self.pageNavigator().jump(page, QPointF())
        height = self._page_size(page).height()
        self.verticalScrollBar().setValue(round(self._top(page) + share * height))

    def _top(self, page: int) -> int:
        """Return where a page begins in the column of pages, or of the page shown alone."""
        top = self.documentMargins().top()
        if self.pageMode() is QPdfView.PageMode.SinglePage:
            return 0
        before = sum(self._page_size(index).height() + self.pageSpacing() for index in range(page))
        return top + before if page else 0

    def show_found(self, link: QPdfLink) -> None:
        """Bring a place that was found into the upper third of the view."""
        page = link.page()
        if page < 0:
            return
        points = self.document().pagePointSize(page)
        rectangles = link.rectangles()
        at = rectangles[0] if rectangles else QRectF(link.location(), link.location())
        self.go_to(page)
        shown = self._page_size(page)
        down = self._top(page) + shown.height() * at.top() / max(points.height(), 1)
        self.verticalScrollBar().setValue(round(down - self.viewport().height() / 3))
        across = shown.width() * at.left() / max(points.width(), 1)
        self.horizontalScrollBar().setValue(round(across - self.viewport().width() / 2))

    # Memory

    @Slot()
    def _bound_memory(self) -> None:
        """Let Qt forget its pictures of pages when they have grown too many."""
        if not self.pages() or self._turning:
            return
        page = self.pageNavigator().currentPage()
        self._seen |= {page, min(page + 1, self.pages() - 1)}
        if len(self._seen) > self._most_kept(page):
            self._seen = {page}
            self._forget_pictures()

    def _most_kept(self, page: int) -> int:
        """Return how many pictures of pages fit the bound; those in view always do."""
        size = self._page_size(page)
        picture = size.width() * size.height() * self.devicePixelRatioF() ** 2 * PIXEL_BYTES
        return max(int(KEPT_BYTES / max(picture, 1)), IN_VIEW)

    def _forget_pictures(self) -> None:
        # Qt has no call for it; a change of its layout forgets them, and this one is not seen.
        self._turning = True
        spacing = self.pageSpacing()
        self.setPageSpacing(spacing + 1)
        self.setPageSpacing(spacing)
        self._turning = False

    def forget(self) -> None:
        """Forget which pages were seen: there is another document."""
        self._seen.clear()

    # Events

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; turn the page at its end when pages are shown alone."""
        notches = event.angleDelta().y() / NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            if notches:
                self.set_zoom(f"{self.shown_factor() * WHEEL_STEP**notches:.3f}")
            return
        if self._turns(1 if notches < 0 else -1) and notches:
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the pages and change the zoom by plain keys."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if plain and self._did(key):
            event.accept()
            return
        super().keyPressEvent(event)

    def _did(self, key: Qt.Key) -> bool:
        if key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom_in()
        elif key is Qt.Key.Key_Minus:
            self.zoom_out()
        elif key is Qt.Key.Key_Home:
            self.go_to(0)
        elif key is Qt.Key.Key_End:
            self.go_to(self.pages() - 1)
        elif key in {Qt.Key.Key_PageDown, Qt.Key.Key_Space}:
            return self._turns(1)
        elif key is Qt.Key.Key_PageUp:
            return self._turns(-1)
        else:
            return False
        return True

    def _turns(self, step: int) -> bool:
        """Turn to another page when pages are shown alone and this one ends here."""
        bar = self.verticalScrollBar()
        left = bar.maximum() - bar.value() if step > 0 else bar.value() - bar.minimum()
        margins = self.documentMargins()
        # What is left may be nothing but the margin around the page.
        at_end = left <= margins.top() + margins.bottom() + self.pageSpacing()
        page = self.pageNavigator().currentPage() + step
        alone = self.pageMode() is QPdfView.PageMode.SinglePage
        if not (alone and at_end and 0 <= page < self.pages()):
            return False
        self.go_to(page, 0.0 if step > 0 else 1.0)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that fitted pages have another size."""
        super().resizeEvent(event)
        self._seen.clear()
        self.zoom_changed.emit()
