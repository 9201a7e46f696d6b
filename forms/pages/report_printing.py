"""Printing from the Report page: asks once, prints one thing at a time, tells in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from assessor.settings import PrintTaste
from forms.dialogs import Dialogs
from forms.session import Session
from forms.widgets.pdf_preview import PdfPreview
from forms.widgets.work_strip import WorkStrip

# Printing is rare, and its modules are heavy.
if TYPE_CHECKING:
    from forms.printing.choice import PrintChoice
    from forms.printing.tasks import PrintTask
    from forms.widgets.print_dialog import PrintDialog


class ReportPrinting(QObject):
    """Asks how to print what is on show, and prints exactly that."""

    viewer_wanted = Signal()

    def __init__(
        self,
        session: Session,
        dialogs: Dialogs,
        preview: PdfPreview,
        strip: WorkStrip,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._session = session
        self._dialogs = dialogs
        self._preview = preview
        self._strip = strip
        self._page = page
        self.dialog: PrintDialog | None = None
        self.task: PrintTask | None = None

    @property
    def is_busy(self) -> bool:
        """Return whether somebody is being asked or something is being printed."""
        return self.dialog is not None or self.task is not None

    def ask(self, title: str) -> None:
        """Ask how to print; the answer comes when it comes, and the window goes on meanwhile."""
        from forms.printing.choice import Paper, PrintChoice, Sides  # noqa: PLC0415 - see the top
        from forms.widgets.print_dialog import Printable, PrintDialog  # noqa: PLC0415

        if self.is_busy:
            return
        taste, preview = self._session.settings.printing, self._preview
        last = PrintChoice(
            printer=taste.printer,
            collate=taste.collate,
            sides=Sides(taste.sides) if taste.sides in set(Sides) else Sides.AS_PRINTER,
            grey=taste.grey,
            paper=Paper(taste.paper) if taste.paper in set(Paper) else Paper.AS_PAGES,
        )
        about = Printable(preview.document.pageCount(), preview.page, preview.page_size_mm)
        printers = self._dialogs.printers(self)
        dialog = PrintDialog(self._session.voice, about, printers, last, self._page)
        content = preview.content
        dialog.chosen.connect(lambda choice: self._print(choice, content, title))
        dialog.viewer_wanted.connect(self.viewer_wanted)
        dialog.finished.connect(self._forget_dialog)
        self.dialog = dialog
        dialog.open()

    @Slot()
    def _forget_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _print(self, choice: PrintChoice, content: bytes, title: str) -> None:
        from forms.printing.tasks import task_for  # noqa: PLC0415 - see the top

        self._session.change_settings(
            printing=PrintTaste(
                printer=choice.printer,
                sides=choice.sides.value,
                grey=choice.grey,
                paper=choice.paper.value,
                collate=choice.collate,
            )
        )
        task = task_for(choice, content, title, self)
        self.task = task
        task.progress.connect(self._strip.show_progress)
        task.done.connect(self._on_done)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_stopped)
        app = QCoreApplication.instance()
        if app is not None:
            # A page half painted must be let go of before the printer is.
            app.aboutToQuit.connect(task.cancel)
        self._strip.show_state("printing")
        self._strip.show_progress_bar()
        task.start()

    @Slot()
    def cancel(self) -> None:
        """Stop the printing, and ask no more."""
        if self.task is not None:
            self.task.cancel()

    @Slot()
    def give_up(self) -> None:
        """Close the question: what it was about is no longer on show."""
        if self.dialog is not None:
            self.dialog.reject()

    def _end(self) -> None:
        if self.task is not None:
            self.task.deleteLater()
            self.task = None

    @Slot()
    def _on_done(self) -> None:
        self._end()
        self._strip.show_state("printing")

    @Slot(str)
    def _on_failed(self, reason: str) -> None:
        self._end()
        voice = self._session.voice
        told = reason or voice.say("the printer gave no reason")
        words = voice.say("It could not be printed: %(reason)s.", reason=told.rstrip("."))
        self._strip.show_trouble(
            words, voice.say("Open in the system viewer"), self.viewer_wanted.emit
        )

    @Slot()
    def _on_stopped(self) -> None:
        self._end()
        self._strip.show_state("fresh")
