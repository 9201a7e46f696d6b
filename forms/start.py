"""Starts the window quickly: what is imported when, and no search for garbage meanwhile."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window and return the exit code when it has been closed."""
    # A start makes half a million objects and drops hardly any: looking for garbage costs a tenth.
    gc.disable()
    # Once PySide6 is loaded it reads the source of every module that follows, so the core goes
    # first.
    import assessor.service  # noqa: F401, PLC0415
    from forms import app  # noqa: PLC0415

    return app.main(argv)


if __name__ == "__main__":
    sys.exit(main())
