"""Finds the printers of this computer without ever making the window wait."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal, Slot

PATIENCE_MS = 6_000
"""A print server that does not answer by then is taken for absent."""


class Printers(QObject):
    """Looks for printers and tells once which there are; the usual one comes first."""

    found = Signal(object)
    """A tuple of names; empty when there is no printer."""

    def look(self) -> None:
        """Begin to look."""

    def names(self) -> tuple[str, ...]:
        """Return what was found."""
        return ()


class KnownPrinters(Printers):
    """Printers that need no looking for."""

    def __init__(self, names: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._names = tuple(names)

    def look(self) -> None:
        """Tell them when the event loop comes round."""
        QTimer.singleShot(0, self, self._tell)

    def names(self) -> tuple[str, ...]:
        """Return what was found."""
        return self._names

    @Slot()
    def _tell(self) -> None:
        self.found.emit(self._names)


class LpPrinters(Printers):
    """Asks ``lpstat`` for the queues and for the usual one."""

    def __init__(self, lpstat: str, parent: QObject) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._told = False
        self._process = QProcess(self)
        self._process.setProgram(lpstat)
        self._process.setArguments(["-e", "-d"])
        # Its words are read by a program here, so they must be in one language.
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("LC_ALL", "C")
        self._process.setProcessEnvironment(environment)
        self._process.finished.connect(self._read)
        self._process.errorOccurred.connect(self._tell)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._stop)

    def look(self) -> None:
        """Start ``lpstat``."""
        self._patience.start()
        self._process.start()

    def names(self) -> tuple[str, ...]:
        """Return what was found."""
        return self._names

    @Slot()
    def _read(self) -> None:
        told = bytes(self._process.readAllStandardOutput().data()).decode(errors="replace")
        self._names = queues_in(told)
        self._tell()

    @Slot()
    def _stop(self) -> None:
        self._process.kill()
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self._patience.stop()
        if not self._told:
            self._told = True
            self.found.emit(self._names)


def queues_in(told: str) -> tuple[str, ...]:
    """Return the queues that ``lpstat -e -d`` names, the usual one first."""
    names: list[str] = []
    usual = ""
    for line in told.splitlines():
        if line.startswith("system default destination:"):
            usual = line.split(":", 1)[1].strip()
        elif line.strip() and not line.startswith(("no system default", "lpstat:")):
            names.append(line.split()[0])
    return tuple(sorted(names, key=lambda name: name != usual))


def lp_program() -> str | None:
    """Return where ``lp`` is, or None on systems without it."""
    return shutil.which("lp")


def system_printers(parent: QObject) -> Printers:
    """Return a search for the printers of this computer, by whichever way it has."""
    lpstat = shutil.which("lpstat") if lp_program() else None
    if lpstat is not None:
        return LpPrinters(lpstat, parent)
    from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - heavy, and rarely needed

    names = QPrinterInfo.availablePrinterNames()
    usual = QPrinterInfo.defaultPrinterName()
    return KnownPrinters(sorted(names, key=lambda name: name != usual), parent)
