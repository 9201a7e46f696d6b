"""Where the consultant is looking: the page, and the question on it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Attention(QObject):
    """Remembers what was looked at last and tells of every change."""

    page_shown = Signal(str)
    question_attended = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.page = ""
        self.question = ""

    def on_page(self, name: str) -> None:
        """Note which page came into view."""
        self.page = name
        self.page_shown.emit(name)

    def on_question(self, question_id: str) -> None:
        """Note which question became the current one."""
        self.question = question_id
        self.question_attended.emit(question_id)
