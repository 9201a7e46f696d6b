"""The editor of a draft: what it asks at the left, the chosen part at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from assessor.language import Voice
from assessor.questionnaire import editing
from forms.draft import Draft
from forms.icons import icon
from forms.rehearsal import Rehearsal
from forms.session import Session
from forms.theme import space
from forms.widgets.basic import (
    Label,
    ScrollColumn,
    button,
    column,
    icon_button,
    name_it,
    row,
    rule,
)
from forms.widgets.heading_editor import HeadingEditor
from forms.widgets.question_card import QuestionCard
from forms.widgets.question_editor import QuestionEditor
from forms.widgets.question_tree import QuestionTree

TREE_WIDTHS = (272, 340)
"""Pixels at zoom 1 that the tree takes at least and at most."""
TREE_GROWTH = 0.2
"""Of the growth of the letters as much as a small window can spare the tree."""


class DraftEditor(QWidget):
    """Edits one draft; every change is on disk at once and can be undone."""

    left = Signal()
    """The user wants back to the list."""
    publishing = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.draft: Draft | None = None
        self._rehearsal = Rehearsal(session, self)
        self.back = button(look="quiet", parent=self, wraps=True)
        self.state = Label(look="muted", parent=self)
        self.preview = button(parent=self, wraps=True)
        self.preview.setCheckable(True)
        self.publish = button(look="primary", parent=self, wraps=True)
        self.tree = QuestionTree(self)
        self.add = button(parent=self, wraps=True)
        self.add_part = button(parent=self, wraps=True)
        self.up, self.down = icon_button(parent=self), icon_button(parent=self)
        self.heading = HeadingEditor(self._draft, self._voice, self)
        self.question = QuestionEditor(self._draft, self._voice, self)
        self.trial = ScrollColumn(self, gap=1, pad=3)
        self.trial_words = Label(look="muted", parent=self.trial.inside)
        self.card: QuestionCard | None = None
        self.forms = QStackedWidget(self)
        self._lay_out()
        self._connect()

    def _draft(self) -> Draft:
        if self.draft is None:
            raise RuntimeError("the editor shows no draft")
        return self.draft

    def _voice(self) -> Voice:
        return self._session.voice

    def _lay_out(self) -> None:
        head = row(gap=1)
        # The words of the quiet button, not its edge, stand in line with what is below.
        head.setContentsMargins(space(2), space(2), space(3), space(1))
        head.addWidget(self.back)
        head.addStretch(1)
        head.addWidget(self.preview)
        head.addWidget(self.publish)
        about = row()
        about.setContentsMargins(space(3), 0, space(3), space(2))
        about.addWidget(self.state, 1)
        side = column(gap=1)
        side.setContentsMargins(space(3), space(2), space(2), space(2))
        side.addWidget(self.tree, 1)
        deeds = row(gap=0.5)
        deeds.addWidget(self.add, 1)
        deeds.addWidget(self.up)
        deeds.addWidget(self.down)
        side.addLayout(deeds)
        side.addWidget(self.add_part)
        self.side = QWidget(self)
        self.side.setLayout(side)
        for form in (self.heading, self.question):
            scroll = ScrollColumn(self.forms, gap=2, pad=3)
            scroll.box.addWidget(form)
            scroll.box.addStretch(1)
            self.forms.addWidget(scroll)
        self.trial.box.addWidget(self.trial_words)
        self.trial.box.addStretch(1)
        self.forms.addWidget(self.trial)
        body = row(gap=0)
        body.addWidget(self.side, 1)
        body.addWidget(rule(self, upright=True))
        body.addWidget(self.forms, 3)
        box = column(self, gap=0)
        box.addLayout(head)
        box.addLayout(about)
        box.addWidget(rule(self))
        box.addLayout(body, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.publish.clicked.connect(self.publishing)
        self.preview.toggled.connect(self._show_node)
        self.add.clicked.connect(self.add_question)
        self.add_part.clicked.connect(self.add_section)
        self.up.clicked.connect(self.move_up)
        self.down.clicked.connect(self.move_down)
        self.tree.node_chosen.connect(self._turn)
        self.tree.shift_wanted.connect(self._shift)
        self.tree.drop_wanted.connect(self._drop)
        self.question.section_wanted.connect(self._rehouse)
        self.question.removed.connect(self._remove)
        self.heading.removed.connect(self._remove_section)
        self.question.hidden.connect(self.hide_or_show)
        self._session.flushing.connect(self.hand_over)

    # Showing

    def begin(self, draft: Draft) -> None:
        """Edit another draft."""
        if self.draft is not None:
            # It stays: edits that can still be taken back hold on to it.
            self.draft.changed.disconnect(self.refresh)
        self.draft = draft
        draft.changed.connect(self.refresh)
        self.preview.setChecked(False)
        self.refresh()
        self.tree.choose("")
        self._show_node()

    def retranslate(self) -> None:
        """Say every text again."""
        voice = self._voice()
        self._rehearsal.follow()
        self.back.setText(voice.say("All questionnaires"))
        self.publish.setText(voice.say("Publish this version"))
        self.add.setText(voice.say("Add a question"))
        self.add_part.setText(voice.say("Add a section"))
        name_it(self.up, voice.say("Move up") + " (Alt+↑)")
        name_it(self.down, voice.say("Move down") + " (Alt+↓)")
        self.tree.setAccessibleName(voice.say("Sections and questions"))
        self.trial_words.setText(
            voice.say("So respondents will see it. What you click here is not recorded.")
        )
        self.heading.retranslate()
        self.question.retranslate()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the draft as it is now."""
        if self.draft is None:
            return
        voice = self._voice()
        self.tree.show_draft(self.draft, voice, self._session.colours)
        count, version = len(self.draft.faults), self.draft.questionnaire.version
        told = (
            voice.say_many(
                "%(n)s thing to mend before it can be published",
                "%(n)s things to mend before it can be published",
                count,
            )
            if count
            else voice.say("Ready to be published")
        )
        self.state.setText(
            voice.say("Draft of version %(version)s. %(state)s.", version=version, state=told)
        )
        self.publish.setEnabled(count == 0)
        colours = self._session.colours
        for made, name in ((self.up, "up"), (self.down, "down"), (self.back, "back")):
            made.setIcon(icon(name, colours.accent, 18))
        self._fit_tree()
        self._show_node()

    def _fit_tree(self) -> None:
        zoom = self._session.settings.zoom
        least, most = TREE_WIDTHS
        self.side.setMinimumWidth(round(least * (1 + (zoom - 1) * TREE_GROWTH)))
        self.side.setMaximumWidth(round(most * max(zoom, 1)))

    @Slot(str)
    def _turn(self, node: str) -> None:
        del node
        self.hand_over()
        self._show_node()

    @Slot()
    def _show_node(self) -> None:
        if self.draft is None:
            return
        node = self.tree.node
        is_question = self.draft.question(node) is not None
        voice = self._voice()
        self.preview.setText(
            voice.say("Back to editing")
            if self.preview.isChecked()
            else voice.say("Try it as a respondent")
        )
        self.preview.setEnabled(is_question)
        for deed in (self.up, self.down):
            deed.setEnabled(bool(node))
        if is_question and self.preview.isChecked():
            self._show_trial(node)
            return
        self._drop_card()
        self.forms.setCurrentIndex(1 if is_question else 0)
        if is_question:
            self.question.show_question(node)
        else:
            self.heading.show_node(node)

    def _show_trial(self, node: str) -> None:
        question = self._draft().question(node)
        if question is None:
            return
        if self.card is None or self.card.question != question:
            self._drop_card()
            self._rehearsal.follow()
            self.card = QuestionCard(self._rehearsal, question, self.trial.inside)
            self.trial.box.insertWidget(1, self.card)
        self.forms.setCurrentWidget(self.trial)

    def _drop_card(self) -> None:
        if self.card is not None:
            self.trial.box.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
            self.card = None

    @Slot()
    def hand_over(self) -> None:
        """Hand over what is being typed."""
        if self.draft is None:
            return
        self.heading.hand_over()
        if self.question.question_id:
            self.question.hand_over()

    # Editing

    @Slot()
    def add_question(self) -> None:
        """Add a blank question behind the chosen one, or at the end of the chosen section."""
        draft, node = self._draft(), self.tree.node
        self.hand_over()
        section = node.partition(".")[0] or draft.questionnaire.sections[0].id
        after = node if "." in node else None
        changed, added = editing.added(draft.questionnaire, section, after)
        draft.edit(changed, lambda v: v.say("Add a question"))
        self.preview.setChecked(False)
        self.tree.choose(added)
        self.question.texts["short"].setFocus()
        next(iter(self.question.texts["short"].fields.values())).setFocus()

    @Slot()
    def _remove(self) -> None:
        draft, node = self._draft(), self.tree.node
        changed = editing.removed(draft.questionnaire, node, draft.published)
        draft.edit(changed, lambda v: v.say("Remove a question"))
        voice = self._voice()
        self._session.undo_offered.emit(voice.say("Removed."), self._session.undo)

    @Slot()
    def add_section(self) -> None:
        """Add a blank section behind the chosen one, or at the end, with one blank question."""
        draft, node = self._draft(), self.tree.node
        self.hand_over()
        changed, added = editing.with_new_section(draft.questionnaire, node.partition(".")[0])
        if added is None:
            self._session.notice.emit(
                self._voice().say("A questionnaire has 12 sections and 150 questions at most.")
            )
            return
        draft.edit(changed, lambda v: v.say("Add a section"))
        self.preview.setChecked(False)
        self.tree.choose(added)
        next(iter(self.heading.title.fields.values())).setFocus()

    @Slot()
    def _remove_section(self) -> None:
        draft, node = self._draft(), self.tree.node
        order = [section.id for section in draft.questionnaire.sections]
        if node not in order:
            return
        self.hand_over()
        draft.edit(draft.without_section(node), lambda v: v.say("Remove a section"))
        place = order.index(node)
        self.tree.choose(order[place - 1] if place else order[1])
        self.tree.setFocus()
        self._session.undo_offered.emit(self._voice().say("Removed."), self._session.undo)

    @Slot()
    def hide_or_show(self) -> None:
        """Leave the chosen question out, or ask it again."""
        draft = self._draft()
        question = draft.question(self.tree.node)
        if question is None:
            return
        changed = editing.with_question(
            draft.questionnaire, question.id, hidden=not question.hidden
        )
        label: Callable[[Voice], str] = (
            (lambda v: v.say("Show a question"))
            if question.hidden
            else (lambda v: v.say("Hide a question"))
        )
        draft.edit(changed, label)

    @Slot()
    def move_up(self) -> None:
        """Move the chosen question or section one place up."""
        self._shift(self.tree.node, -1)

    @Slot()
    def move_down(self) -> None:
        """Move the chosen question or section one place down."""
        self._shift(self.tree.node, 1)

    @Slot(str, int)
    def _shift(self, node: str, steps: int) -> None:
        draft = self._draft()
        if not node:
            return
        shift = editing.shifted if "." in node else editing.shifted_section
        draft.edit(shift(draft.questionnaire, node, steps), lambda v: v.say("Change the order"))
        self.tree.choose(node)
        self._session.spoken.emit(self.tree.place_words(self._voice()))

    @Slot(str, str, bool)
    def _drop(self, node: str, target: str, below: bool) -> None:  # noqa: FBT001 - a signal's own value
        """Move a dragged question or section to where it was dropped, as far as scoring permits."""
        if not node or not target or node == target:
            return
        draft = self._draft()
        if "." not in node:
            order = [section.id for section in draft.questionnaire.sections]
            self._shift(node, _steps(order, node, target.partition(".")[0], below=below))
            return
        home, there = node.partition(".")[0], target.partition(".")[0]
        if home != there:
            self._rehouse(there)
        elif "." in target:
            order = [q.id for q in draft.questionnaire.section_by_id[home].questions]
            self._shift(node, _steps(order, node, target, below=below))

    @Slot(str)
    def _rehouse(self, section_id: str) -> None:
        draft, node, voice = self._draft(), self.tree.node, self._voice()
        if not draft.is_added(node):
            self._session.notice.emit(
                voice.say("This question stays in its section: its weight belongs there.")
            )
            return
        changed, new_id = editing.rehoused(draft.questionnaire, node, section_id, draft.published)
        if new_id == node and section_id != node.partition(".")[0]:
            self._session.notice.emit(voice.say("A section needs one question at least."))
            self._show_node()
            return
        draft.edit(changed, lambda v: v.say("Change the section"))
        self.tree.choose(new_id)


def _steps(order: list[str], node: str, target: str, *, below: bool) -> int:
    """Return by how many places a node moves when it is dropped above or below another."""
    here, there = order.index(node), order.index(target)
    if below and there < here:
        return there - here + 1
    if not below and there > here:
        return there - here - 1
    return there - here
