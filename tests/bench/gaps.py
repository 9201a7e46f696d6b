"""The longest time in which the window does not come round; run: python tests/bench/gaps.py.

Between two turns of the event loop, while somebody types, looks at every page, prints and opens
files: the processor time of the window's own thread, and the clock. A window that is away for more
than 50 ms feels stuck; the clock also counts whoever else is busy on this machine.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep, thread_time
from typing import Any, NamedTuple

MOST = 50
"""Milliseconds."""

KEYS = 40
NOTE = "The committee met twice and wrote down what it wants."
SCREEN = "QT_QPA_PLATFORM"
Steps = Iterator[tuple[str, Callable[[], object]]]


class Turn(NamedTuple):
    """When the loop came round, in seconds of the thread's processor time and of the clock."""

    cpu: float
    clock: float


def main() -> None:
    """Print the longest gap of each kind of work in milliseconds."""
    os.environ.setdefault(SCREEN, "offscreen")
    with TemporaryDirectory() as home:
        os.environ["TAKEOFF_HOME"] = home
        table = list(Watched(Path(home)).measured())
    over = sum(cpu > MOST for _, cpu, _ in table)
    lines = [f"longest gap of the event loop; at most {MOST} ms of the processor; over it: {over}"]
    for words, cpu, clock in table:
        mark = "  <- too long" if cpu > MOST else ""
        lines.append(f"  {words:38} cpu {cpu:5.0f} ms   clock {clock:5.0f} ms{mark}")
    sys.stdout.write("\n".join([*lines, ""]))


class Watched:
    """The program with its window open, and a watch on how often its event loop comes round."""

    def __init__(self, home: Path) -> None:
        """Open the window as the program does."""
        from assessor.domain.language import Language
        from assessor.service import Service
        from assessor.settings import Settings
        from forms import app as program

        self.home = home
        self.app = program.make_application()
        self.service = Service.open(Settings())
        program.theme.load_fonts(self.service.fonts())
        self.window = program.build_window(self.app, Settings(language=Language.EN), self.service)
        self.session: Any = self.window.session
        collector = program.Collector(self.window)
        self.window.settled.connect(collector.keep)
        self.ahead = program.get_ready(self.window, collector)
        self.window.show()
        self.turn(0.5)
        self.service.warm_up()

    def measured(self) -> Iterator[tuple[str, float, float]]:
        """Yield what was done, and its longest gap in milliseconds."""
        for words, work in self.steps():
            turns = self.turns(work)
            gaps = [(b.cpu - a.cpu, b.clock - a.clock) for a, b in pairwise(turns)]
            yield words, 1000 * max(cpu for cpu, _ in gaps), 1000 * max(t for _, t in gaps)
        self.window.close()
        self.ahead.wait()
        self.service.close()

    def turns(self, work: Callable[[], object]) -> list[Turn]:
        """Return when the loop came round during a piece of work and what follows from it."""
        from PySide6.QtCore import QTimer

        turns = [Turn(thread_time(), monotonic())]
        timer = QTimer(self.window)
        timer.timeout.connect(lambda: turns.append(Turn(thread_time(), monotonic())))
        timer.start(0)
        QTimer.singleShot(0, self.window, work)
        self.turn(0.3)
        while self.is_busy:
            self.turn(0.1)
        timer.stop()
        timer.deleteLater()
        return turns

    @property
    def is_busy(self) -> bool:
        """Return whether something is still to be shown, saved or made."""
        page = self.window.page
        names = ("is_filling", "is_searching", "is_working")
        return self.session.unsaved or any(getattr(page, name, False) for name in names)

    def turn(self, seconds: float) -> None:
        """Let the window live for a while; the loop rests between its turns as it does in life."""
        until = monotonic() + seconds
        while monotonic() < until:
            self.app.processEvents()
            sleep(0.0002)

    # What is done

    def steps(self) -> Steps:
        """Yield pieces of work and what they are called."""
        yield from self.typing()
        for words, assessment in self.contents():
            yield f"open: {words}", lambda a=assessment: self.session.open_copy(a)
            for times in ("first", "again"):
                for name in ("project", "evidence", "result", "what_if", "plan", "report"):
                    words_ = f"{name}, {words}, {times}"
                    yield words_, lambda n=name: self.window.show_page(n)
        for name in ("settings", "questionnaires", "assessments"):
            yield f"{name}, first", lambda n=name: self.window.show_page(n)
        yield from self.files()
        yield from self.switches()

    def typing(self) -> Steps:
        """Yield what hands do on the Evidence page."""
        from PySide6.QtCore import Qt

        self.session.open_copy(self.service.examples()[0].assessment)
        self.window.show_page("evidence")
        self.turn(3)
        digits = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)
        yield "level keys", lambda: self.press([digits[n % 4] for n in range(KEYS)])
        yield "J through the questions, first", lambda: self.press([Qt.Key.Key_J] * KEYS)
        yield "K through the questions", lambda: self.press([Qt.Key.Key_K] * KEYS)
        yield "typing a note", self.write_note

    def press(self, keys: list[Any]) -> None:
        """Press keys one after another, a tenth of a second apart."""
        from PySide6.QtTest import QTest

        for key in keys:
            QTest.keyClick(self.app.focusWidget() or self.window, key)
            self.turn(0.1)

    def write_note(self) -> None:
        """Type a sentence into the note of the question at hand."""
        from PySide6.QtTest import QTest

        note = self.window.page.current.note
        note.setFocus()
        for letter in NOTE:
            QTest.keyClick(note, letter)
            self.turn(0.05)
        self.turn(1)

    def contents(self) -> Iterator[tuple[str, Any]]:
        """Yield a usual assessment, and one with every question answered at length."""
        from report import crowded

        yield "typical", self.service.examples()[0].assessment
        yield "overfull", crowded(self.service)

    def files(self) -> Steps:
        """Yield freezing, and opening what was saved."""
        from assessor.domain.language import Language
        from assessor.domain.paper import ReportOrder

        self.window.show_page("report")
        yield "freezing", lambda: self.window.page._freeze("First")
        exchange, archive = self.home / "copy.takeoff", self.home / "copy.pdf"
        self.session.write_file(exchange)
        assessment = self.session.assessment
        day = assessment.created.date()
        order = ReportOrder(language=Language.EN, day=day, archive=True)
        archive.write_bytes(self.service.start_report(assessment, order).wait())
        number = assessment.id
        yield "opening a .takeoff", lambda: self.session.open_file(exchange)
        yield "opening an archive PDF", lambda: self.session.open_file(archive)
        yield "opening from the list", lambda: self.session.open(number)

    def switches(self) -> Steps:
        """Yield another language and another theme, with every page made."""
        from assessor.domain.language import Language
        from assessor.settings import Theme

        self.window.show_page("evidence")
        self.turn(3)
        for language in (Language.RU, Language.EN):
            yield f"language {language}", lambda to=language: self.session.set_language(to)
        for theme in (Theme.DARK, Theme.LIGHT):
            yield f"theme {theme}", lambda to=theme: self.session.set_theme(to)


if __name__ == "__main__":
    main()
