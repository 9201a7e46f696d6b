"""Help on one question: why we ask, what to look for, and how people talk their way around it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from assessor.domain.questionnaire import Question
from assessor.language import Voice
from forms.widgets.basic import Label, column


class HelpPanel(QFrame):
    """Three short paragraphs on a tinted ground, and the name that answers files use."""

    def __init__(self, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "notice")
        self._question = question
        self._titles = [Label(look="caption", parent=self) for _ in range(3)]
        self._texts = [Label(parent=self) for _ in range(3)]
        box = column(self, gap=0.5, pad=2)
        for index, (title, text) in enumerate(zip(self._titles, self._texts, strict=True)):
            if index:
                box.addSpacing(8)
            box.addWidget(title)
            box.addWidget(text)
        self.key = Label(look="small", parent=self)
        box.addSpacing(8)
        box.addWidget(self.key)
        self.hide()

    def retranslate(self, voice: Voice) -> None:
        """Say the help again."""
        question = self._question
        self.key.setText(voice.say("In answers files: %(key)s", key=question.id))
        parts = (
            (voice.say("Why we ask"), question.why),
            (voice.say("What to look for"), question.look_for),
            (voice.say("Typical excuse"), question.excuse),
        )
        for title, text, (words, content) in zip(self._titles, self._texts, parts, strict=True):
            title.setText(words)
            text.setText(voice.text(content))
