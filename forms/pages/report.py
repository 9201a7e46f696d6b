"""The report: what to print, the exact pages, and the ways to hand them over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTemporaryDir, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from assessor.domain.language import Language
from assessor.domain.paper import ReportKind, ReportOrder, TwinOrder
from assessor.domain.problem import Problem
from assessor.language import Voice
from assessor.settings import ReportTaste
from forms.dialogs import Dialogs
from forms.jobs import Job, PollingJob
from forms.pages.base import Page
from forms.pages.report_edition import Edition
from forms.session import Session
from forms.widgets.basic import row, rule
from forms.widgets.reading_order import stops
from forms.widgets.report_panel import ReportPanel
from forms.widgets.report_twin import twin_name

if TYPE_CHECKING:
    from forms.pages.report_printing import ReportPrinting
    from forms.widgets.pdf_preview import PdfPreview

SETTLE_MS = 600
"""How long to wait after a change before the preview is made anew."""

SHOW_PROGRESS_MS = 1_000
"""Shorter work shows no progress: a flash would only disturb."""

WARM_MS = 50
"""After the page is in view a child is warmed up, so that the first preview comes sooner."""


class ReportPage(Page):
    """Keeps the preview up to date, and saves and prints the bytes it shows."""

    NAME: ClassVar[str] = "report"

    def __init__(self, session: Session, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(session, dialogs, parent)
        # QtPdf is heavy, and only this page needs it.
        from forms.pages.report_copies import ReportCopies  # noqa: PLC0415
        from forms.pages.report_keys import ReportKeys  # noqa: PLC0415
        from forms.pages.report_printing import ReportPrinting  # noqa: PLC0415
        from forms.widgets.pdf_preview import PdfPreview  # noqa: PLC0415

        self.panel = ReportPanel(self._voice_now, self)
        self.preview: PdfPreview = PdfPreview(self)
        strip = self.panel.strip
        self.printing: ReportPrinting = ReportPrinting(session, dialogs, self.preview, strip, self)
        self.copies = ReportCopies(session, dialogs, strip, self)
        self._shown: Edition | None = None
        self._making: Edition | None = None
        self._job: PollingJob | None = None
        self._raw: Job | None = None
        self._when_ready: Callable[[], object] | None = None
        self._kept: QTemporaryDir | None = None
        self._settle = self._timer(SETTLE_MS, self.refresh)
        self._patience = self._timer(SHOW_PROGRESS_MS, strip.show_progress_bar)
        self.keys = ReportKeys(self)
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

    def _lay_out(self) -> None:
        line = row(self, gap=3, pad=3)
        line.addWidget(self.panel)
        line.addWidget(rule(self, upright=True))
        line.addWidget(self.preview, 1)
        self.panel.add_actions(self.keys.main, self.keys.more)
        self._show_taste()

    def _connect(self) -> None:
        panel, session = self.panel, self.session
        panel.choices.changed.connect(self._choose)
        panel.choices.language_chosen.connect(self._keep_language)
        panel.choices.day_chosen.connect(self._record_day)
        panel.choices.folder_wanted.connect(self._open_looks)
        panel.parts.parts_chosen.connect(self._choose)
        panel.parts.commented.connect(self._record_comment)
        panel.editions.freeze_wanted.connect(self._freeze)
        panel.editions.removal_wanted.connect(self._remove_edition)
        panel.twin.changed.connect(self.refresh)
        panel.leaf_changed.connect(self.refresh)
        panel.strip.said.connect(session.spoken)
        panel.parts.said.connect(session.spoken)
        panel.strip.cancel_wanted.connect(self.cancel)
        panel.strip.retry_wanted.connect(self._retry)
        self.printing.viewer_wanted.connect(self.open_outside)
        self.preview.taste_changed.connect(self._keep_view)
        session.flushing.connect(panel.hand_over)
        for signal in (session.forecast_changed, session.project_changed, session.paper_changed):
            signal.connect(self._follow)
        session.decisions_changed.connect(self._follow)
        session.targets_changed.connect(self._follow)
        session.assessment_opened.connect(self._begin)
        session.assessment_closed.connect(self._forget)

    def shortcuts(self) -> tuple[QAction, ...]:
        """Return what can be done with the report."""
        return self.keys.set.all()

    def retranslate(self) -> None:
        """Say every text again."""
        self.keys.set.retranslate(self.voice)
        self.panel.retranslate()
        self.preview.retranslate(self.voice)
        self._say_message()
        if self.isVisible():
            self.refresh()

    def restyle(self) -> None:
        """Draw in the session's colours; the paper stays white."""
        self.preview.restyle(self.session.colours)
        self.panel.restyle(self.session.colours)

    def leave(self) -> None:
        """Stop working for the preview: nobody looks at it."""
        super().leave()
        self._settle.stop()
        self._give_up()
        self._stop_job()
        self.copies.cancel()
        self.printing.give_up()

    def arrive(self) -> None:
        """List the own looks, which may have come or changed while another program was used."""
        looks = self.session.service.looks()
        offered = [(look.id, look.title) for look in looks]
        chosen = self.panel.choices.look
        wrong = [look.problem for look in looks if look.id == chosen and look.problem]
        self.panel.choices.show_looks(offered, self.voice.explain(wrong[0]) if wrong else "")

    @Slot()
    def swap_focus(self) -> None:
        """Lead the keys from the choices to the pages and back."""
        view = self.preview.view
        if view.hasFocus():
            first = next(stops(self.panel), self.panel)
            first.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            view.setFocus()

    # The preview

    def wanted(self) -> Edition | None:
        """Return the edition that the choices ask for; None while they ask for nothing."""
        assessment = self.session.assessment
        if assessment is None or (self._is_full and self.panel.parts.is_nothing):
            return None
        beliefs = self.session.service.chosen_beliefs
        order = self._twin_order() if self.panel.is_twin else self._report_order()
        return Edition.of(assessment, beliefs, order)

    @property
    def _is_full(self) -> bool:
        return not self.panel.is_twin and self.panel.choices.kind is ReportKind.FULL

    @property
    def _language(self) -> Language:
        return self.session.settings.report_language or self.voice.language

    def _report_order(self) -> ReportOrder:
        choices, assessment = self.panel.choices, self.session.assessment
        day = assessment.project.day if assessment else None
        return ReportOrder(
            kind=choices.kind,
            language=self._language,
            day=day or _today(),
            parts=self.panel.parts.parts if choices.kind is ReportKind.FULL else (),
            look=choices.look,
            archive=choices.archive.isChecked(),
            final=choices.is_final,
        )

    def _twin_order(self) -> TwinOrder:
        twin = self.panel.twin
        return TwinOrder(
            kind=twin.kind,
            language=self._language,
            roles=twin.chosen_roles,
            express=twin.express.isChecked(),
            look=self.panel.choices.look,
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
        assessment = self.session.assessment
        if assessment is None:
            return
        self.panel.choices.show_choices(self._language, assessment.project.day)
        self.panel.parts.show_kind(self.panel.choices.kind)
        self._show_kept()
        wanted = self.wanted()
        if wanted is None:
            self._ask_for_parts()
        elif wanted == self._shown:
            self._stop_job()
            self._say_fresh()
        elif wanted != self._making:
            self._make(wanted)

    def _ask_for_parts(self) -> None:
        self._stop_job()
        told = self.voice.say("Nothing is chosen: tick at least one part of the report.")
        self.panel.strip.show_problem(told, retry=False)

    def _say_fresh(self) -> None:
        if self.printing.task is None and not self.copies.is_busy:
            self.panel.strip.show_state("fresh")

    def _show_kept(self) -> None:
        assessment = self.session.assessment
        if assessment is not None:
            self.panel.parts.show_comments(assessment.comments)
            self.panel.editions.show_editions(assessment.milestones)

    def _make(self, edition: Edition) -> None:
        self._stop_job()
        self._say_under_way()
        try:
            self._raw = self._start(edition.order)
        except Problem as problem:
            self._fail(problem)
            return
        self._making = edition
        self._job = PollingJob(self._raw, self)
        self._job.progress.connect(self.panel.strip.show_progress)
        self._job.done.connect(self._show)
        self._job.failed.connect(self._fail)
        self._job.start()
        self._patience.start()

    def _start(self, order: ReportOrder | TwinOrder) -> Job:
        service, assessment = self.session.service, self.session.assessment
        if isinstance(order, TwinOrder):
            return service.start_twin(assessment, order)
        if assessment is None:
            raise RuntimeError("a report of nothing was asked for")
        return service.start_report(assessment, order)

    def _say_under_way(self) -> None:
        self.panel.strip.show_state("stale" if self._shown else "making")
        self._say_message()

    def _stop_job(self) -> None:
        self._patience.stop()
        self._making = self._raw = None
        if self._job is not None:
            self._job.cancel()
            self._job.deleteLater()
            self._job = None

    @Slot(object)
    def _show(self, content: bytes) -> None:
        made, told = self._making, getattr(self._raw, "notices", ())
        self._stop_job()
        self._shown = made
        self.preview.show_bytes(content)
        self._say_fresh()
        self.panel.strip.show_notices([self.voice.explain(problem) for problem in told])
        then, self._when_ready = self._when_ready, None
        if then is not None:
            then()

    @Slot(object)
    def _fail(self, problem: Problem) -> None:
        self._stop_job()
        self._when_ready = None
        self.panel.strip.show_problem(self.voice.explain(problem))
        self.preview.show_message(self.voice.say("There is no preview."))

    def _say_message(self) -> None:
        self.preview.show_message(self.voice.say("The preview is being made."))

    @Slot()
    def cancel(self) -> None:
        """Stop whatever is going on: making the preview or a copy, or printing."""
        self._when_ready = None
        self.printing.cancel()
        if self.copies.is_busy:
            self.copies.cancel()
            self.panel.strip.show_state("fresh" if self.is_fresh else "stopped")
        if self._job is not None:
            self._stop_job()
            self.panel.strip.show_state("stopped")
            self.preview.show_message(self.voice.say("There is no preview."))

    @Slot()
    def _retry(self) -> None:
        self.refresh()

    @Slot()
    def _follow(self) -> None:
        """Mark the preview as out of date and make it anew when the changes have settled."""
        if not self.isVisible():
            return
        self._show_kept()
        if self.wanted() in (None, self._shown, self._making):
            return
        self._say_under_way()
        self._settle.start()

    @Slot()
    def _begin(self) -> None:
        """Forget the pages of the assessment before."""
        self._forget()
        self.panel.choices.begin()
        if self.isVisible():
            self.refresh()

    @Slot()
    def _forget(self) -> None:
        self._give_up()
        self._stop_job()
        self.copies.cancel()
        self.printing.give_up()
        self._shown = None
        self.preview.show_bytes(b"")
        self.panel.strip.show_notices(())

    # The choices

    def _show_taste(self) -> None:
        taste = self.session.settings.report
        self.panel.choices.show_taste(taste.kind, taste.look, archive=taste.archive)
        self.panel.parts.show_parts(taste.parts)
        self.preview.set_taste(self.session.settings.preview)

    @Slot()
    def _choose(self) -> None:
        choices = self.panel.choices
        taste = ReportTaste(
            kind=choices.kind,
            parts=self.panel.parts.parts,
            look=choices.look,
            archive=choices.archive.isChecked(),
        )
        self.session.change_settings(report=taste)
        self.refresh()

    @Slot()
    def _keep_view(self) -> None:
        self.session.change_settings(preview=self.preview.taste)

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

    @Slot(str, str)
    def _record_comment(self, part: str, comment: str) -> None:
        assessment = self.session.assessment
        if assessment is not None:
            kept = assessment.with_comment(part, comment).comments
            self.session.set_comments(kept, lambda v: v.say("Comment on the report"), key=part)

    @Slot(str)
    def _freeze(self, name: str) -> None:
        self.session.flush()
        assessment = self.session.assessment
        if assessment is not None:
            day = assessment.project.day or _today()
            plan = self.session.plans.known(assessment)
            frozen = self.session.service.freeze(assessment, name, day, plan)
            self.session.set_milestones(
                frozen.milestones, lambda v: v.say("Freeze %(name)s", name=name)
            )

    @Slot(int)
    def _remove_edition(self, place: int) -> None:
        assessment = self.session.assessment
        if assessment is not None:
            kept = assessment.milestones
            name = kept[place].name
            self.session.set_milestones(
                kept[:place] + kept[place + 1 :], lambda v: v.say("Remove %(name)s", name=name)
            )

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

    def _suggested(self, suffix: str) -> str:
        if self._language is not self.voice.language:
            suffix = f" ({self._language.value}){suffix}"
        if not self.panel.is_twin:
            return self.session.suggested_name(suffix)
        return self.session.suggested_name(
            f" - {twin_name(self.voice, self.panel.twin.kind)}{suffix}"
        )

    def _ask_place(self, title: str, suffix: str, filters: str) -> Path | None:
        return self.dialogs.save_file(self, title, self._suggested(suffix), filters)

    @Slot()
    def save(self) -> None:
        """Ask for a place and save the pages there."""
        voice = self.voice
        filters = voice.say("PDF (%(kinds)s)", kinds="*.pdf")
        path = self._ask_place(voice.say("Save the report"), ".pdf", filters)
        if path is not None:
            self._with_fresh_pages(lambda: self.copies.write(path, self.preview.content))

    @Slot()
    def save_word(self) -> None:
        """Ask for a place and save the report there for Word."""
        voice = self.voice
        filters = voice.say("Word (%(kinds)s)", kinds="*.docx")
        path = self._ask_place(voice.say("Save a copy for Word"), ".docx", filters)
        self.session.flush()
        assessment = self.session.assessment
        if path is not None and assessment is not None:
            order = self._report_order()
            self.copies.make(path, lambda: self.session.service.start_word(assessment, order))

    @Slot()
    def save_excel(self) -> None:
        """Ask for a place and save findings, plan and answers there for Excel."""
        voice = self.voice
        filters = voice.say("Excel (%(kinds)s)", kinds="*.xlsx")
        path = self._ask_place(voice.say("Save a copy for Excel"), ".xlsx", filters)
        self.session.flush()
        assessment = self.session.assessment
        if path is not None and assessment is not None:
            order = self._report_order()
            service = self.session.service
            self.copies.make(
                path,
                lambda: service.start_excel(assessment, order.language, order.day, order.look),
            )

    @Slot()
    def save_charts(self) -> None:
        """Ask for the name of a folder and save every picture of the full report in it."""
        voice = self.voice
        suggested = self.session.suggested_name(voice.say(" - pictures"))
        path = self.dialogs.save_file(
            self, voice.say("Save the pictures in a folder"), suggested, ""
        )
        self.session.flush()
        assessment, service, language = (
            self.session.assessment,
            self.session.service,
            self._language,
        )
        if path is not None and assessment is not None:
            self.copies.draw(path, lambda: service.charts(assessment, language))

    @Slot()
    def open_folder(self) -> None:
        """Show the folder that was saved to last."""
        self.copies.open_folder(Path(self.session.settings.last_folder or Path.home()))

    @Slot()
    def _open_looks(self) -> None:
        """Show the folder of own looks; it is made when it is not there yet."""
        folder = self.session.service.looks_folder()
        try:
            self.session.service.make_folder(folder)
        except Problem as problem:
            self.panel.strip.show_problem(self.voice.explain(problem), retry=False)
            return
        self.copies.open_folder(folder)

    @Slot()
    def open_outside(self) -> None:
        """Show the pages in the program that the system has for PDF files."""
        self._with_fresh_pages(self._open_outside)

    def _open_outside(self) -> None:
        # The folder lives as long as the page: the other program reads from it.
        if self._kept is None:
            self._kept = QTemporaryDir()
        path = Path(self._kept.path()) / Path(self._suggested(".pdf")).name
        strip = self.panel.strip
        try:
            self.session.service.write_bytes(path, self.preview.content)
        except Problem as problem:
            strip.show_problem(self.voice.explain(problem), retry=False)
            return
        if not self.dialogs.open_outside(str(path)):
            strip.show_problem(
                self.voice.say("The system has no program that shows PDF files. Save the report."),
                retry=False,
            )

    @Slot()
    def print_out(self) -> None:
        """Ask for a printer and print the pages, one printing at a time."""
        if not self.printing.is_busy:
            self._with_fresh_pages(self._print)

    def _print(self) -> None:
        self.printing.ask(Path(self._suggested("")).name)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
