"""Says in the terminal what the program finds around it: versions, folders, database, screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication

from assessor.language import Voice
from assessor.service import Service
from assessor.settings import config_folder, data_folder
from forms import theme
from forms.screen import has_display, missing_packages


class Diagnosis:
    """Collects lines, and whether anything in them keeps the program from working."""

    def __init__(self, service: Service, voice: Voice) -> None:
        self._service = service
        self._voice = voice
        self.faults = 0

    def lines(self) -> Iterator[str]:
        """Yield what is found, each fault marked."""
        yield from self._versions()
        yield from self._folders()
        yield from self._database()
        yield from self._screen()
        say = self._voice.say_many
        yield ""
        if self.faults:
            yield say("%(n)s fault was found.", "%(n)s faults were found.", self.faults)
        else:
            yield self._voice.say("Nothing is wrong.")

    def _line(self, name: str, value: str, *, fine: bool = True) -> str:
        self.faults += not fine
        return f"{'  ' if fine else '! '}{name}: {value}"

    def _versions(self) -> Iterator[str]:
        yield self._voice.say("Versions")
        for name, version in (self._service.versions() | {"Qt": qVersion()}).items():
            yield self._line(name, version)

    def _folders(self) -> Iterator[str]:
        voice = self._voice
        yield voice.say("Folders")
        named = {voice.say("Preferences"): config_folder(), voice.say("Data"): data_folder()}
        for name, folder in named.items():
            writable = _can_be_written(folder)
            state = voice.say("can be written") if writable else voice.say("cannot be written")
            yield self._line(name, f"{folder} ({state})", fine=writable)

    def _database(self) -> Iterator[str]:
        voice = self._voice
        yield voice.say("Database")
        path, found = self._service.database_file, self._service.check_database()
        if found is None:
            yield self._line(voice.say("Place"), voice.say("on a server"))
            return
        yield self._line(voice.say("Place"), str(path))
        if not found.exists:
            missed = bool(self._service.settings.known_database)
            yield self._line(voice.say("State"), voice.say("not there"), fine=not missed)
            return
        sound = voice.say("sound") if found.is_sound else voice.say("not usable")
        yield self._line(voice.say("State"), f"{sound} ({found.integrity})", fine=found.is_sound)
        yield self._line(voice.say("Schema"), f"{found.revision} / {found.known_revision}")
        counts = (found.assessments, found.deleted, found.damaged)
        yield self._line(voice.say("Assessments, deleted, damaged"), ", ".join(map(str, counts)))
        known = self._service.backups()
        newest = f", {voice.moment(known[0].moment)}" if known else ""
        yield self._line(voice.say("Backups"), f"{len(known)}{newest}")

    def _screen(self) -> Iterator[str]:
        voice = self._voice
        yield voice.say("Screen and printers")
        shown = has_display()
        yield self._line(voice.say("Screen"), voice.say("there") if shown else voice.say("none"))
        packages = missing_packages() if shown else []
        missing = ", ".join(packages) or voice.say("none")
        yield self._line(voice.say("Missing system libraries"), missing, fine=not packages)
        if packages or not shown:
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        _ = QGuiApplication.instance() or QGuiApplication([])
        theme.load_fonts(self._service.fonts())
        families = QFontDatabase.families()
        ours = theme.FAMILY in families
        state = voice.say("there") if ours else voice.say("missing; the system's letters are used")
        yield self._line(f"{voice.say('Letters')} {theme.FAMILY}", state)
        yield self._line(voice.say("Font families"), str(len(families)))
        yield self._line(voice.say("Printers"), ", ".join(_printers()) or voice.say("none"))


def _printers() -> list[str]:
    from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - rarely needed

    return list(QPrinterInfo.availablePrinterNames())


def _can_be_written(folder: Path) -> bool:
    """Return whether files can be made in a folder, or in the nearest that is there."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return os.access(folder, os.W_OK)
