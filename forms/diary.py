"""What the program notes down about its own mishaps, beside the database and never above a size.

Nothing that a user typed is written here: an error is noted with its kind and where in the program
it happened, without the words that it carries.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

LOG_BYTES = 500_000
LOG_FILES = 3
CRASH_BYTES = 200_000
LOG_NAME = "takeoff.log"
CRASH_NAME = "crash.log"
TAIL = 300
"""So many last lines are handed on."""

log = logging.getLogger("takeoff")
qt_log = logging.getLogger("takeoff.qt")

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class WithoutValues(logging.Formatter):
    """Writes an error's kind and place; its words may hold what a user typed."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what another handler has made of the error is not taken over."""
        made_elsewhere, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = made_elsewhere

    def formatException(self, ei: Any) -> str:
        """Return the traceback without the error's own words."""
        kind, _, trace = ei
        return "".join([*traceback.format_tb(trace), f"{kind.__module__}.{kind.__qualname__}"])


class Quiet(RotatingFileHandler):
    """Goes without a line that cannot be written: on a full disk nothing else may suffer for it."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing of it: there is nobody at the other end of this program's errors."""

    def close(self) -> None:
        """Close the file, also when the last lines find no room."""
        with suppress(OSError):
            super().close()


class Diary:
    """Writes the logs for as long as the program runs."""

    def __init__(self, folder: Path) -> None:
        self._handler: Quiet | None = None
        self._crashes: IO[str] | None = None
        self._qt_before: Any = None
        self._thread_before = threading.excepthook
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._open(folder)
        except OSError:
            self._handler = None  # a folder that refuses is told by the first page

    def _open(self, folder: Path) -> None:
        self._handler = Quiet(
            folder / LOG_NAME,
            maxBytes=LOG_BYTES,
            backupCount=LOG_FILES,
            encoding="utf-8",
            delay=True,
        )
        form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
        self._handler.setFormatter(WithoutValues(form))
        logging.getLogger().addHandler(self._handler)
        self._qt_before = qInstallMessageHandler(_on_qt_message)
        threading.excepthook = _on_thread_error
        crashes = folder / CRASH_NAME
        if crashes.exists() and crashes.stat().st_size > CRASH_BYTES:
            crashes.replace(crashes.with_suffix(".log.1"))
        self._crashes = crashes.open("a", encoding="utf-8")
        faulthandler.enable(self._crashes)

    def close(self) -> None:
        """Write no more."""
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()
            qInstallMessageHandler(self._qt_before)
            threading.excepthook = self._thread_before
        if self._crashes is not None:
            faulthandler.disable()
            self._crashes.close()
            self._crashes = None


def tail(path: Path) -> str:
    """Return the last lines of a log; nothing when there is none."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(lines[-TAIL:])


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    qt_log.log(LEVELS.get(kind, logging.WARNING), "%s", text)
    if kind is QtMsgType.QtFatalMsg and sys.stderr is not None:
        sys.stderr.write(f"{text}\n")


def _on_thread_error(what: threading.ExceptHookArgs) -> None:
    error: BaseException | None = what.exc_value
    trace: TracebackType | None = what.exc_traceback
    if error is not None:
        log.error("unhandled in a thread", exc_info=(what.exc_type, error, trace))
