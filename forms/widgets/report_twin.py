"""Which paper is printed to write answers on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from assessor.domain.paper import TwinKind
from assessor.domain.questionnaire import Role
from assessor.language import Voice, names
from forms.widgets.basic import Label, ScrollColumn, column
from forms.widgets.bindings import VoiceNow
from forms.widgets.described_choice import DescribedChoice


class ReportTwin(ScrollColumn):
    """Kind of paper, for which roles, all questions or the express check."""

    changed = Signal()

    def __init__(self, voice: VoiceNow, parent: QWidget) -> None:
        super().__init__(parent, gap=2, pad=0)
        self._voice = voice
        inside = self.inside
        self.words = Label(look="small", parent=inside)
        self.kinds = DescribedChoice(
            tuple(kind.value for kind in TwinKind), inside, tells_chosen=True
        )
        self.kinds.set_value(TwinKind.INTERVIEW_GUIDE.value)
        self.roles_label = Label(look="caption", parent=inside)
        self.roles = {role: QCheckBox(inside) for role in Role}
        self.express = QCheckBox(inside)
        box = self.box
        box.addWidget(self.words)
        box.addWidget(self.kinds)
        box.addWidget(self.express)
        group = column(gap=0)
        group.addWidget(self.roles_label)
        for made in self.roles.values():
            group.addWidget(made)
            made.clicked.connect(self.changed)
        box.addLayout(group)
        box.addStretch(1)
        self.kinds.chosen.connect(self._on_kind)
        self.express.clicked.connect(self.changed)
        self._follow()

    @property
    def kind(self) -> TwinKind:
        """Return the chosen kind of paper."""
        return TwinKind(self.kinds.value)

    @property
    def chosen_roles(self) -> tuple[Role, ...]:
        """Return the ticked roles; empty for all, and where roles have no meaning."""
        if self.kind is not TwinKind.INTERVIEW_GUIDE:
            return ()
        return tuple(role for role, made in self.roles.items() if made.isChecked())

    def retranslate(self) -> None:
        """Say every text again."""
        voice = self._voice()
        self.words.setText(
            voice.say(
                "Paper to write answers on, with the same numbers as the questions here, so that "
                "they are typed back fast."
            )
        )
        for kind, name, sentence in _twin_words(voice):
            self.kinds.say(kind.value, name, sentence)
        self.express.setText(voice.say("Express check only"))
        self.roles_label.setText(voice.say("For whom; none ticked means everybody"))
        for role, made in self.roles.items():
            made.setText(names.role(voice, role))

    def _on_kind(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        asks_roles = self.kind is TwinKind.INTERVIEW_GUIDE
        self.roles_label.setVisible(asks_roles)
        for made in self.roles.values():
            made.setVisible(asks_roles)


def twin_name(voice: Voice, kind: TwinKind) -> str:
    """Return what a kind of paper is called."""
    return next(name for known, name, _ in _twin_words(voice) if known is kind)


def _twin_words(voice: Voice) -> tuple[tuple[TwinKind, str, str], ...]:
    return (
        (
            TwinKind.INTERVIEW_GUIDE,
            voice.say("Interview guide"),
            voice.say("Questions for each role, with room for notes."),
        ),
        (
            TwinKind.BLANK_FORM,
            voice.say("Blank form"),
            voice.say("Every question with its levels to tick."),
        ),
        (
            TwinKind.BALLOTS,
            voice.say("Ballots"),
            voice.say("Slips for a group to vote on; nobody's name is asked."),
        ),
        (
            TwinKind.WALL_CHART,
            voice.say("Wall chart"),
            voice.say("All questions on one A3 sheet, to be marked by hand."),
        ),
    )
