"""The plan: what has to be done before the money is spent, by whom, and what to watch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QProgressBar, QWidget

from assessor.domain.assessment import Assessment
from assessor.domain.decisions import Decision, Decisions
from assessor.domain.picture import Palette, Svg
from assessor.domain.plan import Flavour, GoIfPlan, Plan, SizedRisk, StoryShare, Tripwire
from assessor.domain.risk import Risk
from assessor.language import Voice
from assessor.language import plan_sentences as told
from forms.dialogs import Dialogs
from forms.jobs import SideWork
from forms.pages.cards import CardPage
from forms.session import Session
from forms.theme import space
from forms.widgets import plan_facts as facts
from forms.widgets.basic import Label, column
from forms.widgets.bindings import Says
from forms.widgets.figure_card import FigureCard, Sketch
from forms.widgets.figures import Figures
from forms.widgets.plan_extras import HindranceList, OtherDecisions, StoryList, TripwireList
from forms.widgets.plan_step import StepsList
from forms.widgets.question_links import QuestionLinks
from forms.widgets.segmented import Segmented
from forms.widgets.turns import Pieces, Turns
from forms.widgets.two_columns import TwoColumns

EDITS: dict[str, Says] = {
    "owner": lambda v: v.say("Owner of an action"),
    "due": lambda v: v.say("Day by which an action is done"),
    "standing": lambda v: v.say("Decision about an action"),
}
"""What the edits of a decision are called in the list of what can be undone."""

NOTHING = object()
"""Filled with nothing yet, which even having no plan is not."""


@dataclass(frozen=True)
class Beside:
    """What belongs to a plan, worked out for what was on screen."""

    assessment: Assessment
    shown: GoIfPlan | None
    wires: tuple[Tripwire, ...]
    sizes: tuple[SizedRisk, ...]
    stories: tuple[StoryShare, ...]


class PlanPage(CardPage):
    """Looks for the plan in the background and keeps what the client decides about it."""

    NAME: ClassVar[str] = "plan"

    def __init__(self, session: Session, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(session, dialogs, parent)
        self._told: object = NOTHING
        """The plan that the page is filled with."""
        self._shown = Flavour.CHEAPEST
        self._turns = Turns(self)
        self._rest = Turns(self)
        self._side = SideWork(self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        inside = self._scroll.inside
        self.headline = Label(look="title", parent=inside)
        self.totals = Label(look="body", parent=inside)
        self.remark = Label(look="muted", parent=inside)
        self.searching = Label(look="muted", parent=inside)
        self.bar = QProgressBar(inside)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.missing = QuestionLinks(inside)
        self.choice = Segmented([flavour.value for flavour in Flavour], inside)
        self._figures = Figures(self.session, self.dialogs, self)
        self.before_after = self._figures.add(FigureCard(inside))
        self.weeks = self._figures.add(FigureCard(inside))
        self.hindrances = HindranceList(inside)
        self.steps_title = Label(look="title", parent=inside)
        self.steps_title.setContentsMargins(0, space(2), 0, 0)
        self.reading = Label(look="muted", parent=inside)
        self.steps = StepsList(inside)
        self.others = OtherDecisions(inside)
        self.wires = TripwireList(inside)
        self.sizes = self._figures.add(FigureCard(inside))
        self.stories = StoryList(inside)

    def _lay_out(self) -> None:
        column(self).addWidget(self._scroll)
        self.missing_card = self._card(
            lambda v: v.say("Not asked yet, the weightiest first"), self.missing
        )
        self.binding_card = self._card(lambda v: v.say("What holds the range up"), self.hindrances)
        self._beside = TwoColumns(self._scroll.inside)
        self._beside.left.addWidget(self.before_after)
        self._beside.left.addWidget(self.sizes)
        self._beside.right.addWidget(self.weeks)
        self._beside.right.addWidget(self.binding_card)
        self._wires_title = self._title(lambda v: v.say("Early signs to watch for"))
        self._stories_title = self._title(lambda v: v.say("If it fails, then probably so"))
        self._stack(self.headline, self.totals, self.remark, self.searching, self.bar)
        self._stack(self.choice, self.missing_card, self._beside)
        self._stack(self.steps_title, self.reading, self.steps, self.others)
        self._stack(self._wires_title, self.wires, self._stories_title, self.stories)
        self._scroll.box.addStretch(1)
        self._hide_rest()

    def _stack(self, *parts: QWidget) -> None:
        for part in parts:
            self._scroll.box.addWidget(part)

    def _hide_rest(self) -> None:
        """Hide what is worked out beside the window, until it is."""
        for part in (self._wires_title, self.wires, self.sizes, self._stories_title, self.stories):
            part.hide()

    def _connect(self) -> None:
        session = self.session
        askers = (
            self.missing,
            self.hindrances,
            self.steps,
            self.wires,
            self.stories,
        )
        for asker in askers:
            asker.question_wanted.connect(self.show_question)
        self.steps.decided.connect(self._decide)
        self.wires.accepted.connect(self._accept)
        self.others.taken_back.connect(self._take_back)
        self.choice.chosen.connect(self._choose)
        session.plans.found.connect(self._take_plan)
        self._side.done.connect(self._take_beside)
        session.plans.busy.connect(self._show_busy)
        session.flushing.connect(self._hand_over)
        session.forecast_changed.connect(self._follow)
        session.decisions_changed.connect(self._follow_decisions)
        session.assessment_opened.connect(self._begin)
        session.assessment_closed.connect(self._forget)

    # Speaking and dressing

    def retranslate(self) -> None:
        """Say every text again."""
        voice = self.voice
        super().retranslate()
        self._figures.retranslate(voice)
        self.searching.setText(voice.say("Looking for the cheapest plan…"))
        self.bar.setAccessibleName(self.searching.text())
        self.choice.set_texts([told.flavour(voice, flavour) for flavour in Flavour])
        self._scroll.setAccessibleName(voice.say("Plan"))
        self._show_anew()

    def restyle(self) -> None:
        """Draw every picture again in the session's colours."""
        self._show_anew()

    def _show_anew(self) -> None:
        if self.isVisible():
            self._show_all()
            return
        # It is filled when it comes into view; nothing is seen as it was before then.
        self._hand_over()
        for turns in (self._turns, self._rest):
            turns.stop()
        self._put_away()
        self._told = NOTHING

    def arrive(self) -> None:
        """Be ready to be scrolled from the keyboard."""
        self._scroll.setFocus()

    def leave(self) -> None:
        """Hand over what was typed, and look for nothing that nobody sees."""
        super().leave()
        self.session.plans.stop()

    # Looking for the plan

    @Slot()
    def refresh(self) -> None:
        """Look for the plan again if anything that it depends on has changed."""
        assessment = self.session.assessment
        if assessment is None:
            return
        if self.session.plans.look_for(assessment) or self.plan is not self._told:
            self._show_all()

    @property
    def plan(self) -> Plan | None:
        """Return the plan for what is open; nothing while it is being looked for."""
        return self.session.plans.plan

    @property
    def is_searching(self) -> bool:
        """Return whether a plan is still being looked for, or set on the page."""
        turns = self._turns.is_going or self._rest.is_going
        return turns or self.session.plans.is_running or self._side.is_running

    @Slot()
    def _take_plan(self) -> None:
        if self.isVisible():
            self._show_all()
            self.session.spoken.emit(self._opening(asked=True))

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:  # noqa: FBT001 - Qt hands the state over like this
        self.searching.setVisible(busy)
        self.bar.setVisible(busy)

    @Slot()
    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    @Slot()
    def _begin(self) -> None:
        self._forget()
        self._scroll.verticalScrollBar().setValue(0)
        self._follow()

    @Slot()
    def _forget(self) -> None:
        self._side.forget()
        for turns in (self._turns, self._rest):
            turns.stop()
        # Nothing of another client stays, not for a moment.
        self._put_away()
        self._told, self._shown = NOTHING, Flavour.CHEAPEST

    def _put_away(self) -> None:
        self.steps.clear()
        self.wires.clear()
        labels = (self.headline, self.totals, self.remark, self.steps_title, self.reading)
        for label in labels:
            label.setText("")
        for part in (self.choice, self.missing_card, self._beside, self.others):
            part.hide()
        self._hide_rest()

    # Showing

    def _plan_on_screen(self) -> GoIfPlan | None:
        if self.plan is None:
            return None
        plans = {plan.flavour: plan for plan in self.plan.plans}
        return plans.get(self._shown, self.plan.cheapest or self.plan.beyond)

    def _show_all(self) -> None:
        # What is half typed belongs to the cards that now go.
        self._hand_over()
        assessment = self.session.assessment
        self._told = self.plan
        if assessment is not None:
            self._turns.start_soon(self._pieces(assessment))
            self._think(assessment)

    def _think(self, assessment: Assessment) -> None:
        """Work out beside the window what else belongs to a plan; all of it speaks of answers."""
        service, shown = self.session.service, self._plan_on_screen()
        if not assessment.answers:
            self._side.forget()
            self._hide_rest()
            return

        def think() -> Beside:
            return Beside(
                assessment,
                shown,
                service.tripwires(assessment, shown),
                service.right_sizes(assessment),
                service.failure_stories(assessment),
            )

        self._side.start(think)

    @Slot(object)
    def _take_beside(self, beside: object) -> None:
        if isinstance(beside, Beside):
            self._rest.start(self._pieces_beside(beside))

    def _pieces_beside(self, beside: Beside) -> Pieces:
        for part in (self._wires_title, self.wires):
            part.setVisible(bool(beside.wires))
        yield from self.wires.show_wires(
            beside.wires,
            beside.assessment.plan,
            frozenset(beside.shown.question_ids) if beside.shown else frozenset(),
            self.session.questionnaire,
            self.voice,
        )
        self._show_sizes(beside)
        yield
        self._stories_title.setVisible(bool(beside.stories))
        self.stories.setVisible(bool(beside.stories))
        yield from self.stories.show_stories(
            beside.stories,
            self.session.questionnaire,
            self.voice,
            headline=self._has_headline,
        )

    def _pieces(self, assessment: Assessment) -> Pieces:
        """Show everything from top to bottom, a piece at a time."""
        session, shown = self.session, self._plan_on_screen()
        self._show_words(assessment, shown)
        self._show_choice()
        yield
        self._show_figures(shown)
        yield
        self._show_hindrances()
        for label in (self.steps_title, self.reading):
            label.setVisible(shown is not None)
        self.reading.setText(told.reading(self.voice))
        self.steps_title.setText(self._steps_words())
        self._show_others()
        yield
        yield from self.steps.show_plan(
            shown,
            assessment.plan,
            session.questionnaire,
            headline=self._has_headline,
            voice=lambda: session.voice,
            colours=session.colours,
        )

    def _opening(self, *, asked: bool) -> str:
        """Return the sentence at the top."""
        if not asked:
            return told.nothing_asked(self.voice)
        if self.plan is None:
            return self.voice.say("What has to be done before the money is spent")
        return told.headline(self.voice, self.plan, sure=self._has_headline)

    def _show_words(self, assessment: Assessment, shown: GoIfPlan | None) -> None:
        voice, plan, forecast = self.voice, self.plan, self.session.forecast
        asked = bool(assessment.answers)
        self.headline.setText(self._opening(asked=asked))
        self.totals.setText(_totals(voice, plan, shown) if plan and shown else "")
        few = asked and forecast is not None and not forecast.headline
        remarks = [
            voice.say(
                "Too little has been asked: the plan also guards against what is not known yet."
            )
            if few
            else "",
            told.certainty(voice, plan) if plan and shown is plan.cheapest and shown else "",
        ]
        self.remark.setText(" ".join(remark for remark in remarks if remark))
        for label in (self.totals, self.remark):
            label.setVisible(bool(label.text()))
        missing = forecast.missing if forecast and not forecast.headline else ()
        self.missing_card.setVisible(bool(missing))
        self.missing.show_questions(missing, self.session.questionnaire, voice)
        if not self.session.plans.is_running:
            self._show_busy(False)

    def _show_choice(self) -> None:
        offered = {plan.flavour.value for plan in self.plan.plans} if self.plan else set()
        self.choice.setVisible(len(offered) > 1)
        self.choice.offer(offered)
        shown = self._plan_on_screen()
        self.choice.set_value(shown.flavour.value if shown else "")

    def _show_figures(self, shown: GoIfPlan | None) -> None:
        plan, voice = self.plan, self.voice
        self._beside.setVisible(plan is not None)
        if plan is None:
            return
        after = shown.risk if shown else plan.farthest
        rows = [(voice.say("Now"), plan.now, self._has_headline)]
        sentence = voice.say("The risk against the client's limit, in 100.")
        if plan.needed:
            rows.append((_after_words(voice, plan, shown), after, self._has_headline))
            sentence = voice.say("The risk now and after, against the client's limit, in 100.")
        self._show_risks(self.before_after, sentence, rows, plan.limit)
        self.weeks.setVisible(shown is not None)
        if shown is not None:
            sentence = voice.say(
                "Everything is done after %(weeks)s; the filled bars may not be late.",
                weeks=told.weeks(voice, shown.weeks),
            )
            self.weeks.show_figure(
                sentence,
                self._schedule(shown, sentence),
                facts.schedule(voice, shown, headline=self._has_headline),
                self._figures.palette,
            )

    @property
    def _has_headline(self) -> bool:
        return bool(self.session.forecast and self.session.forecast.headline)

    def _show_risks(
        self, card: FigureCard, sentence: str, rows: list[tuple[str, Risk, bool]], limit: float
    ) -> None:
        service, voice, size = self.session.service, self.voice, self._figures.size

        def draw(width: int, palette: Palette) -> Svg:
            return service.picture_of_risks(rows, limit, sentence, palette, voice, width, size)

        card.show_figure(sentence, draw, facts.risks(voice, rows), self._figures.palette)

    def _schedule(self, shown: GoIfPlan, sentence: str) -> Sketch:
        service, voice, size = self.session.service, self.voice, self._figures.size
        headline = self._has_headline

        def draw(width: int, palette: Palette) -> Svg:
            return service.picture_of_plan(
                shown, sentence, palette, voice, width, size, headline=headline
            )

        return draw

    def shortcuts(self) -> tuple[QAction, ...]:
        """Return what can be done with a picture."""
        return self._figures.actions()

    def _show_hindrances(self) -> None:
        binding = self.plan.binding if self.plan else ()
        self.binding_card.setVisible(bool(binding))
        self.hindrances.show_binding(binding, self.session.questionnaire, self.voice)

    def _steps_words(self) -> str:
        """Name the actions: those of a plan, or what would be needed where there is none."""
        if self.plan is not None and self.plan.cheapest is None:
            return self.voice.say("What it would take")
        return self.voice.say("Actions of the plan")

    def _show_others(self) -> None:
        assessment, shown = self.session.assessment, self._plan_on_screen()
        if assessment is None:
            return
        in_plan = shown.action_ids if shown else frozenset()
        named = []
        for decision in assessment.plan.actions:
            action = self.session.service.action(decision.action)
            if decision.action not in in_plan:
                title = self.voice.text(action.title) if action else decision.action
                named.append((decision, title))
        self.others.show_decisions(named if self.plan else [], self.voice)

    def _show_sizes(self, beside: Beside) -> None:
        service, voice, sized = self.session.service, self.voice, beside.sizes
        own = [one for one in sized if one.beliefs == service.chosen_beliefs]
        lowest = min(own or sized, key=lambda one: one.risk.mean)
        headline = self._has_headline
        sentence = told.smallest_risk(voice, lowest, headline=headline)
        limit = beside.assessment.project.risk_limit
        self._show_risks(self.sizes, sentence, facts.sizes(voice, sized, headline=headline), limit)
        self.sizes.show()

    @Slot(str)
    def _choose(self, flavour: str) -> None:
        self._shown = Flavour(flavour)
        self._show_all()

    # Deciding

    @property
    def _decisions(self) -> Decisions:
        assessment = self.session.assessment
        return assessment.plan if assessment else Decisions()

    @Slot(object, str)
    def _decide(self, decision: object, field: str) -> None:
        if isinstance(decision, Decision):
            decisions = self._decisions.with_decision(decision)
            key = "" if field == "standing" else f"{decision.action}/{field}"
            self.session.set_decisions(decisions, EDITS[field], key)

    @Slot(str, str)
    def _accept(self, question_id: str, who: str) -> None:
        decisions = self._decisions.with_accepted(question_id, who)
        label: Says = lambda v: v.say("A risk is accepted")  # noqa: E731 - spoken again later
        self.session.set_decisions(decisions, label, f"accepted/{question_id}")

    @Slot(str)
    def _take_back(self, action_id: str) -> None:
        decisions = self._decisions.with_decision(Decision(action=action_id))
        self.session.set_decisions(decisions, EDITS["standing"])

    @Slot()
    def _follow_decisions(self) -> None:
        self.steps.show_decisions(self._decisions)
        self.wires.show_decisions(self._decisions)
        self._show_others()
        self._follow()

    @Slot()
    def _hand_over(self) -> None:
        self.steps.hand_over()
        self.wires.hand_over()


def _totals(voice: Voice, plan: Plan, shown: GoIfPlan) -> str:
    return told.beyond(voice, shown) if shown is plan.beyond else told.totals(voice, shown)


def _after_words(voice: Voice, plan: Plan, shown: GoIfPlan | None) -> str:
    if shown is None:
        return voice.say("After everything possible")
    if shown is plan.beyond:
        return voice.say("After all of these actions")
    return voice.say("After the plan")
