"""Questionnaires of one's own: copied, reworded, published; no open assessment is needed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from assessor.domain.problem import Problem
from assessor.domain.questionnaire import BUNDLED_ID, Questionnaire, Wording
from forms.actions import Actions
from forms.dialogs import Dialogs
from forms.draft import Draft
from forms.pages.base import Page
from forms.session import Session
from forms.theme import space
from forms.widgets.basic import Label, ScrollColumn, button, column
from forms.widgets.draft_editor import DraftEditor
from forms.widgets.flow_layout import FlowLayout
from forms.widgets.questionnaire_list import QuestionnaireList


class QuestionnairesPage(Page):
    """A list of questionnaires, and the editor of one draft at a time."""

    NAME: ClassVar[str] = "questionnaires"

    def __init__(self, session: Session, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(session, dialogs, parent)
        self._actions = Actions(self)
        self.stack = QStackedWidget(self)
        self.overview = ScrollColumn(self.stack, gap=2, pad=3)
        inside = self.overview.inside
        self.title = Label(look="title", parent=inside)
        self.sentence = Label(look="muted", parent=inside)
        self.new = button(look="primary", parent=inside)
        self.take_in = button(parent=inside)
        self.list = QuestionnaireList(inside)
        self.editor = DraftEditor(session, self.stack)
        self._drafts: dict[str, Draft] = {}
        """Every draft that was opened, by the questionnaire's id."""
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        deeds = FlowLayout(gap=space(1))
        deeds.addWidget(self.new)
        deeds.addWidget(self.take_in)
        box = self.overview.box
        box.addWidget(self.title)
        box.addWidget(self.sentence)
        box.addLayout(deeds)
        box.addWidget(self.list)
        box.addStretch(1)
        self.stack.addWidget(self.overview)
        self.stack.addWidget(self.editor)
        column(self).addWidget(self.stack)

    def _connect(self) -> None:
        self.new.clicked.connect(self._copy_bundled)
        self.take_in.clicked.connect(self._import)
        self.list.wanted.connect(self._do)
        self.editor.left.connect(self._show_list)
        self.editor.publishing.connect(self._publish)
        add = self._actions.add
        add(lambda v: v.say("Move up"), self._move_up, "Alt+Up")
        add(lambda v: v.say("Move down"), self._move_down, "Alt+Down")
        add(lambda v: v.say("Add a question"), self._add, "Ctrl+Shift+A")
        add(lambda v: v.say("Add a section"), self._add_section, "Ctrl+Shift+N")
        add(lambda v: v.say("Try it as a respondent"), self._try, "Ctrl+E")

    def shortcuts(self) -> tuple[QAction, ...]:
        """Return the keys of the editor."""
        return self._actions.all()

    @property
    def is_editing(self) -> bool:
        """Return whether a draft is on screen."""
        return self.stack.currentWidget() is self.editor

    def retranslate(self) -> None:
        """Say every text again."""
        voice = self.voice
        self._actions.retranslate(voice)
        self.title.setText(voice.say("Questionnaires"))
        self.sentence.setText(
            voice.say(
                "Make the questions your own: copy a questionnaire, reword, hide, add and reorder "
                "its questions, and publish it. A published version never changes, so every "
                "assessment keeps the one it was begun with."
            )
        )
        self.new.setText(voice.say("Make a questionnaire of my own"))
        self.take_in.setText(voice.say("Import from a file…"))
        self.editor.retranslate()
        self.refresh()

    def restyle(self) -> None:
        """Draw icons again."""
        self.editor.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what there is."""
        if self.is_editing:
            self.editor.refresh()
            return
        try:
            own = self.session.service.own_questionnaires()
        except Problem as problem:
            self.session.tell(problem)
            own = ()
        self.list.show_all(self.session.service.questionnaire, own, self.voice)

    def arrive(self) -> None:
        """Take the focus."""
        (self.editor.tree if self.is_editing else self.new).setFocus()

    @Slot()
    def _show_list(self) -> None:
        self.editor.hand_over()
        self.stack.setCurrentWidget(self.overview)
        self.refresh()
        self.new.setFocus()

    # The list

    @Slot(str, str)
    def _do(self, deed: str, own_id: str) -> None:
        deeds = {
            "edit": self.edit,
            "copy": self._copy,
            "export": self._export,
            "delete": self._delete,
        }
        try:
            deeds[deed](own_id)
        except Problem as problem:
            self.session.tell(problem)

    def edit(self, own_id: str) -> None:
        """Open the draft of an own questionnaire."""
        self._show(self._draft_of(self.session.service.draft(own_id)))

    def _draft_of(self, stored: Questionnaire) -> Draft:
        """Return the one draft of a questionnaire: its edits can be taken back as long as any."""
        known = self._drafts.get(stored.id)
        if known is None:
            known = self._drafts[stored.id] = Draft(self.session, stored, self)
            known.changed.connect(partial(self._follow, known))
        else:
            known.take(stored)
        return known

    def _show(self, draft: Draft) -> None:
        self.stack.setCurrentWidget(self.editor)
        self.editor.begin(draft)
        self.editor.tree.setFocus()

    def _follow(self, draft: Draft) -> None:
        """Show a draft of which an edit was taken back or repeated while another was on screen."""
        if not self.is_editing or self.editor.draft is not draft:
            self._show(draft)

    @Slot()
    def _copy_bundled(self) -> None:
        self._do("copy", BUNDLED_ID)

    def _copy(self, own_id: str) -> None:
        source = self._written(own_id)
        title = Wording(
            en=f"{source.title.en} (own)" if source.title.en else "",
            ru=f"{source.title.ru} (своя)" if source.title.ru else "",
        )
        copy = self.session.service.copy_questionnaire(source, title)
        self.edit(copy.id)

    def _written(self, own_id: str) -> Questionnaire:
        """Return what a card of the list stands for: the draft, the newest, or the bundled."""
        service = self.session.service
        if own_id == BUNDLED_ID:
            return service.questionnaire
        own = next((o for o in service.own_questionnaires() if o.id == own_id), None)
        newest = service.edition(own.newest.version) if own and own.newest else None
        return newest or service.draft(own_id)

    def _export(self, own_id: str) -> None:
        voice, questionnaire = self.voice, self._written(own_id)
        folder = Path(self.session.settings.last_folder or Path.home())
        suggested = str(folder / f"{questionnaire.id}-{questionnaire.version}.yaml")
        filters = voice.say("Questionnaire (%(kinds)s)", kinds="*.yaml")
        path = self.dialogs.save_file(self, voice.say("Save as a file"), suggested, filters)
        if path is not None:
            self.session.service.write_questionnaire(questionnaire, path)
            self.session.notice.emit(voice.say("Saved as %(name)s.", name=path.name))

    def _delete(self, own_id: str) -> None:
        service = self.session.service
        service.delete_questionnaire(own_id)
        self.refresh()
        self.new.setFocus()
        self.session.undo_offered.emit(
            self.voice.say("Deleted. Assessments that use it keep it."),
            lambda: self._restore(own_id),
        )

    def _restore(self, own_id: str) -> None:
        try:
            self.session.service.restore_questionnaire(own_id)
        except Problem as problem:
            self.session.tell(problem)
        self.refresh()

    @Slot()
    def _import(self) -> None:
        voice, folder = self.voice, self.session.settings.last_folder
        filters = voice.say("Questionnaire (%(kinds)s)", kinds="*.yaml *.yml")
        path = self.dialogs.open_file(self, voice.say("Import a questionnaire"), folder, filters)
        if path is None:
            return
        try:
            taken = self.session.service.import_questionnaire(path)
        except Problem as problem:
            self.session.tell(problem)
            return
        self.refresh()
        self.session.notice.emit(
            voice.say("“%(title)s” is imported.", title=voice.text(taken.title))
        )

    # The editor

    @Slot()
    def _publish(self) -> None:
        draft = self.editor.draft
        if draft is None:
            return
        self.editor.hand_over()
        try:
            edition = self.session.service.publish(draft.questionnaire)
        except Problem as problem:
            self.session.tell(problem)
            return
        self._show_list()
        self.session.notice.emit(
            self.voice.say(
                "Version %(version)s is published. New assessments can use it; those begun "
                "before offer to change over on their Project page.",
                version=edition.version,
            )
        )

    @Slot()
    def _move_up(self) -> None:
        if self.is_editing:
            self.editor.move_up()

    @Slot()
    def _move_down(self) -> None:
        if self.is_editing:
            self.editor.move_down()

    @Slot()
    def _add(self) -> None:
        if self.is_editing:
            self.editor.add_question()

    @Slot()
    def _add_section(self) -> None:
        if self.is_editing:
            self.editor.add_section()

    @Slot()
    def _try(self) -> None:
        if self.is_editing:
            self.editor.preview.click()
