"""A picture with a sentence as its title, and the same facts as a table one click away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from assessor.language import Voice
from forms.theme import space
from forms.widgets.basic import Card, Label, button, column, row
from forms.widgets.svg_view import Drawing, SvgView


@dataclass(frozen=True)
class Facts:
    """What a picture shows, in words and numbers; every row has as many cells as headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: bool = True
    """Whether all columns but the first hold numbers; else they hold words."""


class FactsTable(QTableWidget):
    """A table as high as its rows, so that only the page scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setProperty("look", "facts")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self._words_last = False
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)

    def show_facts(self, facts: Facts) -> None:
        """Fill the table and fit its height."""
        self._words_last = not facts.numbers
        self.clear()
        self.setColumnCount(len(facts.headings))
        self.setRowCount(len(facts.rows))
        for column_number, heading in enumerate(facts.headings):
            item = _cell(heading, number=facts.numbers and column_number > 0)
            self.setHorizontalHeaderItem(column_number, item)
        for row_number, cells in enumerate(facts.rows):
            for column_number, cell in enumerate(cells):
                item = _cell(cell, number=facts.numbers and column_number > 0)
                self.setItem(row_number, column_number, item)
        self._fit()

    def _fit(self) -> None:
        """Give each row a line, and the table the height of all rows."""
        heading = self.horizontalHeader()
        heading.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        widest = self.columnCount() - 1 if self._words_last else 0
        heading.setSectionResizeMode(widest, QHeaderView.ResizeMode.Stretch)
        line = self.fontMetrics().lineSpacing() + space(2)
        self.verticalHeader().setDefaultSectionSize(line)
        edges = 2 * self.frameWidth() + 2
        self.setFixedHeight(self.rowCount() * line + heading.sizeHint().height() + edges)


def _cell(text: str, *, number: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    side = Qt.AlignmentFlag.AlignTrailing if number else Qt.AlignmentFlag.AlignLeading
    item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    item.setToolTip(text)
    return item


class FigureCard(Card):
    """Shows a figure as a picture or as a table; the reader chooses."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, gap=1.5, pad=3)
        self.heading = Label(look="strong", parent=self)
        self.toggle = button(look="quiet", parent=self)
        self.toggle.setCheckable(True)
        self.area = QWidget(self)
        """Holds the picture, and whatever else gives way to the table."""
        self.picture = SvgView(self.area)
        self.table = FactsTable(self)
        self.table.hide()
        self.box.addLayout(self._top())
        self.box.addWidget(self.area)
        self.box.addWidget(self.table)
        self._fill_area()
        self.toggle.toggled.connect(self._swap)

    def _top(self) -> QHBoxLayout:
        top = row(gap=2)
        top.addWidget(self.heading, 1)
        top.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignTop)
        return top

    def _fill_area(self) -> None:
        column(self.area).addWidget(self.picture)

    def retranslate(self, voice: Voice) -> None:
        """Say the words of the button again."""
        self.toggle.setText(voice.say("Table"))

    def show_figure(self, sentence: str, draw: Drawing, facts: Facts) -> None:
        """Show a figure under its sentence."""
        self.heading.setText(sentence)
        self.toggle.setAccessibleName(f"{self.toggle.text()}: {sentence}")
        self.table.setAccessibleName(sentence)
        self.table.show_facts(facts)
        self.picture.show_picture(draw, described(sentence, facts.rows))

    @Slot(bool)
    def _swap(self, as_table: bool) -> None:  # noqa: FBT001 - Qt hands the state over like this
        self.table.setVisible(as_table)
        self.area.setVisible(not as_table)


class GaugeCard(FigureCard):
    """The headline figure: large in words, as a hundred marks, and as a range on its axis."""

    def _fill_area(self) -> None:
        self.marks = SvgView(self.area, least=space(MARKS))
        self.figure = Label(look="figure", parent=self.area)
        self.remark = Label(look="muted", parent=self.area)
        self.marks.setFixedWidth(space(MARKS))
        right = column(gap=1)
        right.addWidget(self.figure)
        right.addWidget(self.picture)
        right.addSpacing(space(1))
        right.addWidget(self.remark)
        right.addStretch(1)
        line = row(self.area, gap=4)
        line.addWidget(self.marks, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(right, 1)

    def show_gauge(self, figure: str, marks: Drawing, remark: str) -> None:
        """Show the figure in words, its hundred marks, and what it is compared with."""
        self.figure.setText(figure)
        self.marks.show_picture(marks, figure)
        self.remark.setText(remark)


MARKS = 27
"""The width of the hundred marks in steps of the grid."""


def described(sentence: str, rows: Sequence[Sequence[str]]) -> str:
    """Return a figure in words for those who hear it instead of seeing it."""
    return " ".join([sentence, *(": ".join([row[0], ", ".join(row[1:])]) + "." for row in rows)])
