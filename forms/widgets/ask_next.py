"""What to ask next: the most valuable minutes first, and what fits into the time that is left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from assessor.domain.enquiry import Agenda, Enquiry
from assessor.domain.questionnaire import Role
from assessor.language import Voice, depth, names
from forms.session import Session
from forms.widgets.basic import Label, button, column
from forms.widgets.chips import Chip, Chips
from forms.widgets.pane_line import LineGroup, LineText
from forms.widgets.segmented import Segmented

MINUTES = (10, 20, 30, 60)
USUAL_MINUTES = 20
NEXT = 3


def enquiry_line(voice: Voice, wanted: Enquiry, session: Session) -> LineText:
    """Return an enquiry as a line: what, how far it can move the risk, how long it takes."""
    words = depth.enquiry(voice, wanted, session.questionnaire)
    points, length = depth.points(voice, wanted), depth.minutes(voice, wanted.minutes)
    spoken = voice.say(
        "%(what)s. Can move the risk by %(points)s points, takes %(length)s.",
        what=words,
        points=points,
        length=length,
    )
    return LineText("dot", words, f"{points} · {length}", wanted.question, spoken)


class AskNext(QWidget):
    """Ranks after the risk is on the screen, so that a key press never waits for it."""

    question_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._enquiries: tuple[Enquiry, ...] = ()
        self._rank_soon = QTimer(self)
        self._rank_soon.setSingleShot(True)
        self._rank_soon.setInterval(0)
        self._rank_soon.timeout.connect(self.rank)
        self.next = LineGroup(self)
        self.toggle = button(look="link", parent=self, wraps=True)
        self.toggle.setCheckable(True)
        self.planner = TimeLeft(session, self)
        self.planner.hide()
        box = column(self, gap=1)
        for part in (self.next, self.toggle, self.planner):
            box.addWidget(part)
        for part in (self.next, self.planner.agenda):
            part.wanted.connect(self.question_wanted)
        self.toggle.toggled.connect(self._turn)

    def refresh(self) -> None:
        """Rank anew as soon as everything else is painted."""
        self._rank_soon.start()

    def say_again(self) -> None:
        """Show what was ranked last in the words and colours of the moment."""
        if self._session.assessment is not None:
            self._show()

    @Slot()
    def rank(self) -> None:
        """Work out the order and show it."""
        session = self._session
        self._rank_soon.stop()
        if session.assessment is None or not self.isVisible():
            return
        asked = {question.id for question in session.questions}
        ranked = session.service.enquiries(session.assessment)
        self._enquiries = tuple(wanted for wanted in ranked if wanted.question in asked)
        self._show()

    @Slot(bool)
    def _turn(self, is_open: bool) -> None:  # noqa: FBT001 - Qt hands the state over like this
        self.planner.setVisible(is_open)
        self._show()

    def _show(self) -> None:
        voice = self._session.voice
        is_open = self.toggle.isChecked()
        self.toggle.setText(voice.say("Hide this plan") if is_open else _offer(voice))
        self.toggle.setVisible(bool(self._enquiries))
        if is_open:
            self.next.hide()
            self.planner.show_enquiries(self._enquiries)
            return
        best = self._session.service.first_enquiries(self._enquiries)[:NEXT]
        lines = [enquiry_line(voice, wanted, self._session) for wanted in best]
        heading = voice.say("Ask next (points it can move, minutes)")
        self.next.show_lines(heading, lines, self._session.colours)


def _offer(voice: Voice) -> str:
    return voice.say("Little time left?")


class TimeLeft(QWidget):
    """Minutes and the people in the room; the agenda follows at once."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._enquiries: Sequence[Enquiry] = ()
        self.minutes_label = Label(look="caption", parent=self)
        self.minutes = Segmented([str(minutes) for minutes in MINUTES], self)
        self.minutes.set_value(str(USUAL_MINUTES))
        self.room_label = Label(look="caption", parent=self)
        self.roles = Chips(self)
        self.room = Label(look="small", parent=self)
        self.agenda = LineGroup(self)
        self.must = Label(look="small", parent=self)
        self.unanswerable = Label(look="small", parent=self)
        box = column(self, gap=1)
        parts: tuple[QWidget, ...] = (
            *(self.minutes_label, self.minutes, self.room_label, self.roles, self.room),
            *(self.agenda, self.must, self.unanswerable),
        )
        for part in parts:
            box.addWidget(part)
        self.minutes.chosen.connect(self._plan)
        self.roles.picked.connect(self._plan)

    def show_enquiries(self, enquiries: Sequence[Enquiry]) -> None:
        """Plan with what is open now."""
        self._enquiries = enquiries
        self._say()
        self._plan()

    def _say(self) -> None:
        voice = self._session.voice
        self.minutes_label.setText(voice.say("Minutes left"))
        spoken = [depth.minutes(voice, minutes) for minutes in MINUTES]
        self.minutes.set_texts([str(minutes) for minutes in MINUTES], spoken)
        self.room_label.setText(voice.say("Who is in the room"))
        chosen = self.roles.marked
        useful = [role for role in Role if any(role in e.roles for e in self._enquiries)]
        here = [role for role in useful if role is not Role.CONSULTANT]
        self.roles.show_chips([Chip(role.value, names.role(voice, role)) for role in here])
        self.roles.mark(chosen)

    @Slot()
    def _plan(self) -> None:
        roles = [Role(value) for value in self.roles.marked]
        minutes = float(self.minutes.value())
        self._show(self._session.service.agenda(self._enquiries, minutes, roles or None))

    def _show(self, found: Agenda) -> None:
        voice, session = self._session.voice, self._session
        self.room.setText(voice.say("Nobody chosen: anybody can be fetched."))
        self.room.setVisible(not self.roles.marked)
        lines = [enquiry_line(voice, wanted, session) for wanted in found.enquiries]
        self.agenda.show_lines(depth.agenda(voice, found), lines, session.colours)
        # A group without lines hides its heading, and here the heading is the answer.
        self.agenda.setVisible(True)
        who = ", ".join(names.within(names.role(voice, role)) for role in found.roles)
        self.must.setText(voice.say("Must be in the room: %(roles)s.", roles=who))
        self.must.setVisible(bool(found.roles))
        left = len(found.unanswerable)
        self.unanswerable.setVisible(bool(left))
        self.unanswerable.setText(
            voice.say_many(
                "%(n)s open question needs somebody else.",
                "%(n)s open questions need somebody else.",
                left,
            )
        )
