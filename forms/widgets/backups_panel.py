"""Which backups there are, and the ways to make one now and to go back to one."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from assessor.domain.backup import Backup
from assessor.language import Voice
from forms.theme import space
from forms.widgets.basic import Label, button, column
from forms.widgets.fields import ChoiceEdit, Field
from forms.widgets.flow_layout import FlowLayout

MEGABYTE = 1_000_000


class BackupsPanel(QWidget):
    """Shows and asks; whoever listens does it."""

    wanted_now = Signal()
    folder_wanted = Signal()
    going_back_wanted = Signal(object)
    """The Backup that is to be gone back to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._known: tuple[Backup, ...] = ()
        self._is_kept_here = True
        self.state = Label(parent=self)
        self.explained = Label(look="small", parent=self)
        self.now = button(parent=self, wraps=True)
        self.folder = button(parent=self, wraps=True)
        self._making = self._row(self.now, self.folder)
        self.choice = ChoiceEdit(self)
        self.field = Field(self.choice, self)
        self.back = button(parent=self, wraps=True)
        self._going = self._row(self.back)
        self._lay_out()
        self.now.clicked.connect(self.wanted_now)
        self.folder.clicked.connect(self.folder_wanted)
        self.back.clicked.connect(self._go_back)

    def _row(self, *buttons: QPushButton) -> QWidget:
        """Return a row of buttons as wide as their words."""
        made = QWidget(self)
        flow = FlowLayout(space(1))
        made.setLayout(flow)
        for one in buttons:
            flow.addWidget(one)
        return made

    def _lay_out(self) -> None:
        box = column(self, gap=1.5)
        for part in (self.state, self._making, self.explained, self.field, self._going):
            box.addWidget(part)

    @property
    def newest(self) -> Backup | None:
        """Return the newest backup that is shown."""
        return self._known[0] if self._known else None

    def show_backups(self, known: tuple[Backup, ...], voice: Voice, *, here: bool) -> None:
        """Show the backups, the newest first; ``here`` is false for a database on a server."""
        if known != self._known:
            self._known = known
            self.choice.set_choices([(one, _named(one, voice)) for one in known])
        self._is_kept_here = here
        self.retranslate(voice)
        self.explained.setVisible(here)
        self._making.setVisible(here)
        for part in (self.field, self._going):
            part.setVisible(bool(known))

    def retranslate(self, voice: Voice) -> None:
        """Say every text again."""
        self.now.setText(voice.say("Back up now"))
        self.folder.setText(voice.say("Show the folder"))
        self.back.setText(voice.say("Go back to this state"))
        self.state.setText(self._state(voice))
        self.explained.setText(self._explained(voice))
        self.field.say(
            voice.say("Go back to"),
            voice.say("What is here now is not overwritten: it is kept under another name."),
        )
        for place, one in enumerate(self._known):
            self.choice.setItemText(place, _named(one, voice))

    def _state(self, voice: Voice) -> str:
        if not self._is_kept_here:
            return voice.say("The database is on a server, where its administrator backs it up.")
        if not self._known:
            return voice.say("There is no backup yet.")
        newest = voice.moment(self._known[0].moment)
        count = voice.say_many("%(n)s backup", "%(n)s backups", len(self._known))
        return voice.say("Last: %(moment)s. Kept: %(count)s.", moment=newest, count=count)

    def _explained(self, voice: Voice) -> str:
        return voice.say(
            "One is made every half hour in which something changes, and read again to prove that "
            "it is whole. All of two days are kept, then the last of seven days, four weeks and "
            "twelve months."
        )

    @Slot()
    def _go_back(self) -> None:
        self.going_back_wanted.emit(self.choice.value)


def _named(backup: Backup, voice: Voice) -> str:
    size = voice.number(backup.size / MEGABYTE, 1)
    return voice.say("%(moment)s (%(size)s MB)", moment=voice.moment(backup.moment), size=size)
