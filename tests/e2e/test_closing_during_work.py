"""Closing in the midst of any work: the program ends soon, alone, and with all it had saved."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Timer

import pytest

from assessor.domain.assessment import Rated
from assessor.service import Service
from assessor.settings import Settings
from forms.diary import LOG_NAME

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).with_name("closing_child.py")
WORKS = (
    "report",
    "plan",
    "reading",
    "reading-stuck",
    "locked",
    "attaching",
    "attaching-stuck",
    "printing",
)
SECONDS = 20
"""From the close to the end, on a busy machine; a disk that is stuck is given up after 6."""

BEGUN_SECONDS = 120
"""From the start to the close."""

LP = "#!/bin/sh\ncat > /dev/null\nexec sleep 60\n"


@pytest.fixture
def surroundings(tmp_path: Path, own_home: Path) -> dict[str, str]:
    """Give the program a print system that does not end, and a folder for what it throws away."""
    programs, scratch = tmp_path / "bin", tmp_path / "scratch"
    programs.mkdir()
    scratch.mkdir()
    (programs / "lp").write_text(LP)
    (programs / "lp").chmod(0o755)
    return os.environ | {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(scratch),
        "QT_QPA_PLATFORM": "offscreen",
    }


def left_over(session: int) -> list[str]:
    """Return the processes of a session that still run; the system clears what has ended."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue  # it has just ended
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(f"{entry.name} {fields[0]} {command}")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("work", WORKS)
def test_a_close_ends_the_work_and_keeps_what_was_saved(
    work: str, surroundings: dict[str, str], tmp_path: Path, own_home: Path
) -> None:
    child = subprocess.Popen(
        [sys.executable, str(CHILD), work],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert child.stdout is not None
    too_long = Timer(BEGUN_SECONDS, child.kill)
    too_long.start()
    try:
        saved = child.stdout.readline().strip()
        if child.stdout.readline() != "closing\n":
            child.kill()
            pytest.fail(child.communicate()[1])
        too_long.cancel()
        began = time.monotonic()
        _, told = child.communicate(timeout=SECONDS)
        spent = time.monotonic() - began
    finally:
        too_long.cancel()
        child.kill()
        child.wait()
    assert child.returncode == 0, told
    assert "Traceback" not in told, told
    assert spent < SECONDS
    log = own_home / LOG_NAME
    assert "unhandled" not in (log.read_text(encoding="utf-8") if log.exists() else "")
    assert left_over(child.pid) == []
    assert [path.name for path in (tmp_path / "scratch").iterdir()] == []
    service = Service.open(Settings())
    assert service.load(saved).answer_to("goal.idea").judgement == Rated(level=3)
    service.close()
