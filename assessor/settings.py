"""What the user prefers: one small JSON file; a broken one is set aside, never a reason to stop."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from pydantic import Field, ValidationError

from assessor.domain.frozen import Frozen
from assessor.domain.language import Language
from assessor.domain.paper import LOOK_LIMIT, Part, ReportKind

APP = "Takeoff"
RECENT_FILES = 12


class Theme(StrEnum):
    """Light, dark, or as the desktop is."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class ReportTaste(Frozen):
    """How the user last wanted reports; whether one is final is asked anew each time."""

    kind: ReportKind = ReportKind.FULL
    parts: tuple[Part, ...] = ()
    """Of the full report; empty: all in their own order."""
    look: str = Field(default="", max_length=LOOK_LIMIT)
    archive: bool = False


class PreviewTaste(Frozen):
    """How the user last looked at pages."""

    thumbnails: bool = True
    single: bool = False
    """One page at a time instead of all in a row."""
    zoom: str = Field(default="width", pattern=r"^(width|page|\d(\.\d{1,3})?)$")
    """Fitted to the width or the whole page, or a factor."""


class PrintTaste(Frozen):
    """What the user last chose for printing; copies and pages are asked anew each time."""

    printer: str = ""
    sides: str = ""
    grey: bool = False
    paper: str = ""
    collate: bool = True


class Settings(Frozen):
    """The preferences of one user on one machine."""

    language: Language | None = None
    """None: as the system is."""
    theme: Theme = Theme.SYSTEM
    beliefs: str = "practitioner"
    consultant: str = ""
    report_language: Language | None = None
    """None: as the window is."""
    report: ReportTaste = Field(default_factory=ReportTaste)
    preview: PreviewTaste = Field(default_factory=PreviewTaste)
    printing: PrintTaste = Field(default_factory=PrintTaste)
    express: bool = False
    database: str = ""
    """SQLAlchemy URL; empty: a SQLite file in the user's data folder."""
    known_database: str = ""
    """Where a database was last used: one that is missing there is missed, not begun anew."""
    restore: bool = True
    """Whether a start goes on where the last one ended."""
    safe_mode: bool = False
    """Started with --safe-mode: no looks and no questionnaires of one's own; never kept."""
    recent_files: tuple[str, ...] = ()
    last_folder: str = ""
    window: str = ""
    """Qt's saved geometry, base64."""
    zoom: float = Field(default=1.0, ge=0.5, le=3.0)

    def with_recent_file(self, path: Path) -> Settings:
        """Return settings in which this file is the most recent one."""
        name = str(path)
        others = [recent for recent in self.recent_files if recent != name]
        recent = tuple([name, *others][:RECENT_FILES])
        return self.model_copy(update={"recent_files": recent, "last_folder": str(path.parent)})


def config_folder() -> Path:
    """Return the folder of the preferences; TAKEOFF_HOME replaces it (tests, portable use)."""
    import platformdirs  # noqa: PLC0415 - not needed when a folder is given

    home = os.environ.get("TAKEOFF_HOME")
    return Path(home) if home else Path(platformdirs.user_config_dir(APP, appauthor=False))


def data_folder() -> Path:
    """Return the folder of the database, backups and logs; TAKEOFF_HOME replaces it."""
    import platformdirs  # noqa: PLC0415 - as above

    home = os.environ.get("TAKEOFF_HOME")
    return Path(home) if home else Path(platformdirs.user_data_dir(APP, appauthor=False))


def load(path: Path | None = None) -> Settings:
    """Read the preferences; a missing or unreadable file gives the defaults.

    An unreadable file is kept beside as ``settings.broken.json``.
    """
    path = path or config_folder() / "settings.json"
    try:
        return Settings.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValidationError, UnicodeDecodeError):
        _set_aside(path)
        return Settings()


def _set_aside(path: Path) -> None:
    try:
        path.replace(path.with_name("settings.broken.json"))
    except OSError:
        return


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the preferences through a temporary file, so that a crash keeps the old ones.

    Raises OSError when the folder cannot be written.
    """
    path = path or config_folder() / "settings.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(settings.model_dump(mode="json"), ensure_ascii=False, indent=2)
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.write_text(text + "\n", encoding="utf-8")
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
