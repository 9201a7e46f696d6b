"""Our own line icons: SVG strings that take their colour from whoever shows them."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

SCALES = (1, 2, 3)
"""Pixel densities that a picture is made for in advance."""

AT_A_TIME = 20
"""Pictures that are drawn ahead of time between two events."""

_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" '
    'stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round">{body}</svg>'
)

BODIES: dict[str, str] = {
    "assessments": '<path d="M4 6h16M4 12h16M4 18h10"/>',
    "project": '<rect x="4" y="7" width="16" height="12" rx="2"/><path d="M9 7V5h6v2M4 12h16"/>',
    "evidence": '<rect x="5" y="3" width="14" height="18" rx="2"/>'
    '<path d="M8.5 9l1.5 1.5 2.5-3M15 9h1M8.5 15l1.5 1.5 2.5-3M15 15h1"/>',
    "result": '<path d="M4 15a8 8 0 0 1 16 0M12 15l4-5M4 19h16"/>',
    "what_if": '<path d="M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4"/>',
    "plan": '<path d="M4 4v16M8 6h7M10 12h8M14 18h6"/>',
    "report": '<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/>'
    '<circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "undo": '<path d="M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10H9"/>',
    "redo": '<path d="M16 5l4 4-4 4M20 9H10a5 5 0 0 0 0 10h5"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "minus": '<path d="M5 12h14"/>',
    "copy": '<rect x="8" y="8" width="12" height="12" rx="2"/>'
    '<path d="M16 8V5a1 1 0 0 0-1-1H5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h3"/>',
    "close": '<path d="M6 6l12 12M18 6L6 18"/>',
    "search": '<circle cx="11" cy="11" r="6"/><path d="M16 16l4 4"/>',
    "flag": '<path d="M6 21V4M6 5h11l-2 4 2 4H6"/>',
    "flag_set": '<path d="M6 21V4M6 5h11l-2 4 2 4H6z" fill="{colour}"/>',
    "help": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 '
    '.9-1 1.7M12 16.5v.2"/>',
    "link": '<path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 '
    '3a4 4 0 0 0 5.7 5.7L12 17"/>',
    "text": '<path d="M5 6h14M5 10h14M5 14h14M5 18h8"/>',
    "quote": '<path d="M9.5 7C6.5 8 5 10 5 13v4h5v-5H7.5M18.5 7C15.5 8 14 10 14 13v4h5v-5h-2.5"/>',
    "file": '<path d="M7 3h7l4 4v14H7zM14 3v4h4"/>',
    "clip": '<path d="M8 12l6-6a3 3 0 0 1 4.3 4.3l-8 8a5 5 0 0 1-7-7l7.5-7.5"/>',
    "pencil": '<path d="M5 19l1-4L16 5l3 3L9 18zM14 7l3 3"/>',
    "folder": '<path d="M3 6h6l2 2h10v11H3z"/>',
    "save": '<path d="M12 4v11M7.5 10.5L12 15l4.5-4.5M5 20h14"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>',
    "outside": '<path d="M14 4h6v6M20 4l-9 9M17 14v6H4V7h6"/>',
    "trash": '<path d="M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10.5 11v6M13.5 11v6"/>',
    "example": '<path d="M12 3l2.5 5.5 6 .7-4.5 4 1.3 6L12 16.2 6.7 19.2l1.3-6-4.5-4 6-.7z"/>',
    "up": '<path d="M12 19V5M6 11l6-6 6 6"/>',
    "back": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "down": '<path d="M12 5v14M6 13l6 6 6-6"/>',
    "width": '<path d="M3 12h18M7 8l-4 4 4 4M17 8l4 4-4 4"/>',
    "pages": '<rect x="4" y="4" width="6" height="7"/><rect x="4" y="14" width="6" height="6"/>'
    '<path d="M14 4h6v16h-6z"/>',
    "single": '<rect x="6" y="3" width="12" height="18"/><path d="M9.5 8h5M9.5 12h5"/>',
    "chevron": '<path d="M6 9l6 6 6-6"/>',
    "chevron_right": '<path d="M9 6l6 6-6 6"/>',
    "tick": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "warning": '<path d="M12 4l9 16H3zM12 10v5M12 17.5v.2"/>',
    "plane": '<path d="M3 20h18M4 13l3 2 13-6a1.8 1.8 0 0 0-2-2.5l-4 1.5-7-3-2 1 5 4-3.5 1.5L4 '
    '11z"/>',
}
"""What each icon draws in a frame of 24 by 24."""


class Growth:
    """How much larger than usual icons are drawn now: as much as the letters beside them."""

    zoom: ClassVar[float] = 1.0

    @classmethod
    def of(cls, size: int) -> int:
        """Return the pixels that an icon of a size takes now."""
        return round(size * cls.zoom)


def svg(name: str, colour: str, width: float = 1.7) -> str:
    """Return an icon as SVG text in one colour."""
    body = BODIES[name].replace("{colour}", colour)
    return _FRAME.format(colour=colour, width=width, body=body)


def pixmap(name: str, colour: str, size: int = 20, scale: float = 1.0) -> QPixmap:
    """Return an icon as a picture of ``size`` device-independent pixels."""
    made = QPixmap.fromImage(_drawn(name, colour, round(size * scale)))
    made.setDevicePixelRatio(scale)
    return made


def drawn_ahead(others: Mapping[str, str]) -> Iterator[None]:
    """Draw what was drawn so far in the colours of another theme too, a few at a time.

    ``others`` gives the colour there by the colour here; drawing all takes tens of milliseconds.
    """
    for count, (name, colour, pixels) in enumerate(tuple(_ASKED), 1):
        if colour in others:
            _drawn(name, others[colour], pixels)
        if count % AT_A_TIME == 0:
            yield


_ASKED: set[tuple[str, str, int]] = set()


@cache
def _drawn(name: str, colour: str, pixels: int) -> QImage:
    _ASKED.add((name, colour, pixels))
    # Images are kept and pixmaps are not: a pixmap must not outlive the application.
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer = QSvgRenderer(QByteArray(svg(name, colour).encode()))
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return image


def icon(name: str, colour: str, size: int = 20, *, checked: str = "") -> QIcon:
    """Return an icon, with another colour for when its button is checked if one is given.

    It grows with the letters: ``size`` is what it has beside letters of the usual size.
    """
    made, size = QIcon(), Growth.of(size)
    for scale in SCALES:
        made.addPixmap(pixmap(name, colour, size, scale))
        if checked:
            picture = pixmap(name, checked, size, scale)
            made.addPixmap(picture, QIcon.Mode.Normal, QIcon.State.On)
    return made


def glyph_file(name: str, colour: str) -> str:
    """Return the path of an icon as a file, because stylesheets take nothing else."""
    path = _glyph_folder() / f"{name}-{colour.lstrip('#')}.svg"
    if not path.exists():
        path.write_text(svg(name, colour, 2.4), encoding="utf-8")
    return path.as_posix()


@cache
def _glyph_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="takeoff-icons-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
