"""A file that is dragged, in the words of whichever Qt is here."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, Qt, qVersion
from PySide6.QtGui import QDragEnterEvent

TAKES_FRACTIONS = (6, 12)
"""From this Qt on the place is a QPointF, and a QPoint is called outdated."""


def entering(where: QPointF, data: QMimeData) -> QDragEnterEvent:
    """Return what a widget hears when something is dragged to a place in it."""
    known = tuple(int(part) for part in qVersion().split(".")[:2])
    place = where if known >= TAKES_FRACTIONS else where.toPoint()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QDragEnterEvent(place, Qt.DropAction.CopyAction, data, left, none)
