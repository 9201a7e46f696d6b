"""The way into the command line: ``crm-takeoff``.

Exit codes: 0 done (also when the reader of the output has had enough), 1 could not be done, 2 bad
input, 130 stopped by the user.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code; errors are sentences, never tracebacks."""
    try:
        # Everything else is loaded in here, so that Ctrl-C is no traceback even while loading.
        from assessor.commands import line  # noqa: PLC0415

        return line.run(arguments)
    except KeyboardInterrupt:
        return STOPPED


if __name__ == "__main__":
    sys.exit(main())
