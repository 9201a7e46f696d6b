"""Random keys and clicks break nothing and lose nothing; ``tools/monkey.py`` does thousands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EVENTS = 400


@pytest.mark.parametrize("seed", [11, 12])
def test_the_window_and_the_database_outlive_a_storm(seed: int) -> None:
    command = [sys.executable, "-m", "tools.monkey", "--seed", str(seed), "--events", str(EVENTS)]
    ended = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert f"{EVENTS} events" in ended.stdout
