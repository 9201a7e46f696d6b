"""The list of assessments: what it holds, how it is sorted and searched, and its view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from assessor.domain.assessment import Stage
from assessor.domain.portfolio import AssessmentRow
from assessor.domain.risk import Verdict
from assessor.language import Voice, names
from assessor.language.progress import coverage_means
from forms.theme import Colours, space
from forms.widgets.portfolio_row import BOTH_LINES, SECOND_LINE, PortfolioDelegate

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
"""The role under which a cell hands out its whole AssessmentRow."""


class Column(IntEnum):
    """What a row shows, from left to right."""

    PROJECT = 0
    STAGE = 1
    COVERAGE = 2
    RISK = 3
    CHANGED = 4


class Order(StrEnum):
    """What the list can be sorted by."""

    CHANGED = "changed"
    CLIENT = "client"
    PROJECT = "project"
    RISK = "risk"
    COVERAGE = "coverage"
    STAGE = "stage"


FALLING = frozenset({Order.CHANGED, Order.RISK, Order.COVERAGE})
"""Orders that start with the newest or the highest, because that is what one looks for."""

ORDER_OF_COLUMN = {
    Column.PROJECT: Order.CLIENT,
    Column.STAGE: Order.STAGE,
    Column.COVERAGE: Order.COVERAGE,
    Column.RISK: Order.RISK,
    Column.CHANGED: Order.CHANGED,
}

WORDS = {Column.STAGE: 14, Column.COVERAGE: 12, Column.CHANGED: 15}
"""Columns of words and their width in letters."""

YIELDING = (Column.STAGE, Column.CHANGED, Column.COVERAGE)
"""Columns that give way, one after the other, when letters are large and the window is small."""

NAMES = 16
"""The least width of the client and the project in letters."""

AXIS = 32
"""The least width of the risk's column in letters: the longest verdict after a range."""

_STAGES: tuple[Stage | None, ...] = (None, *Stage)


def _client(row: AssessmentRow) -> tuple[str, str]:
    return row.client.casefold(), row.name.casefold()


def _project(row: AssessmentRow) -> tuple[str, str]:
    return row.name.casefold(), row.client.casefold()


def _risk(row: AssessmentRow) -> tuple[bool, float]:
    return row.headline, row.risk.mean


def _coverage(row: AssessmentRow) -> float:
    return row.coverage


def _stage(row: AssessmentRow) -> int:
    return _STAGES.index(row.stage)


def _changed(row: AssessmentRow) -> datetime:
    return row.changed


KEYS: dict[Order, Callable[[AssessmentRow], Any]] = {
    Order.CHANGED: _changed,
    Order.CLIENT: _client,
    Order.PROJECT: _project,
    Order.RISK: _risk,
    Order.COVERAGE: _coverage,
    Order.STAGE: _stage,
}


def _verdict(voice: Voice, verdict: Verdict) -> str:
    """Return the verdict as it can stand without the conditions that follow it elsewhere."""
    if verdict is Verdict.GO_IF:
        return voice.say("Go on conditions")
    return names.verdict(voice, verdict)


