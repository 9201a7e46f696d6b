"""The report: what to print, the exact pages, and the ways to hand them over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, QTemporaryDir, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from assessor.domain.assessment import Answer, Project
from assessor.domain.language import Language
from assessor.domain.paper import ReportKind, ReportOrder
from assessor.domain.problem import Problem
from assessor.language import Voice
from forms.actions import Actions
from forms.dialogs import Dialogs
from forms.jobs import PollingJob
from forms.pages.base import Page
from forms.session import Session
from forms.widgets.basic import row, rule
from forms.widgets.report_panel import ReportPanel

if TYPE_CHECKING:
    from forms.printing import PrintTask
    from forms.widgets.pdf_preview import PdfPreview

SETTLE_MS = 600
"""How long to wait after a change before the preview is made anew."""

SHOW_PROGRESS_MS = 1_000
"""Shorter work shows no progress: a flash would only disturb."""


@dataclass(frozen=True)
class Edition:
    """Everything that the bytes of a report depend on and that can change in this window."""

    assessment_id: str
    project: Project
    answers: Mapping[str, tuple[Answer, ...]]
    beliefs: str
    kind: ReportKind
    language: Language
    day: date


class ReportPage(Page):
    """Keeps the preview up to date, and saves and prints the bytes it shows."""

    NAME: ClassVar[str] = "report"

    def __init__(self, session: Session, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(session, dialogs, parent)
        # QtPdf is heavy, and only this page needs it.
        from forms.widgets.pdf_preview import PdfPreview  # noqa: PLC0415

        self.panel = ReportPanel(self._voice_now, self)
        self.preview: PdfPreview = PdfPreview(self)
        self._shown: Edition | None = None
        self._making: Edition | None = None
        self._job: PollingJob | None = None
        self._printing: PrintTask | None = None
        self._when_ready: Callable[[], object] | None = None
        self._kept: QTemporaryDir | None = None
        self._settle = self._timer(SETTLE_MS, self.refresh)
        self._patience = self._timer(SHOW_PROGRESS_MS, self.panel.show_progress_bar)
        self._actions = self._make_actions()
        self._lay_out()
        self._connect()

    def _voice_now(self) -> Voice:
        return self.voice

    def _timer(self, wait_ms: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait_ms)
        timer.timeout.connect(slot)
        return timer

    def _make_actions(self) -> Actions:
        made = Actions(self)
        self.save_action = made.add(lambda v: v.say("Save as PDF…"), self.save, "Ctrl+Alt+S")
        self.print_action = made.add(lambda v: v.say("Print…"), self.print_out, "Ctrl+P")
        self.view_action = made.add(
            lambda v: v.say("Open in the system viewer"), self.open_outside, "Ctrl+Alt+O"
        )
        return made

    def _lay_out(self) -> None:
        line = row(self, gap=3, pad=3)
        line.addWidget(self.panel)
        line.addWidget(rule(self, upright=True))
        line.addWidget(self.preview, 1)
        self.panel.add_actions(self._actions.all())

    def _connect(self) -> None:
        self.panel.kind_chosen.connect(self.refresh)
        self.panel.language_chosen.connect(self._keep_language)
        self.panel.day_chosen.connect(self._record_day)
        self.panel.cancel_wanted.connect(self.cancel)
        self.panel.retry_wanted.connect(self._retry)
        self.session.flushing.connect(self.panel.hand_over)
        self.session.forecast_changed.connect(self._follow)
        self.session.project_changed.connect(self._follow)
        self.session.assessment_opened.connect(self._begin)
        self.session.assessment_closed.connect(self._forget)

    def shortcuts(self) -> tuple[QAction, ...]:
        """Return what can be done with the report."""
        return self._actions.all()

    def retranslate(self) -> None:
        """Say every text again."""
        self._actions.retranslate(self.voice)
        self.panel.retranslate()
        self.preview.retranslate(self.voice)
        if self.isVisible():
            self.refresh()

    def restyle(self) -> None:
        """Draw in the session's colours; the paper stays white."""
        self.preview.restyle(self.session.colours)
        self.panel.fit()

    def leave(self) -> None:
        """Stop printing to the preview: nobody looks at it."""
        super().leave()
        self._settle.stop()
        self._give_up()
        self._stop_job()

    # The preview

    def wanted(self) -> Edition | None:
        """Return the edition that the choices ask for."""
        assessment = self.session.assessment
        if assessment is None:
            return None
        language = self.session.settings.report_language or self.voice.language
        return Edition(
            assessment.id,
            assessment.project,
            assessment.answers,
            self.session.service.chosen_beliefs,
            self.panel.kind,
            language,
            assessment.project.day or _today(),
        )

    @property
    def is_fresh(self) -> bool:
        """Return whether the pages on show are what the choices ask for."""
        return self._shown is not None and self._shown == self.wanted()

    @property
    def is_working(self) -> bool:
        """Return whether pages are being made."""
        return self._job is not None

    @Slot()
    def refresh(self) -> None:
        """Show the choices, and make the preview anew when it is out of date."""
        wanted = self.wanted()
        if wanted is None:
            return
        self.panel.show_choices(wanted.language, wanted.project.day)
        if wanted == self._making:
            return
        if wanted == self._shown:
            self._stop_job()
            self.panel.show_state("fresh")
            return
        self._make(wanted)

    def _make(self, edition: Edition) -> None:
        self._stop_job()
        assessment = self.session.assessment
        if assessment is None:
            return
        self.panel.show_state("stale" if self._shown else "making")
        try:
            order = ReportOrder(kind=edition.kind, language=edition.language, day=edition.day)
            job = self.session.service.start_report(assessment, order)
        except Problem as problem:
            self._fail(problem)
            return
        self._making = edition
        self._job = PollingJob(job, self)
        self._job.progress.connect(self.panel.show_progress)
        self._job.done.connect(self._show)
        self._job.failed.connect(self._fail)
        self._job.start()
        self._patience.start()

    def _stop_job(self) -> None:
        self._patience.stop()
        self._making = None
        if self._job is not None:
            self._job.cancel()
            self._job.deleteLater()
            self._job = None

    @Slot(object)
    def _show(self, content: bytes) -> None:
        made = self._making
        self._stop_job()
        self._shown = made
        self.preview.show_bytes(content)
        self.panel.show_state("fresh")
        then, self._when_ready = self._when_ready, None
        if then is not None:
            then()

    @Slot(object)
    def _fail(self, problem: Problem) -> None:
        self._stop_job()
        self._when_ready = None
        self.panel.show_problem(self.voice.explain(problem))

    @Slot()
    def cancel(self) -> None:
        """Stop whatever is going on: making the preview, or printing."""
        self._when_ready = None
        if self._printing is not None:
            self._printing.cancel()
        if self._job is not None:
            self._stop_job()
            self.panel.show_state("stopped")

    @Slot()
    def _retry(self) -> None:
        self.refresh()

    @Slot()
    def _follow(self) -> None:
        """Mark the preview as out of date and make it anew when the changes have settled."""
        wanted = self.wanted()
        if not self.isVisible() or wanted in (self._shown, self._making):
            return
        self.panel.show_state("stale" if self._shown else "making")
        self._settle.start()

    @Slot()
    def _begin(self) -> None:
        """Forget the pages of the assessment before."""
        self._give_up()
        self._stop_job()
        self._shown = None
        self.preview.show_bytes(b"")
        if self.isVisible():
            self.refresh()

    @Slot()
    def _forget(self) -> None:
        self._give_up()
        self._stop_job()
        self._shown = None
        self.preview.show_bytes(b"")

    # The choices

    @Slot(str)
    def _keep_language(self, language: str) -> None:
        self.session.change_settings(report_language=Language(language))
        self.refresh()

    @Slot(object)
    def _record_day(self, day: object) -> None:
        assessment = self.session.assessment
        if assessment is not None:
            changed = assessment.project.model_copy(update={"day": day})
            self.session.set_project(changed, lambda v: v.say("Day of the assessment"), key="day")

    # Handing over

    def _with_fresh_pages(self, then: Callable[[], object]) -> None:
        """Do something with the pages: now when they are up to date, else as soon as they are."""
        self.session.flush()
        if self.is_fresh:
            then()
            return
        self._when_ready = then
        self.refresh()

    def _give_up(self) -> None:
        """Let go of what waits for its pages: they would be those of another moment or client."""
        if self._when_ready is None:
            return
        self._when_ready = None
        self.session.problem_raised.emit(
            self.voice.say(
                "The report was not saved, opened or printed: its pages were not ready yet when "
                "you left them. Do it again from the Report page."
            )
        )

    @Slot()
    def save(self) -> None:
        """Ask for a place and save the pages there."""
        voice = self.voice
        filters = voice.say("PDF (%(kinds)s)", kinds="*.pdf")
        suggested = self.session.suggested_name(".pdf")
        path = self.dialogs.save_file(self, voice.say("Save the report"), suggested, filters)
        if path is not None:
            self._with_fresh_pages(lambda: self._write(path))

    def _write(self, path: Path) -> bool:
        try:
            self.session.service.write_bytes(path, self.preview.content)
        except Problem as problem:
            self.panel.show_problem(self.voice.explain(problem))
            return False
        self.session.change_settings(last_folder=str(path.parent))
        self.session.notice.emit(self.voice.say("Saved as %(name)s.", name=path.name))
        return True

    @Slot()
    def open_outside(self) -> None:
        """Show the pages in the program that the system has for PDF files."""
        self._with_fresh_pages(self._open_outside)

    def _open_outside(self) -> None:
        # The folder lives as long as the page: the other program reads from it.
        if self._kept is None:
            self._kept = QTemporaryDir()
        path = Path(self._kept.path()) / Path(self.session.suggested_name(".pdf")).name
        try:
            self.session.service.write_bytes(path, self.preview.content)
        except Problem as problem:
            self.panel.show_problem(self.voice.explain(problem))
            return
        if not self.dialogs.open_outside(str(path)):
            self.panel.show_problem(
                self.voice.say("The system has no program that shows PDF files. Save the report.")
            )

    @Slot()
    def print_out(self) -> None:
        """Ask for a printer and print the pages, one printing at a time."""
        if self._printing is None:
            self._with_fresh_pages(self._print)

    def _print(self) -> None:
        from forms.printing import task_for  # noqa: PLC0415 - printing is rare and its module heavy

        printer = self.dialogs.choose_printer(self, self.voice.say("Print the report"))
        if printer is None:
            return
        title = Path(self.session.suggested_name("")).name
        content, document = self.preview.content, self.preview.document
        task = task_for(printer, content, document, title, self)
        self._printing = task
        task.progress.connect(self.panel.show_progress)
        task.done.connect(self._printed)
        task.failed.connect(self._not_printed)
        task.cancelled.connect(self._print_stopped)
        app = QCoreApplication.instance()
        if app is not None:
            # A page half painted must be let go of before the printer is.
            app.aboutToQuit.connect(task.cancel)
        self._patience.start()
        task.start()

    def _end_printing(self) -> None:
        self._patience.stop()
        if self._printing is not None:
            self._printing.deleteLater()
            self._printing = None

    @Slot()
    def _printed(self) -> None:
        self._end_printing()
        self.panel.show_state("printing")

    @Slot(str)
    def _not_printed(self, reason: str) -> None:
        self._end_printing()
        voice = self.voice
        told = reason or voice.say("the printer gave no reason")
        self.panel.show_problem(
            voice.say(
                "It could not be printed: %(reason)s. Open the report in the system viewer and "
                "print it from there.",
                reason=told.rstrip("."),
            )
        )

    @Slot()
    def _print_stopped(self) -> None:
        self._end_printing()
        self.panel.show_state("fresh")


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
