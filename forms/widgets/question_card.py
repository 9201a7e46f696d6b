"""One question of the interview: its levels, how strongly it is known, and what backs it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from assessor.domain.assessment import (
    NOTE_LIMIT,
    Answer,
    EvidenceItem,
    Grade,
    Judgement,
    NotApplicable,
    Rated,
    Unknown,
)
from assessor.domain.numbering import number_of
from assessor.domain.questionnaire import LEVELS, Question, Role
from assessor.language import Voice, names, sentences
from forms.edits import Label as EditLabel
from forms.icons import icon
from forms.session import Session
from forms.theme import space
from forms.widgets import answering
from forms.widgets.basic import Card, Label, icon_button, name_it, row, rule, set_look
from forms.widgets.choice_row import ChoiceRow
from forms.widgets.evidence_items import EvidenceItems
from forms.widgets.fields import ChoiceEdit, ParsedEdit, claims_arrows
from forms.widgets.flow_layout import FlowLayout
from forms.widgets.help_panel import HelpPanel
from forms.widgets.line_label import LineLabel
from forms.widgets.note_field import NoteField
from forms.widgets.segmented import Segmented
from forms.widgets.side_by_side import SideBySide, mark_of

WHO_LIMIT = 200
REASON_LIMIT = 2_000
LABELLED, EXPLAINED = 47, 64
"""Letters of width from which the fields have labels, and from which the grade says what it needs:
in a narrower card the words inside the fields do."""


class RoleChoice(ChoiceEdit):
    """Whose answer is shown; keeps the arrow keys while it has the focus."""

    def event(self, event: QEvent) -> bool:
        """Claim the arrows, which elsewhere lead to the next question."""
        return claims_arrows(event) or super().event(event)


class QuestionCard(Card):
    """Shows one question and writes every change to the session at once."""

    link_opened = Signal(str)
    grown = Signal()
    files_wanted = Signal(object)
    """This card: a file is to be chosen for its answer."""
    files_given = Signal(object, object)
    """This card, and QMimeData that gives files or a picture."""
    save_wanted = Signal(object)
    """An item of evidence whose file is to be saved elsewhere."""

    def __init__(self, session: Session, question: Question, parent: QWidget) -> None:
        super().__init__(parent, gap=1, pad=2)
        self._session = session
        self.question = question
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("current", "false")
        self._explains = False
        self._stop: ChoiceRow | None = None
        self._make_head()
        self._make_choices()
        self._make_backing()
        self.retranslate()
        self.restyle()

    # Making

    def _make_head(self) -> None:
        self.short = Label(look="caption", wrap=False, parent=self)
        self.flag = icon_button(parent=self)
        self.help_button = icon_button(parent=self)
        for made in (self.flag, self.help_button):
            made.setCheckable(True)
        head = row(gap=1)
        head.addWidget(self.short)
        head.addStretch(1)
        head.addWidget(self.flag)
        head.addWidget(self.help_button)
        self.text = Label(look="strong", parent=self)
        self.help = HelpPanel(self.question, self)
        self.box.addLayout(head)
        self.box.addWidget(self.text)
        self.box.addWidget(self.help)
        self.flag.clicked.connect(self.mark_follow_up)
        self.help_button.toggled.connect(self.help.setVisible)

    def _make_choices(self) -> None:
        self._group = QButtonGroup(self)
        self.levels = [ChoiceRow(str(level), self) for level in range(LEVELS)]
        self.unknown = ChoiceRow("U", self)
        self.not_applicable = ChoiceRow("X", self)
        self._rows = [*self.levels, self.unknown, self.not_applicable]
        self.box.addSpacing(4)
        for index, made in enumerate(self._rows):
            self._group.addButton(made, index)
        for made in self.levels:
            self.box.addWidget(made)
        others = row(gap=1)
        others.addWidget(self.unknown, 1)
        others.addWidget(self.not_applicable, 1)
        self.box.addLayout(others)
        self.reason = ParsedEdit(self, str.strip, str, "")
        self.reason.setMaxLength(REASON_LIMIT)
        self.box.addWidget(self.reason)
        self._group.idClicked.connect(self._on_choice)
        self.reason.value_changed.connect(self._on_reason)

    def _make_backing(self) -> None:
        column: list[LineLabel] = []
        self.grade_label = LineLabel(column, self)
        self.note_label, self.who_label = LineLabel(column, self), LineLabel(column, self)
        self.grade_needs = Label(look="small", wrap=False, parent=self)
        self.grade = Segmented([grade.value for grade in Grade], self)
        self.others = SideBySide(self)
        # Large letters set the words above the choice instead of cutting it off.
        line = FlowLayout(space(1))
        line.addWidget(self.grade_label)
        line.addWidget(self.grade)
        line.addWidget(self.grade_needs)
        self.box.addWidget(rule(self))
        self.box.addWidget(self.others)
        self.box.addLayout(line)
        self.note = NoteField(self)
        self.note_full = Label(look="error", parent=self)
        self.note_full.hide()
        written = row(gap=1)
        # Beside the first line, however many there are.
        self.note_label.setContentsMargins(0, space(1), 0, 0)
        written.addWidget(self.note_label, 0, Qt.AlignmentFlag.AlignTop)
        written.addWidget(self.note, 1)
        self.box.addLayout(written)
        self.box.addWidget(self.note_full)
        self.box.addLayout(self._make_sources())
        self.evidence = EvidenceItems(self)
        self.box.addWidget(self.evidence)
        self.grade.chosen.connect(self._on_grade)
        self.note.written.connect(self._on_note)
        self.note.grown.connect(self.grown)
        self.note.full.connect(self.note_full.setVisible)
        self.who.value_changed.connect(self._on_who)
        self.role.value_changed.connect(self._on_role)
        self.others.role_wanted.connect(self.turn_to_role)
        for field in (self.who, self.reason):
            field.returnPressed.connect(self._back)
        self._connect_evidence()
        self._session.flushing.connect(self.hand_over)

    def _connect_evidence(self) -> None:
        evidence = self.evidence
        evidence.changed.connect(self._on_evidence)
        evidence.typed.connect(self._on_evidence_line)
        evidence.link_opened.connect(self.link_opened)
        evidence.save_wanted.connect(self.save_wanted)
        evidence.files_wanted.connect(self._want_files)
        for source in (evidence.pasted, self.note.given):
            source.connect(self._give_files)

    def _make_sources(self) -> QHBoxLayout:
        self.who = ParsedEdit(self, str.strip, str, "")
        self.who.setMaxLength(WHO_LIMIT)
        self.role = RoleChoice(self)
        line = row(gap=1)
        line.addWidget(self.who_label)
        line.addWidget(self.who, 3)
        line.addWidget(self.role, 2)
        return line

    # Showing

    @property
    def answer(self) -> Answer:
        """Return the shown role's answer, with the name that may stand there before the answer."""
        assessment = self._session.assessment
        kept = assessment.answer_to(self.question.id, self.shown_role) if assessment else Answer()
        typed = str(self.who.value)
        return kept.model_copy(update={"who": typed}) if kept.is_blank and typed else kept

    @property
    def shown_role(self) -> Role | None:
        """Return whose answer is shown; None for the answer on the whole."""
        value = self.role.value
        return value if isinstance(value, Role) else None

    def retranslate(self) -> None:
        """Say everything again."""
        voice, question = self._session.voice, self.question
        number = number_of(self._session.questionnaire, question.id)
        self.short.setText(f"{number}  {voice.text(question.short)}".strip())
        self.text.setText(voice.text(question.text))
        self.setAccessibleName(voice.text(question.text))
        self.help.retranslate(voice)
        for made, sentence in zip(self.levels, question.levels, strict=True):
            made.say(voice.text(sentence))
        self.unknown.say(voice.say("Asked, and nobody knows"))
        self.not_applicable.say(voice.say("Not applicable"))
        self._name_fields(voice)
        self.evidence.retranslate(voice, self._session.colours)
        self.refresh()

    def _name_fields(self, voice: Voice) -> None:
        for field, words in (
            (self.reason, voice.say("Why it does not apply")),
            (self.note, voice.say("Note")),
            (self.who, voice.say("Who said it: name or alias")),
        ):
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
        self._name_labels(voice)
        limit = voice.number(NOTE_LIMIT)
        self.note_full.setText(
            voice.say("A note holds %(n)s letters; what goes beyond is not taken.", n=limit)
        )
        self.grade.set_texts(
            [names.grade(voice, grade) for grade in Grade],
            [
                voice.say("Said: somebody told us (S)"),
                voice.say("Shown: we saw the document or the work (H)"),
                voice.say("Proven: measured, or traced through real cases (P)"),
            ],
        )
        name_it(self.role, voice.say("Whose answer this is"))
        name_it(self.help_button, voice.say("Help on this question (F1)"))
        name_it(self.flag, voice.say("Follow up later (F)"))

    def _name_labels(self, voice: Voice) -> None:
        self.grade_label.setText(voice.say("How we know"))
        self.note_label.setText(voice.say("Note"))
        self.who_label.setText(voice.say("Who said it"))
        for label in (self.grade_label, self.note_label, self.who_label):
            label.updateGeometry()
        self.grade_needs.setText(voice.say("goes with a level, 0 to 4"))
        self._fit_words(self.width())

    def _fit_words(self, width: int) -> None:
        """Show as many words beside the fields as there is room for."""
        letters = width // max(self.fontMetrics().horizontalAdvance("0"), 1)
        voice, labelled = self._session.voice, letters >= LABELLED
        self._explains = letters >= EXPLAINED
        for label in (self.note_label, self.who_label):
            label.setVisible(labelled)
        self.note.setPlaceholderText("" if labelled else voice.say("Note"))
        self.who.setPlaceholderText(
            voice.say("name or alias") if labelled else voice.say("Who said it: name or alias")
        )
        self.grade_needs.setVisible(self._explains and not self.grade.isEnabled())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words beside the fields to the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_words(event.size().width())

    def restyle(self) -> None:
        """Draw again in the session's colours."""
        colours = self._session.colours
        for made in self._rows:
            made.restyle(colours)
        self.help_button.setIcon(icon("help", colours.muted, 18, checked=colours.accent))
        self.evidence.retranslate(self._session.voice, colours)
        self._show_flag()

    def begin(self) -> None:
        """Show an assessment that has just been opened; nothing typed for another stays."""
        self.role.set_value(None)
        for field in (self.who, self.reason):
            field.set_value("", anew=True)
        self.evidence.begin_anew()
        self.note.show_text("", anew=True)
        self.refresh()

    def refresh(self) -> None:
        """Show what the session holds."""
        self._show_roles()
        answer = self.answer
        self._show_judgement(answer.judgement)
        self.note.show_text(answer.note)
        self.who.set_value(answer.who)
        self.evidence.show_items(answer.evidence)
        self._show_flag()
        self.setAccessibleDescription(sentences.judgement(self._session.voice, answer.judgement))

    def _show_judgement(self, judgement: Judgement) -> None:
        chosen: ChoiceRow | None = None
        if isinstance(judgement, Rated):
            chosen = self.levels[judgement.level]
        elif isinstance(judgement, Unknown):
            chosen = self.unknown
        elif isinstance(judgement, NotApplicable):
            chosen = self.not_applicable
            self.reason.set_value(judgement.reason)
        self._group.setExclusive(False)
        self._stop_at(chosen or self.levels[0])
        for made in self._rows:
            made.setChecked(made is chosen)
            made.fade(faded=chosen is not None)
        self._group.setExclusive(True)
        self.reason.setVisible(chosen is self.not_applicable)
        self.grade.setEnabled(isinstance(judgement, Rated))
        self.grade.set_value(judgement.grade.value if isinstance(judgement, Rated) else "")
        self.grade_needs.setVisible(self._explains and not isinstance(judgement, Rated))

    def _stop_at(self, row: ChoiceRow) -> None:
        """Let Tab come to the answer that was given; the arrows go on from there."""
        if self._stop is row and row.focusPolicy() == Qt.FocusPolicy.StrongFocus:
            return
        self._stop = row
        for made in self._rows:
            made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _show_roles(self) -> None:
        voice, assessment = self._session.voice, self._session.assessment
        given = assessment.answers_to(self.question.id) if assessment else ()
        roles = [*self.question.roles, *(a.role for a in given if a.role)]
        choices: list[tuple[object, str]] = [(None, voice.say("On the whole"))]
        choices += [(role, names.role(voice, role)) for role in dict.fromkeys(roles)]
        self.role.set_choices(choices)
        self._show_people(given)

    def _show_people(self, given: tuple[Answer, ...]) -> None:
        """Show side by side what several people answered; one overall answer needs none of it."""
        several = any(answer.role is not None for answer in given)
        voice, shown = self._session.voice, self.shown_role
        for place, made in enumerate(self._rows):
            here = [a for a in given if several and _place_of(a.judgement) == place]
            made.show_marks([mark_of(voice, answer, shown) for answer in here])
        self.others.setVisible(several)
        if several:
            self.others.show_answers(given, shown, voice)

    def _show_flag(self) -> None:
        marked, colours = self.answer.follow_up, self._session.colours
        self.flag.setChecked(marked)
        colour = colours.accent if marked else colours.muted
        self.flag.setIcon(icon("flag_set" if marked else "flag", colour, 18))

    def show_current(self, *, current: bool) -> None:
        """Mark the card as the one that the keys speak to."""
        set_look(self, "true" if current else "false", "current")

    def show_somebody(self) -> None:
        """Show an answer that exists when there is none on the whole."""
        assessment = self._session.assessment
        given = assessment.answers_to(self.question.id) if assessment else ()
        if given and all(answer.role is not None for answer in given):
            self.role.set_value(given[0].role)
            self.refresh()

    # Writing

    def _write(self, answer: Answer, label: EditLabel, key: str = "") -> None:
        if answer != self.answer:
            self._session.set_answer(self.question.id, answer, label, key)

    def judge(self, change: Callable[[Answer], Answer]) -> None:
        """Change the judgement and name the edit after what it became."""
        self.hand_over()
        answer = change(self.answer)
        self._write(answer, answering.naming(self.question, answer.judgement))

    def give_grade(self, grade: Grade) -> None:
        """Say how strongly the answer is known; needs a level first."""
        if not isinstance(self.answer.judgement, Rated):
            self._session.notice.emit(self._session.voice.say("Choose a level first, 0 to 4."))
            return
        self.judge(lambda answer: answering.with_grade(answer, grade))

    def _change(self, name: EditLabel, key: str = "", **changes: object) -> None:
        self.hand_over()
        self._write(self.answer.model_copy(update=changes), self._named(name), key)

    def _named(self, name: EditLabel) -> EditLabel:
        short = self.question.short

        def speak(voice: Voice) -> str:
            return f"{voice.text(short)}: {name(voice) if callable(name) else name}"

        return speak

    @Slot(int)
    def _on_choice(self, index: int) -> None:
        if index < LEVELS:
            self.judge(lambda answer: answering.at_level(answer, index))
        elif self._rows[index] is self.unknown:
            self.judge(answering.nobody_knows)
        else:
            self.leave_out()

    def leave_out(self) -> None:
        """Mark the question as not applicable and ask for the reason."""
        reason = answering.clean(self.reason.text(), REASON_LIMIT)
        self.judge(lambda answer: answering.not_applicable(answer, reason))
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(object)
    def _on_reason(self, reason: object) -> None:
        if isinstance(self.answer.judgement, NotApplicable):
            self._change(
                lambda v: v.say("Why it does not apply"),
                "reason",
                judgement=NotApplicable(reason=answering.clean(str(reason), REASON_LIMIT)),
            )

    @Slot(str)
    def _on_grade(self, value: str) -> None:
        self.give_grade(Grade(value))

    @Slot(str, int)
    def _on_note(self, text: str, burst: int) -> None:
        answer = self.answer.model_copy(update={"note": text})
        self._write(answer, self._named(lambda v: v.say("Note")), f"note {burst}")

    @Slot()
    def _back(self) -> None:
        """Give the keys back to the question after a line was typed."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _want_files(self) -> None:
        self.files_wanted.emit(self)

    @Slot(object)
    def _give_files(self, data: object) -> None:
        self.files_given.emit(self, data)

    def add_item(self, item: EvidenceItem) -> None:
        """Add a piece of evidence that was dropped or pasted."""
        self.hand_over()
        self._on_evidence((*self.answer.evidence, item))

    @Slot(object)
    def _on_who(self, who: object) -> None:
        if not self.answer.is_blank:
            name = answering.clean(str(who), WHO_LIMIT)
            self._change(lambda v: v.say("Who said it"), "who", who=name)

    @Slot(object)
    def _on_role(self, _role: object) -> None:
        self.who.set_value("")
        self.evidence.begin_anew()
        self.refresh()

    @Slot(object)
    def turn_to_role(self, role: object) -> None:
        """Show the answer of this role (None: on the whole); the keys go on with it."""
        self.hand_over()
        self.role.set_value(role)
        self._on_role(role)

    def show_role(self, role: Role | None) -> None:
        """Show the answer of this role unless it is shown already."""
        if role is not self.shown_role:
            self.turn_to_role(role)

    def next_role(self) -> None:
        """Turn to the next role that can answer, and after the last to the answer on the whole."""
        order = self.role.values
        index = order.index(self.role.value)
        self.turn_to_role(order[(index + 1) % len(order)])
        self._session.notice.emit(
            self._session.voice.say("Now answering: %(who)s.", who=self.role.currentText())
        )

    @Slot(object)
    def _on_evidence(self, items: object) -> None:
        self._change(lambda v: v.say("Evidence for or against"), evidence=items)

    @Slot(object, str)
    def _on_evidence_line(self, items: object, line: str) -> None:
        answer = self.answer.model_copy(update={"evidence": items})
        self._write(answer, self._named(lambda v: v.say("Evidence for or against")), line)

    @Slot()
    def mark_follow_up(self) -> None:
        """Set or take away the mark that something is still to be found out."""
        self._change(lambda v: v.say("Follow up"), follow_up=not self.answer.follow_up)
        self._show_flag()

    @Slot()
    def toggle_help(self) -> None:
        """Show or hide the help."""
        self.help_button.toggle()

    @Slot()
    def hand_over(self) -> None:
        """Write at once what stands half-typed in the fields."""
        self.note.hand_over()
        self.who.hand_over()
        self.reason.hand_over()
        self.evidence.hand_over()


def _place_of(judgement: Judgement) -> int | None:
    """Return the row that stands for a judgement."""
    if isinstance(judgement, Rated):
        return judgement.level
    return {"unknown": LEVELS, "not_applicable": LEVELS + 1}.get(judgement.kind)
