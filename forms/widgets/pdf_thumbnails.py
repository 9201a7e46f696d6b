"""Small pictures of all pages with their numbers, drawn one by one while nothing else happens."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QShowEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from assessor.domain.picture import PAPER
from assessor.language import Voice
from forms.theme import space

BETWEEN_MS = 15
"""The pause between two pictures, in which keys and paint have their turn."""

WIDTH, HEIGHT = 64, 91
"""Of a picture, in device-independent pixels."""


class Thumbnails(QListWidget):
    """A narrow list of pages; choosing one shows it."""

    page_wanted = Signal(int)
    """A page that the user picked, counted from 0."""

    def __init__(self, document: QPdfDocument, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._voice: Voice | None = None
        self._line = QColor("gray")
        self._next = 0
        self.setViewMode(QListView.ViewMode.ListMode)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(WIDTH, HEIGHT))
        self.setFixedWidth(WIDTH + space(9))
        self._timer = QTimer(self)
        self._timer.setInterval(BETWEEN_MS)
        self._timer.timeout.connect(self._draw_next)
        self.currentRowChanged.connect(self._pass_on)

    def retranslate(self, voice: Voice) -> None:
        """Say every text again."""
        self._voice = voice
        self.setAccessibleName(voice.say("Pages"))
        for row in range(self.count()):
            self._name(row)

    def restyle(self, line: str) -> None:
        """Draw the edges of the pages in another colour."""
        self._line = QColor(line)
        self.follow_document()

    def _name(self, row: int) -> None:
        if self._voice is not None:
            name = self._voice.say("Page %(page)d", page=row + 1)
            self.item(row).setData(Qt.ItemDataRole.AccessibleTextRole, name)

    @Slot()
    def follow_document(self) -> None:
        """Draw the pages of the document anew; old pictures stay until then."""
        count = self._document.pageCount()
        self.blockSignals(True)
        while self.count() > count:
            self.takeItem(self.count() - 1)
        while self.count() < count:
            item = QListWidgetItem(str(self.count() + 1))
            item.setSizeHint(QSize(WIDTH, HEIGHT + space(1.5)))
            self.addItem(item)
            self._name(self.count() - 1)
        self.blockSignals(False)
        self._next = 0
        if count and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to draw now that somebody looks."""
        super().showEvent(event)
        if self._next < self.count():
            self._timer.start()

    @property
    def is_drawing(self) -> bool:
        """Return whether pictures are still to come."""
        return self._timer.isActive()

    @Slot()
    def _draw_next(self) -> None:
        if self._next >= min(self.count(), self._document.pageCount()):
            self._timer.stop()
            return
        picture = self._picture(self._next)
        shown = QIcon(picture)
        # The paper stays white when its page is the chosen one.
        shown.addPixmap(picture, QIcon.Mode.Selected)
        self.item(self._next).setIcon(shown)
        self._next += 1

    def _picture(self, page: int) -> QPixmap:
        scale = self.devicePixelRatioF()
        points = self._document.pagePointSize(page)
        room = QSize(round(WIDTH * scale), round(HEIGHT * scale))
        size = points.toSize().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        made = QPixmap(room)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        left, top = (room.width() - size.width()) // 2, (room.height() - size.height()) // 2
        painter.fillRect(left, top, size.width(), size.height(), QColor(PAPER.paper))
        painter.drawImage(left, top, self._document.render(page, size))
        painter.setPen(self._line)
        painter.drawRect(left, top, size.width() - 1, size.height() - 1)
        painter.end()
        made.setDevicePixelRatio(scale)
        return made

    def show_page(self, page: int) -> None:
        """Mark a page as the one in view; tells nobody."""
        if page == self.currentRow() or not 0 <= page < self.count():
            return
        self.blockSignals(True)
        self.setCurrentRow(page)
        self.blockSignals(False)

    @Slot(int)
    def _pass_on(self, row: int) -> None:
        if row >= 0:
            self.page_wanted.emit(row)
