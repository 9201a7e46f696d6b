"""The line over every page while a database is only looked at: what it is, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QWidget

from forms.rescue import stop_looking
from forms.session import Session
from forms.theme import space
from forms.widgets.basic import Label, button, row


class ViewOnly(QFrame):
    """Is in view for as long as nothing can be changed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("look", "banner")
        self.words = Label(parent=self)
        self.end = button(parent=self)
        box = row(self, gap=1)
        box.setContentsMargins(space(3), space(1), space(2), space(1))
        box.addWidget(self.words, 1)
        box.addWidget(self.end)
        self.end.clicked.connect(self._end)
        session.list_changed.connect(self._follow)
        session.language_changed.connect(self._say)
        self.hide()

    @Slot()
    def _follow(self) -> None:
        """Come and go with the view."""
        is_looking = self._session.service.is_looking
        if is_looking != self.isHidden():
            return
        self._say()
        self.setVisible(is_looking)
        if is_looking:
            self._session.spoken.emit(self.words.text())

    @Slot()
    def _say(self) -> None:
        voice, file = self._session.voice, self._session.service.database_file
        self.words.setText(
            voice.say(
                "View only: this is what could be read of %(name)s. Nothing can be changed in it; "
                "reports and exports work.",
                name=file.name if file is not None else "",
            )
        )
        self.end.setText(voice.say("End the view"))

    @Slot()
    def _end(self) -> None:
        stop_looking(self._session)
