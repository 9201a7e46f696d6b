"""The interview: sections at the left, questions in the middle, the live risk at the right."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from assessor.domain import standing
from assessor.domain.questionnaire import Question, Section
from forms.dialogs import Dialogs
from forms.pages.base import Page
from forms.pages.evidence_keys import EvidenceKeys
from forms.session import Session
from forms.theme import space
from forms.widgets.basic import ScrollColumn, column, row, rule
from forms.widgets.found_list import FoundList, matching
from forms.widgets.question_card import QuestionCard
from forms.widgets.risk_pane import RiskPane
from forms.widgets.search_field import SearchField
from forms.widgets.section_list import SectionList, SectionState
from forms.widgets.section_view import SectionView
from forms.widgets.segmented import Segmented

SIDE_SHARE, MIDDLE_SHARE, PANE_SHARE = 15, 61, 24
SIDE_WIDTHS = (space(26), space(30))
SIDE_MARGINS = (space(2), space(3), space(1), space(1))
PANE_WIDTHS = (space(32), space(44))
MOST_GROWN = 1.3
CARD_PAD, SCROLL_BAR = 3, 12
"""What stands at the sides of a card: steps of the grid, and pixels."""
IDLE_MS = 15
"""Between two cards made ahead of time: the keys come first."""
EXPRESS, FULL = "express", "full"


class EvidencePage(Page):
    """Takes answers from the keyboard as fast as they are spoken."""

    NAME: ClassVar[str] = "evidence"

    def __init__(self, session: Session, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(session, dialogs, parent)
        self._views: dict[str, SectionView] = {}
        self._section_id = ""
        self._shown_id = ""
        self.current: QuestionCard | None = None
        """The card that the keys speak to."""
        self._idle = QTimer(self)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._make_more)
        self.stack = QStackedWidget(self)
        self.pane = RiskPane(session, self)
        self._make_side()
        self._lay_out()
        self.keys = EvidenceKeys(self)
        self._connect()

    # Making

    def _make_side(self) -> None:
        self.side = QWidget(self)
        self.length = Segmented((EXPRESS, FULL), self.side)
        self.search = SearchField(self.side)
        self.sections = SectionList(self.side)
        self.found = FoundList(self.side)
        self.found.hide()
        box = column(self.side, gap=1.5)
        box.setContentsMargins(*SIDE_MARGINS)
        box.addWidget(self.length)
        box.addWidget(self.search)
        lists = ScrollColumn(self.side, gap=0, pad=0)
        lists.box.addWidget(self.sections)
        lists.box.addWidget(self.found)
        lists.box.addStretch(1)
        box.addWidget(lists, 1)

    def _lay_out(self) -> None:
        box = row(self, gap=0)
        box.addWidget(self.side, SIDE_SHARE)
        box.addWidget(self.stack, MIDDLE_SHARE)
        self.divider = rule(self, upright=True)
        box.addWidget(self.divider)
        box.addWidget(self.pane, PANE_SHARE)

    def _share_width(self) -> None:
        # Larger letters need wider columns, up to what leaves the questions their room.
        words = self.length.sizeHint().width() + SIDE_MARGINS[0] + SIDE_MARGINS[2]
        grown = min(self.session.settings.zoom, MOST_GROWN)
        side = max(round(SIDE_WIDTHS[0] * grown), words)
        self.side.setMinimumWidth(side)
        self.side.setMaximumWidth(max(round(SIDE_WIDTHS[1] * grown), side))
        self.pane.setMinimumWidth(PANE_WIDTHS[0])
        self.pane.setMaximumWidth(round(PANE_WIDTHS[1] * grown))
        self._yield_width(side)

    def _yield_width(self, side: int) -> None:
        """Hide the risk where questions would be cut off beside it: very large letters."""
        if self.current is None:
            return
        around = 2 * space(CARD_PAD) + SCROLL_BAR
        wanted = side + self.current.minimumSizeHint().width() + around + PANE_WIDTHS[0]
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
        self.sections.wanted.connect(self.show_section)
        self.found.wanted.connect(self._on_found)
        self.pane.question_wanted.connect(self.go_to)
        self.length.chosen.connect(self._on_length)
        self.search.textChanged.connect(self._on_search)
        self.search.returnPressed.connect(self.found.take_marked)
        self.search.stepped.connect(self.found.step)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    # What is asked

    def _asked(self, section: Section) -> tuple[Question, ...]:
        questions = section.questions
        return tuple(q for q in questions if q.express or not self.session.settings.express)

    @property
    def _asked_sections(self) -> tuple[Section, ...]:
        return tuple(s for s in self.session.questionnaire.sections if self._asked(s))

    # Showing

    def refresh(self) -> None:
        """Bring sections, cards and pane up to date."""
        if self.session.assessment is None:
            return
        self._turn_to_assessment(self.session.assessment.id)
        self.length.set_value(EXPRESS if self.session.settings.express else FULL)
        if self._section_id not in {section.id for section in self._asked_sections}:
            self._section_id = self._asked_sections[0].id
        self.show_section(self._section_id)
        self._show_progress()
        self.pane.refresh()

    def retranslate(self) -> None:
        """Say everything again."""
        voice = self.voice
        questionnaire = self.session.questionnaire
        lengths = [
            voice.say(
                "Express: the %(n)d questions that matter most", n=len(questionnaire.express)
            ),
            voice.say("Full: all %(n)d questions", n=len(questionnaire.questions)),
        ]
        self.length.set_texts([voice.say("Express"), voice.say("Full")], lengths)
        self.search.retranslate(voice, voice.say("Find a question"))
        self.keys.retranslate(voice)
        self._share_width()
        for view in self._views.values():
            view.retranslate()
        self._show_progress()
        self.pane.refresh()

    def restyle(self) -> None:
        """Draw everything again in the session's colours."""
        self.search.restyle(self.session.colours)
        self._share_width()
        for view in self._views.values():
            view.restyle()
        self._show_progress()
        self.pane.refresh()
        # The letters get their new size only when the stylesheet has reached every card.
        QTimer.singleShot(0, self, self._keep_place)

    @Slot()
    def _keep_place(self) -> None:
        self._share_width()
        view = self._views.get(self._section_id)
        if self.current is not None and view is not None and self.isVisible():
            view.bring_into_view(self.current)

    def arrive(self) -> None:
        """Give the keys to the current question."""
        if self.current is not None:
            self.current.setFocus(Qt.FocusReason.OtherFocusReason)

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
        self.sections.show_sections(states, self.voice, self.session.colours)
        self.sections.mark(self._section_id)

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
        if section_id not in self._views:
            section = self.session.questionnaire.section_by_id[section_id]
            view = SectionView(self.session, section, self._asked(section), self.stack)
            view.link_opened.connect(self._open_link)
            self._views[section_id] = view
            self.stack.addWidget(view)
        return self._views[section_id]

    @Slot()
    def _make_more(self) -> None:
        sections = sorted(self._asked_sections, key=lambda s: s.id != self._section_id)
        more = any(self._view(section.id).make_one() for section in sections)
        if not more or not self.isVisible():
            self._idle.stop()

    @Slot(str)
    def go_to(self, question_id: str) -> None:
        """Bring a question into view and make it current; the full set when express lacks it."""
        question = self.session.questionnaire.by_id.get(question_id)
        if question is None:
            return
        if self.session.settings.express and not question.express:
            self.session.set_express(False)
        self.show_section(question.section_id)
        card = self._views[question.section_id].make_up_to(question_id)
        card.show_somebody()
        self.turn_to(card)

    def turn_to(self, card: QuestionCard) -> None:
        """Make a card current, bring it into view and give it the keys."""
        self._make_current(card)
        self._views[self._section_id].bring_into_view(card)
        card.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_evidence(self, card: QuestionCard) -> None:
        """Open the card's line for evidence where it can be seen."""
        card.evidence.begin()
        self._views[self._section_id].bring_field_into_view(card.evidence.entry)

    def _make_current(self, card: QuestionCard) -> None:
        if self.current is card:
            return
        if self.current is not None:
            self.current.show_current(current=False)
        self.current = card
        card.show_current(current=True)

    def step(self, by: int) -> None:
        """Go so many questions on or back, across sections."""
        if self.current is None:
            return
        order = [question.id for question in self.session.questions]
        index = order.index(self.current.question.id) + by
        if 0 <= index < len(order):
            self.go_to(order[index])

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
        view = self._views.get(section_id)
        if view is not None and question_id in view.cards:
            view.cards[question_id].refresh()
        self._show_progress()

    @Slot()
    def _on_opened(self) -> None:
        for view in self._views.values():
            view.begin()
        if self.isVisible():
            self.refresh()

    def _turn_to_assessment(self, assessment_id: str) -> None:
        # The window may call refresh before or after this page hears of the opening.
        if assessment_id != self._shown_id:
            self._shown_id = assessment_id
            self._section_id = ""
            self.current_to_none()

    def current_to_none(self) -> None:
        """Forget which card was current."""
        if self.current is not None:
            self.current.show_current(current=False)
            self.current = None

    @Slot()
    def _on_express(self) -> None:
        self.session.flushing.emit()
        kept, self.current = self.current, None
        for view in self._views.values():
            self.stack.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._views.clear()
        if self.isVisible():
            self.refresh()
            if kept is not None and kept.question in self.session.questions:
                self.go_to(kept.question.id)
            else:
                self.arrive()

    @Slot(str)
    def _on_length(self, value: str) -> None:
        self.session.set_express(value == EXPRESS)

    @Slot(str)
    def _on_search(self, text: str) -> None:
        wanted = text.strip()
        self.found.setVisible(bool(wanted))
        self.sections.setVisible(not wanted)
        if wanted:
            found = matching(self.session.questionnaire, wanted)
            self.found.show_found(found, self.voice, self.session.colours)

    @Slot(str)
    def _on_found(self, question_id: str) -> None:
        self.search.clear()
        self.go_to(question_id)

    @Slot(str)
    def _open_link(self, address: str) -> None:
        if not self.dialogs.open_outside(address):
            self.session.problem_raised.emit(
                self.voice.say("The link could not be opened: %(address)s", address=address[:200])
            )

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
