"""The program that the kill campaign kills: it types by itself, without an end.

It prints a line of JSON for each state that the window holds, and for each that is called saved.
"""

from __future__ import annotations

import json
import random
import sys

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assessor.domain.assessment import Project
from forms import app as program
from forms.main_window import MainWindow

KEYS = "01234shpujjjj"
EVERY_MS = 15
"""How fast the keys follow each other between two pauses."""


class Typist(QObject):
    """Types into one window once it is usable."""

    def __init__(self, window: MainWindow, chance: random.Random) -> None:
        super().__init__(window)
        self._window = window
        self._chance = chance
        self._left = 3
        """Keys until the next pause."""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._press)
        window.settled.connect(self._begin_soon)

    @Slot()
    def _begin_soon(self) -> None:
        QTimer.singleShot(100, self, self._begin)

    def _begin(self) -> None:
        """Open something, unless the start did, and start typing."""
        session = self._window.session
        if session.assessment is None:
            session.create(Project(client="Acme", name="CRM"))
        self._window.show_page("evidence")
        session.saved.connect(self._say_saved)
        self._say("saved")
        self._timer.start(EVERY_MS)

    @Slot()
    def _press(self) -> None:
        """Press one key and say what the window holds now."""
        if self._left == 0:  # a pause for breath, until the window says that it is saved
            self._left = 0 if self._window.session.unsaved else self._chance.randint(1, 5)
            return
        self._left -= 1
        key = Qt.Key(ord(self._chance.choice(KEYS).upper()))
        QTest.keyClick(QApplication.focusWidget() or self._window, key)
        self._say("typed")

    @Slot(object)
    def _say_saved(self, _moment: object) -> None:
        self._say("saved")

    def _say(self, word: str) -> None:
        """Tell the campaign what the window shows as answered."""
        kept = self._window.session.assessment
        answers = kept.model_dump(mode="json")["answers"] if kept is not None else {}
        print(json.dumps([word, answers]), flush=True)


def main(seed: int) -> int:
    """Run the program with somebody at its keys."""
    chance = random.Random(seed)  # noqa: S311 - it must be repeatable, not secret
    original = program.build_window

    def build(*arguments: object) -> object:
        window = original(*arguments)  # type: ignore[arg-type]
        Typist(window, chance)
        return window

    program.build_window = build  # type: ignore[assignment]
    return program.main([])


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1])))
