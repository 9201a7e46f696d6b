"""The real program, which begins one kind of work by itself and is closed in the midst of it.

Usage: python closing_child.py WORK; once an answer is called saved, it prints the assessment's id,
and a second line when it is about to be closed.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from assessor.domain.assessment import Answer, Project, Rated
from assessor.settings import data_folder
from forms import app as program
from forms.main_window import MainWindow
from forms.pages.evidence import EvidencePage
from forms.pages.report import ReportPage
from forms.pages.result import ResultPage
from forms.printing.choice import PrintChoice
from forms.widgets.dropped import Given, clipboard_data

LEVEL_3 = Answer(judgement=Rated(level=3))
STUCK_SECONDS = 40
"""How long a file or a printer that does not answer takes: longer than the test waits."""

kept_open: list[object] = []


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def close(window: MainWindow) -> None:
    """Tell that the window is about to be closed, and close it."""
    say("closing")
    window.close()


def close_in(milliseconds: int, window: MainWindow) -> None:
    QTimer.singleShot(milliseconds, window, partial(close, window))


def until(is_so: Callable[[], object], window: MainWindow, then: Callable[[], object]) -> None:
    """Go on once something is so."""
    timer = QTimer(window)

    def look() -> None:
        if is_so():
            timer.stop()
            then()

    timer.timeout.connect(look)
    timer.start(5)


def page_of_reports(window: MainWindow) -> ReportPage:
    window.show_page("report")
    page = window.page
    assert isinstance(page, ReportPage)
    return page


def report(window: MainWindow) -> None:
    page = page_of_reports(window)
    until(lambda: page._job is not None, window, partial(close, window))


def plan(window: MainWindow) -> None:
    """Close while a plan is looked for and a verdict tested, with a picture on the clipboard."""
    window.show_page("result")
    result, search = window.page, window.session.plans._work
    assert isinstance(result, ResultPage)

    def is_copied() -> bool:
        result.profile.copy_wanted.emit()
        return clipboard_data().hasImage()

    def search_for_it() -> None:
        window.show_page("plan")
        until(lambda: search._work is not None, window, partial(close, window))

    until(is_copied, window, search_for_it)


def reading(window: MainWindow, seconds: float) -> None:
    """Close while a file is brought in, which is read as slowly as from a disk far away."""
    session, path = window.session, data_folder() / "other.takeoff"
    session.write_file(path)
    original = session.service.import_file

    def slow(given: Path) -> object:
        time.sleep(seconds)
        return original(given)

    session.service.import_file = slow  # type: ignore[assignment]
    close_in(300, window)
    session.open_file(path)


def locked(window: MainWindow) -> None:
    """Close twice: the first time the window stays and says that not everything is saved."""
    other = sqlite3.connect(data_folder() / "takeoff.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    kept_open.append(other)
    window.session.set_answer("goal.shared", LEVEL_3, "Level 3")
    assert not window.close()
    close_in(100, window)


def attaching(window: MainWindow, seconds: float) -> None:
    """Close while a file is read that takes its time."""
    file = data_folder() / "minutes.txt"
    file.write_text("What was said.", encoding="utf-8")
    service = window.session.service
    original = service.attach_path

    def slow(*given: object, **more: object) -> object:
        time.sleep(seconds)
        return original(*given, **more)  # type: ignore[arg-type]

    service.attach_path = slow  # type: ignore[assignment, method-assign]
    window.show_page("evidence")
    page = window.page
    assert isinstance(page, EvidencePage)
    assert page.current is not None
    page.files.attach(page.current, (Given(path=file),))
    close_in(200, window)


def printing(window: MainWindow) -> None:
    """Close while the printer takes its time: what stands in for lp reads, and does not end."""
    page = page_of_reports(window)
    page.printing._print(PrintChoice(printer="Office"), b"%PDF-1.7", "Acme")
    close_in(300, window)


WORKS: dict[str, Callable[[MainWindow], None]] = {
    "report": report,
    "plan": plan,
    "reading": partial(reading, seconds=1.0),
    "reading-stuck": partial(reading, seconds=STUCK_SECONDS),
    "locked": locked,
    "attaching": partial(attaching, seconds=1.0),
    "attaching-stuck": partial(attaching, seconds=STUCK_SECONDS),
    "printing": printing,
}


def main(work: str) -> int:
    """Run the program; the exit code is its own."""
    original = program.build_window

    def build(*arguments: object) -> MainWindow:
        window = original(*arguments)  # type: ignore[arg-type]

        def begin() -> None:
            session = window.session
            session.create(Project(client="Acme", name="CRM"))
            session.set_answer("goal.idea", LEVEL_3, "Level 3")
            assert session.flush()
            assert session.assessment is not None
            say(session.assessment.id)
            WORKS[work](window)

        window.settled.connect(lambda: QTimer.singleShot(100, window, begin))
        return window

    program.build_window = build  # type: ignore[assignment]
    code = program.main([])
    # What is left to the end of Python is taken apart when half of Python is gone.
    assert QApplication.topLevelWidgets() == []
    return code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
