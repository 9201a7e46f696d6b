"""The first page: what there is, and the ways to begin."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import ClassVar

from PySide6.QtCore import QMimeData, Qt, Slot
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from assessor.domain.example import Example
from assessor.domain.portfolio import AssessmentRow
from assessor.domain.problem import Problem
from forms.actions import Actions
from forms.dialogs import Dialogs
from forms.pages.base import Page
from forms.rescue import Rescue
from forms.session import Session
from forms.widgets.basic import Label, column
from forms.widgets.database_trouble import DatabaseTrouble
from forms.widgets.examples_list import ExamplesList
from forms.widgets.portfolio_panel import PortfolioPanel
from forms.widgets.welcome import Welcome

SUFFIXES = (".takeoff", ".yaml", ".yml", ".json", ".pdf")
"""Files that hold an assessment or answers; a PDF does when it is an archive copy."""


QUICKLY_READ = 1_000
"""Lists shorter than this are read again whenever they are shown: it takes a blink."""

KEPT_SECONDS = 30.0
"""How long a longer list is shown without reading it again; others may share it."""


class AssessmentsPage(Page):
    """Shows three ways to begin while there is nothing, and the list as soon as there is."""

    NAME: ClassVar[str] = "assessments"

    def __init__(self, session: Session, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(session, dialogs, parent)
        self.setAcceptDrops(True)
        self.drop_line = Label(look="strong", parent=self)
        self.drop_line.hide()
        self.stack = QStackedWidget(self)
        self.welcome = Welcome(self.stack)
        self.portfolio = PortfolioPanel(session.voice, self.stack)
        self.examples = ExamplesList(self.stack)
        self.trouble = DatabaseTrouble(self.stack)
        self._rescue = Rescue(session, dialogs, self)
        for panel in (self.welcome, self.portfolio, self.examples, self.trouble):
            self.stack.addWidget(panel)
        self.stack.setCurrentWidget(self.welcome if session.service.is_new else self.portfolio)
        box = column(self, gap=1, pad=3)
        box.addWidget(self.drop_line)
        box.addWidget(self.stack, 1)
        self._row_actions = self._make_row_actions()
        self._stored: tuple[AssessmentRow, ...] = ()
        self._deleted: tuple[AssessmentRow, ...] = ()
        self._read_at = -KEPT_SECONDS
        self._pointed_at = ""
        self._connect()

    def _make_row_actions(self) -> Actions:
        made = Actions(self)
        self.open_action = made.add(lambda v: v.say("Open"), self._open_chosen)
        self.copy_action = made.add(lambda v: v.say("Duplicate"), self._duplicate, "Ctrl+D")
        self.export_action = made.add(lambda v: v.say("Export…"), self._export, "Ctrl+E")
        self.delete_action = made.add(lambda v: v.say("Delete"), self._delete, "Ctrl+Backspace")
        self.restore_action = made.add(lambda v: v.say("Restore"), self._restore)
        self.find_action = made.add(lambda v: v.say("Find"), self._find, "Ctrl+F")
        self.portfolio.add_row_actions(made.all()[:5])
        return made

    def _connect(self) -> None:
        welcome, portfolio, examples = self.welcome, self.portfolio, self.examples
        welcome.example_wanted.connect(self.show_examples)
        welcome.new_wanted.connect(self._new)
        welcome.file_wanted.connect(self._pick_file)
        welcome.bin_wanted.connect(portfolio.bin_button.toggle)
        portfolio.example_button.clicked.connect(self.show_examples)
        portfolio.new_button.clicked.connect(self._new)
        portfolio.file_button.clicked.connect(self._pick_file)
        portfolio.file_opened.connect(self._open_file)
        portfolio.opened.connect(self._open)
        portfolio.bin_button.toggled.connect(self._show)
        examples.left.connect(self._leave_examples)
        examples.wanted.connect(self._open_example)
        self._connect_trouble()
        self.session.list_changed.connect(self._reload)
        self.session.saved.connect(self._forget)

    def _connect_trouble(self) -> None:
        trouble, rescue = self.trouble, self._rescue
        trouble.again_wanted.connect(self._reload)
        trouble.taking_over_wanted.connect(rescue.take_over)
        trouble.anew_wanted.connect(rescue.begin_anew)
        trouble.another_wanted.connect(rescue.choose)
        trouble.copy_wanted.connect(rescue.work_on_copy)
        trouble.folder_wanted.connect(rescue.show_folder)
        trouble.backup_wanted.connect(rescue.go_back_to)
        trouble.look_wanted.connect(rescue.look)

    def shortcuts(self) -> tuple[QAction, ...]:
        """Return what can be done with the chosen assessment."""
        return self._row_actions.all()

    def retranslate(self) -> None:
        """Say every text again."""
        voice = self.voice
        self.drop_line.setText(voice.say("Drop the file to open it."))
        self._row_actions.retranslate(voice)
        self.welcome.retranslate(voice)
        self.portfolio.retranslate(voice)
        self.portfolio.show_recent(self.session.settings.recent_files)
        self.examples.retranslate(voice)
        trouble = self.trouble
        if trouble.problem is not None:
            trouble.show_problem(trouble.problem, voice, trouble.backup, can_look=trouble.can_look)
        if self.stack.currentWidget() is self.examples:
            self.show_examples()

    def restyle(self) -> None:
        """Draw in the session's colours."""
        self.welcome.restyle(self.session.colours)
        self.portfolio.restyle(self.session.colours)

    def arrive(self) -> None:
        """Give the keys to the list, or to the first way to begin."""
        shown = self.stack.currentWidget()
        if shown is self.trouble:
            self.trouble.first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif shown is self.welcome:
            self.welcome.example.setFocus(Qt.FocusReason.OtherFocusReason)
        elif shown is self.portfolio and self.portfolio.model.rowCount():
            self._point_at_open()
            self.portfolio.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _point_at_open(self) -> None:
        """Choose the assessment that was opened since; a choice made after that stays."""
        opened = self.session.assessment
        if opened is not None and opened.id != self._pointed_at:
            self._pointed_at = opened.id
            self.portfolio.view.select(opened.id)

    # What is shown

    @Slot()
    def refresh(self) -> None:
        """Show the list, read again if need be, or the ways to begin while it is empty."""
        if len(self._stored) < QUICKLY_READ or monotonic() - self._read_at > KEPT_SECONDS:
            self._read()
        self._show()

    def _read(self) -> None:
        service = self.session.service
        self.trouble.problem = None
        try:
            look = service.first_look() or (service.rows(), service.deleted_rows())
        except Problem as problem:
            self._meet(problem)
            look = ((), ())
        self._stored, self._deleted = look
        self._read_at = monotonic()

    def _meet(self, problem: Problem) -> None:
        """Give a database that cannot be used the whole page, anything else a line."""
        if problem.trouble is None:
            self.session.tell(problem)
            return
        service = self.session.service
        newest, file = next(iter(service.backups()), None), service.database_file
        can_look = file is not None and file.is_file()
        self.trouble.show_problem(problem, self.voice, newest, can_look=can_look)
        self._forget()

    @Slot()
    def _forget(self) -> None:
        self._read_at = -KEPT_SECONDS

    @Slot()
    def _show(self) -> None:
        if self.trouble.problem is not None:
            self.stack.setCurrentWidget(self.trouble)
            return
        stored, deleted = self._stored, self._deleted
        if not deleted and self.portfolio.shows_bin:
            self.portfolio.bin_button.setChecked(False)
            return
        in_bin = self.portfolio.shows_bin
        self.portfolio.show_rows(deleted if in_bin else stored, len(deleted))
        self.portfolio.show_recent(self.session.settings.recent_files)
        for action in (self.open_action, self.copy_action, self.export_action, self.delete_action):
            action.setVisible(not in_bin)
        self.restore_action.setVisible(in_bin)
        self.welcome.show_deleted(len(deleted), self.voice)
        self._turn_to(self.portfolio if stored or in_bin else self.welcome)

    def _turn_to(self, shown: QWidget) -> None:
        """Show a part of the page; the focus does not stay in what is gone."""
        was_here = self._has_focus
        self.stack.setCurrentWidget(shown)
        if was_here and not self._has_focus:
            self.arrive()

    @property
    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    @Slot()
    def _reload(self) -> None:
        self._forget()
        if self.isVisible():
            self.refresh()

    @Slot()
    def show_examples(self) -> None:
        """Show the real projects that ship with the program."""
        try:
            examples = self.session.service.examples()
        except Problem as problem:
            self.session.tell(problem)
            return
        self.examples.show_examples(examples, self.voice)
        self.stack.setCurrentWidget(self.examples)

    @Slot()
    def _leave_examples(self) -> None:
        self.refresh()

    # What is done

    @Slot()
    def _new(self) -> None:
        self.session.create()

    @Slot(object)
    def _open_example(self, example: Example) -> None:
        self.session.open_copy(example.told_in(self.voice.language))

    @Slot()
    def _pick_file(self) -> None:
        voice = self.voice
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        filters = voice.say("Assessments and answers files (%(kinds)s)", kinds=kinds)
        title, folder = voice.say("Open a file"), self.session.settings.last_folder
        path = self.dialogs.open_file(self, title, folder, filters)
        if path is not None:
            self.session.open_file(path)

    @Slot(object)
    def _open_file(self, path: Path) -> None:
        self.session.open_file(path)

    @Slot(str)
    def _open(self, assessment_id: str) -> None:
        if not self.portfolio.shows_bin:
            self.session.open(assessment_id)

    @Slot()
    def _open_chosen(self) -> None:
        row = self.portfolio.view.selected()
        if row is not None:
            self._open(row.id)

    @Slot()
    def _duplicate(self) -> None:
        row = self.portfolio.view.selected()
        if row is None:
            return
        service = self.session.service
        try:
            copy = service.duplicate(service.load(row.id))
        except Problem as problem:
            self.session.tell(problem)
            return
        self._reload()
        self.portfolio.view.select(copy.id)
        self.session.notice.emit(self.voice.say("Duplicated."))

    @Slot()
    def _export(self) -> None:
        row = self.portfolio.view.selected()
        if row is None:
            return
        voice, service = self.voice, self.session.service
        filters = voice.say("Assessment (%(kinds)s)", kinds="*.takeoff")
        try:
            assessment = service.load(row.id)
            suggested = self.session.suggested_name(".takeoff", assessment.project)
            path = self.dialogs.save_file(self, voice.say("Export"), suggested, filters)
            if path is None:
                return
            service.write(assessment, path)
        except Problem as problem:
            self.session.tell(problem)
            return
        self.session.notice.emit(voice.say("Exported as %(name)s.", name=path.name))

    @Slot()
    def _delete(self) -> None:
        row = self.portfolio.view.selected()
        if row is not None and not self.portfolio.shows_bin:
            self.session.delete(row.id)

    @Slot()
    def _restore(self) -> None:
        row = self.portfolio.view.selected()
        if row is not None:
            self.session.restore(row.id)

    @Slot()
    def _find(self) -> None:
        self.portfolio.search.setFocus()
        self.portfolio.search.selectAll()

    # A file dragged in

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a file that can be opened, and say what dropping it does."""
        if dragged_file(event.mimeData()) is not None:
            self.drop_line.show()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget about the file."""
        super().dragLeaveEvent(event)
        self.drop_line.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file."""
        self.drop_line.hide()
        path = dragged_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.session.open_file(path)


def dragged_file(data: QMimeData) -> Path | None:
    """Return the first local file in what is dragged that the program can open."""
    for url in data.urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.suffix.lower() in SUFFIXES:
            return path
    return None
