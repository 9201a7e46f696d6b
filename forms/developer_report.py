"""A text for the developers that tells everything about the program and nothing about a client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication

from assessor.domain.problem import Problem
from assessor.service import Service
from assessor.service.diagnosis import without_names
from assessor.settings import data_folder
from forms import diary
from forms.session import Session


def report(session: Session) -> str:
    """Return the whole text, readable before it is sent; always in English, for its readers."""
    service = session.service
    parts = {
        "Versions": service.versions() | {"Qt": qVersion()},
        "Settings": service.tellable_settings(),
        "Database": database_facts(service),
        "Screens": screens(),
        "Window": {"language": session.voice.language.value, "fonts": fonts()},
    }
    private = service.private_words()
    lines = [f"Takeoff, a report for the developers, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"]
    for title, facts in parts.items():
        lines += ["", title, *(f"  {name}: {value}" for name, value in facts.items())]
    for name in (diary.LOG_NAME, diary.CRASH_NAME):
        kept = without_names(diary.tail(data_folder() / name), private)
        lines += ["", name, kept or "  (empty)"]
    return "\n".join([*lines, ""])


def save(session: Session, path: Path) -> bool:
    """Write the report; return whether that worked, telling it if not."""
    try:
        session.service.write_bytes(path, report(session).encode("utf-8"))
    except Problem as problem:
        session.tell(problem)
        return False
    return True


def database_facts(service: Service) -> dict[str, str]:
    """Return what the database looks like, without a name or a path."""
    found = service.check_database()
    if found is None:
        return {"kind": "server"}
    if not found.exists:
        return {"kind": "file", "there": "no"}
    return {
        "kind": "file",
        "bytes": str(found.size),
        "integrity": found.integrity,
        "ours": str(found.ours),
        "schema": f"{found.revision} (known: {found.known_revision})",
        "assessments": f"{found.assessments} (deleted: {found.deleted}, damaged: {found.damaged})",
        "answers": ", ".join(map(str, found.answers)),
    }


def screens() -> Mapping[str, str]:
    """Return size and scale of every screen."""
    return dict(_screens())


def _screens() -> Iterator[tuple[str, str]]:
    yield "platform", QGuiApplication.platformName()
    for number, screen in enumerate(QGuiApplication.screens(), start=1):
        size, scale = screen.size(), screen.devicePixelRatio()
        dots = screen.logicalDotsPerInch()
        yield str(number), f"{size.width()} x {size.height()}, scale {scale:g}, {dots:.0f} dpi"


def fonts() -> str:
    """Return whether the letters of the report are there, and how many families the system has."""
    families = QFontDatabase.families()
    ours = [name for name in families if name.startswith("IBM Plex")]
    return f"{len(families)} families; ours: {', '.join(ours) or 'missing'}"
