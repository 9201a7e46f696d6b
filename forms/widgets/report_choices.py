"""What kind of report, in which language, of which day, and how it looks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from assessor.domain.language import Language
from assessor.domain.paper import ReportKind
from assessor.language import Voice
from forms.widgets.basic import Label, ScrollColumn, button, column
from forms.widgets.bindings import VoiceNow
from forms.widgets.described_choice import DescribedChoice
from forms.widgets.fields import ChoiceEdit, Field, ParsedEdit
from forms.widgets.project_fields import not_a_day
from forms.widgets.segmented import Segmented
from forms.widgets.typed_values import read_day, spoken_day

DRAFT, FINAL = "draft", "final"

KINDS = (ReportKind.FULL, ReportKind.SPONSOR, ReportKind.GAPS, ReportKind.COMMENTS)


class ReportChoices(ScrollColumn):
    """Holds the choices that every report has."""

    changed = Signal()
    """Kind, mark, look or archive were chosen."""
    language_chosen = Signal(str)
    day_chosen = Signal(object)
    folder_wanted = Signal()
    """The user wants to see where own looks are kept."""

    def __init__(self, voice: VoiceNow, parent: QWidget) -> None:
        super().__init__(parent, gap=2, pad=0)
        self._voice = voice
        inside = self.inside
        self.kinds = DescribedChoice(tuple(kind.value for kind in KINDS), inside, tells_chosen=True)
        self.language_label = Label(look="caption", parent=inside)
        self.languages = Segmented([language.value for language in Language], inside)
        self.mark_label = Label(look="caption", parent=inside)
        self.marks = Segmented([DRAFT, FINAL], inside)
        self.day = Field(ParsedEdit(inside, read_day, self._spoken), inside)
        self.looks = Field(ChoiceEdit(inside), inside)
        self.folder = button(look="link", parent=inside, wraps=True)
        self.archive = QCheckBox(inside)
        self.archive_words = Label(look="small", parent=inside)
        self._looks: tuple[tuple[str, str], ...] = ()
        self._look = ""
        self.marks.set_value(DRAFT)
        self.look_edit.set_choices([("", "")])
        self._lay_out()
        self._connect()

    def _spoken(self, day: object) -> str:
        return spoken_day(self._voice(), day)

    def _lay_out(self) -> None:
        box = self.box
        box.addWidget(self.kinds)
        for label, choice in (
            (self.language_label, self.languages),
            (self.mark_label, self.marks),
        ):
            pair = column(gap=0.5)
            pair.addWidget(label)
            pair.addWidget(choice)
            box.addLayout(pair)
        box.addWidget(self.day)
        look = column(gap=0.5)
        look.addWidget(self.looks)
        look.addWidget(self.folder)
        box.addLayout(look)
        archive = column(gap=0.5)
        archive.addWidget(self.archive)
        archive.addWidget(self.archive_words)
        box.addLayout(archive)
        box.addStretch(1)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self.changed)
        self.marks.chosen.connect(self.changed)
        self.look_edit.value_changed.connect(self._take_look)
        self.archive.clicked.connect(self.changed)
        self.folder.clicked.connect(self.folder_wanted)
        self.languages.chosen.connect(self.language_chosen)
        self._day_editor.value_changed.connect(self._pass_day)
        self._day_editor.refused.connect(self._refuse_day)
        self._day_editor.readable.connect(self._accept_day)

    @property
    def _day_editor(self) -> ParsedEdit:
        editor = self.day.editor
        if not isinstance(editor, ParsedEdit):
            raise TypeError("the day is edited by something else")
        return editor

    @property
    def look_edit(self) -> ChoiceEdit:
        """Return the list of looks."""
        editor = self.looks.editor
        if not isinstance(editor, ChoiceEdit):
            raise TypeError("the look is chosen by something else")
        return editor

    @property
    def kind(self) -> ReportKind:
        """Return the chosen kind of report."""
        return ReportKind(self.kinds.value or ReportKind.FULL)

    @property
    def look(self) -> str:
        """Return the id of the chosen look; empty for ours."""
        return self._look

    @property
    def is_final(self) -> bool:
        """Return whether the report is marked as final."""
        return self.marks.value() == FINAL

    def retranslate(self) -> None:
        """Say every text again."""
        voice = self._voice()
        for kind, name, sentence in _kind_words(voice):
            self.kinds.say(kind.value, name, sentence)
        self.language_label.setText(voice.say("Language of the report"))
        self.languages.set_texts(["English", "Русский"])
        self.mark_label.setText(voice.say("Marked as"))
        self.marks.set_texts([voice.say("Draft"), voice.say("Final")])
        self.day.say(voice.say("Day of the assessment"), voice.say("Left empty, it is today."))
        self._day_editor.speak_again()
        self.looks.say(voice.say("Look"))
        self.folder.setText(voice.say("Own logo, colours and templates…"))
        self.archive.setText(voice.say("Archive copy"))
        told = voice.say("PDF/A with the assessment inside: opening it gives the assessment back.")
        self.archive_words.setText(told)
        self.archive.setAccessibleDescription(told)
        self.show_looks(self._looks)

    def show_looks(self, looks: Sequence[tuple[str, str]], problem: str = "") -> None:
        """Offer own looks, each with its id and title, beside ours; say what is wrong with one."""
        self._looks = tuple(looks)
        own = self._voice().say("Takeoff")
        self.look_edit.set_choices([("", own), *self._looks])
        self.look_edit.set_value(self._look)
        self.looks.show_problem(problem)

    def show_choices(self, language: Language, day: date | None) -> None:
        """Show what is chosen elsewhere."""
        self.languages.set_value(language.value)
        self._day_editor.set_value(day)

    def show_taste(self, kind: ReportKind, look: str, *, archive: bool) -> None:
        """Show what was chosen last time; tells nobody."""
        self.kinds.set_value(kind.value)
        self._look = look
        self.look_edit.set_value(look)
        self.archive.setChecked(archive)

    def begin(self) -> None:
        """Begin as every report does: as a draft, with nothing of another assessment."""
        self.marks.set_value(DRAFT)
        self._day_editor.set_value(None, anew=True)
        self.day.show_problem("")

    @Slot(object)
    def _take_look(self, look: object) -> None:
        self._look = str(look)
        self.looks.show_problem("")
        self.changed.emit()

    @Slot()
    def hand_over(self) -> None:
        """Pass on a day that is still being typed."""
        self._day_editor.hand_over()

    @Slot()
    def _accept_day(self) -> None:
        self.day.show_problem("")

    @Slot(object)
    def _pass_day(self, day: object) -> None:
        self._accept_day()
        self.day_chosen.emit(day)

    @Slot()
    def _refuse_day(self) -> None:
        self.day.show_problem(not_a_day(self._voice()))


def _kind_words(voice: Voice) -> tuple[tuple[ReportKind, str, str], ...]:
    return (
        (
            ReportKind.FULL,
            voice.say("Full report"),
            voice.say("Cover, the sponsor's page, findings, gaps, method and every answer."),
        ),
        (
            ReportKind.SPONSOR,
            voice.say("One page for the sponsor"),
            voice.say("Verdict, risk and reasons, complete by itself."),
        ),
        (
            ReportKind.GAPS,
            voice.say("Gaps only"),
            voice.say("What is not known yet, by how much it could change the result."),
        ),
        (
            ReportKind.COMMENTS,
            voice.say("Comments and open points"),
            voice.say("Your comments and what is marked for follow-up, for the next talk."),
        ),
    )
