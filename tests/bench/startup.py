"""How long a start takes, against a bare window; run: python tests/bench/startup.py [runs].

Warm: a first start of each, not counted, has read the files and written the bytecode. Programs
take turns. Processor time is what the start costs; the clock also counts whoever else is busy.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import NamedTuple

ROWS = 200
RUNS = 12
LIMIT = 2.5
"""Times a bare window."""

FIGURES = "start_of_figures"


class Point(NamedTuple):
    """Seconds since the process began, of the processor and by the clock."""

    cpu: float
    clock: float


def say_point(name: str) -> None:
    """Tell the process that measures how far this one is."""
    sys.stdout.write(f"{FIGURES} {name} {process_time()} {perf_counter()}\n")


def bare() -> None:
    """Show a window of as many widgets, and a list of as many rows, made of nothing but Qt."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import (
        QApplication,
        QLabel,
        QMainWindow,
        QPushButton,
        QTableWidget,
        QTableWidgetItem,
        QVBoxLayout,
        QWidget,
    )

    app = QApplication(["bare"])
    window, inside = QMainWindow(), QWidget()
    table = QTableWidget(ROWS, 5, inside)
    for row in range(ROWS):
        for column in range(5):
            table.setItem(row, column, QTableWidgetItem(f"{row}, {column}"))
    box = QVBoxLayout(inside)
    box.addWidget(table)
    window.setCentralWidget(inside)
    while len(QApplication.allWidgets()) < int(os.environ["TAKEOFF_BENCH_WIDGETS"]):
        kind = (QLabel, QPushButton)[len(QApplication.allWidgets()) % 2]
        box.addWidget(kind(f"Words {box.count()}", inside))
    window.resize(1440, 900)
    window.show()
    QTimer.singleShot(0, window, window.repaint)
    QTimer.singleShot(0, window, window.close)
    app.exec()
    say_point("listed")


def program() -> None:
    """Start the program as a user does, and tell when its window and its list are on screen."""
    gc.disable()
    # The order of start.main, which is called below when the window has been replaced by one
    # that tells the time.
    import assessor.service  # noqa: F401
    from forms import app, start

    class Watched(app.MainWindow):
        def _settle(self) -> None:
            say_point("shown")
            sys.stdout.write(f"{FIGURES} widgets {len(app.QApplication.allWidgets())} 0\n")
            super()._settle()

    app.MainWindow = Watched  # type: ignore[misc]
    start.main(["--quit-when-shown"])
    say_point("listed")


def fill() -> None:
    """Store assessments, so that the list has something to show."""
    from assessor import settings
    from assessor.domain.assessment import Project
    from assessor.service import Service

    service = Service.open(settings.load())
    for number in range(ROWS):
        service.create(Project(client=f"Client {number}", name=f"Project {number}"))
    service.close()


def run(part: str, surroundings: Mapping[str, str]) -> dict[str, Point]:
    """Run one part in a process of its own and return what it told."""
    command = [sys.executable, "-P", __file__, part]
    began = perf_counter()
    done = subprocess.run(
        command, env=dict(surroundings), capture_output=True, text=True, check=True
    )
    told = (line.split()[1:] for line in done.stdout.splitlines() if line.startswith(FIGURES))
    return {name: Point(float(cpu), float(clock) - began) for name, cpu, clock in told}


def main(runs: int = RUNS) -> None:
    """Print processor time and wall time of both, and how many times a bare window that is."""
    with TemporaryDirectory() as folder:
        surroundings = {
            **os.environ,
            "TAKEOFF_HOME": str(Path(folder, "home")),
            "PYTHONPYCACHEPREFIX": str(Path(folder, "bytecode")),
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "PYTHONDONTWRITEBYTECODE": "",
            "QT_QPA_PLATFORM": "offscreen",
        }
        run("fill", surroundings)
        widgets = int(run("program", surroundings)["widgets"].cpu)
        surroundings["TAKEOFF_BENCH_WIDGETS"] = str(widgets)
        run("bare", surroundings)
        pairs = [(run("bare", surroundings), run("program", surroundings)) for _ in range(runs)]
    sys.stdout.write(table(pairs, widgets))


def table(pairs: list[tuple[dict[str, Point], dict[str, Point]]], widgets: int) -> str:
    """Return the medians in milliseconds and the ratio within each pair of runs."""
    what = f"{len(pairs)} pairs of runs, {widgets} widgets, {ROWS} assessments"
    lines = [f"warm start, {what}; target: {LIMIT} times a bare window"]
    for words, side, name in (
        ("bare PySide6 window with its list", 0, "listed"),
        ("window on screen and usable", 1, "shown"),
        ("list of assessments on screen too", 1, "listed"),
    ):
        cells = []
        for part in ("cpu", "clock"):
            taken = [1000 * getattr(pair[side][name], part) for pair in pairs]
            bare_ = [1000 * getattr(pair[0]["listed"], part) for pair in pairs]
            ratio = median(t / b for t, b in zip(taken, bare_, strict=True))
            cells.append(f"{part} {median(taken):5.0f} ms = {ratio:4.2f} x")
        lines.append(f"  {words:36} {'   '.join(cells)}")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].isdigit():
        {"bare": bare, "program": program, "fill": fill}[sys.argv[1]]()
    else:
        main(*(int(argument) for argument in sys.argv[1:]))
