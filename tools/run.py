"""The main job: open the window; without a screen, score the bundled real cases."""

from __future__ import annotations

import os
import sys

from assessor import cli


def has_screen() -> bool:
    """Return whether a window could be shown here."""
    return sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def main() -> int:
    """Open the window, or say that there is no screen and do the job without one."""
    if has_screen():
        from forms.start import main as open_window  # noqa: PLC0415 - Qt only where it can show

        return open_window()
    print(
        "There is no screen here, so no window: scoring the bundled real cases instead.\n",
        flush=True,
    )
    return cli.main(["demo", "-o", "demo"])


if __name__ == "__main__":
    sys.exit(main())
