"""What a picture shows as a table that can be selected and copied."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QWidget,
)

from forms.theme import space

_ALIGNED = Qt.ItemDataRole.TextAlignmentRole
_TOOLTIP = Qt.ItemDataRole.ToolTipRole


@dataclass(frozen=True)
class Facts:
    """What a picture shows, in words and numbers; every row has as many cells as headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: bool = True
    """Whether all columns but the first hold numbers; else they hold words."""


class FactsTable(QTableWidget):
    """A table as high as its rows, so that only the page scrolls; filled when it is looked at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._facts = Facts((), ())
        self._filled: Facts | None = None
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setProperty("look", "facts")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)

    @property
    def facts(self) -> Facts:
        """Return what the table says."""
        return self._facts

    def show_facts(self, facts: Facts) -> None:
        """Say this from now on."""
        self._facts = facts
        if self.isVisible():
            self._fill()

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - Qt's own signature
        """Fill the table before it is seen: most tables never are."""
        if visible:
            self._fill()
        super().setVisible(visible)

    def _fill(self) -> None:
        facts = self._facts
        if facts == self._filled:
            return
        self._filled = facts
        self.clear()
        self.setColumnCount(len(facts.headings))
        self.setRowCount(len(facts.rows))
        self._write(facts)
        self._fit()

    def _write(self, facts: Facts) -> None:
        """Have Qt make the cells: those made here leave Python a name for what Qt then deletes.

        When the memory of such a cell was used again, the program fell.
        """
        model = self.model()
        self.setHorizontalHeaderLabels(facts.headings)
        for place, heading in enumerate(facts.headings):
            side = _side(number=facts.numbers and place > 0)
            for role, value in (_ALIGNED, side), (_TOOLTIP, heading):
                model.setHeaderData(place, Qt.Orientation.Horizontal, value, role)
            for line, cells in enumerate(facts.rows):
                index = model.index(line, place)
                model.setData(index, cells[place])
                model.setData(index, cells[place], _TOOLTIP)
                model.setData(index, side, _ALIGNED)

    def _fit(self) -> None:
        """Give each row a line, and the table the height of all rows."""
        heading = self.horizontalHeader()
        heading.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        widest = 0 if self._facts.numbers else self.columnCount() - 1
        heading.setSectionResizeMode(widest, QHeaderView.ResizeMode.Stretch)
        line = self.fontMetrics().lineSpacing() + space(2)
        self.verticalHeader().setDefaultSectionSize(line)
        edges = 2 * self.frameWidth() + 2
        self.setFixedHeight(self.rowCount() * line + heading.sizeHint().height() + edges)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen rows as a spreadsheet takes them."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_chosen()
        else:
            super().keyPressEvent(event)

    @Slot()
    def copy_all(self) -> None:
        """Put the whole table on the clipboard."""
        _copy((self._facts.headings, *self._facts.rows))

    @Slot()
    def copy_chosen(self) -> None:
        """Put the chosen rows on the clipboard, all of them when none is chosen."""
        chosen = sorted({index.row() for index in self.selectedIndexes()})
        rows = [self._facts.rows[line] for line in chosen] or list(self._facts.rows)
        _copy((self._facts.headings, *rows))


def _copy(lines: tuple[tuple[str, ...], ...]) -> None:
    text = "\n".join("\t".join(cell.replace("\t", " ") for cell in line) for line in lines)
    QGuiApplication.clipboard().setText(text)


def _side(*, number: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignTrailing if number else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter
