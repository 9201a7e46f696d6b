"""The rows in which answers are moved to see what would come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QToolButton, QWidget

from assessor.domain.assessment import Answer, Grade, Judgement, NotAsked, Rated
from assessor.domain.questionnaire import LEVELS, Question, Section
from assessor.language import Voice, names, sentences
from forms.icons import icon
from forms.theme import Colours, space
from forms.widgets.basic import Card, Label, button, column, icon_button, name_it
from forms.widgets.fields import ChoiceEdit
from forms.widgets.flow_layout import FlowLayout
from forms.widgets.segmented import Segmented
from forms.widgets.turning import Turning
from forms.widgets.turns import Pieces, Turns

WORDS = 28
"""Letters that the words must have room for, so that the controls stand beside them."""

HEAD = 44
"""Letters that the head of a section must have room for to stand in one line."""

BEST = Rated(level=LEVELS - 1, grade=Grade.PROVEN)


class MovedRow(QWidget):
    """One question: its answer now, five levels and the grade to move it to."""

    moved = Signal(str, object)
    """The question and its new level and grade; None puts the answer back."""

    def __init__(self, question: Question, voice: Callable[[], Voice], parent: QWidget) -> None:
        super().__init__(parent)
        self.question = question
        self._voice = voice
        self._now: Judgement | None = None
        self._moved: Rated | None = None
        self.title = Label(parent=self)
        self.now = Label(look="small", parent=self)
        self.levels = Segmented([str(level) for level in range(LEVELS)], self)
        self.grade = ChoiceEdit(self)
        self.grade.setMinimumContentsLength(6)
        self.best = button(look="quiet", parent=self)
        self.back = icon_button(parent=self)
        self._lay_out()
        self.levels.chosen.connect(self._on_level)
        self.grade.value_changed.connect(self._on_grade)
        self.best.clicked.connect(self._on_best)
        self.back.clicked.connect(self._on_back)

    def _lay_out(self) -> None:
        words, self._controls = QWidget(self), QWidget(self)
        beside = column(words, gap=0)
        beside.addWidget(self.title)
        beside.addWidget(self.now)
        line = FlowLayout(space(1))
        self._controls.setLayout(line)
        for part in self._parts:
            line.addWidget(part)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(space(0.5))
        self._box.addWidget(words, 1)
        self._box.addWidget(self._controls)
        keeps = self.back.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(keeps)

    @property
    def _parts(self) -> tuple[QWidget, ...]:
        return self.levels, self.grade, self.best, self.back

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the controls beside the words where there is room, else under them."""
        super().resizeEvent(event)
        needed = sum(part.sizeHint().width() + space(1) for part in self._parts)
        words = self.fontMetrics().horizontalAdvance("0") * WORDS
        wide = event.size().width() >= needed + words
        self._controls.setMinimumWidth(needed if wide else 0)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if way is not self._box.direction():
            self._box.setDirection(way)

    def retranslate(self) -> None:
        """Say every text again."""
        voice = self._voice()
        short = voice.text(self.question.short)
        self.title.setText(short)
        self.title.setToolTip(voice.text(self.question.text))
        digits = [str(level) for level in range(LEVELS)]
        spoken = [
            f"{short}: {level}. {voice.text(sentence)}"
            for level, sentence in zip(digits, self.question.levels, strict=True)
        ]
        self.levels.set_texts(digits, spoken)
        self.grade.set_choices([(grade, names.grade(voice, grade)) for grade in Grade])
        self.grade.setAccessibleName(voice.say("Evidence grade: %(question)s", question=short))
        self.best.setText(voice.say("Best"))
        self.best.setToolTip(voice.say("Proven at its best"))
        self.best.setAccessibleName(f"{self.best.toolTip()}: {short}")
        name_it(self.back, voice.say("Put back: %(question)s", question=short))
        self._show()

    def restyle(self, colours: Colours) -> None:
        """Draw the icon again."""
        self.back.setIcon(icon("undo", colours.muted, 16))

    def show_answer(self, now: Judgement, moved: Rated | None) -> None:
        """Show the answer as it is and where it is moved to."""
        self._now, self._moved = now, moved
        self._show()

    def _show(self) -> None:
        if self._now is None:
            return
        voice = self._voice()
        shown = self._moved or self._now
        self.levels.set_value(str(shown.level) if isinstance(shown, Rated) else "")
        self.grade.set_value(shown.grade if isinstance(shown, Rated) else Grade.SAID)
        self.grade.setEnabled(isinstance(shown, Rated))
        self.back.setVisible(self._moved is not None)
        now = sentences.judgement(voice, self._now)
        moved = voice.say("moved; now: %(answer)s", answer=names.within(now))
        text = moved if self._moved else now
        self.now.setText(text)
        self.title.setProperty("look", "strong" if self._moved else "body")
        self.title.style().unpolish(self.title)
        self.title.style().polish(self.title)

    def _shown(self) -> Rated:
        shown = self._moved or self._now
        return shown if isinstance(shown, Rated) else Rated(level=0)

    def _move(self, to: Rated) -> None:
        # At once: the next click may come before the page has answered this one.
        self._moved = None if to == self._now else to
        self.moved.emit(self.question.id, self._moved)

    @Slot(str)
    def _on_level(self, level: str) -> None:
        self._move(Rated(level=int(level), grade=self._shown().grade))

    @Slot(object)
    def _on_grade(self, grade: object) -> None:
        if isinstance(grade, Grade):
            self._move(Rated(level=self._shown().level, grade=grade))

    @Slot()
    def _on_best(self) -> None:
        self._move(BEST)

    @Slot()
    def _on_back(self) -> None:
        self._moved = None
        self.moved.emit(self.question.id, None)


