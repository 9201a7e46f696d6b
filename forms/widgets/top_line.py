"""The line above every page: whose project this is, how much is asked, and that it is saved."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QWidget

from assessor.domain.assessment import Project
from assessor.language import Voice
from assessor.language.progress import coverage_means
from forms.icons import icon
from forms.theme import Colours, space
from forms.widgets.basic import Label, icon_button, name_it, row

LEAST_NAMES = space(16)
"""Pixels that the names of client and project keep, however large the letters are."""


class TopLine(QFrame):
    """Shows the client and the project, shortened in the middle of the window if they are long."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.client = Label(look="strong", wrap=False, parent=self)
        self.project = Label(look="muted", wrap=False, parent=self)
        self.coverage = Label(look="small", wrap=False, parent=self)
        self.saved = Label(look="small", wrap=False, parent=self)
        self.undo_button = icon_button(parent=self)
        self.redo_button = icon_button(parent=self)
        self.menu_button = icon_button(parent=self)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._texts = ("", "")
        self._acts: tuple[tuple[QToolButton, QAction], ...] = ()
        self._lay_out()

    def _lay_out(self) -> None:
        box = row(self, gap=1.5)
        box.setContentsMargins(space(3), space(1), space(2), space(1))
        for label in (self.client, self.project):
            label.setMinimumWidth(0)
            box.addWidget(label)
        box.addStretch(1)
        for label in (self.coverage, self.saved):
            box.addWidget(label)
        for made in (self.undo_button, self.redo_button, self.menu_button):
            box.addWidget(made)
        # A fixed least height would let a low window cut larger letters off.
        box.addStrut(space(4))
        policy = self.sizePolicy()
        policy.setVerticalPolicy(policy.Policy.Fixed)
        self.setSizePolicy(policy)

    def take_actions(self, undo: QAction, redo: QAction, menu: QMenu) -> None:
        """Give the three buttons what they do."""
        self._acts = ((self.undo_button, undo), (self.redo_button, redo))
        for made, action in self._acts:
            made.clicked.connect(action.trigger)
            action.changed.connect(self._show_acts)
        self.menu_button.setMenu(menu)
        self._show_acts()

    @Slot()
    def _show_acts(self) -> None:
        for made, action in self._acts:
            made.setEnabled(action.isEnabled())
            name_it(made, action.text())

    def show_project(self, voice: Voice, project: Project | None) -> None:
        """Show whose project is open."""
        texts = ("Takeoff", "")
        if project is not None:
            texts = (
                project.client or voice.say("Client not named yet"),
                project.name or voice.say("Project not named yet"),
            )
        if texts != self._texts:
            self._texts = texts
            self._shorten()

    def show_saved(self, voice: Voice, moment: datetime | None, *, unsaved: bool = False) -> None:
        """Show when everything was last on disk."""
        words = ""
        if unsaved:
            words = voice.say("Not saved yet")
        elif moment is not None:
            words = voice.say("Saved %(time)s", time=f"{moment:%H:%M}")
        self._tell(self.saved, words, voice.say("Every answer is saved as soon as it is given."))

    def show_coverage(self, voice: Voice, coverage: float | None) -> None:
        """Show the share of the questionnaire's weight that has been asked."""
        words, means = "", ""
        if coverage is not None:
            words = voice.say("Coverage %(share)s", share=voice.percent(coverage))
            means = coverage_means(voice)
        self._tell(self.coverage, words, means)

    def _tell(self, label: Label, words: str, means: str) -> None:
        if (words, means) != (label.text(), label.toolTip()):
            label.setText(words)
            label.setToolTip(means)
            self._shorten()

    def retranslate(self, voice: Voice) -> None:
        """Name the menu button."""
        name_it(self.menu_button, voice.say("Menu"))

    def restyle(self, colours: Colours) -> None:
        """Draw the icons again."""
        for made, name in (
            (self.undo_button, "undo"),
            (self.redo_button, "redo"),
            (self.menu_button, "menu"),
        ):
            made.setIcon(icon(name, colours.ink))
        self._shorten()

    def _shorten(self) -> None:
        labels = (self.client, self.project)
        for label, text, room in zip(labels, self._texts, self._rooms(), strict=True):
            metrics = QFontMetrics(label.font())
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            label.setText(shown)
            label.setToolTip(text if shown != text else "")

    def _rooms(self) -> tuple[int, int]:
        """Return the pixels for client and project; what one does not need is the other's."""
        others = (self.coverage, self.saved, self.undo_button, self.redo_button, self.menu_button)
        taken = sum(other.sizeHint().width() + space(1.5) for other in others)
        room = max(self.width() - taken - space(9), LEAST_NAMES)
        client, project = (
            QFontMetrics(label.font()).horizontalAdvance(text) + 2
            for label, text in zip((self.client, self.project), self._texts, strict=True)
        )
        first = min(client, max(room - project, round(room * 0.45)))
        return first, room - first

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the names to the room there is."""
        super().resizeEvent(event)
        self._shorten()
        self.resized.emit()
