"""What can be done with a picture, with the keys that work while the keys are on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from assessor.language import Voice
from forms.actions import both_layouts


class FigureActions(QObject):
    """Table, copy and save; their keys belong to one card, so that many cards may share them."""

    def __init__(self, card: QWidget, pictures: Sequence[QWidget]) -> None:
        super().__init__(card)
        self._said: list[tuple[QAction, Callable[[Voice], str]]] = []
        self.show_table = self._add(lambda v: v.say("Table or picture"), both_layouts("T"))
        self.copy_picture = self._add(lambda v: v.say("Copy as picture"), [QKeySequence("Ctrl+C")])
        self.save_picture = self._add(
            lambda v: v.say("Save as SVG…"), [QKeySequence("Ctrl+Shift+E")]
        )
        self.copy_table = self._add(
            lambda v: v.say("Copy the table"), [QKeySequence("Ctrl+Shift+C")]
        )
        around = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for action in (self.show_table, self.save_picture, self.copy_table):
            action.setShortcutContext(around)
            card.addAction(action)
        # In the table the same keys copy its rows.
        self.copy_picture.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        for picture in pictures:
            picture.addAction(self.copy_picture)

    def _add(self, says: Callable[[Voice], str], keys: list[QKeySequence]) -> QAction:
        made = QAction(self)
        made.setShortcuts(keys)
        self._said.append((made, says))
        return made

    def retranslate(self, voice: Voice) -> None:
        """Say the words again."""
        for action, says in self._said:
            action.setText(says(voice))

    def all(self) -> tuple[QAction, ...]:
        """Return the actions in the order of the menu."""
        return tuple(action for action, _ in self._said)
