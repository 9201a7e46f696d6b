"""What was called saved is there after a kill; ``tools/kill_campaign.py`` kills fifty times."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 3


def test_nothing_that_was_called_saved_is_lost_by_a_kill() -> None:
    command = [sys.executable, "-m", "tools.kill_campaign", "--seed", "3", "--runs", str(RUNS)]
    ended = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.count("all there") == RUNS
