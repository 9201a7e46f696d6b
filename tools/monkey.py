"""Hits keys and clicks at random, and proves that nothing breaks and nothing is lost.

Any Qt warning and any exception end it with exit code 1, as does a database that is not as the
window said. The same seed hits the same keys.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QPoint,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from assessor.domain.assessment import Project
from assessor.domain.language import Language
from assessor.service import DATABASE, Service
from assessor.settings import Settings, Theme
from forms import theme
from forms.app import end, make_application
from forms.collector import Collector
from forms.main_window import MainWindow
from forms.pages import PAGES
from forms.printing.queues import KnownPrinters, Printers
from forms.qt_words import QtWords
from forms.session import Session
from forms.widgets.portfolio_list import PortfolioView

PLAIN_KEYS = "01234shpuxnwrafjk0123"
SPECIAL_KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_F1,
    Qt.Key.Key_F5,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Space,
)
WITH_CONTROL = (
    *(Qt.Key(ord(str(page))) for page in range(1, 10)),
    *(Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_W, Qt.Key.Key_F, Qt.Key.Key_E),
    *(Qt.Key.Key_D, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace),
)
TEXTS = ("Acme", "31.02.2027", "0.8", "100%", "«слово»", "www.example.com", "😀", "  ")
PERMITTED = ("This plugin does not support ",)
"""What the screenless plugin says of itself."""
WAIT_MS = 150
"""Now and then the timers get their turn."""
PROVED_EVERY = 1_000
"""After so many events the database is looked at."""
POPUP_MS = 30
"""How long a menu or a dialog may stay open."""


class RandomDialogs:
    """Cancels a dialog, or answers with a good file, a broken one, or one that is not there."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._folder = folder
        self._chance = chance
        folder.mkdir()
        (folder / "answers.yaml").write_text("project: {client: Delta}\nanswers: {}\n", "utf-8")
        (folder / "broken.takeoff").write_bytes(b"PK\x03\x04 rubbish")
        (folder / "broken.yaml").write_text("answers: [", "utf-8")

    def open_file(self, _parent: QWidget, _title: str, _folder: str, _filters: str) -> Path | None:
        """Choose something, or nothing."""
        names = ("answers.yaml", "broken.takeoff", "broken.yaml", "missing.yaml", "saved.takeoff")
        return self._chance.choice((None, *(self._folder / name for name in names)))

    def save_file(
        self, _parent: QWidget, _title: str, suggested: str, _filters: str
    ) -> Path | None:
        """Choose a place under a short name, one that cannot be written, or nothing."""
        name = f"saved{Path(suggested).suffix}"
        return self._chance.choice((None, self._folder / name, self._folder / "no" / name))

    def printers(self, parent: QObject) -> Printers:
        """Find none."""
        return KnownPrinters((), parent)

    def open_outside(self, _place: str) -> bool:
        """Say that it was opened."""
        return True


class Monkey:
    """Sends random events to one window."""

    def __init__(self, window: MainWindow, chance: random.Random) -> None:
        self._window = window
        self._chance = chance
        self._closer = QTimer(window)
        self._closer.timeout.connect(_close_popup)
        self._closer.start(POPUP_MS)

    def act(self) -> str:
        """Do one thing and return what it was."""
        kinds = (
            self._plain,
            self._special,
            self._control,
            self._type,
            self._click,
            self._wait,
            self._open,
            self._menu,
        )
        act = self._chance.choices(kinds, weights=(16, 8, 4, 3, 8, 1, 2, 1))[0]
        return act()

    @property
    def _target(self) -> QWidget:
        focused = QApplication.focusWidget()
        return focused if focused and self._window.isAncestorOf(focused) else self._window

    def _plain(self) -> str:
        letter = self._chance.choice(PLAIN_KEYS)
        key, nothing = Qt.Key(ord(letter.upper())), Qt.KeyboardModifier.NoModifier
        QTest.sendKeyEvent(QTest.KeyAction.Click, self._target, key, letter, nothing)
        return letter

    def _special(self) -> str:
        key = self._chance.choice(SPECIAL_KEYS)
        QTest.keyClick(self._target, key)
        return key.name

    def _control(self) -> str:
        key = self._chance.choice(WITH_CONTROL)
        QTest.keyClick(self._target, key, Qt.KeyboardModifier.ControlModifier)
        return f"Ctrl+{key.name}"

    def _type(self) -> str:
        text, target = self._chance.choice(TEXTS), self._target
        if isinstance(target, QLineEdit):
            target.insert(text)
            target.textEdited.emit(target.text())
        elif isinstance(target, QPlainTextEdit):
            target.insertPlainText(text)
        return repr(text)

    def _click(self) -> str:
        found = [w for w in self._window.findChildren(QWidget) if self._can_be_clicked(w)]
        target = self._chance.choice(found)
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=_middle(target))
        name = target.accessibleName()
        return f"click {type(target).__name__} {name[:40]!r}"

    def _open(self) -> str:
        for found in self._window.findChildren(PortfolioView):
            if found.isVisible() and found.rows.rowCount():
                row = self._chance.randrange(found.rows.rowCount())
                found.selectRow(row)
                QTest.keyClick(found, Qt.Key.Key_Return)
                return f"open row {row}"
        return "no list"

    def _menu(self) -> str:
        """Trigger something in the menu, or an action of the page, as if it had been chosen."""
        actions, page = self._window.actions_, self._window.page
        found = [*_flat(actions.menu), *(page.shortcuts() if page is not None else ())]
        offered = [a for a in found if a.isEnabled() and a.isVisible() and a is not actions.quit]
        chosen = self._chance.choice(offered)
        chosen.trigger()
        return f"menu {chosen.text()!r}"

    def _wait(self) -> str:
        QTest.qWait(WAIT_MS)
        return "wait"

    def _can_be_clicked(self, widget: QWidget) -> bool:
        kinds = (QAbstractButton, QLineEdit, QPlainTextEdit)
        return isinstance(widget, kinds) and widget.isVisible() and widget.isEnabled()


