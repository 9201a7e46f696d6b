"""How much risk the client accepts: a slider for speed, a number for precision, one sentence."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from assessor.language import Voice
from forms.theme import space
from forms.widgets.basic import Label, column, row, set_look
from forms.widgets.fields import CountEdit

LOWEST, HIGHEST = 1, 99
"""Cases of a hundred."""


class CalmSlider(QSlider):
    """A slider that leaves the wheel to the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: passing by must never change a value."""
        event.ignore()


class RiskLimit(QWidget):
    """Shows and changes the limit, a share of 0 to 1."""

    value_changed = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.slider = CalmSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(LOWEST, HIGHEST)
        self.slider.setMinimumHeight(space(3))
        self.number = CountEdit(self, LOWEST, HIGHEST)
        self.number.setFixedWidth(space(11))
        self.wrong = Label(look="error", parent=self)
        self.wrong.hide()
        self.sentence = Label(look="muted", parent=self)
        line = row(gap=2)
        line.addWidget(self.slider, 1)
        line.addWidget(self.number)
        box = column(self, gap=1.5)
        box.addLayout(line)
        box.addWidget(self.wrong)
        box.addWidget(self.sentence)
        self.slider.valueChanged.connect(self._slide)
        self.number.value_changed.connect(self._type)
        self.number.refused.connect(self._refuse)
        self.number.readable.connect(self._accept)

    def retranslate(self, voice: Voice) -> None:
        """Say every text again."""
        name = voice.say("Risk that the client accepts, in 100")
        self.slider.setAccessibleName(name)
        self.number.setAccessibleName(name)
        self.wrong.setText(
            voice.say("Write a whole number from %(low)d to %(high)d.", low=LOWEST, high=HIGHEST)
        )

    def show_limit(self, limit: float, voice: Voice, *, anew: bool = False) -> None:
        """Show a limit and what it means; ``anew`` also drops a number that was refused."""
        cases = round(limit * 100)
        self.slider.blockSignals(True)
        self.slider.setValue(cases)
        self.slider.blockSignals(False)
        self.number.set_value(cases, anew=anew)
        if self.number.is_readable:
            self._accept()
        self.sentence.setText(
            voice.say(
                "The verdict is “go” only when even the upper end of the range stays within "
                "%(limit)d in 100.",
                limit=cases,
            )
        )

    @Slot()
    def _refuse(self) -> None:
        self._show_wrong(is_wrong=True)

    @Slot()
    def _accept(self) -> None:
        self._show_wrong(is_wrong=False)

    def _show_wrong(self, *, is_wrong: bool) -> None:
        self.wrong.setVisible(is_wrong)
        set_look(self.number, "true" if is_wrong else "false", "wrong")
        self.number.setAccessibleDescription(self.wrong.text() if is_wrong else "")

    @Slot(int)
    def _slide(self, cases: int) -> None:
        self.value_changed.emit(cases / 100)

    @Slot(object)
    def _type(self, cases: int) -> None:
        self.value_changed.emit(cases / 100)
