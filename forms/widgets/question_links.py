"""Names of questions to click, set like words in a paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from assessor.domain.questionnaire import Questionnaire
from assessor.language import Voice
from forms.theme import space
from forms.widgets.basic import Label, empty
from forms.widgets.flow_layout import FlowLayout

MOST = 12
"""How many questions are named before the rest is only counted."""


class QuestionLink(QPushButton):
    """Names a question and leads to its answer."""

    wanted = Signal(str)

    def __init__(self, question_id: str, words: str, name: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.setProperty("look", "link")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._question_id = question_id
        self.clicked.connect(self._ask)

    @Slot()
    def _ask(self) -> None:
        self.wanted.emit(self._question_id)


class QuestionLinks(QWidget):
    """Links to questions, the most important first."""

    question_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.links: list[QuestionLink] = []
        self._flow = FlowLayout(gap=space(1))
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_questions(
        self, ids: Sequence[str], questionnaire: Questionnaire, voice: Voice, lead: str = ""
    ) -> None:
        """Show links to these questions, after a few words when there are any."""
        empty(self._flow)
        known = [question_id for question_id in ids if question_id in questionnaire.by_id]
        if lead:
            self._flow.addWidget(Label(lead, "small", wrap=False, parent=self))
        self.links = [self._link(name, questionnaire, voice) for name in known[:MOST]]
        for link in self.links:
            self._flow.addWidget(link)
        rest = len(known) - MOST
        if rest > 0:
            more = voice.say_many("and %(n)s more", "and %(n)s more", rest)
            self._flow.addWidget(Label(more, "small", wrap=False, parent=self))

    def _link(self, question_id: str, questionnaire: Questionnaire, voice: Voice) -> QuestionLink:
        short = voice.text(questionnaire.by_id[question_id].short)
        name = voice.say("Go to the answer: %(question)s", question=short)
        link = QuestionLink(question_id, short, name, self)
        link.wanted.connect(self.question_wanted)
        return link
