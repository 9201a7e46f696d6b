"""A few values to choose from, each with a sentence that says what choosing it means."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QWidget

from forms.theme import space
from forms.widgets.basic import Label, column, row

WORDS = 27
"""Pixels from the left at which the words of a radio button begin: its mark and their distance."""


class DescribedChoice(QWidget):
    """Radio buttons with sentences; values are strings."""

    chosen = Signal(str)
    """The user picked a value."""

    def __init__(
        self, values: tuple[str, ...], parent: QWidget, *, tells_chosen: bool = False
    ) -> None:
        """Offer the values; ``tells_chosen`` leaves out the sentences of those not chosen."""
        super().__init__(parent)
        self._tells_chosen = tells_chosen
        self._group = QButtonGroup(self)
        self.buttons = {value: QRadioButton(self) for value in values}
        self._sentences = {value: Label(look="small", parent=self) for value in values}
        box = column(self, gap=0.5)
        for value, made in self.buttons.items():
            self._group.addButton(made)
            box.addWidget(made)
            indented = row()
            indented.setContentsMargins(WORDS, 0, 0, 0 if tells_chosen else space(1))
            indented.addWidget(self._sentences[value])
            box.addLayout(indented)
        self._group.buttonClicked.connect(self._choose)
        self._group.buttonToggled.connect(self._tell)
        self._tell()

    @property
    def value(self) -> str:
        """Return the chosen value, empty while there is none."""
        return next((value for value, made in self.buttons.items() if made.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Show what is chosen; tells nobody."""
        if value in self.buttons:
            self.buttons[value].setChecked(True)

    def say(self, value: str, name: str, sentence: str) -> None:
        """Name a value and say what it means."""
        self.buttons[value].setText(name)
        self.buttons[value].setAccessibleDescription(sentence)
        self._sentences[value].setText(sentence)

    @Slot()
    def _tell(self) -> None:
        for value, sentence in self._sentences.items():
            sentence.setVisible(not self._tells_chosen or self.buttons[value].isChecked())

    @Slot(QAbstractButton)
    def _choose(self, clicked: QAbstractButton) -> None:
        self.chosen.emit(self.value)