def _flat(menu: QMenu) -> list[QAction]:
    """Return what can be triggered in a menu and those in it."""
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += _flat(inner)
        elif not action.isSeparator():
            found.append(action)
    return found


def amiss(window: MainWindow) -> list[str]:
    """Return what may never be on screen, however wildly keys are hit."""
    page = window.page
    if page is None:
        return ["no page is in view"]
    wrong = []
    if page.NAME == "evidence" and page.isVisible() and getattr(page, "current", None) is None:
        wrong.append("Evidence is in view without a current question")
    kind = next(kind for kind in PAGES if kind.name == page.NAME)
    if kind.needs_assessment and window.session.assessment is None:
        wrong.append(f"{page.NAME} is in view without an assessment")
    return wrong


def _close_popup() -> None:
    # An open menu or dialog waits for its own events, and the storm would stand still.
    for shown in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
        if shown is not None:
            shown.close()


def _middle(widget: QWidget) -> QPoint:
    return widget.rect().center()


class Faults:
    """Collects what must not happen."""

    def __init__(self) -> None:
        self.found: list[str] = []
        sys.excepthook = self._on_error
        qInstallMessageHandler(self._on_message)

    def release(self) -> None:
        """Hear nothing more: Qt speaks on when Python cannot listen any longer."""
        sys.excepthook = sys.__excepthook__
        qInstallMessageHandler(None)

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.found.append(f"{kind.__name__}: {error}")
        sys.__excepthook__(kind, error, trace)

    def _on_message(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        quiet = kind in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}
        if not quiet and not text.startswith(PERMITTED):
            self.found.append(f"Qt: {text}")


def storm(
    window: MainWindow, faults: Faults, chance: random.Random, events: int, home: Path
) -> int:
    """Send so many events, until the first fault; return how many were sent."""
    monkey, app = Monkey(window, chance), QApplication.instance()
    last: list[str] = []
    for number in range(1, events + 1):
        last = [*last[-29:], monkey.act()]
        if app is not None:
            app.processEvents()
        faults.found.extend(amiss(window))
        if number % PROVED_EVERY == 0:
            faults.found.extend(proved(window.session.service, window.session, home))
            print(f"{number} events", flush=True)
        if faults.found:
            print("last events:", *last, sep="\n  ")
            return number
    return events


def proved(service: Service, session: Session, home: Path) -> list[str]:
    """Return what is wrong with the database after everything has been saved."""
    wrong = [] if session.flush() else ["not everything could be saved"]
    if session.assessment is not None:
        stored = service.load(session.assessment.id)
        if stored.answers != session.assessment.answers:
            wrong.append("the stored answers are not those of the window")
        if stored.project != session.assessment.project:
            wrong.append("the stored project is not that of the window")
    for row in (*service.rows(), *service.deleted_rows()):
        service.load(row.id)
        if row.damaged:
            wrong.append(f"damaged: {row.id}")
    with closing(sqlite3.connect(home / DATABASE)) as database, database:
        (word,) = database.execute("pragma integrity_check").fetchone()
    database.close()
    return wrong if word == "ok" else [*wrong, str(word)]


def run(home: Path, seed: int, events: int) -> int:
    """Let the storm loose on a fresh database in ``home`` and return the exit code."""
    os.environ["TAKEOFF_HOME"] = str(home)
    app = make_application()
    faults = Faults()
    settings = Settings(language=Language.EN, theme=Theme.LIGHT)
    service = Service.open(settings)
    theme.load_fonts(service.fonts())
    session = Session(settings, service)
    chance = random.Random(seed)  # noqa: S311 - it must be repeatable, not secret
    window = MainWindow(session, RandomDialogs(home / "files", chance), PAGES)
    session.setParent(window)
    QtWords(session, app)
    # As in the program: a thread beside the window may end nothing of Qt's.
    Collector(window)
    window.show()
    for client in ("Acme", "Beta", "Gamma"):
        session.create(Project(client=client))
    began = time.monotonic()
    sent = storm(window, faults, chance, events, home)
    faults.found.extend(proved(service, session, home))
    window.close()
    end(app, window)
    faults.release()
    spent = time.monotonic() - began
    print(f"seed {seed}: {sent} events in {spent:.0f} s, {len(faults.found)} faults", *faults.found)
    return 1 if faults.found else 0


def main(arguments: Sequence[str]) -> int:
    """Read the options and run in a home of its own."""
    parser = argparse.ArgumentParser(description="Hit keys and clicks at random.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--events", type=int, default=3_000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home:
        return run(Path(home), options.seed, options.events)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
