"""Whether there is a screen to open a window on, and what Qt lacks to use it."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable

X_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""What Qt loads to draw under X11, and the Debian package that has it; without one Qt aborts."""


def has_display() -> bool:
    """Return whether Qt would find something to draw on."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def is_loadable(library: str) -> bool:
    """Return whether the dynamic loader finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(loads: Callable[[str], bool] = is_loadable) -> list[str]:
    """Return the Debian packages without which Qt cannot draw here; none where they do not matter.

    Only X11 needs them: not Windows, macOS, Wayland, or a platform that was asked for by name.
    """
    asked = os.environ.get("QT_QPA_PLATFORM", "xcb").partition(":")[0]
    if sys.platform != "linux" or asked != "xcb" or os.environ.get("WAYLAND_DISPLAY"):
        return []
    return [package for library, package in X_LIBRARIES.items() if not loads(library)]
