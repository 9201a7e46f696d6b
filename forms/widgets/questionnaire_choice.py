"""Which questionnaire an assessment uses, and what changing over would change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from assessor.domain.difference import Changed, Difference
from assessor.domain.questionnaire import Questionnaire
from assessor.language import Voice
from forms.theme import space
from forms.widgets.basic import Label, button, column
from forms.widgets.fields import ChoiceEdit
from forms.widgets.flow_layout import FlowLayout

NAMED = 6
"""So many questions are named in a line; the rest is counted."""


class QuestionnaireChoice(QWidget):
    """A choice; with answers there, nothing changes before the difference has been seen."""

    looked_at = Signal(str)
    """The digest of the questionnaire whose difference is to be shown."""
    change_wanted = Signal(str)
    """The digest of the questionnaire to change over to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choice = ChoiceEdit(self)
        self.news = Label(look="small", parent=self)
        self.difference = Label(parent=self)
        self.change = button(look="primary", parent=self)
        self.stay = button(parent=self)
        self._present = ""
        deeds = FlowLayout(gap=space(1))
        deeds.addWidget(self.change)
        deeds.addWidget(self.stay)
        box = column(self, gap=1)
        for part in (self.choice, self.news, self.difference):
            box.addWidget(part)
        box.addLayout(deeds)
        self.choice.value_changed.connect(self._look)
        self.change.clicked.connect(self._change)
        self.stay.clicked.connect(self._stay)

    def show_choices(
        self,
        present: Questionnaire,
        offered: Sequence[Questionnaire],
        voice: Voice,
        *,
        newer: Questionnaire | None,
    ) -> None:
        """Offer the questionnaires and the present edition; forget what was looked at."""
        self._present = present.digest
        known = {q.digest: q for q in (*offered, present)}
        self.choice.set_choices([(digest, _name(q, voice)) for digest, q in known.items()])
        self.choice.set_value(present.digest)
        self.choice.setAccessibleName(voice.say("Questionnaire"))
        self.change.setText(voice.say("Change over"))
        self.stay.setText(voice.say("Leave it as it is"))
        self.news.setText(
            voice.say(
                "There is a newer version, %(version)s. Choose it to see what is different.",
                version=newer.version,
            )
            if newer
            else ""
        )
        self.news.setVisible(newer is not None)
        self._show(None, voice)

    def show_difference(self, difference: Difference, voice: Voice) -> None:
        """Say what changing over would change, and offer it."""
        self._show(difference, voice)

    def _show(self, difference: Difference | None, voice: Voice) -> None:
        self.difference.setText("\n".join(lines(difference, voice)) if difference else "")
        for part in (self.difference, self.change, self.stay):
            part.setVisible(difference is not None)

    @Slot(object)
    def _look(self, digest: object) -> None:
        if str(digest) == self._present:
            self._stay()
        else:
            self.looked_at.emit(str(digest))

    @Slot()
    def _change(self) -> None:
        self.change_wanted.emit(str(self.choice.value))

    @Slot()
    def _stay(self) -> None:
        self.choice.set_value(self._present)
        for part in (self.difference, self.change, self.stay):
            part.setVisible(False)


def _name(questionnaire: Questionnaire, voice: Voice) -> str:
    return voice.say(
        "%(title)s, version %(version)s",
        title=voice.text(questionnaire.title),
        version=questionnaire.version,
    )


def lines(found: Difference, voice: Voice) -> list[str]:
    """Return what differs and what becomes of the answers, one sentence a line."""
    told = [
        voice.say("New questions: %(names)s.", names=_names(found.added, voice)),
        voice.say("Not asked any more: %(names)s.", names=_names(found.removed, voice)),
        voice.say("Worded differently: %(names)s.", names=_names(found.reworded, voice)),
        voice.say("In another place: %(names)s.", names=_names(found.moved, voice)),
    ]
    changes = (found.added, found.removed, found.reworded, found.moved)
    said = [line for line, change in zip(told, changes, strict=True) if change]
    if not said:
        said = [voice.say("The questions are the same.")]
    said += [_rewording(change, voice) for change in found.reworded[:NAMED] if _is_reasked(change)]
    said.append(_answers(found, voice))
    return said


def _is_reasked(change: Changed) -> bool:
    """Return whether the question itself reads differently, not only its help or its levels."""
    return change.before != change.after


def _rewording(change: Changed, voice: Voice) -> str:
    before, after = (voice.text(t) if t else "" for t in (change.before, change.after))
    return voice.say(
        "%(name)s: “%(before)s” becomes “%(after)s”",
        name=voice.text(change.short),
        before=before,
        after=after,
    )


def _answers(found: Difference, voice: Voice) -> str:
    parts = [voice.say_many("%(n)s answer is kept", "%(n)s answers are kept", len(found.kept))]
    if found.set_aside:
        parts.append(
            voice.say_many(
                "%(n)s is set aside and comes back with its question",
                "%(n)s are set aside and come back with their questions",
                len(found.set_aside),
            )
        )
    if found.returned:
        parts.append(voice.say_many("%(n)s comes back", "%(n)s come back", len(found.returned)))
    return "; ".join(parts) + "."


def _names(changes: Sequence[Changed], voice: Voice) -> str:
    names = [voice.text(change.short) for change in changes[:NAMED]]
    more = len(changes) - NAMED
    if more > 0:
        names.append(voice.say_many("and %(n)s more", "and %(n)s more", more))
    return ", ".join(names)
