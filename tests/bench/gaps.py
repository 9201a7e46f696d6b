"""The longest time in which the window does not come round; run: python tests/bench/gaps.py.

Wall time between two turns of the event loop while answers are typed, a report is made, and a file
is read. A window that is away for more than 50 ms feels stuck.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

MOST = 50
"""Milliseconds."""

KEYS = 60
SCREEN = "QT_QPA_PLATFORM"


def main() -> None:
    """Print the longest gap of each kind of work in milliseconds."""
    os.environ.setdefault(SCREEN, "offscreen")
    with TemporaryDirectory() as home:
        os.environ["TAKEOFF_HOME"] = home
        lines = [f"longest gap of the event loop; at most {MOST} ms"]
        for words, gaps in _measured(Path(home)):
            longest = sorted(gaps)[-3:][::-1]
            told = ", ".join(f"{gap:.0f}" for gap in longest)
            lines.append(f"  {words:28} {longest[0]:5.0f} ms   (the three longest: {told})")
    sys.stdout.write("\n".join([*lines, ""]))


def _measured(home: Path) -> Iterator[tuple[str, list[float]]]:
    from assessor.domain.language import Language
    from assessor.domain.paper import ReportKind, ReportOrder
    from assessor.service import Service
    from assessor.settings import Settings
    from forms import app as program

    app = program.make_application()
    service = Service.open(Settings())
    program.theme.load_fonts(service.fonts())
    window = program.build_window(app, Settings(language=Language.EN), service)
    session = window.session
    window.show()
    session.open_copy(service.examples()[0].assessment)
    window.show_page("evidence")
    _turn(app, 1.0)
    yield "typing answers", _gaps(window, lambda: _type(app, window))

    assessment = session.assessment
    if assessment is None:
        return
    day = assessment.created.date()
    order = ReportOrder(kind=ReportKind.FULL, language=Language.EN, day=day)

    def render() -> None:
        job = service.start_report(assessment, order)
        while job.poll().value in {"waiting", "running"}:
            app.processEvents()

    yield "a report in the making", _gaps(window, render)
    path = home / "copy.takeoff"
    session.write_file(path)
    yield "reading a file", _gaps(window, lambda: session.open_file(path))
    window.close()
    service.close()


def _gaps(window: Any, work: Callable[[], object]) -> list[float]:
    from PySide6.QtCore import QTimer

    turns = [monotonic()]
    timer = QTimer(window)
    timer.timeout.connect(lambda: turns.append(monotonic()))
    timer.start(1)
    work()
    timer.stop()
    return [1000 * (later - before) for before, later in pairwise(turns)]


def _turn(app: Any, seconds: float) -> None:
    until = monotonic() + seconds
    while monotonic() < until:
        app.processEvents()


def _type(app: Any, window: Any) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    keys = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)
    for number in range(KEYS):
        QTest.keyClick(app.focusWidget() or window, keys[number % len(keys)])
        _turn(app, 0.1)


if __name__ == "__main__":
    main()
