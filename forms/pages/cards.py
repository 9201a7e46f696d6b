"""A page that is a column of cards with headings."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from forms.dialogs import Dialogs
from forms.pages.base import Page
from forms.session import Session
from forms.theme import space
from forms.widgets.basic import Card, Label, LabelLook, ScrollColumn
from forms.widgets.bindings import Says


class CardPage(Page):
    """Remembers what each of its words says, so that they can be said again."""

    def __init__(self, session: Session, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(session, dialogs, parent)
        self._said: list[tuple[Label, Says]] = []
        self._scroll = ScrollColumn(self, gap=2, pad=3)

    def retranslate(self) -> None:
        """Say every heading and sentence again."""
        for label, says in self._said:
            label.setText(says(self.voice))

    def _card(self, heading: Says, *parts: QWidget) -> Card:
        card = Card(self._scroll.inside, gap=1.5, pad=3)
        card.box.addWidget(self._words("strong", heading))
        for part in parts:
            card.box.addWidget(part)
        return card

    def _title(self, says: Says) -> Label:
        """Return the heading of what follows; further from what is above than from that."""
        made = self._words("title", says)
        made.setContentsMargins(0, space(2), 0, 0)
        return made

    def _words(self, look: LabelLook, says: Says) -> Label:
        made = Label(look=look, parent=self._scroll.inside)
        self._said.append((made, says))
        return made
