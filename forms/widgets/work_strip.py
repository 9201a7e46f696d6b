"""How things stand: one sentence, and when work takes long how far it is and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from assessor.language import Voice
from forms.widgets.basic import Label, button, column, row, set_look

State: TypeAlias = Literal["none", "making", "stale", "fresh", "stopped", "printing", "copying"]

STEPS = 1000
"""Of the progress bar."""


class WorkStrip(QWidget):
    """Tells the state of the preview, of a copy or of a printing, whichever was last."""

    cancel_wanted = Signal()
    retry_wanted = Signal()
    said = Signal(str)
    """How things stand now, in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._voice: Voice | None = None
        self._state: State = "none"
        self._deed: Callable[[], object] | None = None
        self.state = Label(look="small", parent=self)
        self.notices = Label(look="error", parent=self)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.cancel = button(parent=self)
        self.retry = button(parent=self, wraps=True)
        self.link = button(look="link", parent=self, wraps=True)
        self._lay_out()
        self.cancel.clicked.connect(self.cancel_wanted)
        self.retry.clicked.connect(self.retry_wanted)
        self.link.clicked.connect(self._do)
        self._show_parts(progress=False)
        self.show_notices(())

    def _lay_out(self) -> None:
        box = column(self, gap=1)
        for part in (self.notices, self.state, self.bar):
            box.addWidget(part)
        foot = row(gap=1)
        for made in (self.link, self.cancel, self.retry):
            foot.addWidget(made)
        foot.addStretch(1)
        box.addLayout(foot)

    def retranslate(self, voice: Voice) -> None:
        """Say every text again; what went wrong was said and stays as it is."""
        self._voice = voice
        self.cancel.setText(voice.say("Cancel"))
        self.retry.setText(voice.say("Make the preview"))
        self.bar.setAccessibleName(voice.say("Progress"))
        if not self.has_problem and self.link.isHidden():
            self.show_state(self._state)

    def show_state(self, state: State) -> None:
        """Say how things stand."""
        self._state = state
        voice = self._voice
        if voice is None:
            return
        words = {
            "none": "",
            "making": voice.say("The preview is being made."),
            "stale": voice.say("The preview is out of date; a new one is being made."),
            "fresh": voice.say("This is exactly what is saved and printed."),
            "stopped": voice.say("Stopped. What you see may be out of date."),
            "printing": voice.say("The pages are on their way to the printer."),
            "copying": voice.say("The copy is being made."),
        }[state]
        self._say(words, wrong=False)
        self._show_parts(progress=False, retry=state == "stopped")

    def show_done(self, words: str, deed_words: str, deed: Callable[[], object]) -> None:
        """Say what was done and offer what to do next."""
        self._offer(words, deed_words, deed, wrong=False)

    def show_trouble(self, words: str, deed_words: str, deed: Callable[[], object]) -> None:
        """Say what went wrong and offer another way."""
        self._offer(words, deed_words, deed, wrong=True)

    def _offer(
        self, words: str, deed_words: str, deed: Callable[[], object], *, wrong: bool
    ) -> None:
        self._say(words, wrong=wrong)
        self._show_parts(progress=False)
        self._deed = deed
        self.link.setText(deed_words)
        self.link.show()

    def show_problem(self, sentence: str, *, retry: bool = True) -> None:
        """Say what went wrong, with a way to try again."""
        self._say(sentence, wrong=True)
        self._show_parts(progress=False, retry=retry)

    def show_notices(self, sentences: Sequence[str]) -> None:
        """Say what the pages on show could not do as it was wanted."""
        self.notices.setText("\n".join(sentences))
        self.notices.setVisible(bool(sentences))

    @property
    def has_problem(self) -> bool:
        """Return whether something went wrong last."""
        return bool(self.state.property("look") == "error")

    def _say(self, words: str, *, wrong: bool) -> None:
        if words != self.state.text():
            self.said.emit(words)
        self.state.setText(words)
        self.state.setAccessibleName(words)
        set_look(self.state, "error" if wrong else "small")

    @Slot()
    def show_progress_bar(self) -> None:
        """Show how far the work is, with a way to stop it."""
        self._show_parts(progress=True)

    @Slot(float)
    def show_progress(self, share: float) -> None:
        """Move the bar, from 0 to 1."""
        self.bar.setValue(round(share * STEPS))

    def _show_parts(self, *, progress: bool, retry: bool = False) -> None:
        if not progress:
            self.bar.setValue(0)
        self.bar.setVisible(progress)
        self.cancel.setVisible(progress)
        self.retry.setVisible(retry)
        self.link.hide()
        self._deed = None

    @Slot()
    def _do(self) -> None:
        if self._deed is not None:
            self._deed()
