"""Files on their way into the evidence and out of it, beside the window so that it never waits."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLong
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from assessor.domain.assessment import Assessment, EvidenceItem
from assessor.domain.evidence_file import clean_name
from assessor.domain.problem import InputProblem, Problem
from assessor.domain.questionnaire import Role
from assessor.language import Voice
from forms.dialogs import Dialogs
from forms.session import Session
from forms.widgets.dropped import Given
from forms.widgets.question_card import QuestionCard

LOOK_MS = 15
LONGEST_SECONDS = 5.0
"""How long leaving waits for a file that is still being read: a sleeping network drive."""


@dataclass(frozen=True)
class Place:
    """Whose answer to which question a file goes to, and on which side it stands."""

    question_id: str
    role: Role | None
    against: bool


class EvidenceFiles(QObject):
    """Attaches one file after another; what is on its way arrives before anything is left."""

    def __init__(self, session: Session, dialogs: Dialogs, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._dialogs = dialogs
        self._window = window
        self._waiting: deque[tuple[Place, Given]] = deque()
        self._reading: Future[EvidenceItem] | None = None
        self._place = Place("", None, against=False)
        self._problems: list[Problem] = []
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._take)
        session.flushing.connect(self.finish)

    # In

    @Slot(object)
    def choose(self, card: QuestionCard) -> None:
        """Ask for a file and attach it to a card's answer."""
        voice, session = self._session.voice, self._session
        path = self._dialogs.open_file(
            self._window, voice.say("Attach a file"), session.settings.last_folder, ""
        )
        if path is not None:
            session.change_settings(last_folder=str(path.parent))
            self.attach(card, (Given(path=path),))

    @Slot(object, object)
    def attach(self, card: QuestionCard, given: Sequence[Given]) -> None:
        """Attach files to the answer that a card shows."""
        place = Place(card.question.id, card.shown_role, card.evidence.is_against)
        self._waiting.extend((place, each) for each in given)
        if self._reading is None:
            self._next()

    def _next(self) -> None:
        assessment = self._session.assessment
        if assessment is None:
            self._waiting.clear()
        if not self._waiting or assessment is None:
            self._look.stop()
            self._tell()
            return
        self._place, given = self._waiting.popleft()
        self._reading = self._read(assessment, given)
        self._look.start()

    def _read(self, assessment: Assessment, given: Given) -> Future[EvidenceItem]:
        service, against = self._session.service, self._place.against
        if given.path is not None:
            return _begun(partial(service.attach_path, assessment, given.path, against=against))
        name, content = given.name, given.content
        return _begun(partial(service.attach_named, assessment, name, content, against=against))

    @Slot()
    def _take(self) -> None:
        if self._reading is not None and self._reading.done():
            self._receive(self._reading)

    def _receive(self, reading: Future[EvidenceItem]) -> None:
        self._reading = None
        try:
            self._keep(reading.result(LONGEST_SECONDS))
        except Problem as problem:
            self._problems.append(problem)
        except TooLong:
            self._problems.append(
                InputProblem(
                    "A file could not be read in time.", remedy="Copy it to this computer first."
                )
            )
        self._next()

    def _keep(self, item: EvidenceItem) -> None:
        session, place = self._session, self._place
        if session.assessment is None:
            return
        answer = session.assessment.answer_to(place.question_id, place.role)
        if item.attachment in {kept.attachment for kept in answer.evidence}:
            session.notice.emit(
                session.voice.say("“%(name)s” is attached here already.", name=item.content)
            )
            return
        grown = answer.model_copy(update={"evidence": (*answer.evidence, item)})
        question = session.questionnaire.by_id[place.question_id]

        def speak(voice: Voice) -> str:
            return f"{voice.text(question.short)}: {voice.say('Attach a file')}"

        session.set_answer(place.question_id, grown, speak)

    @Slot()
    def finish(self) -> None:
        """Wait for what is on its way: the answers are about to be saved, undone or left."""
        while self._reading is not None:
            self._receive(self._reading)

    def _tell(self) -> None:
        if self._problems:
            first, *others = self._problems
            first.further = (*first.further, *others)
            self._problems = []
            self._session.tell(first)

    # Out

    @Slot(object)
    def save_as(self, item: EvidenceItem) -> None:
        """Write an attached file where the user wants it; it is never opened here."""
        voice, session = self._session.voice, self._session
        try:
            content = session.service.release(item)
            folder = Path(session.settings.last_folder or Path.home())
            suggested = str(folder / clean_name(item.content))
            path = self._dialogs.save_file(
                self._window, voice.say("Save the file as…"), suggested, ""
            )
            if path is None:
                return
            session.service.write_bytes(path, content)
        except Problem as problem:
            session.tell(problem)
            return
        session.change_settings(last_folder=str(path.parent))
        session.notice.emit(voice.say("Saved as %(name)s.", name=path.name))


def _begun(read: Callable[[], EvidenceItem]) -> Future[EvidenceItem]:
    """Return what a file will be once it is read, in a thread of its own."""
    reading: Future[EvidenceItem] = Future()

    def run() -> None:
        try:
            reading.set_result(read())
        except Exception as error:  # noqa: BLE001 - raised again where it is asked for
            reading.set_exception(error)

    # A daemon: a disk that never answers must not keep the program from ending.
    Thread(target=run, name="takeoff-evidence", daemon=True).start()
    return reading
