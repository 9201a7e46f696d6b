"""What every page of the window is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from assessor.language import Voice
from forms.dialogs import Dialogs
from forms.session import Session


class Page(QWidget):
    """One page of the stack: it reads the session, writes back through it, and can speak again.

    The window calls ``refresh`` when the page comes into view, and ``retranslate`` once at the
    start and after every change of language. A page in view listens to the session's signals
    itself; it may ignore them while ``isVisible()`` is False.
    """

    NAME: ClassVar[str]
    """Names the page in requests to show it."""

    def __init__(self, session: Session, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.dialogs = dialogs
        self.setObjectName(self.NAME)

    @property
    def voice(self) -> Voice:
        """Return the voice of the moment; never keep it."""
        return self.session.voice

    def retranslate(self) -> None:
        """Say every text of the page again in the session's language."""

    def refresh(self) -> None:
        """Bring the page up to date with the session."""

    def arrive(self) -> None:
        """Take the focus, if the page has a natural place for it, now that it is in view."""

    def restyle(self) -> None:
        """Make icons and pictures again in the session's colours."""

    def leave(self) -> None:
        """Get ready to be hidden; what was typed is handed to the session."""
        self.session.hand_over()

    def shortcuts(self) -> tuple[QAction, ...]:
        """Return the page's own actions, for the list of keys under Help."""
        return ()

    @Slot(str)
    def show_question(self, question_id: str) -> None:
        """Ask the window to show a question on the Evidence page."""
        self.session.question_requested.emit(question_id)


@dataclass(frozen=True)
class PageKind:
    """What the window says of a page before it is made."""

    name: str
    """The page's NAME."""
    icon: str
    """A key of ``forms.icons.BODIES``."""
    title: Callable[[Voice], str]
    """Says the page's name as the rail shows it."""
    load: Callable[[], type[Page]]
    """Imports the page; most of the program is in its pages, and a first window shows one."""
    needs_assessment: bool = True
    """Whether the page is shown only while an assessment is open."""
