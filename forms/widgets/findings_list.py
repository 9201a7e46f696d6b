"""Findings as cards: how grave by word and shape, what was seen, why it matters, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Finding, Severity
from assessor.language import Voice, names
from forms.theme import Colours
from forms.widgets.basic import Card, Label, column, row
from forms.widgets.question_links import QuestionLinks
from forms.widgets.turns import Pieces, polish
from forms.widgets.two_columns import TwoColumns

SIDE = 14
"""Pixels of a severity's shape."""


class SeverityMark(QWidget):
    """A triangle, a diamond or a ring: told apart without colour, and on a photocopy."""

    def __init__(self, severity: Severity, colours: Colours, parent: QWidget) -> None:
        super().__init__(parent)
        self._severity = severity
        self._colours = colours
        self.setFixedSize(QSize(SIDE + 2, SIDE + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._colours.raises), 1.6))
        painter.setBrush(QBrush(QColor(self._colours.raises)))
        if self._severity is Severity.NOTABLE:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(2, 2, SIDE - 2, SIDE - 2))
        else:
            painter.drawPolygon(self._corners())
        painter.end()

    def _corners(self) -> QPolygonF:
        half, full = SIDE / 2 + 1, SIDE + 1.0
        if self._severity is Severity.CRITICAL:
            return QPolygonF([QPointF(half, 1), QPointF(full, full - 1), QPointF(1, full - 1)])
        return QPolygonF(
            [QPointF(half, 1), QPointF(full, half), QPointF(half, full), QPointF(1, half)]
        )


class FindingCard(Card):
    """One finding with the answers that it rests on."""

    question_wanted = Signal(str)

    def __init__(
        self,
        finding: Finding,
        questionnaire: Questionnaire,
        voice: Voice,
        colours: Colours,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, gap=1, pad=3)
        self.severity = finding.severity
        self._voice = voice
        self.setAccessibleName(voice.text(finding.title))
        self.box.addLayout(self._head(finding, colours))
        self.box.addWidget(Label(voice.text(finding.title), "strong", parent=self))
        self.box.addWidget(Label(voice.text(finding.sentence), parent=self))
        self.box.addWidget(Label(voice.text(finding.matters), "muted", parent=self))
        self.box.addWidget(Label(voice.say("What to do"), "caption", parent=self))
        self.box.addWidget(Label(voice.text(finding.remedy), parent=self))
        self.links = QuestionLinks(self)
        self.links.show_questions(
            finding.question_ids, questionnaire, voice, lead=voice.say("Rests on")
        )
        self.links.question_wanted.connect(self.question_wanted)
        self.box.addWidget(self.links)

    def _head(self, finding: Finding, colours: Colours) -> QHBoxLayout:
        line = row(gap=1)
        line.addWidget(SeverityMark(finding.severity, colours, self))
        line.addWidget(
            Label(names.severity(self._voice, finding.severity), "caption", wrap=False, parent=self)
        )
        line.addStretch(1)
        return line


class FindingsList(QWidget):
    """All findings of a forecast, the gravest first; wide places go on in a second column."""

    question_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards: list[FindingCard] = []
        self._columns = TwoColumns(self)
        column(self).addWidget(self._columns)

    def clear(self) -> None:
        """Show nothing."""
        self._columns.clear()
        self.cards = []

    def show_findings(
        self,
        findings: Sequence[Finding],
        questionnaire: Questionnaire,
        voice: Voice,
        colours: Colours,
    ) -> Pieces:
        """Show these findings instead of those before, card by card."""
        self.clear()
        order = list(Severity)
        ranked = sorted(findings, key=lambda finding: order.index(finding.severity))
        made: list[FindingCard] = []
        for finding in ranked:
            card = FindingCard(finding, questionnaire, voice, colours, self)
            card.question_wanted.connect(self.question_wanted)
            polish(card)
            made.append(card)
            yield
        self.cards = made
        yield from self._columns.fill(made)
