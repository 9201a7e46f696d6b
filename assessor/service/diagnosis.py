"""What can be told of the program and its data without telling anybody's name."""

from __future__ import annotations

import platform
import re
import sqlite3
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessor import __version__
from assessor.domain.problem import Problem
from assessor.service.rescue import Rescue

if TYPE_CHECKING:
    from assessor.store.check import DatabaseCheck

LIBRARIES = ("PySide6_Essentials", "SQLAlchemy", "pydantic", "numpy", "weasyprint", "highspy")
SHORTEST_WORD = 3
"""Shorter words are no names and stand in every sentence."""

TELLABLE = (
    *("language", "theme", "beliefs", "report_language", "express", "zoom", "restore"),
    "safe_mode",
)
"""Preferences that name nobody; paths, addresses and the consultant are left out."""

HIDDEN = "▮"
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"\n]*\"|'[^'\n]*'")
_PATH = re.compile(r"(?:[A-Za-z]:)?(?:[\\/][^\\/\s:,;]+)+[\\/]?")
_OURS = re.compile(r"[\\/](assessor|forms|report_templates|site-packages)[\\/]")


class Diagnosis(Rescue):
    """Looks without changing anything."""

    def versions(self) -> dict[str, str]:
        """Return the versions of the program and of what it stands on."""
        found = {
            "Takeoff": __version__,
            "Python": platform.python_version(),
            "SQLite": sqlite3_version(),
            "System": f"{platform.system()} {platform.release()} {platform.machine()}",
        }
        for name in LIBRARIES:
            try:
                found[name] = metadata.version(name)
            except metadata.PackageNotFoundError:
                found[name] = "–"
        return found

    def check_database(self) -> DatabaseCheck | None:
        """Return what is known of the database file; None when it is on a server."""
        from assessor.store import check  # noqa: PLC0415 - rare

        path = self.database_file
        return check.check(path) if path is not None else None

    def tellable_settings(self) -> dict[str, str]:
        """Return the preferences that name nobody."""
        chosen = self.settings.model_dump(mode="json")
        told = {name: str(chosen[name]) for name in TELLABLE if name in chosen}
        return {**told, "database": "own" if self.settings.database else "default"}

    def private_words(self) -> frozenset[str]:
        """Return all that anybody has typed: names, notes, quotations, file names."""
        words = {self.settings.consultant, *map(_stem, self.settings.recent_files)}
        try:
            for row in (*self.rows(), *self.deleted_rows()):
                words |= {row.client, row.name}
                if not row.damaged:
                    words |= set(_texts(self.load(row.id).model_dump(mode="json")))
        except Problem:
            words.add(Path.home().name)
        return frozenset(word for word in words if len(word.strip()) >= SHORTEST_WORD)


def sqlite3_version() -> str:
    """Return the version of the SQLite that Python carries."""
    return sqlite3.sqlite_version


def without_names(text: str, private: frozenset[str]) -> str:
    """Return a log's text without quotations, folders of the user, and anything in ``private``."""
    lines = [_line_without_names(line) for line in text.splitlines()]
    kept = "\n".join(lines)
    for word in sorted(private, key=len, reverse=True):
        kept = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", HIDDEN, kept, flags=re.IGNORECASE)
    return kept


def _line_without_names(line: str) -> str:
    if line.lstrip().startswith("File "):  # a line of a traceback: our own modules may be named
        return _PATH.sub(_shortened, line)
    return _PATH.sub(HIDDEN, _QUOTED.sub(HIDDEN, line))


def _shortened(found: re.Match[str]) -> str:
    path = found.group()
    ours = list(_OURS.finditer(path))
    return path[ours[-1].start() + 1 :] if ours else HIDDEN


def _stem(path: str) -> str:
    return Path(path).stem


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
