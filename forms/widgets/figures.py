"""All pictures of one page: made alike, spoken alike, and served by the same keys."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from assessor.domain.picture import Palette
from assessor.language import Voice
from forms import theme
from forms.dialogs import Dialogs
from forms.session import Session
from forms.widgets.figure_card import FigureCard
from forms.widgets.figure_export import FigureExport

LETTERS = 13
"""Pixels of a picture's letters at zoom 1."""

Kind = TypeVar("Kind", bound=FigureCard)


class Figures(QObject):
    """Makes the cards of a page and knows what they are drawn with."""

    def __init__(self, session: Session, dialogs: Dialogs, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._export = FigureExport(session, dialogs, page)
        self.cards: list[FigureCard] = []

    def add(self, card: Kind) -> Kind:
        """Take a card in and return it."""
        self.cards.append(card)
        self._export.attach([card])
        card.question_wanted.connect(self._session.question_requested)
        card.turned.connect(self._say_turned)
        return card

    @Slot(bool)
    def _say_turned(self, as_table: bool) -> None:  # noqa: FBT001 - Qt hands the state over so
        voice = self._session.voice
        table, picture = voice.say("Shown as a table"), voice.say("Shown as a picture")
        self._session.spoken.emit(table if as_table else picture)

    def retranslate(self, voice: Voice) -> None:
        """Say the words of every card again."""
        for card in self.cards:
            card.retranslate(voice)

    def actions(self) -> tuple[QAction, ...]:
        """Return what can be done with any picture, for the list of keys."""
        return self.cards[0].deeds.all()

    @property
    def palette(self) -> Palette:
        """Return the colours of the moment."""
        return theme.chart_palette(self._session.colours)

    @property
    def size(self) -> float:
        """Return the letter size of the moment."""
        return LETTERS * self._session.settings.zoom
