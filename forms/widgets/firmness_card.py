"""How firm the verdict is, and the single moves under which it would be another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from assessor.domain.firmness import Flip, FlipTest
from assessor.domain.questionnaire import Questionnaire
from assessor.language import Voice, depth, names
from forms.jobs import SideWork
from forms.theme import Colours, space
from forms.widgets.basic import Card, Label
from forms.widgets.pane_line import LineGroup, LineText

WIDEST = 96
"""Steps of the grid; in a longer line the eye loses the verdict that belongs to the move."""

MOST = 8
"""Moves shown before the rest is only counted."""


class FirmnessCard(Card):
    """Tests the verdict beside the window, because that can take some seconds."""

    question_wanted = Signal(str)
    tested = Signal(object)
    """The FlipTest, or None while there is no verdict to test."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, gap=1.5, pad=3)
        self.heading = Label(look="strong", parent=self)
        self.basis = Label(look="small", parent=self)
        self.moves = LineGroup(self)
        self.moves.setMaximumWidth(space(WIDEST))
        self.more = Label(look="small", parent=self)
        for part in (self.heading, self.moves, self.more, self.basis):
            self.box.addWidget(part)
        self.work = SideWork(self)
        self.work.done.connect(self._finish)
        self.moves.wanted.connect(self.question_wanted)

    def test(self, work: Callable[[], FlipTest | None], voice: Voice) -> None:
        """Begin the test and say that it goes on."""
        self.heading.setText(voice.say("Testing how firm the verdict is…"))
        for part in (self.basis, self.moves, self.more):
            part.hide()
        self.work.start(work)

    def show_test(
        self,
        test: FlipTest | None,
        questionnaire: Questionnaire,
        voice: Voice,
        colours: Colours,
    ) -> None:
        """Show what came out."""
        self.heading.setText(depth.firmness(voice, test))
        flips = test.flips if test else ()
        lines = [_line(voice, flip, questionnaire) for flip in flips[:MOST]]
        self.moves.show_lines(voice.say("These moves would change it, to"), lines, colours)
        rest = len(flips) - MOST
        self.more.setVisible(rest > 0)
        self.more.setText(voice.say_many("and %(n)s more", "and %(n)s more", rest))
        self.basis.setVisible(test is not None)
        self.basis.setText(depth.tried(voice, test) if test else "")

    @Slot(object)
    def _finish(self, test: object) -> None:
        self.tested.emit(test)


def _line(voice: Voice, flip: Flip, questionnaire: Questionnaire) -> LineText:
    worse = (flip.moved.level, flip.moved.grade.rank) < (flip.now.level, flip.now.grade.rank)
    return LineText(
        "up" if worse else "down",
        depth.flip(voice, flip, questionnaire),
        names.verdict(voice, flip.verdict),
        flip.question,
    )
