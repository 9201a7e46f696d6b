"""What is printed and what to do with it: the left side of the Report page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QWidget

from forms.theme import Colours, space
from forms.widgets.action_button import ActionButton
from forms.widgets.basic import Label, ScrollColumn, button, column, rule
from forms.widgets.bindings import VoiceNow
from forms.widgets.flow_layout import FlowLayout
from forms.widgets.report_choices import ReportChoices
from forms.widgets.report_editions import ReportEditions
from forms.widgets.report_parts import ReportParts
from forms.widgets.report_twin import ReportTwin
from forms.widgets.segmented import Segmented
from forms.widgets.work_strip import WorkStrip

LEAST_WIDTH = 38
"""Steps of the grid."""

REPORT, PARTS, EDITIONS, TWIN = "report", "parts", "editions", "twin"


class ReportPanel(QWidget):
    """Four leaves of choices, and under them always how things stand and what can be done."""

    leaf_changed = Signal()

    def __init__(self, voice: VoiceNow, parent: QWidget) -> None:
        super().__init__(parent)
        self._voice = voice
        self.title = Label(look="title", parent=self)
        self.leaves = Segmented([REPORT, PARTS, EDITIONS, TWIN], self)
        self.choices = ReportChoices(voice, self)
        self.parts = ReportParts(voice, self)
        self.editions = ReportEditions(voice, self)
        self.twin = ReportTwin(voice, self)
        self.strip = WorkStrip(self)
        self.more = button(parent=self)
        self.more.setMenu(QMenu(self.more))
        self._stack = QStackedWidget(self)
        self._deeds = QWidget(self)
        self._deeds_line = FlowLayout(space(1))
        self._main: QPushButton | None = None
        self._lay_out()
        self.leaves.chosen.connect(self._turn)
        self.leaves.set_value(REPORT)

    def _lay_out(self) -> None:
        box = column(self, gap=2)
        box.addWidget(self.title)
        box.addWidget(self.leaves)
        for leaf in self._all:
            self._stack.addWidget(leaf)
        box.addWidget(self._stack, 1)
        box.addWidget(rule(self))
        box.addWidget(self.strip)
        self._deeds.setLayout(self._deeds_line)
        box.addWidget(self._deeds)

    @property
    def _all(self) -> tuple[ScrollColumn, ...]:
        return (self.choices, self.parts, self.editions, self.twin)

    @property
    def leaf(self) -> str:
        """Return which leaf is open."""
        return self.leaves.value()

    @property
    def is_twin(self) -> bool:
        """Return whether paper to write on is wanted rather than a report."""
        return self.leaf == TWIN

    def open_leaf(self, leaf: str) -> None:
        """Show a leaf."""
        self.leaves.set_value(leaf)
        self._turn(leaf)

    @Slot(str)
    def _turn(self, leaf: str) -> None:
        self._stack.setCurrentIndex([REPORT, PARTS, EDITIONS, TWIN].index(leaf))
        self.leaf_changed.emit()

    def add_actions(self, main: Sequence[QAction], more: Sequence[QAction]) -> None:
        """Offer actions: the first as the main one, some beside it, the others in a menu."""
        for place, action in enumerate(main):
            made = ActionButton(action, self, "plain" if place else "primary")
            self._deeds_line.addWidget(made)
        self._deeds_line.addWidget(self.more)
        for action in more:
            self.more.menu().addAction(action)

    def retranslate(self) -> None:
        """Say every text again."""
        voice = self._voice()
        self.title.setText(voice.say("Report"))
        self.leaves.set_texts(
            [voice.say("Kind"), voice.say("Parts"), voice.say("Editions"), voice.say("Forms")],
            [
                voice.say("Kind and look of the report"),
                voice.say("Parts and comments"),
                voice.say("Frozen editions"),
                voice.say("Paper to write on"),
            ],
        )
        self.more.setText(voice.say("More copies"))
        for leaf in (self.choices, self.parts, self.editions, self.twin):
            leaf.retranslate()
        self.strip.retranslate(voice)
        self.fit()

    def restyle(self, colours: Colours) -> None:
        """Draw the icons again and fit the letters."""
        self.parts.restyle(colours)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again when the letters change, once everything here wears them."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            QTimer.singleShot(0, self, self.fit)

    def showEvent(self, event: QShowEvent) -> None:
        """Fit when this comes into view: only then are all letters what they will be."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.fit)

    @Slot()
    def fit(self) -> None:
        """Take the width that the widest leaf and the scroll bar need."""
        inside = max(leaf.inside.minimumSizeHint().width() for leaf in self._all)
        needed = inside + self.choices.verticalScrollBar().sizeHint().width()
        rest = max(self.leaves.minimumSizeHint().width(), self._deeds.minimumSizeHint().width())
        self.setFixedWidth(max(space(LEAST_WIDTH), needed, rest))

    @Slot()
    def hand_over(self) -> None:
        """Pass on what is still being typed."""
        self.choices.hand_over()
        self.parts.hand_over()
