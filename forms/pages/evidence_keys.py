"""The keys of the interview, under a Latin and a Russian layout alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence

from assessor.domain.assessment import Grade
from assessor.domain.questionnaire import LEVELS
from assessor.language import Voice
from forms.actions import Actions, both_layouts
from forms.widgets import answering
from forms.widgets.question_card import QuestionCard

if TYPE_CHECKING:
    from forms.pages.evidence import EvidencePage


class EvidenceKeys(QObject):
    """Makes an action of everything that a key does on the Evidence page."""

    def __init__(self, page: EvidencePage) -> None:
        super().__init__(page)
        self._page = page
        self._set = Actions(page)
        self._add_levels()
        self._add_states()
        self._add_writing()
        self._add_moves()

    def all(self) -> tuple[QAction, ...]:
        """Return the actions in reading order."""
        return self._set.all()

    def retranslate(self, voice: Voice) -> None:
        """Say the words of the actions again."""
        self._set.retranslate(voice)

    def _add_levels(self) -> None:
        for level in range(LEVELS):
            action = self._set.add(_level_words(level), self._level, str(level))
            action.setData(level)

    def _add_states(self) -> None:
        add = self._set.add
        add(lambda v: v.say("Said: somebody told us"), self._said, both_layouts("S"))
        add(lambda v: v.say("Shown: we saw it"), self._shown, both_layouts("H"))
        add(lambda v: v.say("Proven: measured or traced"), self._proven, both_layouts("P"))
        add(lambda v: v.say("Asked, and nobody knows"), self._unknown, both_layouts("U"))
        add(lambda v: v.say("Not applicable"), self._leave_out, both_layouts("X"))
        add(lambda v: v.say("Not asked after all"), self._clear, "Backspace")

    def _add_writing(self) -> None:
        add = self._set.add
        add(lambda v: v.say("Write a note"), self._note, both_layouts("N"))
        add(lambda v: v.say("Who said it"), self._who, both_layouts("W"))
        add(lambda v: v.say("Next role's answer"), self._next_role, both_layouts("R"))
        add(lambda v: v.say("Add evidence"), self._evidence, both_layouts("A"))
        add(lambda v: v.say("Attach a file"), self._attach, both_layouts("Shift+A"))
        add(lambda v: v.say("Paste as evidence"), self._page.paste, "Ctrl+V")
        add(lambda v: v.say("Mark to follow up"), self._follow_up, both_layouts("F"))
        add(lambda v: v.say("Help on this question"), self._help, "F1")
        add(lambda v: v.say("Back to the question"), self._back, "Esc")

    def _add_moves(self) -> None:
        add = self._set.add
        down = [*both_layouts("J"), QKeySequence(Qt.Key.Key_Down)]
        up = [*both_layouts("K"), QKeySequence(Qt.Key.Key_Up)]
        actions = [
            add(lambda v: v.say("Next question"), self._next, down),
            add(lambda v: v.say("Previous question"), self._previous, up),
            add(lambda v: v.say("Next section"), self._next_section, "Ctrl+PgDown"),
            add(lambda v: v.say("Previous section"), self._previous_section, "Ctrl+PgUp"),
        ]
        for action in actions:
            action.setAutoRepeat(True)
        add(lambda v: v.say("Next open point"), self._next_open, both_layouts("G"))
        add(lambda v: v.say("Previous open point"), self._previous_open, both_layouts("Shift+G"))
        add(lambda v: v.say("List of open points"), self._open_points, both_layouts("O"))
        add(lambda v: v.say("Find in questions and notes"), self._find, "Ctrl+F")
        add(lambda v: v.say("Express or full"), self._length, "Ctrl+E")

    def _with_card(self, do: Callable[[QuestionCard], object]) -> None:
        if self._page.current is not None:
            do(self._page.current)

    @Slot()
    def _level(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            level = int(action.data())
            self._with_card(lambda c: c.judge(lambda a: answering.at_level(a, level)))

    @Slot()
    def _said(self) -> None:
        self._with_card(lambda c: c.give_grade(Grade.SAID))

    @Slot()
    def _shown(self) -> None:
        self._with_card(lambda c: c.give_grade(Grade.SHOWN))

    @Slot()
    def _proven(self) -> None:
        self._with_card(lambda c: c.give_grade(Grade.PROVEN))

    @Slot()
    def _unknown(self) -> None:
        self._with_card(lambda c: c.judge(answering.nobody_knows))

    @Slot()
    def _leave_out(self) -> None:
        self._with_card(lambda c: c.leave_out())

    @Slot()
    def _clear(self) -> None:
        self._with_card(lambda c: c.judge(answering.not_asked))

    @Slot()
    def _note(self) -> None:
        self._with_card(lambda c: c.note.setFocus(Qt.FocusReason.ShortcutFocusReason))

    @Slot()
    def _who(self) -> None:
        self._with_card(lambda c: c.who.setFocus(Qt.FocusReason.ShortcutFocusReason))

    @Slot()
    def _next_role(self) -> None:
        self._with_card(lambda c: c.next_role())

    @Slot()
    def _evidence(self) -> None:
        self._with_card(self._page.begin_evidence)

    @Slot()
    def _attach(self) -> None:
        self._with_card(self._page.files.choose)

    @Slot()
    def _follow_up(self) -> None:
        self._with_card(lambda c: c.mark_follow_up())

    @Slot()
    def _help(self) -> None:
        self._with_card(lambda c: c.toggle_help())

    @Slot()
    def _back(self) -> None:
        self._page.search.clear()
        self._with_card(lambda card: card.evidence.add())
        self._with_card(self._page.turn_to)

    @Slot()
    def _next(self) -> None:
        self._page.step(1)

    @Slot()
    def _previous(self) -> None:
        self._page.step(-1)

    @Slot()
    def _next_section(self) -> None:
        self._page.step_section(1)

    @Slot()
    def _previous_section(self) -> None:
        self._page.step_section(-1)

    @Slot()
    def _next_open(self) -> None:
        self._page.step_open(1)

    @Slot()
    def _previous_open(self) -> None:
        self._page.step_open(-1)

    @Slot()
    def _open_points(self) -> None:
        self._page.side.turn_open_points()
        if not self._page.side.open_list.isVisible():
            self._with_card(self._page.turn_to)

    @Slot()
    def _find(self) -> None:
        self._page.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._page.search.selectAll()

    @Slot()
    def _length(self) -> None:
        session = self._page.session
        session.set_express(not session.settings.express)


def _level_words(level: int) -> Callable[[Voice], str]:
    return lambda v: v.say("Level %(level)d", level=level)
