"""The list of assessments with its search, its order, and what can be done with a row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from assessor.domain.portfolio import AssessmentRow
from assessor.language import Voice
from forms.theme import Colours
from forms.widgets.action_button import ActionButton
from forms.widgets.basic import Label, button, column, row
from forms.widgets.fields import ChoiceEdit
from forms.widgets.portfolio_list import FALLING, Order, PortfolioModel, PortfolioView
from forms.widgets.search_field import SearchField
from forms.widgets.turning import Turning
from forms.widgets.welcome import deleted_words

SEARCH = 37
"""Letters that the search is wide at most."""
HEAD = 60
"""Letters that the head must have room for to stand in one line."""


class PortfolioPanel(QWidget):
    """Everything around the list; it asks, and the page does."""

    opened = Signal(str)
    file_opened = Signal(object)
    """The Path of a recent file."""

    def __init__(self, voice: Voice, parent: QWidget) -> None:
        super().__init__(parent)
        self._voice = voice
        self.title = Label(look="title", parent=self)
        self.search = SearchField(self)
        self.new_button = button(look="primary", parent=self)
        self.file_button = button(parent=self)
        self.recent_button = button(parent=self)
        self.recent_menu = QMenu(self.recent_button)
        self.example_button = button(look="quiet", parent=self)
        self.order_label = Label(look="small", wrap=False, parent=self)
        self.order = ChoiceEdit(self)
        self.model = PortfolioModel(voice, self)
        self.view = PortfolioView(self.model, self)
        self.nothing = Label(look="muted", parent=self)
        # Without a list the words stand where it would begin.
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._row_actions: list[QAction] = []
        self._deleted = 0
        self._is_read = False
        self.bin_button = button(look="quiet", parent=self)
        self.bin_button.setCheckable(True)
        self._row_tools = QWidget(self)
        self._row_line = row(self._row_tools, gap=0.5)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.recent_button.setMenu(self.recent_menu)
        self.order.setSizeAdjustPolicy(ChoiceEdit.SizeAdjustPolicy.AdjustToContents)
        head = Turning(self, HEAD)
        head.box.addWidget(self.title, 1)
        ways = QWidget(head)
        line = row(ways, gap=1)
        for made in (self.example_button, self.recent_button, self.file_button, self.new_button):
            line.addWidget(made)
        head.box.addWidget(ways, 0, Qt.AlignmentFlag.AlignLeading)
        tools = row(gap=1)
        tools.addWidget(self.search, 3)
        tools.addStretch(1)
        tools.addWidget(self.order_label)
        tools.addWidget(self.order)
        foot = row(gap=0.5)
        foot.addWidget(self._row_tools)
        foot.addStretch(1)
        foot.addWidget(self.bin_button)
        box = column(self, gap=2)
        box.addWidget(head)
        box.addLayout(tools)
        box.addWidget(self.view, 1)
        box.addWidget(self.nothing, 1)
        box.addLayout(foot)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._open_first)
        self.search.stepped.connect(self._go_to_list)
        self.order.value_changed.connect(self._sort)
        self.view.opened.connect(self.opened)
        self.view.order_clicked.connect(self._sort_by_heading)
        self.view.selection_moved.connect(self._offer_row_actions)

    def add_row_actions(self, actions: Sequence[QAction]) -> None:
        """Offer these actions for the chosen row, in a line under the list and on a right click."""
        for place, action in enumerate(actions):
            made = ActionButton(action, self._row_tools, "quiet")
            self._row_line.insertWidget(place, made)
        self._row_actions = list(actions)
        self.view.addActions(self._row_actions)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def retranslate(self, voice: Voice) -> None:
        """Say every text again."""
        self._voice = voice
        self.new_button.setText(voice.say("New assessment"))
        self.file_button.setText(voice.say("Open a file…"))
        self.recent_button.setText(voice.say("Recent files"))
        self.example_button.setText(voice.say("Examples"))
        self.search.retranslate(voice, voice.say("Find a client or a project"))
        self.order_label.setText(voice.say("Sorted by"))
        self.order.setAccessibleName(voice.say("Sorted by"))
        self.order.set_choices(_orders(voice))
        self.order.set_value(self.model.order)
        self.view.setAccessibleName(voice.say("Assessments"))
        self.model.set_voice(voice)
        self._say_counts()

    def restyle(self, colours: Colours) -> None:
        """Paint in these colours."""
        self.view.restyle(colours)
        self.search.setMaximumWidth(SEARCH * self.fontMetrics().horizontalAdvance("0"))
        self.search.restyle(colours)

    @property
    def shows_bin(self) -> bool:
        """Return whether the deleted assessments are shown."""
        return self.bin_button.isChecked()

    def show_rows(self, rows: Sequence[AssessmentRow], deleted: int) -> None:
        """Show these assessments; ``deleted`` is how many can be restored."""
        chosen = self.view.selected()
        self._is_read = True
        self.model.set_rows(rows)
        if chosen is not None:
            self.view.select(chosen.id)
        if self.shows_bin and self.view.selected() is None:
            # Whoever comes here wants something back; the newest is the likeliest.
            self.view.selectRow(0)
        self._deleted = deleted
        self._say_counts()
        self._offer_row_actions()

    def show_recent(self, files: Sequence[str]) -> None:
        """List the recent files; one that is missing stays there, greyed and called so."""
        self.recent_menu.clear()
        for name in files:
            path = Path(name)
            found = path.exists()
            words = name if found else self._voice.say("%(name)s (missing)", name=name)
            action = self.recent_menu.addAction(words, self._open_recent)
            action.setEnabled(found)
            action.setData(name)
        self.recent_button.setVisible(bool(files))

    def _say_counts(self) -> None:
        voice, shown = self._voice, self.model.rowCount()
        title = voice.say("Deleted assessments") if self.shows_bin else voice.say("Assessments")
        self.title.setText(title)
        kept = deleted_words(voice, self._deleted)
        self.bin_button.setText(voice.say("Back to the list") if self.shows_bin else kept)
        self.bin_button.setVisible(self.shows_bin or self._deleted > 0)
        if not shown and self.view.hasFocus():
            # The focus would wander off to the rail with the list that is hidden.
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.nothing.setVisible(shown == 0)
        self.view.setVisible(shown > 0 or not self._is_read)
        self._row_tools.setVisible(shown > 0)
        self.nothing.setText(self._why_empty())

    def _why_empty(self) -> str:
        if not self._is_read:
            return self._voice.say("The list is being read…")
        if self.search.text():
            return self._voice.say("No client or project contains these letters.")
        return self._voice.say("Nothing is here.")

    @Slot()
    def _open_recent(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.file_opened.emit(Path(str(action.data())))

    @Slot()
    def _search(self) -> None:
        self.model.set_needle(self.search.text())
        self._say_counts()
        self._offer_row_actions()

    @Slot()
    def _open_first(self) -> None:
        if self.model.rowCount():
            self.opened.emit(self.model.row_at(0).id)

    @Slot(int)
    def _go_to_list(self, by: int) -> None:
        if by > 0 and self.model.rowCount():
            self.view.selectRow(0)
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(object)
    def _sort(self, order: object) -> None:
        wanted = Order(str(order))
        self.model.set_order(wanted, falling=wanted in FALLING)

    @Slot(str)
    def _sort_by_heading(self, order: str) -> None:
        """Sort by the clicked heading; a second click turns the order round."""
        wanted = Order(order)
        turned = wanted is self.model.order and not self.model.falling
        falling = turned if wanted is self.model.order else wanted in FALLING
        self.model.set_order(wanted, falling=falling)
        self.order.set_value(wanted)

    @Slot()
    def _offer_row_actions(self) -> None:
        chosen = self.view.selected() is not None
        for action in self._row_actions:
            action.setEnabled(chosen)


def _orders(voice: Voice) -> tuple[tuple[object, str], ...]:
    return (
        (Order.CHANGED, voice.say("last changed")),
        (Order.CLIENT, voice.say("client")),
        (Order.PROJECT, voice.say("project")),
        (Order.RISK, voice.say("risk")),
        (Order.COVERAGE, voice.say("coverage")),
        (Order.STAGE, voice.say("stage")),
    )
