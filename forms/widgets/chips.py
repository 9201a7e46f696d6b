"""Small round buttons set like words, of which one or several may be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from forms.theme import space
from forms.widgets.basic import button
from forms.widgets.flow_layout import FlowLayout


@dataclass(frozen=True)
class Chip:
    """One thing to choose: its value, its word, and its name for screen readers."""

    value: str
    word: str
    name: str = ""


class Chips(QWidget):
    """Shows chips in lines; buttons are kept and filled again, because that is fast."""

    picked = Signal(str)
    """The value of the chip that was pressed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons: list[QPushButton] = []
        self._flow = FlowLayout(gap=space(0.5))
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these chips in this order; which are chosen is said separately."""
        while len(self.buttons) < len(chips):
            self._add()
        for place, made in enumerate(self.buttons):
            made.setVisible(place < len(chips))
            if place < len(chips):
                chip = chips[place]
                made.setText(chip.word)
                made.setAccessibleName(chip.name or chip.word)
                made.setToolTip(chip.name)
                made.setProperty("value", chip.value)
        self.updateGeometry()

    def mark(self, chosen: Sequence[str]) -> None:
        """Show which chips are chosen; tells nobody."""
        for made in self.buttons:
            made.setChecked(made.property("value") in chosen)

    @property
    def marked(self) -> tuple[str, ...]:
        """Return the values of the chips that are chosen, in their order."""
        return tuple(
            str(made.property("value"))
            for made in self.buttons
            if made.isChecked() and not made.isHidden()
        )

    def _add(self) -> None:
        made = button(look="chip", parent=self)
        made.setCheckable(True)
        made.clicked.connect(self._tell)
        self.buttons.append(made)
        self._flow.addWidget(made)

    @Slot()
    def _tell(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.picked.emit(str(pressed.property("value")))
