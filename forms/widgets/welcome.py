"""What a first start shows instead of an empty list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor.language import Voice
from forms.theme import Colours, space
from forms.widgets.basic import Label, ScrollColumn, button, row
from forms.widgets.choices import ChoiceCard
from forms.widgets.turning import Turning

SIDE_BY_SIDE = 76
"""Letters that the three choices need to stand side by side without breaking a word."""


class Welcome(ScrollColumn):
    """One question, one sentence, and three ways to begin."""

    example_wanted = Signal()
    new_wanted = Signal()
    file_wanted = Signal()
    bin_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, gap=2, pad=0)
        self.title = Label(look="figure", parent=self.inside)
        self.sentence = Label(look="muted", parent=self.inside)
        self.example = ChoiceCard("example", self.inside)
        self.new = ChoiceCard("plus", self.inside)
        self.file = ChoiceCard("folder", self.inside)
        self.drop_hint = Label(look="small", parent=self.inside)
        self.bin_button = button(look="quiet", parent=self.inside)
        self.bin_button.hide()
        self._lay_out()
        self.example.clicked.connect(self.example_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.file.clicked.connect(self.file_wanted)
        self.bin_button.clicked.connect(self.bin_wanted)

    def _lay_out(self) -> None:
        self.box.addStretch(2)
        self.box.addWidget(self.title)
        self.box.addWidget(self.sentence)
        self.box.addSpacing(space(2))
        choices = Turning(self.inside, SIDE_BY_SIDE, gap=2)
        for choice in (self.example, self.new, self.file):
            choices.box.addWidget(choice, 1)
        self.box.addWidget(choices)
        self.box.addWidget(self.drop_hint)
        deleted = row()
        deleted.addWidget(self.bin_button)
        deleted.addStretch(1)
        self.box.addLayout(deleted)
        self.box.addStretch(3)

    def retranslate(self, voice: Voice) -> None:
        """Say every text again."""
        self.title.setText(voice.say("Will this CRM project take off?"))
        self.sentence.setText(
            voice.say(
                "Ask 12 or 39 questions, note how well each answer is evidenced, and hand the "
                "client a report that says how likely the project is not to take off, and why."
            )
        )
        self.example.say(
            voice.say("Try an example"),
            voice.say("Look at a real, published project and see what the program makes of it."),
        )
        self.new.say(
            voice.say("New assessment"),
            voice.say("Start with the client, the project and what taking off will mean."),
        )
        self.file.say(
            voice.say("Open a file"),
            voice.say("Go on with an assessment or with answers that were typed elsewhere."),
        )
        self.drop_hint.setText(
            voice.say(
                "A file can also be dragged into this window. Everything stays on this computer."
            )
        )

    def show_deleted(self, deleted: int, voice: Voice) -> None:
        """Offer the way to what was deleted and can still be restored."""
        self.bin_button.setVisible(deleted > 0)
        self.bin_button.setText(deleted_words(voice, deleted))

    def restyle(self, colours: Colours) -> None:
        """Draw the icons again."""
        for choice in (self.example, self.new, self.file):
            choice.restyle(colours)


def deleted_words(voice: Voice, deleted: int) -> str:
    """Return how many assessments can be restored, and for how long."""
    return voice.say_many(
        "%(n)s deleted, kept for 30 days", "%(n)s deleted, kept for 30 days", deleted
    )
