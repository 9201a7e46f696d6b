"""The list of everything that can be done, with its keys."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QWidget

from assessor.language import Voice
from forms.actions import key_text
from forms.theme import space
from forms.widgets.basic import Label, LabelLook, ScrollColumn, column
from forms.widgets.reading_order import ReadDialog

BREAK = "\u200b"
"""Lets a line end here; a combination of keys is too long for large letters."""

SIZE = (70, 32)
"""Letters and lines."""


class KeyboardHelp(ReadDialog):
    """A small window that stays open beside the work; Esc closes it."""

    def __init__(
        self, voice: Voice, groups: Mapping[str, tuple[QAction, ...]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(voice.say("Keyboard"))
        self.setModal(False)
        inside = ScrollColumn(self, gap=2, pad=3)
        inside.setAccessibleName(voice.say("Keyboard"))
        inside.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for title, actions in groups.items():
            inside.box.addWidget(Label(title, "title"))
            inside.box.addLayout(_table(actions, voice.say("in the menu, or a button")))
        inside.box.addStretch(1)
        box = column(self)
        box.addWidget(inside)
        self.fit(*SIZE)


def _table(actions: tuple[QAction, ...], keyless: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(space(3))
    grid.setVerticalSpacing(space(0.5))
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 2)
    # What has a key comes first: that is what the list is opened for.
    for line, action in enumerate(sorted(actions, key=lambda each: not key_text(each))):
        keys = key_text(action)
        look: LabelLook = "strong" if keys else "muted"
        shown = Label(keys.replace("+", f"+{BREAK}") or keyless, look)
        shown.setAccessibleName(keys or keyless)
        grid.addWidget(shown, line, 0)
        grid.addWidget(Label(action.text()), line, 1)
    return grid
