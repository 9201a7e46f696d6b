"""Keeps the cursor in its field while the field is made anew, in other words or other letters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget


class KeptCursor:
    """Where the cursor was; fields are known by a key that the new ones have, too."""

    def __init__(self, key: str, place: int) -> None:
        """Remember a field by its key, and the place in its text."""
        self._key, self._place = key, place
        self._home: QWidget | None = None

    @classmethod
    def of(cls, fields: Mapping[str, QWidget]) -> Self:
        """Remember which of these fields has the cursor, if any has."""
        for key, field in fields.items():
            if field.hasFocus():
                return cls(key, field.cursorPosition() if isinstance(field, QLineEdit) else 0)
        return cls("", 0)

    def wait_in(self, home: QWidget) -> None:
        """Leave the focus with what stays around the fields, before they go.

        It would fall from one widget to the next while these are made anew, too.
        """
        if self._key:
            self._home = home
            home.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_back(self, fields: Mapping[str, QWidget]) -> None:
        """Put the cursor into the new field, unless it was moved elsewhere meanwhile."""
        if self._home is None or QApplication.focusWidget() is not self._home:
            return
        field = fields.get(self._key)
        if field is None:
            self._home.focusNextChild()
            return
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, QLineEdit):
            field.setCursorPosition(self._place)
