"""Chooses what the forecast starts from: a published group of projects, or a rate by hand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from assessor.domain.assessment import Project
from assessor.domain.reference_class import OwnRate, ReferenceClass
from assessor.language import Voice
from forms.theme import space
from forms.widgets.answering import clean
from forms.widgets.base_rate import ClassFacts, chosen_class, rate_of
from forms.widgets.basic import Label, column, row
from forms.widgets.fields import ChoiceEdit, CountEdit, Field, ParsedEdit
from forms.widgets.typed_values import read_count

LOWEST, HIGHEST = 1, 99
"""Cases of a hundred."""

MOST_PROJECTS = 100_000
REASON_LIMIT = 2_000


class BaseRateChoice(QWidget):
    """Hands over a class, or a rate by hand as soon as it has its reason."""

    class_chosen = Signal(object)
    """The id of a class; None for the usual one."""
    own_changed = Signal(object)
    """An OwnRate; None when the published rate counts again."""
    link_opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._known: Sequence[ReferenceClass] = ()
        self._own: OwnRate | None = None
        self._usual = 0.0
        """The rate of the class that is chosen; 0 before a project was shown."""
        self.lead = Label(look="muted", parent=self)
        self.choice = ChoiceEdit(self)
        self.facts = ClassFacts(self)
        self.unknown = Label(look="error", parent=self)
        self.by_hand = QCheckBox(self)
        self.hand = OwnRateFields(self)
        box = column(self, gap=1.5)
        for part in (self.lead, self.choice, self.unknown, self.facts, self.by_hand, self.hand):
            box.addWidget(part)
        self.choice.value_changed.connect(self.class_chosen)
        self.facts.link_opened.connect(self.link_opened)
        self.by_hand.clicked.connect(self._turn)
        self.hand.changed.connect(self._tell)

    def retranslate(self, voice: Voice, known: Sequence[ReferenceClass]) -> None:
        """Say every text again; ``known`` are the classes to choose from, the usual one first."""
        self._known = known
        self.choice.setAccessibleName(voice.say("Compared with"))
        choices: list[tuple[object, str]] = [
            (
                one.id if place else None,
                voice.say("%(title)s: %(rate)s", title=voice.text(one.title), rate=rate),
            )
            for place, one in enumerate(known)
            for rate in [rate_of(voice, one)]
        ]
        self.choice.set_choices(choices)
        self.by_hand.setText(voice.say("Set the base rate by hand"))
        self.hand.retranslate(voice)

    def show_project(self, project: Project, voice: Voice, *, anew: bool = False) -> None:
        """Show what a project has chosen; what is half typed stays unless it changed elsewhere."""
        chosen = chosen_class(project, self._known)
        usual = chosen is None or chosen is self._known[0]
        self.choice.set_value(None if usual else project.reference_class)
        self.unknown.setVisible(chosen is None)
        self.unknown.setText(voice.say("The file names a class unknown here; this one counts:"))
        self.facts.show_class(chosen or self._known[0], voice)
        anew = anew or not self._usual
        self._usual = (chosen or self._known[0]).rate
        if anew or project.base_rate != self._own:
            self._own = project.base_rate
            self.by_hand.setChecked(self._own is not None)
            self.hand.show_rate(self._own, self._usual)
        self.hand.setVisible(self.by_hand.isChecked())
        self._show_what_counts(voice)

    def _show_what_counts(self, voice: Voice) -> None:
        is_replaced = self._own is not None
        self.choice.setEnabled(not is_replaced)
        self.facts.setVisible(not is_replaced)
        self.lead.setText(
            voice.say("Replaced by the rate that is set by hand below:")
            if is_replaced
            else voice.say("Before anything is known, this project is taken for one of these:")
        )

    @Slot()
    def hand_over(self) -> None:
        """Pass on at once what is still being typed."""
        self.hand.hand_over()
        if self.by_hand.isChecked():
            self._tell(self.hand.own)

    @Slot(bool)
    def _turn(self, on: bool) -> None:  # noqa: FBT001 - Qt hands the state over like this
        self.hand.setVisible(on)
        if on:
            if not self.hand.reason.text():
                self.hand.show_rate(None, self._usual)
            self.hand.rate.setFocus()
            self._tell(self.hand.own)
        elif self._own is not None:
            self._tell(None)

    @Slot(object)
    def _tell(self, own: object) -> None:
        if (own is None or isinstance(own, OwnRate)) and own != self._own:
            self._own = own
            self.own_changed.emit(own)


class OwnRateFields(QWidget):
    """A rate, among how many projects it was counted, and why."""

    changed = Signal(object)
    """The OwnRate as it stands now; None while its reason is missing or a field is wrong."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rate = CountEdit(self, LOWEST, HIGHEST)
        self.projects = ParsedEdit(self, _read_projects, _spoken_projects)
        self.reason = ParsedEdit(self, partial(clean, limit=REASON_LIMIT), str, empty="")
        self.reason.setMaxLength(REASON_LIMIT)
        self.rate_field = Field(self.rate, self)
        self.projects_field = Field(self.projects, self)
        self.reason_field = Field(self.reason, self)
        line = row(gap=2)
        line.addWidget(self.rate_field, 1)
        line.addWidget(self.projects_field, 1)
        box = column(self, gap=1.5)
        box.setContentsMargins(space(3), 0, 0, 0)
        box.addLayout(line)
        box.addWidget(self.reason_field)
        self._wrong = {self.rate_field: "", self.projects_field: ""}
        for editor in (self.rate, self.projects, self.reason):
            editor.value_changed.connect(self._tell)
            editor.readable.connect(self._tell)
            editor.refused.connect(self._refuse)

    @property
    def own(self) -> OwnRate | None:
        """Return the rate, None while it has no reason or what stands there cannot be read."""
        reason, rate, projects = self.reason.value, self.rate.value, self.projects.value
        is_read = self.rate.is_readable and self.projects.is_readable
        if not reason or not isinstance(rate, int) or not is_read:
            return None
        return OwnRate.model_validate(
            {"rate": rate / 100, "projects": projects, "reason": str(reason)}
        )

    def show_rate(self, own: OwnRate | None, usual: float) -> None:
        """Show a rate; without one, start from the usual rate."""
        self.rate.set_value(round((own.rate if own else usual) * 100), anew=True)
        self.projects.set_value(own.projects if own else None, anew=True)
        self.reason.set_value(own.reason if own else "", anew=True)
        self._mark()

    def retranslate(self, voice: Voice) -> None:
        """Say every text again."""
        self.rate_field.say(voice.say("Not taking off, in 100"))
        self.projects_field.say(
            voice.say("Counted among so many projects"), voice.say("Leave empty for a judgement")
        )
        self.reason_field.say(
            voice.say("Why"), voice.say("Counts as soon as a reason stands here; it is printed.")
        )
        self._wrong = {
            self.rate_field: voice.say(
                "Write a whole number from %(low)d to %(high)d.", low=LOWEST, high=HIGHEST
            ),
            self.projects_field: voice.say(
                "Write a whole number from 1 to 100,000, or leave it empty."
            ),
        }
        for field in self._wrong:
            if field.problem:
                field.show_problem(self._wrong[field])

    @Slot()
    def hand_over(self) -> None:
        """Pass on at once what can be read."""
        for editor in (self.rate, self.projects, self.reason):
            editor.hand_over()

    @Slot()
    def _tell(self) -> None:
        self._mark(only_clear=True)
        # Taking the reason away is no way to keep the rate.
        self.changed.emit(self.own)

    @Slot()
    def _refuse(self) -> None:
        self._mark()
        self.changed.emit(self.own)

    def _mark(self, *, only_clear: bool = False) -> None:
        """Mark what cannot be read; while the user types elsewhere only take marks away."""
        for field, editor in ((self.rate_field, self.rate), (self.projects_field, self.projects)):
            if editor.is_readable:
                field.show_problem("")
            elif not only_clear:
                field.show_problem(self._wrong[field])


def _read_projects(typed: str) -> int | None:
    count = read_count(typed)
    if count is not None and not 1 <= count <= MOST_PROJECTS:
        raise ValueError(typed)
    return count


def _spoken_projects(value: object) -> str:
    return "" if value is None else str(value)
