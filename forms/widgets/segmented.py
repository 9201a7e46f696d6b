"""A row of joined buttons of which one at most is chosen."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from forms.widgets.basic import set_look
from forms.widgets.flow_layout import FlowLayout

EDGES = 28
"""Pixels that a button's edges and the room beside its word take."""


class Segmented(QWidget):
    """Offers a few short words side by side; values are strings."""

    chosen = Signal(str)
    """The user picked a value."""

    def __init__(
        self, values: Sequence[str], parent: QWidget | None = None, *, quiet: bool = False
    ) -> None:
        """Offer these values; ``quiet`` leaves the strongest colour to what matters more."""
        super().__init__(parent)
        self._tone = "quiet" if quiet else "strong"
        box = FlowLayout(0, one_line=True)
        self.setLayout(box)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._said: tuple[list[str], list[str]] = [], []
        for index, value in enumerate(values):
            self._add(value, index, len(values))
            box.addWidget(self._buttons[value])
        self._group.buttonClicked.connect(self._on_clicked)

    def _add(self, value: str, index: int, count: int) -> None:
        made = QPushButton(self)
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setProperty("look", "segment")
        made.setProperty("end", _end(index, count))
        made.setProperty("value", value)
        made.setProperty("tone", self._tone)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        self._group.addButton(made)
        self._buttons[value] = made

    def set_texts(self, texts: Sequence[str], names: Sequence[str] = ()) -> None:
        """Give each button its word and, when it differs, its name for screen readers."""
        said = list(texts), list(names or texts)
        if said == self._said:
            return
        self._said = said
        for made, text, name in zip(self._buttons.values(), *said, strict=True):
            made.setText(text)
            made.setAccessibleName(name)
            if name != text:
                made.setToolTip(name)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Leave the chosen word the room that it needs in bold letters."""
        for made in self._buttons.values():
            bold = QFont(made.font())
            bold.setWeight(QFont.Weight.DemiBold)
            made.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(made.text()) + EDGES)

    def changeEvent(self, event: QEvent) -> None:
        """Fit the words again when the letters change, once the buttons wear them."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            QTimer.singleShot(0, self, self._fit)

    def offer(self, values: Collection[str]) -> None:
        """Show only the buttons of these values."""
        shown = [value for value in self._buttons if value in values]
        for value, made in self._buttons.items():
            made.setVisible(value in values)
            if value in values:
                set_look(made, _end(shown.index(value), len(shown)), "end")

    def value(self) -> str:
        """Return what is chosen, empty when nothing is."""
        chosen = self._group.checkedButton()
        return str(chosen.property("value")) if chosen else ""

    def set_value(self, value: str) -> None:
        """Show what is chosen, empty for nothing; tells nobody."""
        wanted = self._buttons.get(value)
        if wanted is None:
            self._group.setExclusive(False)
        for made in self._buttons.values():
            made.setChecked(made is wanted)
            # Whoever comes by keyboard comes to what is chosen, and goes on with the arrows.
            stop = wanted in {None, made}
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
        self._group.setExclusive(True)

    @Slot("QAbstractButton*")
    def _on_clicked(self, clicked: QPushButton) -> None:
        self.chosen.emit(str(clicked.property("value")))


def _end(index: int, count: int) -> str:
    """Return which corners of a button are round."""
    ends = {0: "first", count - 1: "last"}
    return "both" if count == 1 else ends.get(index, "middle")
