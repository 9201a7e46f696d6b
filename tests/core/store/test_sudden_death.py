"""What was told to be saved is there after the process was killed at any moment."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from assessor.domain.assessment import Assessment
from assessor.store.repository import Repository

WRITER = """
import sys
from assessor.domain.assessment import Answer, Assessment, Rated
from assessor.domain.portfolio import Summary
from assessor.domain.risk import Risk, Verdict
from assessor.store.repository import Repository
summary = Summary(coverage=0, headline=False, risk=Risk(mean=.5, median=.5, low=.3, high=.7),
                  verdict=Verdict.NOT_YET)
repository = Repository(f"sqlite:///{sys.argv[1]}")
assessment = repository.load("one") if "one" in repository else Assessment(id="one")
for number in range(1_000_000):
    answer = Answer(judgement=Rated(level=number % 5), note=f"{sys.argv[2]} {number} " + "x" * 4000)
    assessment = assessment.with_answer("goal.idea", answer)
    assessment = assessment.with_answer("goal.owner", answer)
    repository.save(assessment, summary)
    print(number, flush=True)
"""
KILLS = 12


def test_no_acknowledged_answer_is_lost_and_none_is_half_there(tmp_path: Path) -> None:
    path = tmp_path / "takeoff.db"
    generator = random.Random(11)  # noqa: S311 - a repeatable test, no secret
    for run in range(KILLS):
        acknowledged = killed_writer(path, run, generator.uniform(0.02, 0.4))
        begun = time.process_time()
        repository = Repository(f"sqlite:///{path}")
        assert time.process_time() - begun < 2
        found = repository.load("one")
        repository.close()
        assert note(found, "goal.idea") == note(found, "goal.owner")
        saved_run, saved_number = map(int, note(found, "goal.idea").split()[:2])
        assert saved_run == run
        # At most the one save that had no time to be acknowledged is ahead.
        assert acknowledged <= saved_number <= acknowledged + 1


def note(assessment: Assessment, question_id: str) -> str:
    return assessment.answer_to(question_id).note


def killed_writer(path: Path, run: int, seconds: float) -> int:
    """Let a process write until it is killed; return the last save that it reported."""
    command = [sys.executable, "-c", WRITER, str(path), str(run)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read()
    whole = [line for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]
    return int(whole[-1])
