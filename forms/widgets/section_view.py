"""All questions of one section as cards, one under the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from assessor.domain.questionnaire import Question, Section
from forms.session import Session
from forms.theme import space
from forms.widgets.basic import Label, ScrollColumn, column
from forms.widgets.question_card import QuestionCard

TOP_GAP = space(2)


class SectionView(ScrollColumn):
    """The section's title, what it finds out, and its cards."""

    card_made = Signal(QuestionCard)

    def __init__(self, session: Session, section: Section, parent: QWidget) -> None:
        super().__init__(parent, gap=2, pad=3)
        self._session = session
        self._section = section
        self.heading = Label(look="title", parent=self.inside)
        self.summary = Label(look="muted", parent=self.inside)
        head = column(gap=0.5)
        head.addWidget(self.heading)
        head.addWidget(self.summary)
        self.box.addLayout(head)
        self.question_ids: tuple[str, ...] = ()
        """The questions that are shown, in their order."""
        self.cards: dict[str, QuestionCard] = {}
        """The cards made so far: a card takes some milliseconds, so they are made one by one."""
        self._waiting: list[Question] = []
        self._field: QWidget | None = None
        """The field that was brought into view last."""
        self._grow_soon = self._soon(self._settle)
        self._look_soon = self._soon(self._look)
        self.box.addStretch(1)
        self.retranslate()

    def pad(self, steps: float) -> None:
        """Leave so many steps of the grid at both sides of the cards."""
        margins = self.box.contentsMargins()
        if margins.left() != space(steps):
            self.box.setContentsMargins(space(steps), margins.top(), space(steps), margins.bottom())

    def _soon(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(0)
        timer.timeout.connect(slot)
        return timer

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show these questions; cards of others wait out of sight with all that stands in them."""
        ids = tuple(question.id for question in questions)
        if ids == self.question_ids:
            return
        self.question_ids = ids
        self._waiting = [question for question in questions if question.id not in self.cards]
        for question_id, card in self.cards.items():
            card.setVisible(question_id in ids)
        if self.isVisible():
            self._settle()

    def _place_for(self, question_id: str) -> int:
        order = [question.id for question in self._section.questions]
        before = order[: order.index(question_id)]
        # Before the cards stands the head.
        return 1 + sum(made in before for made in self.cards)

    def make_one(self) -> bool:
        """Make the next card; return whether another is still to be made."""
        if self._waiting:
            question = self._waiting.pop(0)
            card = QuestionCard(self._session, question, self.inside)
            card.grown.connect(self._grow_soon.start)
            self.cards[question.id] = card
            self.box.insertWidget(self._place_for(question.id), card)
            self.card_made.emit(card)
            # Qt would show it in a later event, and until then it would have no place to scroll to.
            card.show()
            if self.isVisible():
                self._settle()
        return bool(self._waiting)

    def make_up_to(self, question_id: str) -> QuestionCard:
        """Make every card up to this one and return it."""
        while question_id not in self.cards:
            self.make_one()
        return self.cards[question_id]

    def retranslate(self) -> None:
        """Say everything again."""
        voice = self._session.voice
        self.heading.setText(voice.text(self._section.title))
        self.summary.setText(voice.text(self._section.summary))
        for card in self.cards.values():
            card.retranslate()

    def restyle(self) -> None:
        """Draw everything again in the session's colours."""
        for card in self.cards.values():
            card.restyle()

    def refresh(self) -> None:
        """Show what the session holds."""
        for card in self.cards.values():
            card.refresh()

    def begin(self) -> None:
        """Show an assessment that has just been opened; nothing typed for another stays."""
        for card in self.cards.values():
            card.begin()

    def retire(self) -> None:
        """Write nothing any more: the view waits for its end, out of sight."""
        self.hide()
        for card in self.cards.values():
            self._session.flushing.disconnect(card.hand_over)

    def bring_into_view(self, card: QuestionCard) -> None:
        """Scroll so that the whole card can be seen, its head at least."""
        self._settle()
        bar = self.verticalScrollBar()
        room, top = self.viewport().height(), card.y()
        bottom = top + card.height()
        if card.question.id == self.question_ids[0]:
            bar.setValue(0 if bottom <= room else top - TOP_GAP)
        elif top - TOP_GAP < bar.value() or bottom + TOP_GAP > bar.value() + room:
            bar.setValue(top - TOP_GAP)

    def bring_field_into_view(self, field: QWidget) -> None:
        """Scroll so that a field that has just been opened can be seen while it is typed into."""
        self._field = field
        self._look()
        # What was shown a moment ago finds its height with the events that are still waiting.
        self._look_soon.start()

    @Slot()
    def _look(self) -> None:
        self._settle()
        if self._field is not None and self._field.isVisible():
            self.ensureWidgetVisible(self._field, 0, TOP_GAP)

    @Slot()
    def _settle(self) -> None:
        # A note that grows while it is being laid out is not heard by the layouts above it.
        layout = self.inside.layout()
        for _ in range(2):
            if layout is not None:
                layout.invalidate()
                layout.activate()
            QApplication.sendEvent(self.viewport(), QEvent(QEvent.Type.LayoutRequest))

    def showEvent(self, event: QShowEvent) -> None:
        """Find the cards their places before they are seen."""
        super().showEvent(event)
        self._settle()
