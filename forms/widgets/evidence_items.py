"""What speaks for and against an answer: a list to add to, to change and to take from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from assessor.domain.assessment import EvidenceItem, EvidenceKind
from assessor.domain.evidence_file import clean_name
from assessor.language import Voice
from forms.icons import icon
from forms.theme import Colours, space
from forms.widgets.answering import clean
from forms.widgets.basic import Label, button, column, empty, name_it
from forms.widgets.dropped import clipboard_data, is_attachable, kind_of
from forms.widgets.evidence_line import EvidenceLine
from forms.widgets.fields import LineEdit
from forms.widgets.flow_layout import FlowLayout
from forms.widgets.segmented import Segmented
from forms.widgets.typing_pause import TypingPause

PAUSE_MS = 400
"""A pause in typing this long hands the line over: well within the promised second."""
LINE_LIMIT = 2_000


class EvidenceEntry(LineEdit):
    """The line that evidence is typed into; a pasted file or picture is no text for it."""

    pasted = Signal(object)
    """QMimeData that gives a file."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand a pasted file on."""
        if event.matches(QKeySequence.StandardKey.Paste):
            data = clipboard_data()
            if is_attachable(data):
                self.pasted.emit(data)
                return
        super().keyPressEvent(event)


class EvidenceItems(QWidget):
    """All items of one answer, and a line to type another into or to change one in."""

    changed = Signal(object)
    """All items as they should be now, as a tuple."""
    typed = Signal(object, str)
    """The same while a line is being typed, and a key that stays as long as it is that line."""
    link_opened = Signal(str)
    save_wanted = Signal(object)
    """The item whose file is to be saved elsewhere."""
    files_wanted = Signal()
    """The user wants to choose files to attach."""
    pasted = Signal(object)
    """QMimeData that gives a file, pasted into the line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: tuple[EvidenceItem, ...] = ()
        self._place: int | None = None
        """Where among the items the line being typed stands; it is stored, but not in the list."""
        self._before: EvidenceItem | None = None
        """The item that is being changed, as it was; None while a new one is typed."""
        self._line_number = 0
        self.lines: list[EvidenceLine] = []
        self._voice: Voice | None = None
        self._shown: tuple[object, ...] = ()
        """What the lines were made for: making them takes some milliseconds."""
        self._list = column(gap=0)
        self._make_adder()
        box = column(self, gap=0.5)
        box.addLayout(self._list)
        box.addWidget(self.begin_button, 0, Qt.AlignmentFlag.AlignLeading)
        box.addWidget(self.adder)
        self._pause = TypingPause(PAUSE_MS, self)
        self._pause.due.connect(self.hand_over)
        self.entry.textEdited.connect(self._pause.touch)
        self.side.chosen.connect(self._pause.touch)

    def _make_adder(self) -> None:
        self.begin_button = button(look="link", parent=self, wraps=True)
        self.begin_button.clicked.connect(self.begin)
        self.adder = QWidget(self)
        self.entry = EvidenceEntry(self.adder)
        self.entry.setMaxLength(LINE_LIMIT)
        self.side = Segmented(("for", "against"), self.adder)
        self.side.set_value("for")
        self.add_button = button(parent=self.adder)
        self.attach_button = button(look="link", parent=self.adder)
        self.hint = Label(look="small", parent=self.adder)
        below = FlowLayout(space(1))
        for part in (self.side, self.add_button, self.attach_button):
            below.addWidget(part)
        box = column(self.adder, gap=0.5)
        box.addWidget(self.entry)
        box.addLayout(below)
        box.addWidget(self.hint)
        self._open(is_open=False)
        self.add_button.clicked.connect(self.add)
        self.attach_button.clicked.connect(self.files_wanted)
        self.entry.returnPressed.connect(self.add)
        self.entry.pasted.connect(self.pasted)

    def retranslate(self, voice: Voice, colours: Colours) -> None:
        """Say everything again, in these colours."""
        self._voice = voice
        self._colours = colours
        self.side.set_texts([voice.say("for"), voice.say("against")])
        self.entry.setPlaceholderText(voice.say("A document, a link, or words in quotation marks"))
        self.begin_button.setText(voice.say("Add evidence"))
        name_it(self.begin_button, voice.say("Add evidence for or against (A)"))
        self.begin_button.setIcon(icon("plus", colours.accent, 16))
        self.attach_button.setText(voice.say("Choose a file…"))
        name_it(self.attach_button, voice.say("Attach a file (Shift+A)"))
        self.attach_button.setIcon(icon("clip", colours.accent, 14))
        self.hint.setText(voice.say("or drop a file or picture here, or paste it with Ctrl+V"))
        self._say_line()
        self._show()

    def _say_line(self) -> None:
        """Name the line after what it does now: add, or change."""
        if self._voice is None:
            return
        voice, changes = self._voice, self._before is not None
        self.add_button.setText(voice.say("Change") if changes else voice.say("Add"))
        name = voice.say("Keep the change") if changes else voice.say("Add this evidence")
        name_it(self.add_button, name)
        self.entry.setAccessibleName(
            voice.say("Changed evidence") if changes else voice.say("New evidence")
        )

    def _open(self, *, is_open: bool) -> None:
        """Show the line, or the button that opens it."""
        self.adder.setVisible(is_open)
        self.begin_button.setVisible(not is_open)

    # Showing

    @property
    def items(self) -> tuple[EvidenceItem, ...]:
        """Return all items, that of the line being typed included."""
        return self._items

    @property
    def is_against(self) -> bool:
        """Return whether what comes next speaks against the answer."""
        return self.side.value() == "against"

    def show_items(self, items: tuple[EvidenceItem, ...]) -> None:
        """Show the items of an answer."""
        if items == self._items:
            return
        place, typed = self._place, self._line_item
        self._items = items
        if place is not None and (place >= len(items) or items[place] != typed):
            # Undone, or changed elsewhere: what stands in the line is not there any more.
            self._end_line()
        self._show()

    def begin_anew(self) -> None:
        """Forget the line being typed: the fields now belong to another answer."""
        self._items = ()
        self._end_line()
        self._open(is_open=False)
        self._show()

    def _show(self) -> None:
        if self._voice is None:
            return
        now = (self._items, self._place, self._voice.language, self._colours)
        if now == self._shown:
            return
        before, self._shown = self._shown, now
        if before and before[:2] == now[:2]:
            for line in self.lines:
                line.say(self._voice, self._colours)
            return
        empty(self._list)
        self.lines = [
            EvidenceLine(place, item, self._voice, self._colours, self)
            for place, item in enumerate(self._items)
            if place != self._place
        ]
        for line in self.lines:
            line.removed.connect(self._remove)
            line.edit_wanted.connect(self.edit)
            line.opened.connect(self.link_opened)
            line.save_wanted.connect(self.save_wanted)
            self._list.addWidget(line)
            # Qt would show it in a later event, and until then it would have no height.
            line.show()

    # Writing

    @property
    def _line_item(self) -> EvidenceItem | None:
        return None if self._place is None else self._items[self._place]

    def begin(self) -> None:
        """Open the line for a new item and go there."""
        if self._before is not None:
            self.add()
        self._open(is_open=True)
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(int)
    def edit(self, place: int) -> None:
        """Put an item into the line to change it."""
        self.hand_over()
        self._end_line()
        item = self._items[place]
        self._place, self._before = place, item
        self.entry.setText(item.content)
        self.side.set_value("against" if item.against else "for")
        self._say_line()
        self._show()
        self._open(is_open=True)
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def add(self) -> None:
        """Add what has been typed, or keep the change; an empty line closes the entry."""
        self.hand_over()
        if self._place is None or self._before is not None:
            self._open(is_open=False)
        self._end_line()
        self._show()

    @Slot()
    def hand_over(self) -> None:
        """Hand over at once what has been typed, and let it be typed on."""
        self._pause.stop()
        now, place = self._typed_item(), self._place
        if now == self._line_item:
            return
        items = list(self._items)
        if place is None and now is not None:
            self._place = len(items)
            items.append(now)
        elif place is not None and now is not None:
            items[place] = now
        elif place is not None:
            self._place = None
            del items[place]
        self._items = tuple(items)
        self.typed.emit(self._items, f"evidence {self._line_number}")

    def _typed_item(self) -> EvidenceItem | None:
        content, before = clean(self.entry.text()), self._before
        if before is not None:
            changes = {"content": content or before.content, "against": self.is_against}
            if before.kind is EvidenceKind.FILE:
                changes["content"] = clean_name(str(changes["content"]))
            elif content and content != before.content:
                changes["kind"] = _changed_kind(before.kind, content)
            return before.model_copy(update=changes)
        if not content:
            return None
        return EvidenceItem(kind=kind_of(content), content=content, against=self.is_against)

    def _end_line(self) -> None:
        self._pause.stop()
        self._place = self._before = None
        self._line_number += 1
        self.entry.clear()
        self._say_line()

    @Slot(int)
    def _remove(self, place: int) -> None:
        self.hand_over()
        self.changed.emit((*self._items[:place], *self._items[place + 1 :]))


def _changed_kind(before: EvidenceKind, content: str) -> EvidenceKind:
    """Return what changed words are: a quotation stays one, with or without its marks."""
    kind = kind_of(content)
    if kind is EvidenceKind.TEXT and before is EvidenceKind.QUOTATION:
        return before
    return kind
