"""Questions to the user that the operating system asks: files and printers.

Pages get a ``Dialogs`` handed in, so that a test never meets a native dialog.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from forms.printing.queues import Printers


class Dialogs(Protocol):
    """What the window may ask of the desktop; choosing returns None on cancel."""

    def open_file(self, parent: QWidget, title: str, folder: str, filters: str) -> Path | None:
        """Return the file that the user picked; ``filters`` is in Qt's notation."""

    def save_file(self, parent: QWidget, title: str, suggested: str, filters: str) -> Path | None:
        """Return where the user wants to save; overwriting was confirmed."""

    def printers(self, parent: QObject) -> Printers:
        """Return a search for the printers of this computer; nobody waits for it."""

    def open_outside(self, place: str) -> bool:
        """Open a file or an address in the program that the system prefers for it."""


class DesktopDialogs:
    """The dialogs of the desktop that the program runs on."""

    def open_file(self, parent: QWidget, title: str, folder: str, filters: str) -> Path | None:
        """Return the file that the user picked."""
        name, _ = QFileDialog.getOpenFileName(parent, title, folder, filters)
        return Path(name) if name else None

    def save_file(self, parent: QWidget, title: str, suggested: str, filters: str) -> Path | None:
        """Return where the user wants to save, with the ending of the suggested name."""
        while True:
            name, _ = QFileDialog.getSaveFileName(parent, title, suggested, filters)
            if not name:
                return None
            path = _with_ending(Path(name), Path(suggested).suffix if filters else "")
            if path == Path(name) or not path.exists():
                return path
            # Nobody was asked about the longer name: the dialog comes back with it and asks.
            suggested = str(path)

    def printers(self, parent: QObject) -> Printers:
        """Return a search for the printers of this computer."""
        from forms.printing.queues import system_printers  # noqa: PLC0415 - rarely needed

        return system_printers(parent)

    def open_outside(self, place: str) -> bool:
        """Open a file or an http address; nothing else is opened."""
        path = Path(place)
        url = QUrl.fromLocalFile(place) if path.is_absolute() else QUrl(place)
        if url.scheme() not in {"file", "http", "https"}:
            return False
        return QDesktopServices.openUrl(url)


def _with_ending(path: Path, ending: str) -> Path:
    """Return a path with this ending unless it has one; the end of "2026.11" is none."""
    if any(char.isalpha() for char in path.suffix):
        return path
    return path.with_name(path.name + ending)
