"""Copies of the report in other forms, made in a child process and written where it was asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assessor.domain.problem import Problem
from forms.dialogs import Dialogs
from forms.jobs import Job, PollingJob, SideWork
from forms.session import Session
from forms.widgets.work_strip import WorkStrip

SHOW_PROGRESS_MS = 1_000
"""Shorter work shows no progress: a flash would only disturb."""


class ReportCopies(QObject):
    """Makes one copy at a time and says where it is."""

    ended = Signal()
    """A copy was made, or could not be, or is no longer wanted."""

    def __init__(
        self, session: Session, dialogs: Dialogs, strip: WorkStrip, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._dialogs = dialogs
        self._strip = strip
        self._job: PollingJob | None = None
        self._raw: Job | None = None
        self._path = Path()
        self._drawing = SideWork(self)
        self._drawing.done.connect(self._on_drawn)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(SHOW_PROGRESS_MS)
        self._patience.timeout.connect(strip.show_progress_bar)

    @property
    def is_busy(self) -> bool:
        """Return whether a copy is being made."""
        return self._job is not None or self._drawing.is_running

    def make(self, path: Path, start: Callable[[], Job]) -> None:
        """Start work in a child process; what it gives is written to the file."""
        self.cancel()
        try:
            job = start()
        except Problem as problem:
            self._strip.show_problem(self._session.voice.explain(problem), retry=False)
            return
        self._path = path
        self._raw = job
        self._job = PollingJob(job, self)
        self._job.progress.connect(self._strip.show_progress)
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self._on_failed)
        self._strip.show_state("copying")
        self._job.start()
        self._patience.start()

    def draw(self, folder: Path, pictures: Callable[[], Mapping[str, str]]) -> None:
        """Work pictures out beside the window and write each into the folder by its name."""
        self.cancel()
        self._path = folder

        def drawn() -> object:
            try:
                return pictures()
            except Problem as problem:
                return problem

        self._strip.show_state("copying")
        self._drawing.start(drawn)
        self._patience.start()

    @Slot(object)
    def _on_drawn(self, drawn: Mapping[str, str] | Problem) -> None:
        self._let_go()
        if isinstance(drawn, Problem):
            self._strip.show_problem(self._session.voice.explain(drawn), retry=False)
            return
        service, voice, folder = self._session.service, self._session.voice, self._path
        try:
            service.make_folder(folder)
            for name, svg in drawn.items():
                service.write_bytes(folder / f"{name}.svg", svg.encode())
        except Problem as problem:
            self._strip.show_problem(voice.explain(problem), retry=False)
            return
        told = voice.say_many("%(n)s picture is saved.", "%(n)s pictures are saved.", len(drawn))
        self.tell_saved(folder, told)

    @Slot()
    def cancel(self) -> None:
        """End the work at once; harmless when there is none."""
        self._drawing.forget()
        if self._job is not None:
            self._job.cancel()
            self._let_go()

    def _let_go(self) -> None:
        self._patience.stop()
        if self._job is not None:
            self._job.deleteLater()
            self._job = self._raw = None
        self.ended.emit()

    @Slot(object)
    def _on_done(self, content: bytes) -> None:
        told = getattr(self._raw, "notices", ())
        self._let_go()
        if self.write(self._path, content) and told:
            self._strip.show_notices([self._session.voice.explain(problem) for problem in told])

    @Slot(object)
    def _on_failed(self, problem: Problem) -> None:
        self._let_go()
        self._strip.show_problem(self._session.voice.explain(problem), retry=False)

    def write(self, path: Path, content: bytes) -> bool:
        """Write a file and say so, with a way to its folder; return whether that worked."""
        try:
            self._session.service.write_bytes(path, content)
        except Problem as problem:
            self._strip.show_problem(self._session.voice.explain(problem), retry=False)
            return False
        self.tell_saved(path.parent, self._session.voice.say("Saved as %(name)s.", name=path.name))
        return True

    def tell_saved(self, folder: Path, words: str) -> None:
        """Say that something was saved and offer to show where."""
        session = self._session
        session.change_settings(last_folder=str(folder))
        session.notice.emit(words)
        self._strip.show_done(
            words, session.voice.say("Open the folder"), lambda: self.open_folder(folder)
        )

    def open_folder(self, folder: Path) -> None:
        """Show a folder in the program that the system has for it."""
        if not self._dialogs.open_outside(str(folder)):
            told = self._session.voice.say(
                "The system has no program that shows folders: %(folder)s", folder=str(folder)
            )
            self._strip.show_problem(told, retry=False)
