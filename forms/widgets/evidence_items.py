"""What speaks for and against an answer: a list to add to and to take from."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from assessor.domain.assessment import EvidenceItem, EvidenceKind
from assessor.language import Voice
from forms.icons import icon
from forms.theme import Colours
from forms.widgets.answering import clean
from forms.widgets.basic import Label, button, column, empty, icon_button, name_it, row
from forms.widgets.fields import LineEdit
from forms.widgets.segmented import Segmented
from forms.widgets.typing_pause import TypingPause

_ADDRESS = re.compile(r"^(https?://|www\.)\S+$", re.IGNORECASE)
PAUSE_MS = 400
"""A pause in typing this long hands the line over: well within the promised second."""
_QUOTES = ("“", '"', "«", "„")


def kind_of(text: str) -> EvidenceKind:
    """Return what a typed line is: an address, somebody's words, or plain text."""
    if _ADDRESS.match(text):
        return EvidenceKind.LINK
    return EvidenceKind.QUOTATION if text.startswith(_QUOTES) else EvidenceKind.TEXT


class EvidenceLine(QFrame):
    """One item: for or against, its text shortened to one line, and a button to take it away."""

    removed = Signal(object)
    opened = Signal(str)

    def __init__(self, item: EvidenceItem, voice: Voice, colours: Colours, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        side = voice.say("against") if item.against else voice.say("for")
        self._text = Label(wrap=False, parent=self)
        self._text.setMinimumWidth(0)
        box = row(self, gap=1)
        box.addWidget(Label(side, "raises" if item.against else "lowers", wrap=False, parent=self))
        box.addWidget(self._text, 1)
        if item.kind is EvidenceKind.LINK:
            box.addWidget(self._link_button(voice, colours))
        self._remove_button = icon_button(voice.say("Remove this evidence"), self)
        self._remove_button.setIcon(icon("close", colours.muted, 14))
        self._remove_button.clicked.connect(self._remove)
        box.addWidget(self._remove_button)
        self._text.setToolTip(item.content[:1000])
        self._shorten()

    def _link_button(self, voice: Voice, colours: Colours) -> QWidget:
        made = icon_button(voice.say("Open the link"), self)
        made.setIcon(icon("outside", colours.accent, 14))
        made.clicked.connect(self._open)
        return made

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self.item)

    @Slot()
    def _open(self) -> None:
        content = self.item.content
        self.opened.emit(content if "://" in content else f"https://{content}")

    def _shorten(self) -> None:
        line = " ".join(self.item.content.split())
        metrics = QFontMetrics(self._text.font())
        room = max(self.width() - 140, 80)
        self._text.setText(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text to the new width."""
        super().resizeEvent(event)
        self._shorten()


class EvidenceItems(QWidget):
    """All items of one answer, and a line to type another into."""

    changed = Signal(object)
    """All items as they should be now, as a tuple."""
    typed = Signal(object, str)
    """The same while a line is being typed, and a key that stays as long as it is that line."""
    link_opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: tuple[EvidenceItem, ...] = ()
        self._draft: EvidenceItem | None = None
        """The item that stands for the line being typed: stored, but not yet in the list."""
        self._line_number = 0
        self.lines: list[EvidenceLine] = []
        self._voice: Voice | None = None
        self._list = column(gap=0)
        self.entry = LineEdit(self)
        self.entry.setMaxLength(2_000)
        self.side = Segmented(("for", "against"), self)
        self.side.set_value("for")
        self.add_button = button(parent=self)
        self.adder = QWidget(self)
        line = row(self.adder, gap=1)
        line.addWidget(self.entry, 1)
        line.addWidget(self.side)
        line.addWidget(self.add_button)
        self.adder.hide()
        box = column(self, gap=0.5)
        box.addLayout(self._list)
        box.addWidget(self.adder)
        self.add_button.clicked.connect(self.add)
        self.entry.returnPressed.connect(self.add)
        self._pause = TypingPause(PAUSE_MS, self)
        self._pause.due.connect(self.hand_over)
        self.entry.textEdited.connect(self._pause.touch)
        self.side.chosen.connect(self._pause.touch)

    def retranslate(self, voice: Voice, colours: Colours) -> None:
        """Say everything again, in these colours."""
        self._voice = voice
        self._colours = colours
        self.side.set_texts([voice.say("for"), voice.say("against")])
        self.add_button.setText(voice.say("Add"))
        self.entry.setPlaceholderText(voice.say("A document, a link, or words in quotation marks"))
        self.entry.setAccessibleName(voice.say("New evidence"))
        name_it(self.add_button, voice.say("Add this evidence"))
        self._show()

    def show_items(self, items: tuple[EvidenceItem, ...]) -> None:
        """Show the items of an answer."""
        if items == self._items:
            return
        self._items = items
        if self._draft is not None and self._draft not in items:
            self._end_line()
        self._show()

    def begin_anew(self) -> None:
        """Forget the line being typed: the fields now belong to another answer."""
        self._end_line()
        self.adder.hide()
        self._show()

    def begin(self) -> None:
        """Open the line for a new item and go there."""
        self.adder.show()
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def add(self) -> None:
        """Add what has been typed; an empty line closes the entry."""
        self.hand_over()
        if self._draft is None:
            self.adder.hide()
        self._end_line()
        self._show()

    @Slot()
    def hand_over(self) -> None:
        """Hand over at once what has been typed, and let it be typed on."""
        self._pause.stop()
        listed, now = self._listed, self._typed_item()
        if now == self._draft:
            return
        self._draft = now
        self._items = (*listed, now) if now else listed
        self.typed.emit(self._items, f"evidence {self._line_number}")

    def _typed_item(self) -> EvidenceItem | None:
        content = clean(self.entry.text())
        if not content:
            return None
        against = self.side.value() == "against"
        return EvidenceItem(kind=kind_of(content), content=content, against=against)

    @property
    def _listed(self) -> tuple[EvidenceItem, ...]:
        kept = list(self._items)
        if self._draft in kept:
            # The last of several equal ones is the one being typed.
            del kept[len(kept) - 1 - kept[::-1].index(self._draft)]
        return tuple(kept)

    def _end_line(self) -> None:
        self._pause.stop()
        self._draft = None
        self._line_number += 1
        self.entry.clear()

    @Slot(object)
    def _remove(self, item: EvidenceItem) -> None:
        self.hand_over()
        kept = list(self._items)
        kept.remove(item)
        self.changed.emit(tuple(kept))

    def _show(self) -> None:
        if self._voice is None:
            return
        empty(self._list)
        self.lines = [EvidenceLine(item, self._voice, self._colours, self) for item in self._listed]
        for line in self.lines:
            line.removed.connect(self._remove)
            line.opened.connect(self.link_opened)
            self._list.addWidget(line)
