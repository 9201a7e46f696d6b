"""Name the newest Python on this machine that Takeoff supports."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

OLDEST_MINOR = 11
NEWEST_MINOR = 13


def candidates() -> Iterator[str]:
    """Yield interpreters, newest first: on PATH, then those of pyenv."""
    for minor in range(NEWEST_MINOR, OLDEST_MINOR - 1, -1):
        name = f"python3.{minor}"
        yield from filter(None, [shutil.which(name)])
        yield from map(
            str, sorted(Path.home().glob(f".pyenv/versions/3.{minor}.*/bin/python3"), reverse=True)
        )


def works(python: str) -> bool:
    """Return whether the interpreter starts (pyenv's stand-ins may not)."""
    return (
        subprocess.run([python, "-c", "import venv"], check=False, capture_output=True).returncode
        == 0
    )


if __name__ == "__main__":
    print(next(filter(works, candidates()), sys.executable))
