"""What our child processes are given: where the modules are, and how much they may use."""

from __future__ import annotations

import os
from pathlib import Path

import assessor


def environment() -> dict[str, str]:
    """Return the environment of a child: it must find the same modules as this process."""
    root = str(Path(assessor.__file__).resolve().parent.parent)
    paths = [root] if Path(root).name not in {"site-packages", "dist-packages"} else []
    inherited = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    return os.environ | {"PYTHONPATH": os.pathsep.join([*paths, *inherited])}


def limit(megabytes: int, seconds: int) -> None:
    """Keep this process from taking more memory, and from computing longer from now on.

    Where the system has no such limits nothing happens.
    """
    try:
        import resource  # noqa: PLC0415 - Windows has no such module
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds
    size = megabytes * 1024 * 1024
    for kind, most in ((resource.RLIMIT_AS, size), (resource.RLIMIT_CPU, until)):
        _, hard = resource.getrlimit(kind)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # The hard limit stays: a process that works on several orders is given time for each.
        resource.setrlimit(kind, (least, hard))
