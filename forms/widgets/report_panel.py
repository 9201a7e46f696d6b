"""What is printed and what to do with it: the left side of the Report page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, TypeAlias

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QProgressBar, QWidget

from assessor.domain.language import Language
from assessor.domain.paper import ReportKind
from forms.theme import space
from forms.widgets.action_button import ActionButton
from forms.widgets.basic import Label, ScrollColumn, button, column, row, set_look
from forms.widgets.bindings import VoiceNow
from forms.widgets.described_choice import DescribedChoice
from forms.widgets.fields import Field, ParsedEdit
from forms.widgets.project_fields import not_a_day
from forms.widgets.segmented import Segmented
from forms.widgets.typed_values import read_day, spoken_day

State: TypeAlias = Literal["making", "stale", "fresh", "stopped", "printing"]

LEAST_WIDTH = 34
"""Steps of the grid."""

STEPS = 1000
"""Of the progress bar."""


class ReportPanel(ScrollColumn):
    """Choices above, deeds below them, and at the foot how things stand."""

    kind_chosen = Signal(str)
    language_chosen = Signal(str)
    day_chosen = Signal(object)
    cancel_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self, voice: VoiceNow, parent: QWidget) -> None:
        super().__init__(parent, gap=2, pad=0)
        self._voice = voice
        self._state: State = "making"
        inside = self.inside
        self.title = Label(look="title", parent=inside)
        self.kinds = DescribedChoice((ReportKind.FULL.value, ReportKind.SPONSOR.value), inside)
        self.kinds.set_value(ReportKind.FULL.value)
        self.language_label = Label(look="caption", parent=inside)
        self.languages = Segmented([language.value for language in Language], inside)
        self.day = Field(ParsedEdit(inside, read_day, self._spoken), inside)
        self.state = Label(look="small", parent=inside)
        self.bar = QProgressBar(inside)
        self.cancel = button(parent=inside)
        self.retry = button(parent=inside)
        self._deeds = column(gap=1)
        self._lay_out()
        self._connect()

    def _spoken(self, day: object) -> str:
        return spoken_day(self._voice(), day)

    def _lay_out(self) -> None:
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        box = self.box
        box.addWidget(self.title)
        box.addWidget(self.kinds)
        languages = column(gap=0.5)
        languages.addWidget(self.language_label)
        languages.addWidget(self.languages)
        box.addLayout(languages)
        box.addWidget(self.day)
        box.addLayout(self._deeds)
        for part in (self.state, self.bar):
            box.addWidget(part)
        foot = row(gap=1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.retry)
        foot.addStretch(1)
        box.addLayout(foot)
        box.addStretch(1)
        self._show_parts(progress=False)

    def _connect(self) -> None:
        editor = self._day_editor
        self.kinds.chosen.connect(self.kind_chosen)
        self.languages.chosen.connect(self.language_chosen)
        editor.value_changed.connect(self._pass_day)
        editor.refused.connect(self._refuse_day)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.retry.clicked.connect(self.retry_wanted)

    @property
    def _day_editor(self) -> ParsedEdit:
        editor = self.day.editor
        if not isinstance(editor, ParsedEdit):
            raise TypeError("the day is edited by something else")
        return editor

    @property
    def kind(self) -> ReportKind:
        """Return the chosen kind of report."""
        return ReportKind(self.kinds.value)

    def add_actions(self, actions: Sequence[QAction]) -> None:
        """Offer these actions, the first as the main one."""
        for place, action in enumerate(actions):
            look: Literal["primary", "plain"] = "primary" if place == 0 else "plain"
            self._deeds.addWidget(ActionButton(action, self.inside, look))

    def retranslate(self) -> None:
        """Say every text again."""
        voice = self._voice()
        self.title.setText(voice.say("Report"))
        self.kinds.say(
            ReportKind.FULL.value,
            voice.say("Full report"),
            voice.say("Cover, the sponsor's page, findings, gaps, method and every answer."),
        )
        self.kinds.say(
            ReportKind.SPONSOR.value,
            voice.say("One page for the sponsor"),
            voice.say("Verdict, risk and reasons, complete by itself."),
        )
        self.language_label.setText(voice.say("Language of the report"))
        self.languages.set_texts(["English", "Русский"])
        self.day.say(voice.say("Day of the assessment"), voice.say("Left empty, it is today."))
        self._day_editor.speak_again()
        self.cancel.setText(voice.say("Cancel"))
        self.retry.setText(voice.say("Make the preview"))
        self.bar.setAccessibleName(voice.say("Progress"))
        if not self._has_problem:
            self.show_state(self._state)
        self.fit()

    def fit(self) -> None:
        """Take the width that the longest button and the scroll bar need."""
        needed = self.inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(max(space(LEAST_WIDTH), needed))

    def show_choices(self, language: Language, day: date | None) -> None:
        """Show what is chosen."""
        self.languages.set_value(language.value)
        self._day_editor.set_value(day)

    @Slot()
    def hand_over(self) -> None:
        """Pass on a day that is still being typed."""
        self._day_editor.hand_over()

    # How things stand

    def show_state(self, state: State) -> None:
        """Say how the preview stands."""
        voice = self._voice()
        self._state = state
        words = {
            "making": voice.say("The preview is being made."),
            "stale": voice.say("The preview is out of date; a new one is being made."),
            "fresh": voice.say("The preview shows exactly what will be saved and printed."),
            "stopped": voice.say("Stopped. What you see may be out of date."),
            "printing": voice.say("The pages are on their way to the printer."),
        }[state]
        self._say(words, wrong=False)
        self._show_parts(progress=False, retry=state == "stopped")

    def show_problem(self, sentence: str) -> None:
        """Say what went wrong, with a way to try again."""
        self._say(sentence, wrong=True)
        self._show_parts(progress=False, retry=True)

    @property
    def _has_problem(self) -> bool:
        return bool(self.state.property("look") == "error")

    def _say(self, words: str, *, wrong: bool) -> None:
        self.state.setText(words)
        self.state.setAccessibleName(words)
        set_look(self.state, "error" if wrong else "small")

    @Slot()
    def show_progress_bar(self) -> None:
        """Show how far the work is, with a way to stop it."""
        self._show_parts(progress=True)

    @Slot(float)
    def show_progress(self, share: float) -> None:
        """Move the bar, from 0 to 1."""
        self.bar.setValue(round(share * STEPS))

    def _show_parts(self, *, progress: bool, retry: bool = False) -> None:
        if not progress:
            self.bar.setValue(0)
        self.bar.setVisible(progress)
        self.cancel.setVisible(progress)
        self.retry.setVisible(retry)

    @Slot(object)
    def _pass_day(self, day: object) -> None:
        self.day.show_problem("")
        self.day_chosen.emit(day)

    @Slot()
    def _refuse_day(self) -> None:
        self.day.show_problem(not_a_day(self._voice()))
