"""The sections and questions of a draft as a tree: chosen, moved by keys, dragged."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QDropEvent, QFont, QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from assessor.domain.questionnaire import Questionnaire
from assessor.language import Voice
from forms.draft import Draft
from forms.icons import icon
from forms.theme import Colours, space

NODE = Qt.ItemDataRole.UserRole
TITLE = ""
"""The node that stands for the questionnaire itself."""


class QuestionTree(QTreeWidget):
    """Shows title, sections and questions; what is moved is asked for, never done here."""

    node_chosen = Signal(str)
    """The id of a section or question; empty for the questionnaire itself."""
    shift_wanted = Signal(str, int)
    """A node that is to go so many places down (less than 0: up)."""
    drop_wanted = Signal(str, str, bool)
    """A node that was dropped on another one, and whether below it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setIndentation(space(2))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._order: tuple[str, ...] = ()
        self.currentItemChanged.connect(self._tell)

    @property
    def node(self) -> str:
        """Return the chosen node."""
        item = self.currentItem()
        return str(item.data(0, NODE)) if item else TITLE

    def show_draft(self, draft: Draft, voice: Voice, colours: Colours) -> None:
        """Show the draft as it is now; what was chosen stays chosen."""
        order = _order(draft.questionnaire)
        if order != self._order:
            self._rebuild(draft.questionnaire, order)
        for node, item in self._items.items():
            self._say(node, item, draft, voice, colours)

    def _rebuild(self, questionnaire: Questionnaire, order: tuple[str, ...]) -> None:
        chosen, begun = self.node, bool(self._order)
        closed = {node for node, item in self._items.items() if begun and not item.isExpanded()}
        self._order = order
        blocked = self.blockSignals(True)
        self.clear()
        self._items = {TITLE: _item(TITLE)}
        self.addTopLevelItem(self._items[TITLE])
        for section in questionnaire.sections:
            top = self._items[section.id] = _item(section.id)
            self.addTopLevelItem(top)
            for question in section.questions:
                below = self._items[question.id] = _item(question.id)
                top.addChild(below)
            top.setExpanded(section.id not in closed)
        self.setCurrentItem(self._items.get(chosen, self._items[TITLE]))
        self.blockSignals(blocked)

    def _say(
        self, node: str, item: QTreeWidgetItem, draft: Draft, voice: Voice, colours: Colours
    ) -> None:
        questionnaire, question = draft.questionnaire, draft.question(node)
        hidden = question is not None and question.hidden
        if question is not None:
            words = voice.text(question.short) or voice.say("New question")
        elif node == TITLE:
            words = voice.text(questionnaire.title) or voice.say("No title yet")
        else:
            section = questionnaire.section_by_id[node]
            words = voice.text(section.title) or voice.say("No title yet")
        marks = [voice.say("hidden")] if hidden else []
        if draft.is_added(node) if question is not None else _is_added_section(draft, node):
            marks.append(voice.say("added"))
        faults = draft.faults_of(node)
        item.setText(0, " · ".join([words, *marks]))
        item.setIcon(0, icon("warning", colours.raises, 16) if faults else QIcon())
        told = voice.say_many("%(n)s problem", "%(n)s problems", faults) if faults else ""
        item.setToolTip(0, f"{words}. {told}" if told else words)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join([words, *marks, told]))
        item.setForeground(0, QColor(colours.muted if hidden else colours.ink))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Normal if question is not None else QFont.Weight.DemiBold)
        font.setItalic(hidden)
        item.setFont(0, font)

    def choose(self, node: str) -> None:
        """Choose a node and bring it into view."""
        item = self._items.get(node)
        if item is not None:
            self.setCurrentItem(item)
            self.scrollToItem(item)

    def place_words(self, voice: Voice) -> str:
        """Return where the chosen node stands among its like, for those who cannot see it."""
        item, top = self.currentItem(), self.invisibleRootItem()
        if item is None:
            return ""
        above = item.parent() or top
        title = 1 if above is top else 0  # the title stands above the sections
        return voice.say(
            "%(name)s: place %(place)d of %(all)d",
            name=item.text(0),
            place=above.indexOfChild(item) + 1 - title,
            all=above.childCount() - title,
        )

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the move; Qt itself must not change the tree."""
        moved, target = self.currentItem(), self.itemAt(event.position().toPoint())
        place = self.dropIndicatorPosition()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if moved is not None and target is not None:
            below = place is not QAbstractItemView.DropIndicatorPosition.AboveItem
            self.drop_wanted.emit(str(moved.data(0, NODE)), str(target.data(0, NODE)), below)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Alt and an arrow."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shift_wanted.emit(self.node, step)
            return
        super().keyPressEvent(event)

    @Slot()
    def _tell(self) -> None:
        self.node_chosen.emit(self.node)


def _is_added_section(draft: Draft, node: str) -> bool:
    return node != TITLE and draft.is_added_section(node)


def _item(node: str) -> QTreeWidgetItem:
    made = QTreeWidgetItem()
    made.setData(0, NODE, node)
    return made


def _order(questionnaire: Questionnaire) -> tuple[str, ...]:
    return tuple(
        node for s in questionnaire.sections for node in (s.id, *(q.id for q in s.questions))
    )
