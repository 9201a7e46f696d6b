"""Real projects whose end is known, to be opened as copies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from assessor.domain.example import Example
from assessor.language import Voice
from forms.widgets.basic import Card, Label, LabelLook, ScrollColumn, button, column, empty, row

WIDEST = 104
"""Letters of a line, beyond which the eye loses its place."""


class Prose(Label):
    """A paragraph that never grows wider than can be read."""

    def __init__(self, text: str, look: LabelLook, parent: QWidget) -> None:
        super().__init__(text, look, parent=parent)
        self.setMaximumWidth(WIDEST * parent.fontMetrics().horizontalAdvance("0"))

    def heightForWidth(self, width: int) -> int:
        """Return the height in the width that the paragraph will take."""
        return super().heightForWidth(min(width, self.maximumWidth()))


class ExampleCard(Card):
    """One project: who, what, and how it ended."""

    wanted = Signal(object)

    def __init__(self, example: Example, voice: Voice, parent: QWidget) -> None:
        super().__init__(parent, gap=1, pad=3)
        self._example = example
        company = voice.text(example.company)
        head = row(gap=2)
        head.addWidget(Label(company, "strong", parent=self), 1)
        self.open_button = button(voice.say("Open a copy"), parent=self)
        self.open_button.setAccessibleName(voice.say("Open a copy of %(company)s", company=company))
        head.addWidget(self.open_button)
        self.box.addLayout(head)
        project = example.told_in(voice.language).project
        self._words(project.name, "muted")
        self._words(self._ending(voice), "caption")
        self._words(voice.text(example.happened), "body")
        if example.note is not None:
            self._words(voice.text(example.note), "small")
        self._words(voice.say("Source: %(where)s", where=", ".join(example.source_urls)), "small")
        self.open_button.clicked.connect(self._ask)

    def _words(self, text: str, look: LabelLook) -> None:
        self.box.addWidget(Prose(text, look, self))

    def _ending(self, voice: Voice) -> str:
        if self._example.took_off:
            return voice.say("It took off")
        return voice.say("It did not take off")

    @Slot()
    def _ask(self) -> None:
        self.wanted.emit(self._example)


class ExamplesList(QWidget):
    """All examples, and the way back."""

    wanted = Signal(object)
    """The Example that the user wants to look at."""
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = Label(look="title", parent=self)
        self.sentence = Label(look="muted", parent=self)
        self.back = button(parent=self)
        self.cards: list[ExampleCard] = []
        self._scroll = ScrollColumn(self, gap=1.5, pad=0)
        head = row(gap=2)
        head.addWidget(self.title, 1)
        head.addWidget(self.back)
        box = column(self, gap=2)
        box.addLayout(head)
        box.addWidget(self.sentence)
        box.addWidget(self._scroll, 1)
        self.back.clicked.connect(self.left)

    def retranslate(self, voice: Voice) -> None:
        """Say the fixed texts again."""
        self.title.setText(voice.say("Examples"))
        self.back.setText(voice.say("Back"))
        self.sentence.setText(
            voice.say(
                "Published projects, coded from their sources. What the sources do not tell is "
                "left as not asked. An example opens as a copy that is yours to change."
            )
        )

    def show_examples(self, examples: Sequence[Example], voice: Voice) -> None:
        """Show these examples."""
        empty(self._scroll.box)
        self.cards = [ExampleCard(example, voice, self._scroll.inside) for example in examples]
        for card in self.cards:
            card.wanted.connect(self.wanted)
            self._scroll.box.addWidget(card)
        self._scroll.box.addStretch(1)
