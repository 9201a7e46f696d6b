"""The live result beside the interview: the risk, its range, why, and what to ask next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from assessor.domain.risk import Driver, Forecast, Severity
from assessor.language import Voice, names, sentences
from forms.session import Session
from forms.theme import chart_palette, space
from forms.widgets.ask_next import AskNext
from forms.widgets.basic import Label, ScrollColumn, button, column, row, rule
from forms.widgets.pane_line import LineGroup, LineText, Shape
from forms.widgets.svg_view import SvgView

DRIVERS = 3
FINDINGS = 5
LEAST = 200
"""Pixels of width under which the picture would be cut off."""
LEAST_LETTERS = 20
"""Letters of width under which its words would be cut off."""
LETTERS = 14
"""Pixels of the letters in the picture."""

SHAPES: dict[Severity, Shape] = {
    Severity.CRITICAL: "triangle",
    Severity.SERIOUS: "diamond",
    Severity.NOTABLE: "ring",
}


class RiskPane(QFrame):
    """Follows the session's forecast; everything in it leads to a question."""

    question_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("look", "surface")
        self.content = ScrollColumn(self, gap=2, pad=2)
        box = column(self)
        box.addWidget(self.content)
        self._make_figure()
        self.raises = self._group()
        self.lowers = self._group()
        self.next = AskNext(session, self.content.inside)
        self.next.question_wanted.connect(self.question_wanted)
        self.content.box.addWidget(self.next)
        self.findings = self._group()
        self.all_findings = button(look="link", parent=self.content.inside, wraps=True)
        self.all_findings.clicked.connect(self._show_all_findings)
        self.content.box.addWidget(self.all_findings, 0, Qt.AlignmentFlag.AlignLeading)
        self.content.box.addStretch(1)
        session.forecast_changed.connect(self.refresh)

    def _make_figure(self) -> None:
        inside = self.content.inside
        self.caption = Label(look="caption", parent=inside)
        self.figure = Label(look="figure", wrap=False, parent=inside)
        self.unit = Label(look="muted", parent=inside)
        self.words = Label(look="small", parent=inside)
        self.picture = SvgView(inside, LEAST)
        self.verdict = Label(look="body", parent=inside)
        figure_line = row(gap=1)
        figure_line.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignBottom)
        figure_line.addWidget(self.unit, 1, Qt.AlignmentFlag.AlignBottom)
        self.unit.setContentsMargins(0, 0, 0, space(1))
        top = column(gap=0.5)
        top.addWidget(self.caption)
        top.addLayout(figure_line)
        top.addWidget(self.words)
        self.content.box.addLayout(top)
        self.content.box.addWidget(self.picture)
        self.content.box.addWidget(self.verdict)
        self.content.box.addWidget(rule(inside))

    def _group(self) -> LineGroup:
        made = LineGroup(self.content.inside)
        made.wanted.connect(self.question_wanted)
        self.content.box.addWidget(made)
        return made

    def least_width(self) -> int:
        """Return the width at which nothing in it is cut off, the scroll bar included."""
        words = self.fontMetrics().horizontalAdvance("0") * LEAST_LETTERS
        beside = 2 * space(2) + self.content.verticalScrollBar().sizeHint().width()
        return max(words, self.figure.sizeHint().width()) + beside

    @Slot()
    def refresh(self) -> None:
        """Show the forecast of the moment."""
        forecast = self._session.forecast
        if forecast is None or not self.isVisible():
            return
        # Every line that is shown or hidden would have the whole column laid out at once.
        self.content.box.setEnabled(False)
        try:
            self._show_figure(forecast)
            self._show_drivers(forecast)
            self._show_findings(forecast)
        finally:
            self.content.box.setEnabled(True)
        self.next.refresh()

    def restyle(self) -> None:
        """Draw everything again in the session's colours."""
        self.refresh()
        # What is ranked anew a little later must not stand there in the colours of before.
        self.next.say_again()

    def _show_figure(self, forecast: Forecast) -> None:
        voice = self._session.voice
        self.caption.setText(voice.say("Risk of not taking off"))
        risk = forecast.risk
        if forecast.headline:
            self.figure.setText(str(sentences.hundred(risk.mean)))
            self.unit.setText(voice.say("in 100"))
            self.words.setText(
                voice.say("80%% range %(span)s in 100.", span=sentences.span(voice, risk))
            )
        else:
            self.figure.setText(sentences.span(voice, risk))
            self.unit.setText(voice.say("in 100"))
            self.words.setText(_too_little(voice, forecast))
        self.figure.setAccessibleName(sentences.chance(voice, forecast))
        self.verdict.setText(sentences.verdict(voice, forecast))
        self.verdict.setVisible(forecast.headline)
        self._draw(forecast)

    def _draw(self, forecast: Forecast) -> None:
        session, assessment = self._session, self._session.assessment
        if assessment is None:
            return
        palette, voice = chart_palette(session.colours), session.voice

        def draw(width: int) -> str:
            return session.service.picture(
                "range_bar",
                assessment,
                forecast,
                voice=voice,
                palette=palette,
                width=width,
                size=LETTERS * session.settings.zoom,
            )

        self.picture.show_picture(draw, sentences.against_base_rate(voice, forecast))

    def _show_drivers(self, forecast: Forecast) -> None:
        voice, colours = self._session.voice, self._session.colours
        up = [d for d in forecast.drivers if round(d.points) > 0][:DRIVERS]
        down = [d for d in forecast.drivers if round(d.points) < 0][:DRIVERS]
        self.raises.show_lines(
            voice.say("Raises the risk, points"), [self._driver(d, "up") for d in up], colours
        )
        self.lowers.show_lines(
            voice.say("Lowers the risk, points"), [self._driver(d, "down") for d in down], colours
        )

    def _driver(self, driver: Driver, shape: Shape) -> LineText:
        words = self._short(driver.question)
        return LineText(shape, words, self._session.voice.points(driver.points), driver.question)

    def _show_findings(self, forecast: Forecast) -> None:
        voice = self._session.voice
        shown = [
            LineText(
                SHAPES[finding.severity],
                voice.text(finding.title),
                question_id=finding.question_ids[0] if finding.question_ids else "",
                spoken=f"{names.severity(voice, finding.severity)}: {voice.text(finding.title)}",
            )
            for finding in forecast.findings[:FINDINGS]
        ]
        heading = voice.say_many("%(n)s finding", "%(n)s findings", len(forecast.findings))
        self.findings.show_lines(heading, shown, self._session.colours)
        self.all_findings.setText(voice.say("Read all findings"))
        self.all_findings.setVisible(bool(shown))

    @Slot()
    def _show_all_findings(self) -> None:
        self._session.page_requested.emit("result")

    def _short(self, question_id: str) -> str:
        question = self._session.questionnaire.by_id.get(question_id)
        return self._session.voice.text(question.short) if question else question_id

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the pane was out of sight."""
        super().showEvent(event)
        self.refresh()


def _too_little(voice: Voice, forecast: Forecast) -> str:
    return voice.say(
        "Only a range so far: %(share)s of what matters has been asked; half is needed for a "
        "single figure.",
        share=voice.percent(forecast.coverage),
    )
