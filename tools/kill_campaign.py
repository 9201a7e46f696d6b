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
LAST_MS = 3_000
"""So long after the first answer that is called saved the program is killed at the latest."""
PATIENCE = 90
Answers: TypeAlias = dict[str, object]


# In the program that is looked at


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


def start(home: Path, *module: str) -> subprocess.Popen[str]:
    """Start the program to be killed or looked at."""
    command = [sys.executable, "-m", *module]
    places = {"TAKEOFF_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **places}, stdout=subprocess.PIPE, text=True
    )


def states_until_killed(home: Path, seed: int, after: float) -> list[tuple[str, Answers]]:
    """Let the program type, kill it so many seconds after it has called an answer saved.

    Returns what it said.
    """
    child = start(home, "tools.typist", str(seed))
    if child.stdout is None:
        return []
    lines: list[str] = []
    calls = 0  # the first one is of what was there before the first key
    while calls <= 1 and (line := child.stdout.readline()):
        lines.append(line)
        calls += line.startswith('["saved"')
    time.sleep(after)
    child.kill()
    lines += child.communicate(timeout=PATIENCE)[0].splitlines()
    return [_state(line) for line in lines if line.rstrip().endswith("]")]


def acknowledged(states: Sequence[tuple[str, Answers]]) -> int:
    """Return how many answers were called saved that were not there before the first key."""
    saved = [answers for word, answers in states if word == "saved"]
    before, last = saved[0], saved[-1]
    return sum(before.get(question) != answer for question, answer in last.items())


def _state(line: str) -> tuple[str, Answers]:
    word, answers = json.loads(line)
    return word, answers


def faults_after(home: Path, states: Sequence[tuple[str, Answers]]) -> list[str]:
    """Return what is wrong at the next start after these states were seen."""
    child = start(home, "tools.kill_campaign", "--look")
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
    chance = random.Random(seed)  # noqa: S311 - as in the program that is killed
    failed = with_answers = 0
    for run in range(1, runs + 1):
        after = chance.uniform(0, LAST_MS) / 1000
        states = states_until_killed(home, chance.randrange(10**6), after)
        wrong = faults_after(home, states) if states else ["the program did not start"]
        failed += bool(wrong)
        kept = acknowledged(states) if states else 0
        with_answers += kept > 0
        keys = sum(word == "typed" for word, _ in states)
        print(
            f"run {run:2}: killed {1000 * after:4.0f} ms after the first save, {keys} keys, "
            f"{kept} answers acknowledged: {'; '.join(wrong) or 'all there'}",
            flush=True,
        )
    print(f"seed {seed}: {runs} runs, {with_answers} with acknowledged answers, {failed} at fault")
    return failed


def main(arguments: Sequence[str]) -> int:
    """Read the options and run in a home of its own."""
    parser = argparse.ArgumentParser(description="Kill the program while somebody types.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--look", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.look:
        return looking_child()
    with tempfile.TemporaryDirectory() as home:
        return 1 if campaign(Path(home), options.seed, options.runs) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
