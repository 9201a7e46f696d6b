"""The way into the command line: ``crm-takeoff``.

Exit codes: 0 done (also when the reader of the output has had enough), 1 could not be done, 2 bad
input, 130 stopped by the user.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code; errors are sentences, never tracebacks."""
    # Everything else is loaded in here, so that Ctrl-C is no traceback even while loading.
    with _ending_at_once():
        from assessor.commands import line  # noqa: PLC0415
    try:
        return line.run(arguments)
    except KeyboardInterrupt:
        return STOPPED


@contextmanager
def _ending_at_once() -> Iterator[None]:
    """Let Ctrl-C end the process without a word: raised inside a compiled module it is a crash."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    except ValueError:  # only the main thread may; no other one is interrupted
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


if __name__ == "__main__":
    sys.exit(main())
