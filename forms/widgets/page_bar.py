"""The line above a preview: which page, how large, in what way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QToolButton, QWidget

from assessor.language import Voice
from forms.icons import icon
from forms.theme import Colours, space
from forms.widgets.basic import Label, icon_button, name_it
from forms.widgets.fields import ChoiceEdit, LineEdit
from forms.widgets.flow_layout import FlowLayout

OFFERED = ("width", "page", "0.5", "0.75", "1", "1.25", "1.5", "2", "3")
"""Zooms in the list; the steps between are reached by key and wheel."""

MOST_PAGES = 9_999


class PageBar(QWidget):
    """Page field, zoom, and switches; it keeps nothing itself."""

    page_wanted = Signal(int)
    """A page, counted from 0."""
    zoom_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._voice: Voice | None = None
        self._count = 0
        self._page = 0
        self._zoom = ("width", 1.0)
        self.thumbs = self._switch()
        self.before = icon_button(parent=self)
        self.after = icon_button(parent=self)
        self.number = LineEdit(self)
        self.of = Label(look="small", wrap=False, parent=self)
        self.smaller = icon_button(parent=self)
        self.larger = icon_button(parent=self)
        self.zooms = ChoiceEdit(self)
        self.single = self._switch()
        self.search = icon_button(parent=self)
        self._lay_out()
        self._connect()
        self.show_count(0)

    def _switch(self) -> QToolButton:
        made = icon_button(parent=self)
        made.setCheckable(True)
        return made

    def _lay_out(self) -> None:
        line = FlowLayout(space(0.5))
        self.setLayout(line)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setValidator(QIntValidator(1, MOST_PAGES, self))
        self.zooms.setMinimumContentsLength(10)
        pages: tuple[QWidget, ...] = (
            self.thumbs,
            self.before,
            self.number,
            self.of,
            self.after,
        )
        size: tuple[QWidget, ...] = (
            self.smaller,
            self.zooms,
            self.larger,
            self.single,
            self.search,
        )
        for part in (*pages, *size):
            line.addWidget(part)

    def _connect(self) -> None:
        self.before.clicked.connect(self._turn_back)
        self.after.clicked.connect(self._turn_on)
        self.number.returnPressed.connect(self._go)
        self.number.editingFinished.connect(self._put_back)
        self.zooms.value_changed.connect(self._pass_zoom)

    def retranslate(self, voice: Voice) -> None:
        """Say every text again."""
        self._voice = voice
        name_it(self.thumbs, voice.say("Small pictures of the pages"))
        name_it(self.before, voice.say("Previous page"))
        name_it(self.after, voice.say("Next page"))
        name_it(self.number, voice.say("Page"))
        name_it(self.smaller, voice.say("Zoom out"))
        name_it(self.larger, voice.say("Zoom in"))
        name_it(self.zooms, voice.say("Zoom"))
        name_it(self.single, voice.say("One page at a time"))
        name_it(self.search, voice.say("Find in the pages"))
        self.show_zoom(*self._zoom)
        self.show_count(self._count)

    def restyle(self, colours: Colours) -> None:
        """Draw the icons again."""
        digits = self.number.fontMetrics().horizontalAdvance("0000")
        self.number.setFixedWidth(digits + space(3))
        names = {
            self.thumbs: "pages",
            self.before: "up",
            self.after: "down",
            self.smaller: "minus",
            self.larger: "plus",
            self.single: "single",
            self.search: "search",
        }
        for made, name in names.items():
            made.setIcon(icon(name, colours.ink, checked=colours.accent))

    @property
    def said(self) -> str:
        """Return which page is in view, in words."""
        if self._voice is None or not self._count:
            return ""
        return self._voice.say("Page %(page)d of %(count)d", page=self._page, count=self._count)

    def show_count(self, count: int) -> None:
        """Show how many pages there are."""
        self._count = count
        voice = self._voice
        self.of.setText(voice.say("of %(count)d", count=count) if voice and count else "")
        for part in (self.number, self.zooms, self.smaller, self.larger, self.single, self.search):
            part.setEnabled(count > 0)
        self.show_page(self._page)

    def show_page(self, page: int) -> None:
        """Show which page is in view, counted from 1; 0 for none."""
        self._page = page
        if not (self.number.hasFocus() and self.number.isModified()):
            self.number.setText(str(page) if page and self._count else "")
        self.number.setAccessibleDescription(self.said)
        self.before.setEnabled(page > 1)
        self.after.setEnabled(page < self._count)

    def show_zoom(self, zoom: str, factor: float) -> None:
        """Show the zoom, and while it is fitted the factor that this comes to."""
        self._zoom = (zoom, factor)
        voice = self._voice
        if voice is None:
            return
        fitted = {"width": voice.say("Fit the width"), "page": voice.say("Fit the page")}
        offered = OFFERED if zoom in OFFERED else (*OFFERED, zoom)
        self.zooms.set_choices(
            [(each, fitted.get(each) or voice.percent(float(each))) for each in offered]
        )
        self.zooms.set_value(zoom)
        self.zooms.setAccessibleDescription(voice.percent(factor))

    def take_keys(self) -> None:
        """Let a page number be typed."""
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.number.selectAll()

    @Slot()
    def _go(self) -> None:
        typed = self.number.text()
        if typed.isdecimal() and self._count:
            self.page_wanted.emit(min(max(int(typed), 1), self._count) - 1)
        self._put_back()

    @Slot()
    def _put_back(self) -> None:
        self.number.setModified(False)
        self.show_page(self._page)

    @Slot()
    def _turn_back(self) -> None:
        self.page_wanted.emit(max(self._page - 2, 0))

    @Slot()
    def _turn_on(self) -> None:
        self.page_wanted.emit(min(self._page, self._count - 1))

    @Slot(object)
    def _pass_zoom(self, zoom: object) -> None:
        self.zoom_wanted.emit(str(zoom))
