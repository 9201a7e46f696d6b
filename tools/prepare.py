"""Make the environment: system libraries, virtual environment, packages. Standard library only.

Usage: python3 tools/prepare.py .venv

Missing system libraries are installed where that is possible without asking (root, or sudo that
needs no password); otherwise the exact command is named.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
PROJECT = Path(__file__).resolve().parent.parent

# What the packages load at run time, and the Debian package that has it.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


def main() -> int:
    """Prepare the environment named on the command line; return the exit code."""
    if sys.version_info < OLDEST_PYTHON:
        return complain(
            f"Takeoff needs Python 3.11 or newer; this is {sys.version.split()[0]}.",
            "make run PYTHON=python3.13   (or another newer Python that you have)",
        )
    venv = Path(sys.argv[1])
    if sys.platform == "linux" and not install_missing_libraries():
        return 1
    if not make_environment(venv) or not install_packages(venv):
        return 1
    (venv / "ready").write_text(f"{sys.version}\n", encoding="utf-8")
    return 0


def complain(what: str, command: str) -> int:
    """Say what is wrong and which command mends it."""
    print(f"{what}\nRun:\n    {command}", file=sys.stderr)
    return 1


def is_loadable(library: str) -> bool:
    """Return whether the dynamic loader finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_missing_libraries() -> bool:
    """Install the Debian packages of libraries that do not load; say how when it cannot be done."""
    missing = [package for library, package in LIBRARIES.items() if not is_loadable(library)]
    return not missing or install_debian(missing)


def administrator() -> list[str] | None:
    """Return what to put before a command that needs root, or None when that needs a password."""
    if os.geteuid() == 0:
        return []
    quiet = ["sudo", "-n"]
    if (
        shutil.which("sudo")
        and subprocess.run([*quiet, "true"], check=False, stderr=subprocess.DEVNULL).returncode == 0
    ):
        return quiet
    return None


def install_debian(packages: list[str]) -> bool:
    """Install Debian packages without asking, or name the command."""
    command = f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"
    prefix = administrator()
    if prefix is None or not shutil.which("apt-get"):
        complain(f"These system packages are missing: {', '.join(packages)}.", command)
        return False
    print(f"Installing system packages: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *packages]):
        if subprocess.run(
            [*prefix, "apt-get", *step], check=False, env=environment, stdout=subprocess.DEVNULL
        ).returncode:
            complain("The system packages could not be installed.", command)
            return False
    return True


def make_environment(venv: Path) -> bool:
    """Create the virtual environment; Debian keeps the needed module in a package of its own."""
    create = [sys.executable, "-m", "venv", str(venv)]
    if subprocess.run(create, check=False, capture_output=True).returncode == 0:
        return True
    shutil.rmtree(venv, ignore_errors=True)
    if not install_debian(["python3-venv"]):
        return False
    if subprocess.run(create, check=False).returncode:
        complain("The virtual environment could not be made.", " ".join(create))
        return False
    return True


def install_packages(venv: Path) -> bool:
    """Install Takeoff and its development tools into the environment."""
    pip = [
        str(venv / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    print("Installing Python packages (a few minutes the first time) ...")
    for what in (
        ["--upgrade", "pip>=25.1"],
        ["--editable", str(PROJECT), "--group", f"{PROJECT}/pyproject.toml:dev"],
    ):
        if subprocess.run([*pip, *what], check=False).returncode:
            complain(
                "The Python packages could not be installed (is the network there?).",
                " ".join([*pip, *what]),
            )
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
