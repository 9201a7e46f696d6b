"""The interview: sections at the left, questions in the middle, the live risk at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeAlias

from PySide6.QtCore import QMimeData, Qt, QTimer, Slot
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from assessor.domain import standing
from assessor.domain.open_points import OpenPoint, open_points
from assessor.domain.questionnaire import Question, Questionnaire, Role, Section
from forms.dialogs import Dialogs
from forms.pages.base import Page
from forms.pages.evidence_files import EvidenceFiles
from forms.pages.evidence_keys import EvidenceKeys
from forms.session import Session
from forms.theme import space
from forms.widgets.basic import row, rule
from forms.widgets.dropped import assessment_file, clipboard_data, files_in, item_in
from forms.widgets.evidence_side import EXPRESS, FULL, EvidenceSide
from forms.widgets.question_card import QuestionCard
from forms.widgets.risk_pane import RiskPane
from forms.widgets.section_list import SectionState
from forms.widgets.section_view import SectionView

SIDE_SHARE, MIDDLE_SHARE, PANE_SHARE = 15, 61, 24
SIDE_WIDTHS = (space(26), space(30))
PANE_WIDTHS = (space(32), space(44))
MOST_GROWN = 1.3
CARD_PAD, NARROW_PAD, SCROLL_BAR = 3, 1, 12
"""What stands at the sides of a card: steps of the grid, and pixels."""
ViewWork: TypeAlias = Callable[[SectionView], None]

DEBT_MS = 40
"""Between two sections that are hidden and catch up."""

IDLE_MS = 15
"""Between two cards made ahead of time: the keys come first."""


class EvidencePage(Page):
    """Takes answers from the keyboard as fast as they are spoken."""

    NAME: ClassVar[str] = "evidence"

    def __init__(self, session: Session, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(session, dialogs, parent)
        self._views: dict[str, SectionView] = {}
        self._owed: dict[str, dict[str, ViewWork]] = {}
        """What sections that are not shown have still to do, each before it is shown."""
        self._asks: Questionnaire | None = None
        """The questionnaire that the views were made for."""
        self._guests: set[str] = set()
        """Questions that are shown although the express check does not ask them."""
        self._section_id = ""
        self._shown_id = ""
        self.current: QuestionCard | None = None
        """The card that the keys speak to."""
        self._idle = QTimer(self)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._make_more)
        self._debts = QTimer(self)
        self._debts.setInterval(DEBT_MS)
        self._debts.timeout.connect(self._settle_one)
        self.stack = QStackedWidget(self)
        self.pane = RiskPane(session, self)
        self.side = EvidenceSide(session, self)
        self.search, self.sections, self.found = (
            self.side.search,
            self.side.sections,
            self.side.found,
        )
        self.files = EvidenceFiles(session, dialogs, self)
        self._lay_out()
        self.keys = EvidenceKeys(self)
        self._connect()
        self.setAcceptDrops(True)

    # Making

    def _lay_out(self) -> None:
        box = row(self, gap=0)
        box.addWidget(self.side, SIDE_SHARE)
        box.addWidget(self.stack, MIDDLE_SHARE)
        self.divider = rule(self, upright=True)
        box.addWidget(self.divider)
        box.addWidget(self.pane, PANE_SHARE)

    def _share_width(self) -> None:
        # Larger letters need wider columns, up to what leaves the questions their room.
        grown = min(self.session.settings.zoom, MOST_GROWN)
        side = max(round(SIDE_WIDTHS[0] * grown), self._words_width())
        self.side.setMinimumWidth(side)
        self.side.setMaximumWidth(max(round(SIDE_WIDTHS[1] * grown), side))
        pane = max(PANE_WIDTHS[0], self.pane.least_width())
        self.pane.setMinimumWidth(pane)
        self.pane.setMaximumWidth(max(round(PANE_WIDTHS[1] * grown), pane))
        self._yield_width(side)

    def _words_width(self) -> int:
        """Return the width of the choices at the side in one line, 0 where that is too much."""
        words = self.side.least_width()
        fits = words + self._card_width() + SCROLL_BAR + 2 * space(NARROW_PAD) <= self.width()
        return words if fits else 0

    def _card_width(self) -> int:
        """Return the least width of the widest question on screen: they share one column."""
        view = self._views.get(self._section_id)
        cards = view.cards.values() if view is not None else ()
        return max((card.minimumSizeHint().width() for card in cards), default=0)

    def _yield_width(self, side: int) -> None:
        """Hide the risk where questions would be cut off beside it: very large letters."""
        if self.current is None:
            return
        card = self._card_width() + SCROLL_BAR
        wanted = side + card + 2 * space(CARD_PAD) + self.pane.minimumWidth()
        pad = CARD_PAD if self.width() >= side + card + 2 * space(CARD_PAD) else NARROW_PAD
        for view in self._views.values():
            view.pad(pad)
        for part in (self.divider, self.pane):
            part.setVisible(self.width() >= wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._share_width()

    def _connect(self) -> None:
        session = self.session
        session.answer_changed.connect(self._on_answer)
        session.assessment_opened.connect(self._on_opened)
        session.express_changed.connect(self._on_express)
        session.role_requested.connect(self._on_role_requested)
        self.sections.wanted.connect(self.show_section)
        self.side.question_wanted.connect(self.go_to)
        self.pane.question_wanted.connect(self.go_to)
        self.side.length.chosen.connect(self._on_length)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    # What is asked

    def _is_asked(self, question: Question) -> bool:
        express = self.session.settings.express
        return not express or question.express or question.id in self._guests

    def _asked(self, section: Section) -> tuple[Question, ...]:
        return tuple(question for question in section.questions if self._is_asked(question))

    @property
    def _asked_sections(self) -> tuple[Section, ...]:
        return tuple(s for s in self.session.questionnaire.sections if self._asked(s))

    @property
    def asked_ids(self) -> tuple[str, ...]:
        """Return the questions that are shown, in their order."""
        return tuple(q.id for q in self.session.questionnaire.questions if self._is_asked(q))

    def _admit(self, question: Question) -> None:
        """Show a question that the express check does not ask; the preference stays."""
        if self._is_asked(question):
            return
        self._guests.add(question.id)
        voice = self.voice
        self.session.notice.emit(
            voice.say(
                "“%(question)s” is not part of the express check; it is shown in addition.",
                question=voice.text(question.short),
            )
        )

    # Showing

    def refresh(self) -> None:
        """Bring sections, cards and pane up to date."""
        if self.session.assessment is None:
            return
        self._turn_to_assessment(self.session.assessment.id)
        self.side.length.set_value(EXPRESS if self.session.settings.express else FULL)
        if self._section_id not in {section.id for section in self._asked_sections}:
            self._section_id = self._asked_sections[0].id
        self.show_section(self._section_id)
        self._show_progress()
        self.pane.refresh()

    def retranslate(self) -> None:
        """Say everything again."""
        voice = self.voice
        self.side.retranslate(self.session.questionnaire)
        self.keys.retranslate(voice)
        self._share_width()
        self._have_done("words", SectionView.retranslate)
        self._show_progress()
        self.pane.refresh()

    def restyle(self) -> None:
        """Draw everything again in the session's colours."""
        self.side.restyle()
        self._share_width()
        self._have_done("colours", SectionView.restyle)
        self._show_progress()
        self.pane.restyle()
        # The letters get their new size only when the stylesheet has reached every card.
        QTimer.singleShot(0, self, self._keep_place)

    def _have_done(self, name: str, work: ViewWork) -> None:
        """Have this done to the section at hand now, and to the others when there is time."""
        for section_id, view in self._views.items():
            if section_id == self._section_id:
                work(view)
            else:
                self._owe(section_id, name, work)
        if self.isVisible():
            self._idle.start()

    def _owe(self, section_id: str, name: str, work: ViewWork) -> None:
        self._owed.setdefault(section_id, {})[name] = work
        self._debts.start()

    @Slot()
    def _settle_one(self) -> None:
        if self.session.is_showing:
            return
        if self._owed:
            self._settle(next(iter(self._owed)))
        if not self._owed:
            self._debts.stop()

    def _settle(self, section_id: str) -> None:
        for work in self._owed.pop(section_id, {}).values():
            work(self._views[section_id])

    @Slot()
    def _keep_place(self) -> None:
        self._share_width()
        view = self._views.get(self._section_id)
        if self.current is not None and view is not None and self.isVisible():
            view.bring_into_view(self.current)

    def arrive(self) -> None:
        """Give the keys to the current question."""
        if self.current is not None:
            self._give_keys(self.current)

    def _give_keys(self, card: QuestionCard) -> None:
        # Undo in the middle of a note must not take the cursor out of it.
        focus = QApplication.focusWidget()
        if focus is None or not card.isAncestorOf(focus):
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_progress(self) -> None:
        assessment = self.session.assessment
        if assessment is None:
            return
        states = []
        for section in self._asked_sections:
            asked = self._asked(section)
            done = sum(
                standing.state(assessment.answers_to(question.id)) is not standing.State.NOT_ASKED
                for question in asked
            )
            title = self.voice.text(section.title)
            states.append(SectionState(section.id, title, done, len(asked)))
        self.side.show_progress(states, self._section_id, self.open_points)

    @property
    def open_points(self) -> tuple[OpenPoint, ...]:
        """Return what is still to be found out by the questions that are asked."""
        assessment = self.session.assessment
        return open_points(assessment, self.asked_ids) if assessment else ()

    @Slot(str)
    def show_section(self, section_id: str) -> None:
        """Bring a section into view; its first question becomes current."""
        view = self._view(section_id)
        self._section_id = section_id
        self.stack.setCurrentWidget(view)
        self.sections.mark(section_id)
        if self.current is None or self.current.question.id not in view.cards:
            self._make_current(view.make_up_to(view.question_ids[0]))
        self._idle.start()

    def _view(self, section_id: str) -> SectionView:
        section = self.session.questionnaire.section_by_id[section_id]
        if section_id not in self._views:
            view = SectionView(self.session, section, self.stack)
            view.card_made.connect(self._on_card)
            self._views[section_id] = view
            self.stack.addWidget(view)
        self._settle(section_id)
        self._views[section_id].show_questions(self._asked(section))
        return self._views[section_id]

    @Slot(QuestionCard)
    def _on_card(self, card: QuestionCard) -> None:
        card.link_opened.connect(self._open_link)
        card.files_wanted.connect(self.files.choose)
        card.files_given.connect(self._on_files)
        card.save_wanted.connect(self.files.save_as)

    @Slot()
    def _make_more(self) -> None:
        # To look for a card to make in a section has it do all that it owes, at once.
        if self.session.is_showing or self._owed:
            return
        sections = sorted(self._asked_sections, key=lambda s: s.id != self._section_id)
        more = any(self._view(section.id).make_one() for section in sections)
        # The new card may be wider than those before it.
        self._share_width()
        if not more or not self.isVisible():
            self._idle.stop()

    @Slot(str)
    def go_to(self, question_id: str) -> None:
        """Bring a question into view and make it current, also one that express lacks."""
        question = self.session.questionnaire.by_id.get(question_id)
        if question is None:
            return
        self._admit(question)
        self.show_section(question.section_id)
        card = self._views[question.section_id].make_up_to(question_id)
        card.show_somebody()
        self._make_current(card)
        self._views[self._section_id].bring_into_view(card)
        self._give_keys(card)
        self._show_progress()

    @Slot(str, object)
    def _on_role_requested(self, question_id: str, role: Role | None) -> None:
        card = self.current
        if self.isVisible() and card is not None and card.question.id == question_id:
            card.show_role(role)

    def turn_to(self, card: QuestionCard) -> None:
        """Make a card current, bring it into view and give it the keys, not a field in it."""
        self._make_current(card)
        self._views[self._section_id].bring_into_view(card)
        card.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_evidence(self, card: QuestionCard) -> None:
        """Open the card's line for evidence where it can be seen."""
        card.evidence.begin()
        self._views[self._section_id].bring_field_into_view(card.evidence.adder)

    def _make_current(self, card: QuestionCard) -> None:
        if self.current is card:
            return
        if self.current is not None:
            self.current.show_current(current=False)
        self.current = card
        self.session.attention.on_question(card.question.id)
        card.show_current(current=True)

    def step(self, by: int) -> None:
        """Go so many questions on or back, across sections."""
        if self.current is None:
            return
        order = self.asked_ids
        index = order.index(self.current.question.id) + by
        if 0 <= index < len(order):
            self.go_to(order[index])

    def step_open(self, by: int) -> None:
        """Go to the next or the previous question about which something is open."""
        order, current = self.asked_ids, self.current
        is_open = {point.question_id for point in self.open_points}
        if current is None or not is_open:
            self.session.notice.emit(self.voice.say("Nothing is open."))
            return
        here = order.index(current.question.id)
        ahead = (
            [*order[here + 1 :], *order[: here + 1]]
            if by > 0
            else [
                *reversed(order[:here]),
                *reversed(order[here:]),
            ]
        )
        self.go_to(next(question_id for question_id in ahead if question_id in is_open))

    def step_section(self, by: int) -> None:
        """Go so many sections on or back."""
        order = [section.id for section in self._asked_sections]
        index = order.index(self._section_id) + by
        if 0 <= index < len(order):
            self.go_to(self._view(order[index]).question_ids[0])

    # What happens

    @Slot(str)
    def _on_answer(self, question_id: str) -> None:
        section_id = question_id.partition(".")[0]
        self._settle(section_id)
        view = self._views.get(section_id)
        if view is not None and question_id in view.cards:
            view.cards[question_id].refresh()
        self._show_progress()

    @Slot()
    def _on_opened(self) -> None:
        # What was looked for is a word of the client before.
        self.search.clear()
        # Whoever left the assessment before has handed over what was typed: nothing waits here.
        for section_id in self._views:
            self._owe(section_id, "opening", SectionView.begin)
        if self.isVisible():
            self.refresh()

    def _turn_to_assessment(self, assessment_id: str) -> None:
        # The window may call refresh before or after this page hears of the opening.
        if assessment_id == self._shown_id and self._asks is self.session.questionnaire:
            return
        self._shown_id = assessment_id
        self._section_id = ""
        # The cursor does not stay in a field of the client before: keys would fill it blind.
        field = self.focusWidget()
        if field is not None:
            field.clearFocus()
        self._guests.clear()
        self.current_to_none()
        if self._asks is not self.session.questionnaire:
            self._asks = self.session.questionnaire
            self._drop_views()

    def _drop_views(self) -> None:
        """Let go of the cards of another questionnaire."""
        for section_id in tuple(self._views):
            self._drop(section_id)
        self.side.retranslate(self.session.questionnaire)

    def _drop(self, section_id: str) -> None:
        view = self._views.pop(section_id)
        self._owed.pop(section_id, None)
        if self.current is not None and self.current.question.id in view.cards:
            self.current_to_none()
        self.stack.removeWidget(view)
        view.retire()
        view.deleteLater()

    def current_to_none(self) -> None:
        """Forget which card was current."""
        if self.current is not None:
            self.current.show_current(current=False)
            self.current = None

    @Slot()
    def _on_express(self) -> None:
        """Show fewer or more questions; the one at hand stays, with the cursor where it was."""
        kept = self.current
        self._guests.clear()
        if not self.isVisible():
            return
        if kept is not None and not self._is_asked(kept.question):
            self._guests.add(kept.question.id)
        for section_id in tuple(self._views):
            self._view(section_id)
        self.refresh()
        if kept is not None:
            self.go_to(kept.question.id)
        else:
            self.arrive()

    @Slot(str)
    def _on_length(self, value: str) -> None:
        self.session.set_express(value == EXPRESS)

    @Slot(str)
    def _open_link(self, address: str) -> None:
        if not self.dialogs.open_outside(address):
            self.session.problem_raised.emit(
                self.voice.say("The link could not be opened: %(address)s", address=address[:200])
            )

    # Dropped and pasted

    @Slot(object, object)
    def _on_files(self, card: QuestionCard, data: QMimeData) -> None:
        self.files.attach(card, files_in(data, self.voice))

    def _take_in(self, card: QuestionCard, data: QMimeData) -> bool:
        """Make evidence of what was dropped or pasted; return whether there was any."""
        given = files_in(data, self.voice)
        item = None if given else item_in(data, self.voice)
        if given:
            self.files.attach(card, given)
        elif item is not None:
            card.add_item(item)
        if given or item is not None:
            self._views[self._section_id].bring_field_into_view(card.evidence)
        return bool(given) or item is not None

    def paste(self) -> None:
        """Make evidence for the current question of what the clipboard holds."""
        if self.current is None:
            return
        if not self._take_in(self.current, clipboard_data()):
            self.session.notice.emit(
                self.voice.say("There is nothing in the clipboard that could be evidence.")
            )

    def _card_at(self, event: QDropEvent) -> QuestionCard | None:
        """Return the card under the pointer, else the current one."""
        widget = self.childAt(event.position().toPoint())
        while widget is not None and not isinstance(widget, QuestionCard):
            widget = widget.parentWidget()
        return widget or self.current

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what can be evidence; an assessment is left to the window, which opens it."""
        data = event.mimeData()
        useful = data.hasUrls() or data.hasText() or data.hasImage()
        if self.current is None or assessment_file(data) is not None or not useful:
            event.ignore()
            return
        event.acceptProposedAction()
        self.session.notice.emit(self.voice.say("Drop it on the question that it is evidence for."))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Mark the question that would get it."""
        card = self._card_at(event)
        if card is not None:
            self._make_current(card)
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add it to the question under the pointer."""
        card = self._card_at(event)
        if card is not None and self._take_in(card, event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._make_current(card)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        widget = new
        while widget is not None and not isinstance(widget, QuestionCard):
            widget = widget.parentWidget()
        if widget is not None and self.isAncestorOf(widget):
            self._make_current(widget)

    def shortcuts(self) -> tuple[QAction, ...]:
        """Return the keys of the interview."""
        return self.keys.all()