class PortfolioModel(QAbstractTableModel):
    """The rows that match the search, in the wanted order.

    Searching and sorting the tuple itself takes a few milliseconds for 10,000 rows; a proxy model
    would cross from C++ to Python for each comparison.
    """

    def __init__(self, voice: Voice, parent: QWidget) -> None:
        super().__init__(parent)
        self._voice = voice
        self._all: tuple[AssessmentRow, ...] = ()
        self._shown: list[AssessmentRow] = []
        self._needle = ""
        self.order = Order.CHANGED
        self.falling = True

    def set_voice(self, voice: Voice) -> None:
        """Speak another language."""
        self._voice = voice
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._show()

    def set_rows(self, rows: Sequence[AssessmentRow]) -> None:
        """Show other assessments."""
        self._all = tuple(rows)
        self._show()

    def set_needle(self, needle: str) -> None:
        """Show only rows whose client or project contains this text."""
        self._needle = needle.strip().casefold()
        self._show()

    def set_order(self, order: Order, *, falling: bool) -> None:
        """Sort by this from now on."""
        self.order, self.falling = order, falling
        self._show()

    def row_at(self, row: int) -> AssessmentRow:
        """Return the assessment in a row of the list."""
        return self._shown[row]

    def row_of(self, assessment_id: str) -> int:
        """Return where an assessment stands, -1 when it is not shown."""
        ids = [row.id for row in self._shown]
        return ids.index(assessment_id) if assessment_id in ids else -1

    def _show(self) -> None:
        self.beginResetModel()
        found = [row for row in self._all if self._needle in f"{row.client}\n{row.name}".casefold()]
        self._shown = sorted(found, key=KEYS[self.order], reverse=self.falling)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row for the delegate, and words for screen readers."""
        row = self._shown[index.row()]
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.words(row, Column(index.column()))
        if role == SECOND_LINE:
            return self.under_axis(row)
        if role == BOTH_LINES:
            return self.both_lines(row, Column(index.column()))
        return (
            self._tooltip(row, Column(index.column()))
            if role == Qt.ItemDataRole.ToolTipRole
            else None
        )

    def _tooltip(self, row: AssessmentRow, column: Column) -> str | None:
        if column is Column.COVERAGE:
            return coverage_means(self._voice)
        return self.words(row, column) if column is Column.PROJECT else None

    def words(self, row: AssessmentRow, column: Column) -> str:
        """Return what a cell says."""
        voice = self._voice
        if column is Column.PROJECT:
            return ", ".join(self.both_names(row))
        if column is Column.STAGE:
            return names.stage(voice, row.stage) if row.stage else voice.say("Not known")
        if column is Column.COVERAGE:
            return voice.percent(row.coverage)
        if column is Column.RISK:
            return self._risk_words(row)
        return voice.moment(row.changed)

    def both_lines(self, row: AssessmentRow, column: Column) -> tuple[str, str]:
        """Return what stands in a cell of two lines: the names, or the day and the hour."""
        if column is Column.PROJECT:
            return self.both_names(row)
        day, _, hour = self._voice.moment(row.changed).partition(", ")
        return day, hour

    def both_names(self, row: AssessmentRow) -> tuple[str, str]:
        """Return the client and the project, or that they have no names yet."""
        voice = self._voice
        return (
            row.client or voice.say("Client not named yet"),
            row.name or voice.say("Project not named yet"),
        )

    def under_axis(self, row: AssessmentRow) -> str:
        """Return the range and the verdict, or why there is no figure."""
        voice = self._voice
        if row.damaged:
            return voice.say("The stored figures cannot be read")
        span = voice.span(row.risk.low, row.risk.high)
        if not row.headline:
            return voice.say("%(span)s, too little asked", span=span)
        # The range comes first: where there is little room the end of the line is left out.
        verdict = names.within(_verdict(voice, row.verdict))
        return voice.say("%(span)s, %(verdict)s", verdict=verdict, span=span)

    def _risk_words(self, row: AssessmentRow) -> str:
        words = self.under_axis(row)
        if not row.headline:
            return words
        risk = self._voice.percent(row.risk.mean)
        return self._voice.say("Risk %(risk)s. %(words)s", risk=risk, words=words)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the names of the columns."""
        voice = self._voice
        if role == Qt.ItemDataRole.ToolTipRole and section == Column.COVERAGE:
            return coverage_means(voice)
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.PROJECT: voice.say("Client and project"),
            Column.STAGE: voice.say("Stage"),
            Column.COVERAGE: voice.say("Coverage"),
            Column.RISK: voice.say("Risk and its range"),
            Column.CHANGED: voice.say("Changed"),
        }[Column(section)]


class PortfolioView(QTableView):
    """The list itself: whole rows, sorted by a click on a heading, opened by Enter."""

    opened = Signal(str)
    """The id of the assessment that the user wants to work on."""
    selection_moved = Signal()
    order_clicked = Signal(str)
    """The order that belongs to the heading the user clicked."""

    def __init__(self, model: PortfolioModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = model
        self.setModel(model)
        self.painter_of_rows = PortfolioDelegate(self)
        self.setItemDelegate(self.painter_of_rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self._set_up_heading()
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(self.selection_moved)

    def _set_up_heading(self) -> None:
        heading = self.horizontalHeader()
        heading.setSectionsClickable(True)
        heading.setHighlightSections(False)
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heading.setSectionResizeMode(Column.PROJECT, QHeaderView.ResizeMode.Stretch)
        heading.sectionClicked.connect(self._order)

    def restyle(self, colours: Colours) -> None:
        """Fit rows and columns to the letters in use and paint in these colours."""
        self.painter_of_rows.restyle(colours)
        metrics = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(2 * metrics.lineSpacing() + space(3))
        self._share_out()

    def _share_out(self) -> None:
        """Give words the room they need, and of what is left a third to the axis of the risk."""
        letter = self.fontMetrics().horizontalAdvance("0")
        shown = self._columns_that_fit(self.viewport().width() // max(letter, 1))
        for column, letters in WORDS.items():
            self.setColumnHidden(column, column not in shown)
            self.setColumnWidth(column, letter * letters)
        left = self.viewport().width() - letter * sum(WORDS[column] for column in shown)
        self.setColumnWidth(Column.RISK, max(letter * AXIS, left // 3))

    def _columns_that_fit(self, letters: int) -> set[Column]:
        shown = set(WORDS)
        for column in YIELDING:
            if sum(WORDS[one] for one in shown) + AXIS + NAMES > letters:
                shown.remove(column)
        return shown

    def selected(self) -> AssessmentRow | None:
        """Return the row that the user chose."""
        chosen = self.selectionModel().selectedRows()
        return self.rows.row_at(chosen[0].row()) if chosen else None

    def select(self, assessment_id: str) -> None:
        """Choose a row by its assessment; one that is not shown changes nothing."""
        row = self.rows.row_of(assessment_id)
        if row >= 0:
            self.selectRow(row)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.row_at(index.row()).id)

    @Slot(int)
    def _order(self, column: int) -> None:
        self.order_clicked.emit(ORDER_OF_COLUMN[Column(column)].value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chosen row on Enter; leave everything else to the table."""
        chosen = self.selected()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and chosen is not None:
            self.opened.emit(chosen.id)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose a row for whoever comes by keyboard, so that Enter has something to open."""
        super().focusInEvent(event)
        by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        if not by_mouse and self.selected() is None and self.rows.rowCount():
            self.selectRow(max(self.currentIndex().row(), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._share_out()

    def minimumSizeHint(self) -> QSize:
        """Ask for room for a few rows."""
        return QSize(space(40), space(20))
