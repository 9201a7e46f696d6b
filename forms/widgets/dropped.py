"""What is dragged in or pasted: an assessment to open, files, a picture, an address, or words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from assessor.domain.assessment import NOTE_LIMIT, EvidenceItem, EvidenceKind
from assessor.language import Voice
from forms.widgets.answering import clean

OPENED = frozenset({".takeoff", ".yaml", ".yml", ".json"})
"""Endings of files that are opened as assessments wherever they are dropped."""
_ADDRESS = re.compile(r"^(https?://|www\.)\S+$", re.IGNORECASE)
_QUOTES = ("“", '"', "«", "„")


@dataclass(frozen=True)
class Given:
    """A file that the user gave: a place on the disk, or bytes with a name."""

    path: Path | None = None
    name: str = ""
    content: bytes = b""


def clipboard_data() -> QMimeData:
    """Return what would be pasted; an empty clipboard may have nothing to give at all."""
    held: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return QMimeData() if held is None else held


def kind_of(text: str) -> EvidenceKind:
    """Return what a typed line is: an address, somebody's words, or plain text."""
    if _ADDRESS.match(text):
        return EvidenceKind.LINK
    return EvidenceKind.QUOTATION if text.startswith(_QUOTES) else EvidenceKind.TEXT


def assessment_file(data: QMimeData) -> Path | None:
    """Return the first local file in what is dragged that is opened as an assessment."""
    return next((path for path in _paths(data) if path.suffix.lower() in OPENED), None)


def files_in(data: QMimeData, voice: Voice) -> tuple[Given, ...]:
    """Return the files, or else the picture (as PNG), in what was dropped or pasted."""
    given = tuple(Given(path=path) for path in _paths(data))
    if given or not data.hasImage():
        return given
    picture = QImage(data.imageData())
    return () if picture.isNull() else (_as_file(picture, voice),)


def is_attachable(data: QMimeData) -> bool:
    """Return whether dropping or pasting this gives a file, not words."""
    return bool(_paths(data)) or (data.hasImage() and not data.hasText())


def item_in(data: QMimeData, voice: Voice) -> EvidenceItem | None:
    """Return dropped or pasted words as evidence: an address as a link, all else as a quotation."""
    link = next((url.toString() for url in data.urls() if url.scheme() in {"http", "https"}), "")
    text = clean(link or data.text(), NOTE_LIMIT - 2)
    if not text:
        return None
    kind = kind_of(text)
    if kind is EvidenceKind.LINK:
        return EvidenceItem(kind=kind, content=text)
    quoted = text if text.startswith(_QUOTES) else voice.say("“%(words)s”", words=text)
    return EvidenceItem(kind=EvidenceKind.QUOTATION, content=quoted)


def _paths(data: QMimeData) -> tuple[Path, ...]:
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def _as_file(picture: QImage, voice: Voice) -> Given:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    moment = f"{datetime.now().astimezone():%Y-%m-%d %H.%M.%S}"
    name = voice.say("Picture %(moment)s", moment=moment)
    return Given(name=f"{name}.png", content=bytes(buffer.data().data()))