class SectionRows(Card):
    """A section that opens and closes; its rows are made when it is first opened."""

    moved = Signal(str, object)

    def __init__(self, section: Section, voice: Callable[[], Voice], parent: QWidget) -> None:
        super().__init__(parent, gap=1, pad=1.5)
        self.section = section
        self._voice = voice
        self._colours: Colours | None = None
        self._answers: Mapping[str, Judgement] = {}
        self._moved: Mapping[str, Rated] = {}
        self.rows: list[MovedRow] = []
        self._turns = Turns(self)
        self.head = QToolButton(self)
        self.head.setProperty("look", "quiet")
        self.head.setCheckable(True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.count = Label(look="small", wrap=False, parent=self)
        self.all_best: QPushButton = button(look="quiet", parent=self, wraps=True)
        head = Turning(self, HEAD)
        head.box.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeading)
        head.box.addStretch(1)
        head.box.addWidget(self.count)
        head.box.addWidget(self.all_best, 0, Qt.AlignmentFlag.AlignLeading)
        self.box.addWidget(head)
        self._body = QWidget(self)
        self._rows_box = column(self._body, gap=1)
        self._rows_box.setContentsMargins(space(1), 0, 0, space(1))
        self._body.hide()
        self.box.addWidget(self._body)
        self.head.toggled.connect(self._toggle)
        self.all_best.clicked.connect(self._on_all_best)

    @property
    def is_filling(self) -> bool:
        """Return whether rows are still to be made."""
        return self._turns.is_going

    @Slot(bool)
    def _toggle(self, is_open: bool) -> None:  # noqa: FBT001 - Qt hands the state over like this
        if is_open and not self.rows and not self._turns.is_going:
            self._turns.start(self._make_rows())
        self._body.setVisible(is_open)
        self._show_head()

    def _make_rows(self) -> Pieces:
        """Make a row for each question, one at a time."""
        for question in self.section.questions:
            made = MovedRow(question, self._voice, self._body)
            made.moved.connect(self.moved)
            made.retranslate()
            if self._colours is not None:
                made.restyle(self._colours)
            self._show_row(made)
            self.rows.append(made)
            self._rows_box.addWidget(made)
            yield

    def retranslate(self) -> None:
        """Say every text again."""
        voice = self._voice()
        self.head.setText(voice.text(self.section.title))
        self.all_best.setText(voice.say("All at their best"))
        title = voice.text(self.section.title)
        self.all_best.setAccessibleName(f"{self.all_best.text()}: {title}")
        for made in self.rows:
            made.retranslate()
        self._show_count()

    def restyle(self, colours: Colours) -> None:
        """Draw the icons again."""
        self._colours = colours
        self._show_head()
        for made in self.rows:
            made.restyle(colours)

    def _show_head(self) -> None:
        if self._colours is not None:
            name = "chevron" if self.head.isChecked() else "chevron_right"
            self.head.setIcon(icon(name, self._colours.muted, 16))

    def show_answers(self, answers: Mapping[str, Judgement], moved: Mapping[str, Rated]) -> None:
        """Show the answers as they are, and what is moved."""
        self._answers, self._moved = answers, moved
        for made in self.rows:
            self._show_row(made)
        self._show_count()

    def _show_row(self, made: MovedRow) -> None:
        name = made.question.id
        made.show_answer(self._answers.get(name, NotAsked()), self._moved.get(name))

    def _show_count(self) -> None:
        moved = sum(question.id in self._moved for question in self.section.questions)
        voice = self._voice()
        self.count.setText(voice.say_many("%(n)s moved", "%(n)s moved", moved) if moved else "")
        self.count.setVisible(bool(moved))

    @Slot()
    def _on_all_best(self) -> None:
        for question in self.section.questions:
            to = None if self._answers.get(question.id) == BEST else BEST
            self.moved.emit(question.id, to)


def overall(answers: tuple[Answer, ...]) -> Judgement:
    """Return what is shown as the answer now: the consultant's own, else the first given."""
    own = [answer for answer in answers if answer.role is None]
    return (own or list(answers) or [Answer()])[0].judgement
