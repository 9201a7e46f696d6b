"""What-if: answers moved on a copy, before and after side by side, nothing recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from assessor.domain.assessment import Answer, Assessment, Rated
from assessor.domain.picture import Palette, Svg
from assessor.domain.plan import Comparison
from assessor.domain.questionnaire import Question
from assessor.domain.risk import Forecast, Risk
from assessor.language import Voice, sentences
from assessor.language import plan_sentences as told
from forms import theme
from forms.actions import Actions
from forms.dialogs import Dialogs
from forms.pages.base import Page
from forms.session import Session
from forms.widgets import plan_facts as facts
from forms.widgets.basic import Card, Label, ScrollColumn, button, column, row, rule, set_look
from forms.widgets.figure_card import FigureCard, Sketch
from forms.widgets.figures import Figures
from forms.widgets.flow_layout import FlowLayout
from forms.widgets.turning import Turning
from forms.widgets.turns import Pieces, Turns
from forms.widgets.what_if_rows import SectionRows, overall

PAIR = 22
"""Letters that must have room beside each other for the figures now and then to stand so."""


class WhatIfPage(Page):
    """Moves answers without touching them; only targets are ever kept."""

    NAME: ClassVar[str] = "what_if"

    def __init__(self, session: Session, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(session, dialogs, parent)
        self.moved: dict[str, Rated] = {}
        """Where answers are moved to, by question; nothing here is recorded."""
        self.comparison: Comparison | None = None
        self._rows = ScrollColumn(self, gap=1, pad=3)
        self._side = ScrollColumn(self, gap=2, pad=3)
        self._make()
        self._lay_out()
        self._actions = Actions(self)
        self._turns = Turns(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._connect()

    def _make(self) -> None:
        side = self._side.inside
        self.difference = Label(look="title", parent=side)
        self.summary = Card(side, gap=1, pad=3)
        self._captions = [Label(look="caption", parent=self.summary) for _ in range(2)]
        self.figures = [Label(look="figure", parent=self.summary) for _ in range(2)]
        self.spans = [Label(look="muted", parent=self.summary) for _ in range(2)]
        self.figures_shown = Figures(self.session, self.dialogs, self)
        self.ranges = self.figures_shown.add(FigureCard(side))
        self.sections_card = self.figures_shown.add(FigureCard(side))
        self.keep = button(look="primary", parent=side, wraps=True)
        self.targets = button(parent=side, wraps=True)
        self.reset = button(parent=side, wraps=True)
        self.remark = Label(look="small", parent=side)
        self._deeds = QWidget(side)
        self._asks = self.session.questionnaire
        self.sections = self._section_rows()

    def _lay_out(self) -> None:
        line = row(self, gap=0)
        line.addWidget(self._rows, 3)
        line.addWidget(rule(self, upright=True))
        line.addWidget(self._side, 2)
        for section in self.sections:
            self._rows.box.addWidget(section)
        self._rows.box.addStretch(1)
        pair = Turning(self.summary, PAIR, gap=3)
        for index in range(2):
            side = column(gap=0)
            for words in (self._captions[index], self.figures[index], self.spans[index]):
                side.addWidget(words)
            pair.box.addLayout(side, 1)
        self.summary.box.addWidget(pair)
        deeds = FlowLayout(gap=theme.space(1))
        for deed in (self.keep, self.targets, self.reset):
            deeds.addWidget(deed)
        box = self._side.box
        box.addWidget(self.difference)
        box.addWidget(self.summary)
        self._deeds.setLayout(deeds)
        box.addWidget(self._deeds)
        box.addWidget(self.remark)
        box.addWidget(self.ranges)
        box.addWidget(self.sections_card)
        box.addStretch(1)

    def _section_rows(self) -> list[SectionRows]:
        made = [
            SectionRows(section, lambda: self.session.voice, self._rows.inside)
            for section in self._asks.sections
        ]
        for section in made:
            section.moved.connect(self._move)
        return made

    def _ask_again(self) -> None:
        """Make the rows anew when the assessment is under another questionnaire."""
        if self._asks is self.session.questionnaire:
            return
        self._asks = self.session.questionnaire
        for section in self.sections:
            self._rows.box.removeWidget(section)
            section.hide()
            section.deleteLater()
        self.sections = self._section_rows()
        for place, section in enumerate(self.sections):
            self._rows.box.insertWidget(place, section)
            section.retranslate()
            section.restyle(self.session.colours)
        self.sections[0].head.setChecked(True)

    def _connect(self) -> None:
        session = self.session
        self._soon.timeout.connect(self._show_all)
        self.keep.clicked.connect(self._keep)
        self.reset.clicked.connect(self._reset)
        self.targets.clicked.connect(self._move_to_targets)
        session.forecast_changed.connect(self._follow)
        session.targets_changed.connect(self._follow)
        session.assessment_opened.connect(self._begin)
        session.assessment_closed.connect(self._begin)
        add = self._actions.add
        add(lambda v: v.say("Keep as target"), self._keep, "Ctrl+K")
        add(lambda v: v.say("Put all back"), self._reset, "Ctrl+Backspace")
        self.sections[0].head.setChecked(True)

    def shortcuts(self) -> tuple[QAction, ...]:
        """Return what can be done with what was moved."""
        return (*self._actions.all(), *self.figures_shown.actions())

    def retranslate(self) -> None:
        """Say every text again."""
        voice = self.voice
        self._actions.retranslate(voice)
        self.keep.setText(voice.say("Keep as target"))
        self.targets.setText(voice.say("Show targets"))
        self.reset.setText(voice.say("Put all back"))
        for caption, words in zip(
            self._captions, (voice.say("Now"), voice.say("Then")), strict=True
        ):
            caption.setText(words)
        self.figures_shown.retranslate(voice)
        for section in self.sections:
            section.retranslate()
        self._show_anew()

    def restyle(self) -> None:
        """Draw icons and pictures again."""
        for section in self.sections:
            section.restyle(self.session.colours)
        self._show_anew()

    def _show_anew(self) -> None:
        if self.isVisible():
            self._soon.start()
        else:
            # It is filled when it comes into view; nothing is seen as it was before then.
            self._put_away()

    def arrive(self) -> None:
        """Begin at the first section."""
        self.sections[0].head.setFocus()

    @Slot()
    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    @Slot()
    def _begin(self) -> None:
        self.moved = {}
        # Nothing of another client stays, not for a moment.
        self._put_away()
        for section in self.sections[1:]:
            section.head.setChecked(False)
        self._rows.verticalScrollBar().setValue(0)
        self._follow()

    def _put_away(self) -> None:
        self.ranges.hide()
        self.sections_card.hide()

    # Moving

    @Slot(str, object)
    def _move(self, question_id: str, to: object) -> None:
        if isinstance(to, Rated):
            self.moved[question_id] = to
        else:
            self.moved.pop(question_id, None)
        self._soon.start()

    @Slot()
    def _reset(self) -> None:
        self.moved = {}
        self._soon.start()

    @Slot()
    def _move_to_targets(self) -> None:
        assessment = self.session.assessment
        if assessment is not None:
            self.moved = dict(assessment.targets)
            self._soon.start()

    @Slot()
    def _keep(self) -> None:
        assessment = self.session.assessment
        if assessment is None or not self.moved:
            return
        count = len(self.moved)
        self.session.set_targets(dict(self.moved), lambda v: v.say("Targets"))
        voice = self.voice
        self.session.notice.emit(
            voice.say_many(
                "%(n)s target is kept with the assessment.",
                "%(n)s targets are kept with the assessment.",
                count,
            )
        )

    # Showing

    @Slot()
    def refresh(self) -> None:
        """Show the answers as they are now, with what is moved."""
        self._show_all()

    @property
    def is_filling(self) -> bool:
        """Return whether the page is still to be brought up to date."""
        return self._soon.isActive() or self._turns.is_going

    @Slot()
    def _show_all(self) -> None:
        self._soon.stop()
        self._ask_again()
        assessment, forecast = self.session.assessment, self.session.forecast
        if assessment is not None and forecast is not None:
            self._turns.start(self._pieces(assessment, forecast))

    def _pieces(self, assessment: Assessment, forecast: Forecast) -> Pieces:
        """Fill the page a piece at a time, what changes most first."""
        now = {q.id: overall(assessment.answers_to(q.id)) for q in self._questions}
        self.moved = {q: to for q, to in self.moved.items() if q in now and now[q] != to}
        for section in self.sections:
            section.show_answers(now, self.moved)
        comparison = self.session.service.what_if(assessment, changes(self.moved))
        self.comparison = comparison
        self._show_figures(comparison, forecast.headline)
        self._show_deeds(assessment)
        yield
        self._show_pictures(comparison, assessment, headline=forecast.headline)
        self.ranges.show()
        self.sections_card.show()

    @property
    def _questions(self) -> tuple[Question, ...]:
        return self.session.questionnaire.questions

    def _show_deeds(self, assessment: Assessment) -> None:
        voice = self.voice
        self.keep.setEnabled(bool(self.moved) and self.moved != dict(assessment.targets))
        self.reset.setEnabled(bool(self.moved))
        self.targets.setEnabled(bool(assessment.targets))
        kept = len(assessment.targets)
        self.remark.setText(
            voice.say_many("%(n)s target is kept.", "%(n)s targets are kept.", kept)
            if kept
            else voice.say("Nothing here is recorded until it is kept as a target.")
        )

    def _show_figures(self, comparison: Comparison, headline: bool) -> None:  # noqa: FBT001
        voice = self.voice
        self.difference.setText(told.difference(voice, comparison))
        for figure, below, risk in zip(
            self.figures, self.spans, (comparison.before, comparison.after), strict=True
        ):
            spread = sentences.span(voice, risk)
            # A range has twice the letters of one figure, and two of them stand side by side.
            set_look(figure, "figure" if headline else "title")
            figure.setText(voice.number(sentences.hundred(risk.mean)) if headline else spread)
            below.setText(
                voice.say("in 100; range %(span)s", span=spread)
                if headline
                else voice.say("in 100; too little asked for one figure")
            )

    def _show_pictures(
        self, comparison: Comparison, assessment: Assessment, *, headline: bool
    ) -> None:
        session, voice = self.session, self.voice
        limit = assessment.project.risk_limit
        rows: list[tuple[str, Risk, bool]] = [
            (voice.say("Now"), comparison.before, headline),
            (voice.say("Then"), comparison.after, headline),
        ]
        sentence = _against_limit(voice, comparison, limit)
        palette, size = self.figures_shown.palette, self.figures_shown.size

        def draw(width: int, colours: Palette) -> Svg:
            return session.service.picture_of_risks(
                rows, limit, sentence, colours, voice, width, size
            )

        self.ranges.show_figure(sentence, draw, facts.risks(voice, rows), palette)
        title = voice.say("Points each section adds to the risk: now, and with the answers moved")
        self.sections_card.show_figure(
            title,
            self._shifts(comparison, title),
            facts.shifts(voice, comparison, session.questionnaire),
            palette,
        )

    def _shifts(self, comparison: Comparison, title: str) -> Sketch:
        session, voice, size = self.session, self.voice, self.figures_shown.size

        def draw(width: int, palette: Palette) -> Svg:
            return session.service.picture_of_shifts(
                comparison, session.questionnaire, title, palette, voice, width, size
            )

        return draw


def _against_limit(voice: Voice, comparison: Comparison, limit: float) -> str:
    values = {"n": sentences.hundred(limit)}
    if comparison.after.high < limit:
        return voice.say("The whole range would stay under the limit of %(n)d in 100.", **values)
    return voice.say("The range would still reach the limit of %(n)d in 100.", **values)


def changes(moved: Mapping[str, Rated]) -> dict[str, tuple[Answer, ...]]:
    """Return the answers to what is moved: everybody would then say the same."""
    return {question_id: (Answer(judgement=to),) for question_id, to in moved.items()}
