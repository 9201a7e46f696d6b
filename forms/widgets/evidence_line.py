"""One piece of evidence in a card: what it is, for or against, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QWidget

from assessor.domain.assessment import EvidenceItem, EvidenceKind
from assessor.language import Voice, names
from forms.icons import Growth, icon, pixmap
from forms.theme import Colours, space
from forms.widgets.basic import Label, icon_button, name_it, row

ICON = 14
_ICONS = {
    EvidenceKind.TEXT: "text",
    EvidenceKind.QUOTATION: "quote",
    EvidenceKind.LINK: "link",
    EvidenceKind.FILE: "file",
}
LEAST_WORDS = 80
"""Pixels under which the words of an item would tell nothing."""
MOST_SHOWN = 1_000
"""Letters of a long item that its tooltip shows."""


class EvidenceLine(QFrame):
    """One item, its text shortened to one line; its buttons open, change and remove it."""

    removed = Signal(int)
    edit_wanted = Signal(int)
    opened = Signal(str)
    """An address."""
    save_wanted = Signal(object)
    """The item whose file is to be saved elsewhere."""

    def __init__(
        self, place: int, item: EvidenceItem, voice: Voice, colours: Colours, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.place = place
        self.item = item
        self._picture = QLabel(self)
        self._side = Label(look="raises" if item.against else "lowers", wrap=False, parent=self)
        self._text = Label(wrap=False, parent=self)
        self._text.setMinimumWidth(0)
        self._text.setToolTip(item.content[:MOST_SHOWN])
        box = row(self, gap=1)
        box.addWidget(self._picture)
        box.addWidget(self._side)
        box.addWidget(self._text, 1)
        self.buttons = self._make_buttons()
        for made in self.buttons:
            box.addWidget(made)
        self.say(voice, colours)

    def say(self, voice: Voice, colours: Colours) -> None:
        """Say everything in these words and draw it in these colours."""
        item = self.item
        side = voice.say("against") if item.against else voice.say("for")
        kind = names.evidence_kind(voice, item.kind)
        scale = self.devicePixelRatioF()
        size = Growth.of(ICON)
        self._picture.setPixmap(pixmap(_ICONS[item.kind], colours.muted, size, scale))
        self._picture.setToolTip(kind)
        self._picture.setAccessibleName(kind)
        self._side.setText(side)
        self.setAccessibleName(f"{kind}, {side}: {item.content[:MOST_SHOWN]}")
        self._say_buttons(voice, colours)
        self._shorten()

    def _make_buttons(self) -> list[QToolButton]:
        made = []
        short = " ".join(self.item.content.split())[:60]
        if self.item.kind in {EvidenceKind.LINK, EvidenceKind.FILE}:
            is_link = self.item.kind is EvidenceKind.LINK
            made.append(icon_button(parent=self))
            made[-1].clicked.connect(self._open if is_link else self._save)
        self.edit_button = icon_button(parent=self)
        self.edit_button.clicked.connect(self._edit)
        self.remove_button = icon_button(parent=self)
        self.remove_button.clicked.connect(self._remove)
        made += [self.edit_button, self.remove_button]
        for each in made:
            each.setAccessibleDescription(short)
        return made

    def _say_buttons(self, voice: Voice, colours: Colours) -> None:
        said = [
            (voice.say("Change this evidence"), "pencil", colours.muted),
            (voice.say("Remove this evidence"), "close", colours.muted),
        ]
        if self.item.kind is EvidenceKind.LINK:
            said.insert(0, (voice.say("Open the link"), "outside", colours.accent))
        elif self.item.kind is EvidenceKind.FILE:
            said.insert(0, (voice.say("Save the file as…"), "save", colours.accent))
        for made, (name, picture, colour) in zip(self.buttons, said, strict=True):
            name_it(made, name)
            made.setIcon(icon(picture, colour, ICON))

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self.place)

    @Slot()
    def _edit(self) -> None:
        self.edit_wanted.emit(self.place)

    @Slot()
    def _save(self) -> None:
        self.save_wanted.emit(self.item)

    @Slot()
    def _open(self) -> None:
        content = self.item.content
        self.opened.emit(content if "://" in content else f"https://{content}")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change the item."""
        super().mouseDoubleClickEvent(event)
        self._edit()

    def _shorten(self) -> None:
        line = " ".join(self.item.content.split())
        taken = sum(made.sizeHint().width() + space(1) for made in self.buttons)
        taken += self._side.sizeHint().width() + Growth.of(ICON) + space(3)
        room = max(self.width() - taken, LEAST_WORDS)
        metrics = QFontMetrics(self._text.font())
        middle = Qt.TextElideMode.ElideMiddle
        end = Qt.TextElideMode.ElideRight
        # The ending of a file's name says what it is.
        mode = middle if self.item.kind is EvidenceKind.FILE else end
        self._text.setText(metrics.elidedText(line, mode, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text to the new width."""
        super().resizeEvent(event)
        self._shorten()
