"""What the import linter cannot see, and what the wheel must carry."""

from __future__ import annotations

import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import assessor

PROJECT = Path(__file__).resolve().parent.parent
CORE = sorted(
    module.name
    for module in pkgutil.walk_packages(assessor.__path__, "assessor.")
    if ".migrations." not in module.name and not module.name.endswith((".worker", ".__main__"))
)
IMPORT_ALL = """
import importlib, sys
for name in {names!r}:
    importlib.import_module(name)
print(sorted(m for m in sys.modules if m.split(".")[0] in ("PySide6", "shiboken6", "forms")))
"""
HEAVY = ("weasyprint", "alembic", "matplotlib", "scipy", "uvicorn", "starlette", "highspy")


def run_python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_no_core_module_brings_qt_along() -> None:
    assert len(CORE) > 20
    assert run_python(IMPORT_ALL.format(names=CORE)) == "[]"


def test_the_window_starts_without_the_heavy_libraries() -> None:
    code = f"import sys, forms.app; print([m for m in {HEAVY!r} if m in sys.modules])"
    assert run_python(code) == "[]"


def test_no_module_is_a_bag_of_leftovers() -> None:
    bags = {"utils", "util", "helpers", "common", "misc", "manager", "managers"}
    names = {path.stem for root in ("assessor", "forms") for path in (PROJECT / root).rglob("*.py")}
    assert not names & bags


def test_import_contracts_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
