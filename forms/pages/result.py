"""The result: the verdict first, then why, how sure, and what is not known yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from assessor.domain.assessment import Assessment, Unknown
from assessor.domain.disagreement import Disagreement
from assessor.domain.firmness import FlipTest
from assessor.domain.picture import Palette, Svg
from assessor.domain.risk import Forecast, Verdict
from assessor.language import depth, sentences
from forms.dialogs import Dialogs
from forms.pages.cards import CardPage
from forms.plan_search import needs_plan
from forms.session import Session
from forms.widgets import result_facts as facts
from forms.widgets.ask_next import enquiry_line
from forms.widgets.base_rate import BaseRateCard
from forms.widgets.basic import Label, column, empty, row
from forms.widgets.figure_card import FigureCard, GaugeCard, Sketch
from forms.widgets.figures import Figures
from forms.widgets.findings_list import FindingsList
from forms.widgets.firmness_card import FirmnessCard
from forms.widgets.pane_line import LineGroup
from forms.widgets.question_links import QuestionLinks
from forms.widgets.turns import Pieces, Turns
from forms.widgets.two_columns import TwoColumns

DIFFERS = 5
"""Points between the belief sets from which both are shown."""

NEXT = 5
"""Things to ask next."""

AFTER_THE_GAUGE = 2
"""Where what is missing stands while there is no figure."""


class ResultPage(CardPage):
    """Shows what the answers mean, with pictures that are the same on paper."""

    NAME: ClassVar[str] = "result"

    def __init__(self, session: Session, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(session, dialogs, parent)
        # There is nothing to type here: arrows and Page Down scroll at once.
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = self._scroll.inside
        self._columns = TwoColumns(inside)
        self._turns = Turns(self)
        self._figures = Figures(session, dialogs, self)
        self.verdict = Label(look="title", parent=inside)
        self.gauge = self._figures.add(GaugeCard(inside))
        self.conditions = QuestionLinks(inside)
        self.caveats = column(gap=1)
        self.stated = self._figures.add(FigureCard(inside))
        self.waterfall = self._figures.add(FigureCard(inside))
        self.profile = self._figures.add(FigureCard(inside))
        self.drivers = self._figures.add(FigureCard(inside))
        self.belief_sets = self._figures.add(FigureCard(inside))
        self.disagreement = self._figures.add(FigureCard(inside))
        self.firmness = FirmnessCard(inside)
        self.base_rate = BaseRateCard(inside)
        self.next = LineGroup(inside)
        self._shown: Forecast | None = None
        self._test: FlipTest | None = None
        self._tested: tuple[object, ...] = ()
        """What the test stands for: answers, project, belief set and what is ruled out."""
        self.no_findings = Label(look="muted", parent=inside)
        self.findings = FindingsList(inside)
        self.unknown = QuestionLinks(inside)
        self.missing = QuestionLinks(inside)
        self._lay_out()
        self._connect()
        self._begin()

    def _lay_out(self) -> None:
        column(self).addWidget(self._scroll)
        box = self._scroll.box
        box.addWidget(self.verdict)
        box.addWidget(self.gauge)
        box.addWidget(self.firmness)
        self._lead = Label(parent=self._scroll.inside)
        self.conditions_card = self._card(lambda v: v.say("Conditions"), self._lead)
        self.conditions_card.box.addWidget(self.conditions)
        self.caveats_card = self._card(lambda v: v.say("Reasons to trust the figure less"))
        self.caveats_card.box.addLayout(self.caveats)
        self.unknown_card = self._card(lambda v: v.say("Asked, and nobody knows"), self.unknown)
        self.missing_card = self._card(
            lambda v: v.say("Not asked yet, the weightiest first"), self.missing
        )
        self.next_card = self._card(lambda v: v.say("What to ask next"), self.next)
        figures = self._columns
        box.addWidget(figures)
        for part in (self.conditions_card, self.stated, self.waterfall, self.profile):
            figures.left.addWidget(part)
        for part in (self.caveats_card, self.next_card, self.drivers, self.disagreement):
            figures.right.addWidget(part)
        for part in (self.unknown_card, self.missing_card):
            figures.left.addWidget(part)
        for part in (self.belief_sets, self.base_rate):
            figures.right.addWidget(part)
        box.addWidget(self._title(lambda v: v.say("Findings")))
        box.addWidget(self.no_findings)
        box.addWidget(self.findings)
        box.addStretch(1)

    def _connect(self) -> None:
        for asker in (self.findings, self.unknown, self.missing, self.conditions):
            asker.question_wanted.connect(self.show_question)
        self.next.wanted.connect(self.show_question)
        self.firmness.question_wanted.connect(self.show_question)
        self.firmness.tested.connect(self._take_test)
        self.base_rate.change_wanted.connect(self._change_base_rate)
        self.base_rate.link_opened.connect(self.dialogs.open_outside)
        self.session.forecast_changed.connect(self._follow)
        self.session.targets_changed.connect(self._follow)
        self.session.plans.found.connect(self._follow)
        self.session.plans.failed.connect(self._follow_failure)
        self.session.assessment_opened.connect(self._begin)

    @property
    def figures(self) -> Sequence[FigureCard]:
        """Return all cards that show a picture."""
        return self._figures.cards

    @property
    def is_filling(self) -> bool:
        """Return whether a part of the page is still to be brought up to date."""
        return self._turns.is_going

    def shortcuts(self) -> tuple[QAction, ...]:
        """Return what can be done with a picture."""
        return self._figures.actions()

    def retranslate(self) -> None:
        """Say every text again."""
        super().retranslate()
        self._figures.retranslate(self.voice)
        self._scroll.setAccessibleName(self.voice.say("Result"))
        self._show_anew()

    def arrive(self) -> None:
        """Be ready to be scrolled from the keyboard."""
        self._scroll.setFocus()

    def restyle(self) -> None:
        """Draw every picture again in the session's colours."""
        self._show_anew()

    def _show_anew(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            # It is filled when it comes into view; nothing is seen as it was before then.
            self._turns.stop()
            self._put_away()

    @Slot()
    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    @Slot()
    def _follow_failure(self) -> None:
        # It was told of; to ask again at once would fail again.
        self.conditions_card.hide()

    def leave(self) -> None:
        """Look for nothing that nobody sees."""
        super().leave()
        self.session.plans.stop()

    @Slot()
    def _begin(self) -> None:
        # Nothing of another client stays, not for a moment.
        self._turns.stop()
        self._shown = None
        self._put_away()
        self._scroll.verticalScrollBar().setValue(0)

    def _put_away(self) -> None:
        self.verdict.setText("")
        self.findings.clear()
        parts = (self.no_findings, self.firmness, self.base_rate, self.next_card)
        cards = (self.conditions_card, self.caveats_card, self.unknown_card, self.missing_card)
        for part in (*self.figures, *parts, *cards):
            part.hide()

    # Showing

    @Slot()
    def refresh(self) -> None:
        """Work out both belief sets and show everything anew."""
        assessment = self.session.assessment
        if assessment is not None:
            self._turns.start_soon(self._pieces(assessment))

    def _pieces(self, assessment: Assessment) -> Pieces:
        """Fill the page from top to bottom, a card at a time, so that keys are heard between."""
        forecasts = self.session.service.forecasts(assessment)
        chosen = forecasts[self.session.service.chosen_beliefs]
        others = [known for known in forecasts.values() if known is not chosen]
        shown = self._planned(assessment, chosen)
        self._shown = shown
        yield
        self._arrange(shown)
        self._show_headline(assessment, shown)
        self.gauge.show()
        yield
        self._show_open_questions(assessment, shown)
        yield
        self._show_firmness(assessment, shown)
        self._show_belief_sets(assessment, shown, others)
        yield
        yield from self._show_figures(assessment, shown)
        self._show_base_rate(assessment, shown)
        self.base_rate.show()
        yield
        self._show_disagreement(assessment)
        yield
        self._show_next(assessment)
        yield
        yield from self._show_findings(shown)

    def _planned(self, assessment: Assessment, forecast: Forecast) -> Forecast:
        """Return the forecast with the conditions of the plan, which is looked for if need be."""
        if needs_plan(forecast):
            self.session.plans.look_for(assessment)
        return self.session.plans.planned(assessment, forecast)

    def _arrange(self, forecast: Forecast) -> None:
        """Put what is missing first while there is no figure."""
        if forecast.headline:
            self._columns.left.addWidget(self.missing_card)
        else:
            self._scroll.box.insertWidget(AFTER_THE_GAUGE, self.missing_card)

    def _picture(self, name: str, assessment: Assessment, forecast: Forecast) -> Sketch:
        """Return what draws a picture of these figures at any width, in any colours."""
        service, voice, size = self.session.service, self.voice, self._figures.size

        def draw(width: int, palette: Palette) -> Svg:
            return service.picture(name, assessment, forecast, palette, voice, width, size=size)

        return draw

    def _show_headline(self, assessment: Assessment, forecast: Forecast) -> None:
        voice = self.voice
        self.verdict.setText(sentences.verdict(voice, forecast))
        self.gauge.show_figure(
            sentences.chance(voice, forecast),
            self._picture("range_bar", assessment, forecast),
            facts.gauge(voice, forecast),
            self._figures.palette,
        )
        self._show_gauge(assessment, forecast)
        self._show_conditions(forecast)

    def _show_conditions(self, forecast: Forecast) -> None:
        """Show the answers that the cheapest plan mends, the same as on the Plan page."""
        voice, waits = self.voice, forecast.verdict is Verdict.GO_IF and not forecast.conditions
        self.conditions_card.setVisible(waits or bool(forecast.conditions))
        self._lead.setText(
            voice.say("Looking for the cheapest plan…")
            if waits
            else voice.say(
                "Actions on these answers bring the whole range within the limit; the Plan page "
                "says which."
            )
        )
        self.conditions.show_questions(forecast.conditions, self.session.questionnaire, voice)

    def _show_gauge(self, assessment: Assessment, forecast: Forecast) -> None:
        """Show the risk; while too little is asked how much is asked, and the range as a range."""
        voice, risk, palette = self.voice, forecast.risk, self._figures.palette
        scored = voice.say(
            "Scored with the %(set)s.", set=sentences.belief_set(voice, forecast.beliefs.id)
        )
        if forecast.headline:
            figure = voice.say("%(mean)d in 100", mean=sentences.hundred(risk.mean))
            marks = self._picture("icon_array", assessment, forecast)
            remark = f"{sentences.coverage(voice, forecast)} {scored}"
            whole = self._whole(assessment, forecast)
            self.gauge.show_gauge(figure, "", marks, remark, palette, whole)
            return
        figure = voice.say("%(share)s asked", share=voice.percent(forecast.coverage))
        below = voice.say(
            "Range of the risk: %(span)s in 100. A single figure is given once half of what"
            " matters has been asked.",
            span=sentences.span(voice, risk),
        )
        self.gauge.show_gauge(figure, below, None, scored, palette)

    def _whole(self, assessment: Assessment, forecast: Forecast) -> Sketch:
        """Return what draws the hundred marks and the range as one picture."""
        marks = self._picture("icon_array", assessment, forecast)
        bar = self._picture("range_bar", assessment, forecast)
        title, service = sentences.chance(self.voice, forecast), self.session.service

        def draw(width: int, palette: Palette) -> Svg:
            left = marks(width // 4, palette)
            return service.side_by_side(left, bar(width * 2 // 3, palette), title, palette)

        return draw

    def _show_figures(self, assessment: Assessment, forecast: Forecast) -> Pieces:
        """Show the pictures of answers, as soon as there are answers."""
        palette, answered = self._figures.palette, forecast.coverage > 0
        voice, questionnaire = self.voice, self.session.questionnaire
        self.stated.show_figure(
            sentences.gap(voice, forecast),
            self._picture("stated_evidenced", assessment, forecast),
            facts.stated_evidenced(voice, forecast),
            palette,
        )
        self.stated.setVisible(answered)
        yield
        self.waterfall.show_figure(
            sentences.path(voice, forecast, questionnaire),
            self._picture("waterfall", assessment, forecast),
            facts.waterfall(voice, forecast, questionnaire),
            palette,
        )
        self.waterfall.setVisible(answered)
        yield
        self.profile.show_figure(
            sentences.asked(voice, assessment, questionnaire),
            self._picture("profile", assessment, forecast),
            facts.profile(voice, assessment, questionnaire, forecast.conditions),
            palette,
        )
        self.profile.setVisible(answered)
        yield
        self.drivers.show_figure(
            sentences.strongest_answer(voice, forecast, questionnaire),
            self._picture("drivers", assessment, forecast),
            facts.drivers(voice, forecast, questionnaire),
            palette,
        )
        self.drivers.setVisible(any(round(driver.points) for driver in forecast.drivers))
        yield

    def _show_belief_sets(
        self, assessment: Assessment, shown: Forecast, others: Sequence[Forecast]
    ) -> None:
        """Show the other belief set when it sees the project differently."""
        apart = [
            other for other in others if abs(other.risk.mean - shown.risk.mean) * 100 > DIFFERS
        ]
        self.belief_sets.setVisible(bool(apart))
        for other in apart:
            voice = self.voice
            sentence = voice.say(
                "The %(set)s sees it differently: %(span)s in 100.",
                set=sentences.belief_set(voice, other.beliefs.id),
                span=sentences.span(voice, other.risk),
            )
            self.belief_sets.show_figure(
                sentence,
                self._picture("range_bar", assessment, other),
                facts.belief_sets(voice, [shown, other]),
                self._figures.palette,
            )

    def _show_firmness(self, assessment: Assessment, forecast: Forecast) -> None:
        """Show the test of these very answers, or begin it."""
        service = self.session.service
        beliefs, without = service.chosen_beliefs, assessment.plan.ruled_out
        wanted = (assessment.answers, assessment.project, beliefs, without)
        self._show_caveats(forecast)
        self.firmness.setVisible(forecast.headline)
        if wanted == self._tested and not self.firmness.work.is_running:
            self._show_test(forecast)
        elif wanted != self._tested:
            self._tested = wanted
            self.firmness.test(lambda: service.flip_test(assessment), self.voice)

    @Slot(object)
    def _take_test(self, test: object) -> None:
        self._test = test if isinstance(test, FlipTest) else None
        if self._shown is not None:
            self._show_test(self._shown)

    def _show_test(self, forecast: Forecast) -> None:
        session = self.session
        self.firmness.show_test(self._test, session.questionnaire, self.voice, session.colours)
        self._show_caveats(session.service.with_firmness(forecast, self._test))

    def _show_base_rate(self, assessment: Assessment, forecast: Forecast) -> None:
        known = self.session.service.reference_classes()
        self.base_rate.show_base(forecast.base_rate, assessment.project, known, self.voice)

    @Slot()
    def _change_base_rate(self) -> None:
        self.session.page_requested.emit("project")

    def _show_disagreement(self, assessment: Assessment) -> None:
        """Show who answered differently, as soon as two roles answered one question."""
        found = self.session.service.disagreement(assessment)
        facts_shown = facts.disagreement(self.voice, found, self.session.questionnaire)
        self.disagreement.setVisible(bool(facts_shown.rows))
        if facts_shown.rows:
            sentence = depth.disagreement(self.voice, found)
            share = depth.disputed_share(self.voice, found) if found.disputes else ""
            self.disagreement.show_figure(
                f"{sentence} {share}".strip(), self._map(found), facts_shown, self._figures.palette
            )

    def _map(self, found: Disagreement) -> Sketch:
        service, voice, size = self.session.service, self.voice, self._figures.size
        asked = self.session.questionnaire

        def draw(width: int, palette: Palette) -> Svg:
            return service.picture_of_disagreement(
                found, asked, palette=palette, voice=voice, width=width, size=size
            )

        return draw

    def _show_next(self, assessment: Assessment) -> None:
        session, voice = self.session, self.voice
        best = session.service.first_enquiries(session.service.enquiries(assessment))[:NEXT]
        lines = [enquiry_line(voice, wanted, session) for wanted in best]
        heading = voice.say("Points it can move the risk by, minutes it takes")
        self.next.show_lines(heading, lines, session.colours)
        self.next_card.setVisible(bool(lines))

    def _show_caveats(self, forecast: Forecast) -> None:
        empty(self.caveats)
        self.caveats_card.setVisible(bool(forecast.caveats))
        for caveat in forecast.caveats:
            line = row(gap=1)
            line.addWidget(Label("–", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Label(sentences.caveat(self.voice, caveat)), 1)
            self.caveats.addLayout(line)

    def _show_findings(self, forecast: Forecast) -> Pieces:
        session, voice = self.session, self.voice
        self.no_findings.setVisible(not forecast.findings)
        self.no_findings.setText(
            voice.say("The answers so far contradict neither each other nor experience.")
        )
        yield from self.findings.show_findings(
            forecast.findings, session.questionnaire, voice, session.colours
        )

    def _show_open_questions(self, assessment: Assessment, forecast: Forecast) -> None:
        questionnaire, voice = self.session.questionnaire, self.voice
        unknown = [
            question.id
            for question in questionnaire.questions
            if any(isinstance(a.judgement, Unknown) for a in assessment.answers_to(question.id))
        ]
        self.unknown_card.setVisible(bool(unknown))
        self.unknown.show_questions(unknown, questionnaire, voice)
        self.missing_card.setVisible(bool(forecast.missing))
        self.missing.show_questions(forecast.missing, questionnaire, voice)
