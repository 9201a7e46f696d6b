"""The list of open points: what is still to be found out, and where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from assessor.domain.open_points import OpenKind, OpenPoint
from assessor.domain.questionnaire import Questionnaire
from assessor.language import Voice, names
from forms.theme import Colours
from forms.widgets.basic import Label
from forms.widgets.pane_line import LineText, Shape
from forms.widgets.walked_list import WalkedList

_SHAPES: dict[OpenKind, Shape] = {
    OpenKind.FOLLOW_UP: "triangle",
    OpenKind.DISAGREE: "diamond",
    OpenKind.UNKNOWN: "ring",
    OpenKind.NO_REASON: "ring",
    OpenKind.NOT_ASKED: "dot",
}


class OpenList(WalkedList):
    """A group for every kind of open point."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(len(OpenKind), parent)
        self.nothing = Label(look="muted", parent=self)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.nothing)

    def show_points(
        self,
        points: Sequence[OpenPoint],
        questionnaire: Questionnaire,
        voice: Voice,
        colours: Colours,
    ) -> None:
        """Show these points, or that there are none."""
        self.setAccessibleName(voice.say("Open points"))
        self.nothing.setText(voice.say("Nothing is open: every question has an answer."))
        self.nothing.setVisible(not points)
        for place, kind in enumerate(OpenKind):
            here = [point for point in points if point.kind is kind]
            lines = [_line(point, questionnaire, voice) for point in here]
            self.show_group(place, f"{kind_words(voice, kind)}: {len(here)}", lines, colours)


def kind_words(voice: Voice, kind: OpenKind) -> str:
    """Return why something is open."""
    return {
        OpenKind.FOLLOW_UP: voice.say("To follow up"),
        OpenKind.DISAGREE: voice.say("People disagree"),
        OpenKind.UNKNOWN: voice.say("Nobody knows"),
        OpenKind.NO_REASON: voice.say("Not applicable, no reason given"),
        OpenKind.NOT_ASKED: voice.say("Not asked yet"),
    }[kind]


def _line(point: OpenPoint, questionnaire: Questionnaire, voice: Voice) -> LineText:
    short = voice.text(questionnaire.by_id[point.question_id].short)
    whose = f" ({names.role(voice, point.role)})" if _names_role(point) and point.role else ""
    words = short + whose
    spoken = f"{kind_words(voice, point.kind)}: {words}"
    return LineText(_SHAPES[point.kind], words, question_id=point.question_id, spoken=spoken)


def _names_role(point: OpenPoint) -> bool:
    return point.kind not in {OpenKind.DISAGREE, OpenKind.NOT_ASKED}
