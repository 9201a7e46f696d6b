"""Runs every benchmark in this folder, one after the other; run: make bench."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def scripts() -> list[Path]:
    """Return the benchmarks: every script here but this one."""
    return sorted(path for path in FOLDER.glob("*.py") if path.name != Path(__file__).name)


def main() -> int:
    """Print what each benchmark says under its name; return how many of them failed."""
    failed = 0
    for script in scripts():
        done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
        failed += done.returncode != 0
        told = done.stdout if done.returncode == 0 else f"failed: {done.stderr}"
        rows = "\n".join(f"{script.stem:12} | {line}" for line in told.splitlines())
        sys.stdout.write(f"{rows}\n")
        sys.stdout.flush()
    return failed


if __name__ == "__main__":
    sys.exit(main())
