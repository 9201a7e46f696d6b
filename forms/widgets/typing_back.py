"""A small window to type answers back from paper, by the numbers that are printed there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from assessor.domain import typing_back
from assessor.domain.assessment import NAME_LIMIT, Answer, NotAsked, Rated
from assessor.domain.numbering import number_of, numbered
from assessor.domain.problem import InputProblem
from assessor.domain.questionnaire import Role
from assessor.domain.typing_back import Entry
from assessor.language import Voice, names, sentences
from forms.edits import Label as EditLabel
from forms.session import Session
from forms.theme import space
from forms.widgets.answering import clean, naming
from forms.widgets.basic import Card, Label, ScrollColumn, button, column, name_it, row
from forms.widgets.fields import ChoiceEdit, Field, LineEdit
from forms.widgets.reading_order import ReadDialog

FORM_SIZE = (68, 34)
"""Letters and lines."""


class TypedLine(QWidget):
    """One recorded answer, which can be taken back."""

    unwanted = Signal(object)
    """This line is to be taken back."""

    def __init__(
        self, entry: Entry, role: Role | None, before: Answer, after: Answer, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.entry, self.role = entry, role
        self.before, self.after = before, after
        self.words = Label(parent=self)
        self.undo = button(look="link", parent=self)
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box = row(self, gap=1)
        box.addWidget(self.words, 1)
        box.addWidget(self.undo)
        self.undo.clicked.connect(self._ask_to_go)

    def speak(self, voice: Voice, short: str) -> None:
        """Say the line again."""
        told = names.within(sentences.judgement(voice, self.entry.judgement))
        self.words.setText(f"{self.entry.number}  {short}: {told}")
        self.undo.setText(voice.say("Undo"))
        name_it(
            self.undo, voice.say("Take back the answer to %(number)s", number=self.entry.number)
        )

    @Slot()
    def _ask_to_go(self) -> None:
        self.unwanted.emit(self)


class TypingBack(ReadDialog):
    """Takes a line per answer and records it at Enter; the focus never leaves the line."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setModal(False)
        self._make()
        self._lay_out()
        self._connect()
        self.expected = ""
        self.lines: list[TypedLine] = []
        self._was_reminded = False
        """Whether it was said that the line is not recorded yet."""
        self._expect_first()
        self.retranslate()
        self.fit(*FORM_SIZE)
        self.line.setFocus()

    def _make(self) -> None:
        self.role = ChoiceEdit(self)
        self.role.setSizeAdjustPolicy(ChoiceEdit.SizeAdjustPolicy.AdjustToContents)
        self.who = LineEdit(self)
        self.who.setMaxLength(NAME_LIMIT)
        self.line = LineEdit(self)
        self.line.setProperty("look", "lead")
        self.fields = {made: Field(made, self) for made in (self.role, self.who, self.line)}
        self.heard = Label(look="strong", parent=self)
        self.level = Label(parent=self)
        self.wrong = Label(look="error", parent=self)
        self.count = Label(look="caption", parent=self)
        self.typed = ScrollColumn(self, gap=0.5, pad=0)
        self.lead = Label(look="muted", parent=self.typed.inside)
        self.lead.setContentsMargins(0, space(1), 0, 0)
        self.typed.box.addWidget(self.lead)
        self.typed.box.addStretch(1)

    def _lay_out(self) -> None:
        box = column(self, gap=1.5, pad=3)
        whose = row(gap=1)
        whose.addWidget(self.fields[self.role])
        whose.addWidget(self.fields[self.who], 1)
        box.addLayout(whose)
        card = Card(self, gap=1, pad=2)
        card.box.addWidget(self.fields[self.line])
        for said in (self.heard, self.level, self.wrong):
            card.box.addWidget(said)
        # Room for two lines of words: what is below must not jump at every key.
        self.level.setMinimumHeight(2 * self.level.fontMetrics().lineSpacing())
        self.level.setAlignment(Qt.AlignmentFlag.AlignTop)
        box.addWidget(card)
        box.addWidget(self.count)
        box.addWidget(self.typed, 1)

    def _connect(self) -> None:
        self.line.textChanged.connect(self.echo)
        self.line.returnPressed.connect(self.record)
        last = QShortcut(QKeySequence("Ctrl+Backspace"), self)
        last.activated.connect(self.take_back_last)
        self._session.language_changed.connect(self.retranslate)
        self._session.assessment_closed.connect(self.accept)
        self._session.assessment_opened.connect(self.start_anew)

    @property
    def _voice(self) -> Voice:
        return self._session.voice

    def _expect_first(self) -> None:
        asked = self._session.questions
        self.expected = number_of(self._session.questionnaire, asked[0].id) if asked else ""

    # What is said

    @Slot()
    def retranslate(self) -> None:
        """Say everything again in the session's language."""
        voice = self._voice
        self.setWindowTitle(voice.say("Type answers back from paper"))
        self.lead.setText(
            voice.say(
                "Number, level, grade, Enter: 3.4 2 p. Without a number it is the next question."
                " Grades: s said, h shown, p proven, or 1, 2, 3. u: nobody knows, x: not"
                " applicable. A note comes last."
            )
        )
        roles = [(value, names.role(voice, value)) for value in Role]
        self.role.set_choices([(None, voice.say("On the whole")), *roles])
        self.fields[self.role].say(voice.say("Whose answers"))
        self.fields[self.who].say(voice.say("Who said it"))
        self.fields[self.line].say(voice.say("Answer"))
        self.who.setPlaceholderText(voice.say("name or alias"))
        for line in self.lines:
            line.speak(voice, self._short(line.entry.question))
        self.echo()
        self._show_count()

    def _short(self, question_id: str) -> str:
        question = self._session.questionnaire.by_id.get(question_id)
        return self._voice.text(question.short) if question else question_id

    def _show_count(self) -> None:
        done = len({line.entry.question for line in self.lines})
        asked = len(self._session.questions)
        self.count.setText(
            self._voice.say(
                "%(done)d of %(all)d typed. Ctrl+Backspace takes back the last.",
                done=done,
                all=asked,
            )
        )

    @Slot()
    def echo(self) -> None:
        """Say at once what the line would record, or what is wrong with it."""
        text = self.line.text().strip()
        self._was_reminded = False
        try:
            entry = self._read() if text else None
        except InputProblem as problem:
            self._say("", "", self._voice.explain(problem))
            return
        if entry is None:
            self._say(self._next_words(), "", "")
            return
        self._say(f"{entry.number}  {self._short(entry.question)}", self._words_of(entry), "")

    def _say(self, heard: str, level: str, wrong: str) -> None:
        # The focus stays in the line, and a screen reader reads nothing else of its own accord.
        self._session.spoken.emit(" ".join(words for words in (heard, level, wrong) if words))
        self.heard.setText(heard)
        self.level.setText(level)
        self.wrong.setText(wrong)

    def _next_words(self) -> str:
        if not self.expected:
            return self._voice.say("That was the last question.")
        question = numbered(self._session.questionnaire, self.expected)
        short = self._voice.text(question.short) if question else ""
        return self._voice.say("Next: %(number)s  %(short)s", number=self.expected, short=short)

    def _words_of(self, entry: Entry) -> str:
        """Return the answer in words, and what it takes the place of."""
        voice, judged = self._voice, entry.judgement
        told = sentences.judgement(voice, judged)
        question = self._session.questionnaire.by_id.get(entry.question)
        if isinstance(judged, Rated) and question is not None:
            told = f"{told}. {voice.text(question.levels[judged.level])}"
        before = self._before(entry).judgement
        if isinstance(before, NotAsked) or before == judged:
            return told
        was = names.within(sentences.judgement(voice, before))
        return f"{told} " + voice.say("Replaces: %(answer)s.", answer=was)

    # What is recorded

    def _read(self) -> Entry:
        line = typing_back.in_turn(self.line.text(), self.expected)
        return typing_back.read_line(self._session.questionnaire, line)

    def _before(self, entry: Entry) -> Answer:
        assessment = self._session.assessment
        role = self._role()
        return assessment.answer_to(entry.question, role) if assessment else Answer(role=role)

    def _role(self) -> Role | None:
        chosen = self.role.value
        return chosen if isinstance(chosen, Role) else None

    @Slot()
    def record(self) -> None:
        """Record the line and make room for the next one; an empty line passes a question over."""
        if not self.line.text().strip():
            passed = numbered(self._session.questionnaire, self.expected)
            self.expected = self._following(passed.id) if passed else ""
            self.echo()
            return
        try:
            entry = self._read()
        except InputProblem:
            self.line.selectAll()
            return
        self._keep(entry)
        self.expected = self._following(entry.question)
        self.line.clear()

    @Slot()
    def reject(self) -> None:
        """Leave; but a line that is typed and not entered is not dropped without a word."""
        if self._was_reminded or not self.line.text().strip():
            self.line.clear()
            super().reject()
            return
        words = self._voice.say(
            "This line is not recorded yet. Enter records it, Esc again drops it."
        )
        self._say(self.heard.text(), self.level.text(), words)
        self._was_reminded = True
        self.line.setFocus()

    def _following(self, question_id: str) -> str:
        """Return the number of the question behind one, of those that are asked here."""
        asked = {question.id for question in self._session.questions}
        questionnaire = self._session.questionnaire
        # The one that was typed need not be asked here: the others behind it are.
        order = [question.id for question in questionnaire.questions]
        behind = order[order.index(question_id) + 1 :]
        following = next((known for known in behind if known in asked), "")
        return number_of(questionnaire, following) if following else ""

    def _keep(self, entry: Entry) -> None:
        assessment, role = self._session.assessment, self._role()
        if assessment is None:
            return
        before = self._before(entry)
        after = typing_back.answered(assessment, entry, role, clean(self.who.text(), NAME_LIMIT))
        question = self._session.questionnaire.by_id[entry.question]
        self._session.set_answer(entry.question, after, naming(question, entry.judgement))
        self._add(TypedLine(entry, role, before, after, self.typed.inside))

    def _add(self, line: TypedLine) -> None:
        line.speak(self._voice, self._short(line.entry.question))
        line.unwanted.connect(self.take_back)
        self.lines.append(line)
        self.typed.box.insertWidget(0, line)
        line.show()
        self._show_count()

    @Slot(object)
    def take_back(self, line: TypedLine) -> None:
        """Put back what was there before a line, unless that has been changed since."""
        assessment = self._session.assessment
        question = line.entry.question
        if assessment is not None and assessment.answer_to(question, line.role) == line.after:
            self._session.set_answer(question, line.before, _taking_back(line.entry.number))
            self.expected = line.entry.number
        else:
            changed = self._voice.say(
                "%(number)s was changed since, and stays.", number=line.entry.number
            )
            self._session.notice.emit(changed)
        self._drop(line)
        self.line.setFocus()

    @Slot()
    def take_back_last(self) -> None:
        """Take back the line that was typed last."""
        if self.lines:
            self.take_back(self.lines[-1])

    def _drop(self, line: TypedLine) -> None:
        self.lines.remove(line)
        self.typed.box.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._show_count()
        self.echo()

    @Slot()
    def start_anew(self) -> None:
        """Begin an empty list: another assessment is open."""
        for line in list(self.lines):
            self._drop(line)
        self._expect_first()
        self.line.clear()
        self.echo()


def _taking_back(number: str) -> EditLabel:
    return lambda voice: voice.say("Take back the answer to %(number)s", number=number)
