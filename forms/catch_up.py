"""Has pages that nobody looks at say or draw everything again, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Slot
from shiboken6 import isValid

from forms.pages.base import Page

PAUSE_MS = 10
"""Between two pieces: keys come first."""

Work: TypeAlias = Callable[[Page], None]


class CatchUp(QObject):
    """Keeps what hidden pages owe; whoever shows a page, or reads it, has it settled first."""

    def __init__(self, parent: QObject, is_busy: Callable[[], bool]) -> None:
        """Take what tells whether the window has something more urgent to do."""
        super().__init__(parent)
        self._is_busy = is_busy
        self._last: Page | None = None
        self._owed: dict[Page, dict[str, Work]] = {}
        self._soon = QTimer(self)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self._settle_one)

    @property
    def is_working(self) -> bool:
        """Return whether a hidden page still says or shows what was right before."""
        return bool(self._owed)

    def owe(self, pages: Iterable[Page], name: str, work: Work) -> None:
        """Have this done to these pages when there is time; once, however often it is asked."""
        for page in pages:
            self._owed.setdefault(page, {})[name] = work
        if self._owed:
            self._soon.start()

    def settle(self, page: Page) -> None:
        """Do at once what a page owes."""
        for work in self._owed.pop(page, {}).values():
            work(page)

    @Slot()
    def _settle_one(self) -> None:
        if self._is_busy() or _is_filling(self._last):
            return
        if self._owed:
            page, works = next(iter(self._owed.items()))
            work = works.pop(next(iter(works)))
            if not works:
                del self._owed[page]
            self._last = page
            work(page)
        if not self._owed:
            self._soon.stop()


def _is_filling(page: Page | None) -> bool:
    """Return whether a page goes on by itself with what it was told to do."""
    return page is not None and isValid(page) and bool(getattr(page, "is_filling", False))
