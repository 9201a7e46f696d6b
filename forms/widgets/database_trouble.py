"""What the first page shows when the database cannot be used: what, where, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from assessor.domain.backup import Backup
from assessor.domain.problem import Problem, Trouble
from assessor.language import Voice
from forms.theme import space
from forms.widgets.basic import Label, ScrollColumn, button, set_look
from forms.widgets.flow_layout import FlowLayout

AGAIN_MS = 2_000
"""How long until a busy or missing database is looked for again."""

OFFERS: dict[Trouble, tuple[str, ...]] = {
    Trouble.DAMAGED: ("backup", "take_over", "look", "again", "anew", "choose", "folder"),
    Trouble.FOREIGN: ("choose", "anew", "again", "folder"),
    Trouble.NEWER: ("again", "choose", "anew", "folder"),
    Trouble.READ_ONLY: ("again", "copy", "look", "choose", "folder"),
    Trouble.FULL: ("again", "look", "choose", "folder"),
    Trouble.BUSY: ("again", "look", "choose"),
    Trouble.GONE: ("again", "backup", "choose", "anew", "folder"),
    Trouble.OTHER: ("again", "backup", "take_over", "look", "anew", "choose", "folder"),
}
"""What is offered, what helps most first; a backup only where there is one,
and a look only where there is a file."""

PASSING = frozenset({Trouble.BUSY, Trouble.GONE, Trouble.FULL, Trouble.READ_ONLY})
"""What may be over without anybody telling the program."""


class DatabaseTrouble(ScrollColumn):
    """Says what is wrong in one sentence and offers the ways out as buttons."""

    again_wanted = Signal()
    taking_over_wanted = Signal()
    anew_wanted = Signal()
    another_wanted = Signal()
    copy_wanted = Signal()
    folder_wanted = Signal()
    backup_wanted = Signal(object)
    look_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, gap=2, pad=0)
        self.problem: Problem | None = None
        self.backup: Backup | None = None
        """The newest one."""
        self.can_look = False
        self.title = Label(look="figure", parent=self.inside)
        self.sentence = Label(parent=self.inside)
        self.place = Label(look="muted", parent=self.inside)
        self.promise = Label(look="small", parent=self.inside)
        self.buttons: dict[str, QPushButton] = {}
        self._on_offer: tuple[str, ...] = ()
        self._row = QWidget(self.inside)
        self._flow = FlowLayout(space(1))
        self._row.setLayout(self._flow)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(AGAIN_MS)
        self._timer.timeout.connect(self._look_again)

    def _lay_out(self) -> None:
        signals = {
            "again": self.again_wanted,
            "take_over": self.taking_over_wanted,
            "anew": self.anew_wanted,
            "choose": self.another_wanted,
            "copy": self.copy_wanted,
            "folder": self.folder_wanted,
            "backup": self._want_backup,
            "look": self.look_wanted,
        }
        for name, signal in signals.items():
            made = button(parent=self._row, wraps=True)
            made.clicked.connect(signal)
            self.buttons[name] = made
        self.box.addStretch(1)
        for label in (self.title, self.sentence, self.place):
            self.box.addWidget(label)
        self.box.addSpacing(space(1))
        self.box.addWidget(self._row)
        self.box.addWidget(self.promise)
        self.box.addStretch(2)

    @property
    def first(self) -> QPushButton:
        """Return the button that helps most."""
        trouble = self.problem.trouble if self.problem is not None else None
        return self.buttons[self._offered(trouble or Trouble.OTHER)[0]]

    def show_problem(
        self,
        problem: Problem,
        voice: Voice,
        backup: Backup | None = None,
        *,
        can_look: bool = False,
    ) -> None:
        """Say what is wrong and offer what helps, the newest backup too if there is one."""
        self.problem, self.backup, self.can_look = problem, backup, can_look
        trouble = problem.trouble or Trouble.OTHER
        self.title.setText(_title(trouble, voice))
        whole = voice.explain(problem)
        self.sentence.setText(whole.removeprefix(f"{problem.place}: "))
        self.place.setText(problem.place)
        self.place.setVisible(bool(problem.place))
        self.promise.setText(
            voice.say("The program changes nothing in a database that it cannot use.")
        )
        self._offer(self._offered(trouble))
        self.retranslate(voice)

    def _offered(self, trouble: Trouble) -> tuple[str, ...]:
        missing = {"backup": not self.backup, "look": not self.can_look}
        return tuple(name for name in OFFERS[trouble] if not missing.get(name))

    def _offer(self, names: tuple[str, ...]) -> None:
        # What is offered already stays as it is: a button that is hidden loses the focus.
        if names == self._on_offer:
            return
        self._on_offer = names
        for made in self.buttons.values():
            self._flow.removeWidget(made)
            made.hide()
        for number, name in enumerate(names):
            made = self.buttons[name]
            set_look(made, "plain" if number else "primary")
            self._flow.addWidget(made)
            made.show()

    def retranslate(self, voice: Voice) -> None:
        """Say the words of the buttons again."""
        words = {
            "again": voice.say("Try again"),
            "take_over": voice.say("Set it aside and keep what can be read"),
            "anew": voice.say("Set it aside and begin anew"),
            "choose": voice.say("Choose another database…"),
            "copy": voice.say("Work on a copy…"),
            "folder": voice.say("Show the folder"),
            "look": voice.say("Look at what can be read"),
        }
        if self.backup is not None:
            moment = voice.moment(self.backup.moment)
            words["backup"] = voice.say("Go back to the backup of %(moment)s", moment=moment)
        if self.problem is not None and self.problem.trouble in PASSING:
            words["look"] = voice.say("Look without changing anything")
        if self.problem is not None and self.problem.trouble is Trouble.GONE:
            words["anew"] = voice.say("Begin anew")
        for name, text in words.items():
            self.buttons[name].setText(text)

    @Slot()
    def _want_backup(self) -> None:
        self.backup_wanted.emit(self.backup)

    @Slot()
    def _look_again(self) -> None:
        if self.problem is not None and self.problem.trouble in PASSING:
            self.again_wanted.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again now and then while this is in view."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop looking."""
        super().hideEvent(event)
        self._timer.stop()


def _title(trouble: Trouble, voice: Voice) -> str:
    titles = {
        Trouble.DAMAGED: voice.say("The database is damaged"),
        Trouble.FOREIGN: voice.say("This is another program's database"),
        Trouble.NEWER: voice.say("The database is newer than this program"),
        Trouble.READ_ONLY: voice.say("The database cannot be written"),
        Trouble.FULL: voice.say("There is no room for the database"),
        Trouble.BUSY: voice.say("The database is in use"),
        Trouble.GONE: voice.say("The database is not where it was"),
        Trouble.OTHER: voice.say("The database does not answer"),
    }
    return titles[trouble]
