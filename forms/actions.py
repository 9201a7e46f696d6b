"""Everything that can be done from the keyboard, as actions that know their words and keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcutEvent
from PySide6.QtWidgets import QWidget

from assessor.language import Voice

CYRILLIC = dict(zip("QWERTYUIOPASDFGHJKLZXCVBNM", "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ", strict=True))
"""The letter that the same key gives under a Russian layout."""


def both_layouts(keys: str) -> list[QKeySequence]:
    """Return a letter key, Shift before it perhaps, under a Latin and a Russian layout."""
    held, _, letter = keys.rpartition("+")
    russian = CYRILLIC[letter]
    return [QKeySequence(keys), QKeySequence(f"{held}+{russian}" if held else russian)]


def in_both_layouts(keys: Sequence[QKeySequence]) -> list[QKeySequence]:
    """Return these sequences and those that the same keys give under a Russian layout."""
    found: list[QKeySequence] = []
    for known in keys:
        held, plus, letter = known.toString().rpartition("+")
        russian = CYRILLIC.get(letter)
        twins = [known, QKeySequence(f"{held}{plus}{russian}")] if russian else [known]
        found += [twin for twin in twins if twin not in found]
    return found


class KeyAction(QAction):
    """An action that works under two keyboard layouts at once."""

    def event(self, event: QEvent) -> bool:
        """Take a key that fits two of our own sequences.

        Where a Latin layout stands behind a Russian one, the system says that one key gives either
        letter; Qt takes that for two actions in dispute and would do nothing.
        """
        if isinstance(event, QShortcutEvent) and event.isAmbiguous():
            self.trigger()
            return True
        return super().event(event)


def key_text(action: QAction) -> str:
    """Return an action's keys as a reader knows them; the Russian twin of a letter is left out."""
    shown = [
        keys.toString(QKeySequence.SequenceFormat.NativeText)
        for keys in action.shortcuts()
        if keys.toString()[-1:] not in CYRILLIC.values()
    ]
    return ", ".join(shown)


class Actions(QObject):
    """A set of actions that belongs to one widget and works while that widget is on screen."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._said: list[tuple[QAction, Callable[[Voice], str]]] = []

    def add(
        self,
        says: Callable[[Voice], str],
        do: Callable[[], object],
        keys: Sequence[QKeySequence] | str = (),
    ) -> QAction:
        """Make an action; ``says`` gives its words, ``keys`` a sequence as text or a list."""
        made = KeyAction(self)
        wanted = [QKeySequence(keys)] if isinstance(keys, str) else list(keys)
        made.setShortcuts(in_both_layouts(wanted))
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        made.setAutoRepeat(False)
        made.triggered.connect(do)
        self._owner.addAction(made)
        self._said.append((made, says))
        return made

    def retranslate(self, voice: Voice) -> None:
        """Say the words of every action again."""
        for action, says in self._said:
            action.setText(says(voice))

    def all(self) -> tuple[QAction, ...]:
        """Return the actions in the order in which they were made."""
        return tuple(action for action, _ in self._said)
