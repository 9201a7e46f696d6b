"""Editions that were frozen: how the assessment stood when a report was handed over."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QListView, QListWidget, QWidget

from assessor.domain.assessment import NAME_LIMIT, Milestone
from assessor.language import sentences
from forms.theme import space
from forms.widgets.basic import Label, ScrollColumn, button
from forms.widgets.bindings import VoiceNow
from forms.widgets.fields import Field, LineEdit

LIST_STRETCH = 100
"""The list takes the room; what is above it stays above when there is no list."""


class ReportEditions(ScrollColumn):
    """A name to freeze under, and the editions so far, the latest first."""

    freeze_wanted = Signal(str)
    """The name of the edition."""
    removal_wanted = Signal(int)
    """Its place among the frozen ones."""

    def __init__(self, voice: VoiceNow, parent: QWidget) -> None:
        super().__init__(parent, gap=1.5, pad=0)
        self._voice = voice
        self._shown: tuple[Milestone, ...] = ()
        inside = self.inside
        self.words = Label(look="small", parent=inside)
        self.name = LineEdit(inside)
        self.name.setMaxLength(NAME_LIMIT)
        self._field = Field(self.name, inside)
        self.freeze = button(parent=inside, wraps=True)
        self.title = Label(look="caption", parent=inside)
        self.list = QListWidget(inside)
        self.list.setMinimumHeight(space(12))
        # It asks for no more room than its lines need; what is over is its own all the same.
        self.list.setSizeAdjustPolicy(QListWidget.SizeAdjustPolicy.AdjustToContents)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.remove = button(look="link", parent=inside, wraps=True)
        for part in (self.words, self._field, self.freeze, self.title):
            self.box.addWidget(part)
        self.box.addWidget(self.list, LIST_STRETCH)
        self.box.addWidget(self.remove)
        self.box.addStretch(1)
        self.freeze.clicked.connect(self._freeze)
        self.name.returnPressed.connect(self._freeze)
        self.name.textChanged.connect(self._follow)
        self.list.currentRowChanged.connect(self._follow)
        self.remove.clicked.connect(self._remove)
        self._follow()

    def retranslate(self) -> None:
        """Say every text again."""
        voice = self._voice()
        self.words.setText(
            voice.say(
                "Freeze how things stand when a report is handed over. The next report then tells "
                "what has changed since."
            )
        )
        self._field.say(voice.say("Name of the edition"), voice.say("Such as “Before contract”"))
        self.freeze.setText(voice.say("Freeze this edition"))
        self.title.setText(voice.say("Frozen so far"))
        self.list.setAccessibleName(voice.say("Frozen editions"))
        self.remove.setText(voice.say("Remove this edition"))
        self.show_editions(self._shown)

    def show_editions(self, editions: tuple[Milestone, ...]) -> None:
        """List the frozen editions."""
        self._shown = editions
        row = self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        for edition in reversed(editions):
            self.list.addItem(self._told(edition))
        self.list.setCurrentRow(min(row, len(editions) - 1))
        self.list.blockSignals(False)
        self.title.setVisible(bool(editions))
        self.list.setVisible(bool(editions))
        self.remove.setVisible(bool(editions))
        self._follow()

    def _told(self, edition: Milestone) -> str:
        voice = self._voice()
        figure = edition.figures.get(edition.beliefs)
        told = [voice.date(edition.day)]
        if figure is not None and figure.headline:
            told.append(voice.say("risk %(n)d in 100", n=sentences.hundred(figure.mean)))
        if not edition.is_intact:
            told.append(voice.say("altered since"))
        return f"{edition.name}\n" + " · ".join(told)

    @Slot()
    def _follow(self) -> None:
        self.freeze.setEnabled(bool(self.name.text().strip()))
        self.remove.setEnabled(self.list.currentRow() >= 0)

    @Slot()
    def _freeze(self) -> None:
        name = self.name.text().strip()
        if name:
            # The button is switched off with the name gone.
            self.name.setFocus()
            self.name.clear()
            self.freeze_wanted.emit(name)

    @Slot()
    def _remove(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self.removal_wanted.emit(len(self._shown) - 1 - row)
            (self.list if self._shown else self.name).setFocus()
