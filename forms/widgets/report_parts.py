"""Which parts the full report has, in what order, and the consultant's comment on each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from assessor.domain.paper import PARTS_OF, Part, ReportKind
from assessor.language import names
from forms.icons import icon
from forms.theme import Colours, space
from forms.widgets.basic import Label, ScrollColumn, button, icon_button, name_it, row
from forms.widgets.bindings import VoiceNow
from forms.widgets.fields import Field
from forms.widgets.note_field import NoteField

ALL = PARTS_OF[ReportKind.FULL]

PART_ROLE = int(Qt.ItemDataRole.UserRole)


class PartsList(QListWidget):
    """Parts to tick; Alt with an arrow moves one, and so does the mouse."""

    moved = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMinimumHeight(space(20))
        self.model().rowsMoved.connect(self.moved)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the part with Alt and an arrow."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(step)
            return
        super().keyPressEvent(event)

    def move_current(self, step: int) -> None:
        """Move the current part up (-1) or down (1)."""
        row = self.currentRow()
        if row < 0 or not 0 <= row + step < self.count():
            return
        item = self.takeItem(row)
        self.insertItem(row + step, item)
        self.setCurrentItem(item)
        self.moved.emit()


class ReportParts(ScrollColumn):
    """A list of parts and below it the comment on the one that is marked."""

    parts_chosen = Signal()
    commented = Signal(str, str)
    """A part's name and the comment on it."""
    said = Signal(str)
    """Where a part that was moved stands now, for those who cannot see it."""

    def __init__(self, voice: VoiceNow, parent: QWidget) -> None:
        super().__init__(parent, gap=1.5, pad=0)
        self._voice = voice
        self._comments: Mapping[str, str] = {}
        inside = self.inside
        self.words = Label(look="small", parent=inside)
        self.list = PartsList(inside)
        self.up = icon_button(parent=inside)
        self.down = icon_button(parent=inside)
        self.usual = button(look="link", parent=inside)
        self.comment = Field(NoteField(inside), inside)
        self._fill(())
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        box = self.box
        box.addWidget(self.words)
        box.addWidget(self.list, 1)
        line = row(gap=0.5)
        line.addWidget(self.up)
        line.addWidget(self.down)
        line.addStretch(1)
        line.addWidget(self.usual)
        box.addLayout(line)
        box.addWidget(self.comment)

    def _connect(self) -> None:
        self.list.itemChanged.connect(self._on_ticked)
        self.list.moved.connect(self.parts_chosen)
        self.list.moved.connect(self._say_place)
        self.list.currentItemChanged.connect(self._show_comment)
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        self.usual.clicked.connect(self._take_usual)
        self.note.written.connect(self._pass_comment)

    @property
    def note(self) -> NoteField:
        """Return the field of the comment."""
        editor = self.comment.editor
        if not isinstance(editor, NoteField):
            raise TypeError("the comment is edited by something else")
        return editor

    def retranslate(self) -> None:
        """Say every text again."""
        voice = self._voice()
        self.list.setAccessibleName(voice.say("Parts of the report"))
        name_it(self.up, voice.say("Move up (Alt+Up)"))
        name_it(self.down, voice.say("Move down (Alt+Down)"))
        self.usual.setText(voice.say("All in the usual order"))
        self._name_all()
        self._show_comment()

    def restyle(self, colours: Colours) -> None:
        """Draw the icons again."""
        self.up.setIcon(icon("up", colours.ink))
        self.down.setIcon(icon("down", colours.ink))

    # Parts

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return the ticked parts in their order; empty when that is all in the usual order."""
        chosen = tuple(
            part
            for place, part in enumerate(self._shown)
            if self.list.item(place).checkState() is Qt.CheckState.Checked
        )
        return () if chosen == ALL else chosen

    @property
    def is_nothing(self) -> bool:
        """Return whether no part at all is ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return all(item.checkState() is not Qt.CheckState.Checked for item in items)

    @property
    def _shown(self) -> tuple[Part, ...]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(Part(item.data(PART_ROLE)) for item in items)

    @property
    def part(self) -> Part:
        """Return the part that is marked."""
        return self._shown[max(self.list.currentRow(), 0)]

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """Show which parts are wanted, in their order; tells nobody."""
        if parts != self.parts:
            self._fill(parts)
            self._name_all()

    def _fill(self, parts: tuple[Part, ...]) -> None:
        wanted = parts or ALL
        self.list.blockSignals(True)
        self.list.clear()
        for part in (*wanted, *(part for part in ALL if part not in wanted)):
            item = QListWidgetItem()
            item.setData(PART_ROLE, part.value)
            flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(flags & ~Qt.ItemFlag.ItemIsDropEnabled)
            ticked = Qt.CheckState.Checked if part in wanted else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    def show_kind(self, kind: ReportKind) -> None:
        """Let parts be chosen where that has a meaning; comments can be written in any case."""
        full = kind is ReportKind.FULL
        voice = self._voice()
        self.words.setText(
            voice.say("Tick what is printed. A pencil marks a part with your comment.")
            if full
            else voice.say("Parts can be chosen in the full report only.")
        )
        for made in (self.up, self.down, self.usual):
            made.setEnabled(full)

    @Slot(QListWidgetItem)
    def _on_ticked(self, _item: QListWidgetItem) -> None:
        self.parts_chosen.emit()

    @Slot()
    def _say_place(self) -> None:
        voice, row = self._voice(), self.list.currentRow()
        name, count = names.report_part(voice, self.part), self.list.count()
        self.said.emit(
            voice.say("%(name)s: place %(place)d of %(all)d", name=name, place=row + 1, all=count)
        )

    @Slot()
    def _move_up(self) -> None:
        self.list.move_current(-1)

    @Slot()
    def _move_down(self) -> None:
        self.list.move_current(1)

    @Slot()
    def _take_usual(self) -> None:
        self.show_parts(())
        self.parts_chosen.emit()

    # Comments

    def show_comments(self, comments: Mapping[str, str]) -> None:
        """Show what is written on the parts."""
        self._comments = comments
        self._name_all()
        self._show_comment()

    def _name_all(self) -> None:
        voice = self._voice()
        self.list.blockSignals(True)
        for place, part in enumerate(self._shown):
            name = names.report_part(voice, part)
            commented = bool(self._comments.get(part.value))
            self.list.item(place).setText(f"{name} ✎" if commented else name)
            spoken = voice.say("%(part)s, with a comment", part=name) if commented else name
            self.list.item(place).setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.list.blockSignals(False)

    @Slot()
    def _show_comment(self) -> None:
        voice, part = self._voice(), self.part
        told = voice.say("Your comment: %(part)s", part=names.report_part(voice, part))
        self.comment.say(told, voice.say("Printed in this part of the report."))
        self.note.show_text(self._comments.get(part.value, ""))

    @Slot(str)
    def _pass_comment(self, text: str) -> None:
        self.commented.emit(self.part.value, text)

    @Slot()
    def hand_over(self) -> None:
        """Pass on a comment that is still being typed."""
        self.note.hand_over()
