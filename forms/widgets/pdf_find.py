"""Looks for words in a PDF: a line to type in, how many places were found, and the next one."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtWidgets import QWidget

from assessor.language import Voice
from forms.icons import icon
from forms.theme import Colours, space
from forms.widgets.basic import Label, icon_button, name_it, row
from forms.widgets.fields import LineEdit
from forms.widgets.pdf_view import PdfView

PAUSE_MS = 200
"""A pause in typing this long begins the search."""

SHORTEST = 2
"""A single letter would be found everywhere."""


class FindBar(QWidget):
    """Marks every place in the view and leads from one to the next."""

    closed = Signal()

    def __init__(self, view: PdfView, document: QPdfDocument, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._voice: Voice | None = None
        self._at = -1
        self._eager = False
        """Whether the first place found is to be shown as soon as it is."""
        self.model = QPdfSearchModel(self)
        self.model.setDocument(document)
        self.words = LineEdit(self)
        self.count = Label(look="small", wrap=False, parent=self)
        self.before = icon_button(parent=self)
        self.after = icon_button(parent=self)
        self.away = icon_button(parent=self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        line = row(self, gap=0.5)
        line.addWidget(self.words, 1)
        line.addWidget(self.count)
        for made in (self.before, self.after, self.away):
            line.addWidget(made)
        self.count.setMinimumWidth(space(10))

    def _connect(self) -> None:
        self._pause.timeout.connect(self._search)
        self.words.textEdited.connect(self._wait)
        self.words.returnPressed.connect(self.next)
        self.before.clicked.connect(self.previous)
        self.after.clicked.connect(self.next)
        self.away.clicked.connect(self.put_away)
        self.model.rowsInserted.connect(self._on_found)
        self.model.modelReset.connect(self._say_count)
        self._view.setSearchModel(self.model)

    def retranslate(self, voice: Voice) -> None:
        """Say every text again."""
        self._voice = voice
        self.words.setPlaceholderText(voice.say("Find in the pages"))
        self.words.setAccessibleName(voice.say("Find in the pages"))
        name_it(self.before, voice.say("Previous place"))
        name_it(self.after, voice.say("Next place"))
        name_it(self.away, voice.say("Close the search"))
        self._say_count()

    def restyle(self, colours: Colours) -> None:
        """Draw the icons again."""
        for made, name in ((self.before, "up"), (self.after, "down"), (self.away, "close")):
            made.setIcon(icon(name, colours.ink))

    @property
    def hits(self) -> int:
        """Return how many places were found so far."""
        return self.model.rowCount(self.model.index(-1, -1))

    @property
    def at(self) -> int:
        """Return which place is shown, counted from 0; -1 for none."""
        return self._at

    @Slot()
    def open(self) -> None:
        """Show the bar and take the keys."""
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        if self.words.text() != self.model.searchString():
            self._search()

    @Slot()
    def put_away(self) -> None:
        """Take the marks away and give the keys back to the pages."""
        self._pause.stop()
        self.hide()
        self.model.setSearchString("")
        self._at = -1
        self._view.setCurrentSearchResultIndex(-1)
        self._view.setFocus()
        self.closed.emit()

    def search_again(self) -> None:
        """Look for the same words in another document; the reader's place in it is kept."""
        if self.isVisible() and self.words.text():
            self.model.setSearchString("")
            self._at = -1
            self._eager = False
            self.model.setSearchString(self._wanted)
            self._say_count()

    @property
    def _wanted(self) -> str:
        words = self.words.text().strip()
        return words if len(words) >= SHORTEST else ""

    @Slot()
    def _wait(self) -> None:
        self._pause.start()

    @Slot()
    def _search(self) -> None:
        self._pause.stop()
        self._at = -1
        self._eager = True
        self.model.setSearchString(self._wanted)
        self._say_count()

    @Slot()
    def _on_found(self) -> None:
        if self._eager:
            self.next()
        self._say_count()

    @Slot()
    def next(self) -> None:
        """Show the next place; after the last comes the first."""
        self._step(1)

    @Slot()
    def previous(self) -> None:
        """Show the place before; before the first comes the last."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if self._pause.isActive() or self.model.searchString() != self._wanted:
            self._search()
            return
        if not self.hits:
            self._say_count()
            return
        self._eager = False
        begin = self._first_from_here() if self._at < 0 else self._at + step
        self._at = begin % self.hits
        self._view.setCurrentSearchResultIndex(self._at)
        self._view.show_found(self.model.resultAtIndex(self._at))
        self._say_count()

    def _first_from_here(self) -> int:
        """Return the first place on the page in view or after it."""
        page = self._view.pageNavigator().currentPage()
        for index in range(self.hits):
            if self.model.resultAtIndex(index).page() >= page:
                return index
        return 0

    @Slot()
    def _say_count(self) -> None:
        voice = self._voice
        if voice is None or not self.model.searchString():
            told = ""
        elif not self.hits:
            told = voice.say("Not found")
        elif self._at < 0:
            told = voice.say_many("%(n)s place", "%(n)s places", self.hits)
        else:
            told = voice.say("%(at)d of %(count)d", at=self._at + 1, count=self.hits)
        self.count.setText(told)
        self.words.setAccessibleDescription(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)
