"""Kills the real program while somebody types, again and again, and looks at what is left.

What the window has called saved must be there at the next start, which must open with it; the
database must be sound. The same seed kills at the same moments of the same typing.
"""

# ruff: noqa: PLC0415 - only the killed program needs the window

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).parents[1]
FIRST_MS, LAST_MS = 200, 3_000
"""Between these moments after the first key the program is killed."""
KEYS = "01234shpujjjj"
PATIENCE = 90
Answers: TypeAlias = dict[str, object]


# In the program that is killed


def typing_child(seed: int) -> int:
    """Run the program and type without an end; print each state, and each that is called saved."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from assessor.domain.assessment import Project
    from forms import app as program
    from forms.main_window import MainWindow

    chance = random.Random(seed)  # noqa: S311 - it must be repeatable, not secret

    class Typed(MainWindow):
        """Types by itself once it is usable."""

        left = 3
        """Keys until the next pause."""

        def begin(self) -> None:
            """Open something and start typing."""
            if self.session.assessment is None:
                self.session.create(Project(client="Acme", name="CRM"))
            self.show_page("evidence")
            self.session.saved.connect(lambda _: self.say("saved"))
            self.say("saved")
            timer = QTimer(self)
            timer.timeout.connect(self.press)
            timer.start(15)

        def press(self) -> None:
            """Press one key and say what the window holds now."""
            if self.left == 0:  # a pause for breath, until the window says that it is saved
                self.left = 0 if self.session.unsaved else chance.randint(1, 5)
                return
            self.left -= 1
            key = Qt.Key(ord(chance.choice(KEYS).upper()))
            QTest.keyClick(QApplication.focusWidget() or self, key)
            self.say("typed")

        def say(self, word: str) -> None:
            """Tell the campaign what the window shows as answered."""
            kept = self.session.assessment
            answers = kept.model_dump(mode="json")["answers"] if kept is not None else {}
            print(json.dumps([word, answers]), flush=True)

    def build(*arguments: object) -> MainWindow:
        made = original(*arguments)  # type: ignore[arg-type]
        if not isinstance(made, Typed):
            raise TypeError(made)
        made.settled.connect(lambda: QTimer.singleShot(100, made, made.begin))
        return made

    original = program.build_window
    setattr(program, "MainWindow", Typed)  # noqa: B010 - for the type checker it is not there
    setattr(program, "build_window", build)  # noqa: B010
    return program.main([])


def looking_child() -> int:
    """Run the program, print what it has opened with, and close it."""
    from PySide6.QtCore import QTimer

    from forms import app as program

    original = program.build_window

    def build(*arguments: object) -> object:
        window = original(*arguments)  # type: ignore[arg-type]

        def look() -> None:
            kept = window.session.assessment
            answers = kept.model_dump(mode="json")["answers"] if kept is not None else None
            page = window.page.NAME if window.page is not None else ""
            print(json.dumps([page, window.notices.words.text(), answers]), flush=True)
            window.close()

        window.settled.connect(lambda: QTimer.singleShot(300, window, look))
        return window

    program.build_window = build  # type: ignore[assignment]
    return program.main([])


# In the campaign


def start(home: Path, *options: str) -> subprocess.Popen[str]:
    """Start this file as the program to be killed or looked at."""
    command = [sys.executable, "-m", "tools.kill_campaign", *options]
    places = {"TAKEOFF_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **places}, stdout=subprocess.PIPE, text=True
    )


def states_until_killed(home: Path, seed: int, after: float) -> list[tuple[str, Answers]]:
    """Let the program type, kill it so many seconds after the first key, return what it said."""
    child = start(home, "--type", str(seed))
    if child.stdout is None:
        return []
    lines = [child.stdout.readline()]
    time.sleep(after)
    child.kill()
    lines += child.communicate(timeout=PATIENCE)[0].splitlines()
    return [_state(line) for line in lines if line.rstrip().endswith("]")]


def _state(line: str) -> tuple[str, Answers]:
    word, answers = json.loads(line)
    return word, answers


def faults_after(home: Path, states: Sequence[tuple[str, Answers]]) -> list[str]:
    """Return what is wrong at the next start after these states were seen."""
    child = start(home, "--look")
    told = child.communicate(timeout=PATIENCE)[0].strip()
    if child.returncode != 0 or not told:
        return [f"the next start ended with {child.returncode}: {told!r}"]
    page, notice, answers = json.loads(told)
    wrong = [] if page == "evidence" else [f"opened on {page!r}"]
    if "ended unexpectedly" not in notice:
        wrong.append(f"no word about the crash: {notice!r}")
    saved = max(number for number, (word, _) in enumerate(states) if word == "saved")
    if answers not in [later for _, later in states[saved:]]:
        wrong.append("an answer that was called saved is gone, or one came that was never typed")
    return [*wrong, *unsound(home / "takeoff.db")]


def unsound(file: Path) -> list[str]:
    """Return what SQLite has to say against the database."""
    with closing(sqlite3.connect(file)) as database, database:
        (word,) = database.execute("pragma integrity_check").fetchone()
    return [] if word == "ok" else [str(word)]


def campaign(home: Path, seed: int, runs: int) -> int:
    """Kill so many times and return how many of the starts afterwards found a fault."""
    chance = random.Random(seed)  # noqa: S311 - as above
    failed = 0
    for run in range(1, runs + 1):
        after = chance.uniform(FIRST_MS, LAST_MS) / 1000
        states = states_until_killed(home, chance.randrange(10**6), after)
        if not states:
            print(f"run {run:2}: the program did not start", flush=True)
            failed += 1
            continue
        wrong = faults_after(home, states)
        failed += bool(wrong)
        saved = sum(word == "saved" for word, _ in states) - 1
        print(
            f"run {run:2}: killed after {1000 * after:4.0f} ms, {len(states) - 1 - saved} keys, "
            f"{saved} times saved: {'; '.join(wrong) or 'all there'}",
            flush=True,
        )
    print(f"seed {seed}: {runs} runs, {failed} with a fault")
    return failed


def main(arguments: Sequence[str]) -> int:
    """Read the options and run in a home of its own."""
    parser = argparse.ArgumentParser(description="Kill the program while somebody types.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--type", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--look", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.type is not None:
        return typing_child(options.type)
    if options.look:
        return looking_child()
    with tempfile.TemporaryDirectory() as home:
        return 1 if campaign(Path(home), options.seed, options.runs) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
