"""The project sheet: what the project is, what taking off means, and who was asked."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from assessor.domain.assessment import Assessment, Project
from assessor.domain.problem import Problem
from assessor.domain.questionnaire import Questionnaire
from assessor.language import Voice, sentences
from forms.change_over import change_over
from forms.dialogs import Dialogs
from forms.pages.cards import CardPage
from forms.session import Session
from forms.widgets.base_rate_choice import BaseRateChoice
from forms.widgets.basic import Label, column, rule
from forms.widgets.bindings import BoundField, FormGrid, Says
from forms.widgets.fields import ParsedEdit
from forms.widgets.people_list import PeopleList
from forms.widgets.project_fields import CONTEXT, TAKEOFF
from forms.widgets.questionnaire_choice import QuestionnaireChoice
from forms.widgets.risk_limit import RiskLimit
from forms.widgets.two_columns import TwoColumns


class ProjectPage(CardPage):
    """Edits the project sheet field by field; every edit can be undone and none is asked for."""

    NAME: ClassVar[str] = "project"

    def __init__(self, session: Session, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(session, dialogs, parent)
        self.context = FormGrid(CONTEXT, self._voice_now, self)
        self.aloud = Label(look="lead", parent=self)
        self.missing = Label(look="small", parent=self)
        self.takeoff = FormGrid(TAKEOFF, self._voice_now, self)
        self.limit = RiskLimit(self)
        self.base_rate = BaseRateChoice(self)
        self.people = PeopleList(self._voice_now, self)
        self.asks = QuestionnaireChoice(self)
        self._offered: dict[str, Questionnaire] = {}
        """What the assessment can change over to, by digest."""
        self._lay_out()
        self._connect()

    def _voice_now(self) -> Voice:
        return self.voice

    def _lay_out(self) -> None:
        column(self).addWidget(self._scroll)
        columns = TwoColumns(self._scroll.inside)
        self._scroll.box.addWidget(self._words("title", lambda v: v.say("Project")))
        self._scroll.box.addWidget(columns)
        self._scroll.box.addStretch(1)
        asked_for = self._card(lambda v: v.say("Client and project"), self.context)
        interviewed = self._card(lambda v: v.say("People interviewed"), self.people)
        meaning = self._card(
            lambda v: v.say("What taking off means"),
            self.aloud,
            self.missing,
            rule(self),
            self.takeoff,
        )
        accepted = self._card(lambda v: v.say("Risk that the client accepts"), self.limit)
        start = self._card(lambda v: v.say("Base rate"), self.base_rate)
        self.asks_card = self._card(lambda v: v.say("Questionnaire"), self.asks)
        # What is agreed first is read first: neither a limit nor a rate means anything before.
        for card in (asked_for, meaning):
            columns.left.addWidget(card)
        for card in (accepted, start, interviewed, self.asks_card):
            columns.right.addWidget(card)

    @property
    def fields(self) -> list[BoundField]:
        """Return all fields of the sheet."""
        return [*self.context.fields, *self.takeoff.fields]

    def field(self, name: str) -> BoundField:
        """Return the field of a value by its name."""
        return next(field for field in self.fields if field.spec.name == name)

    def _connect(self) -> None:
        for field in self.fields:
            field.edited.connect(self._record)
            if isinstance(field.editor, ParsedEdit):
                self.session.flushing.connect(field.editor.hand_over)
        for field in self.takeoff.fields:
            field.typing.connect(self._read_aloud)
        self.session.flushing.connect(self.people.hand_over)
        self.people.people_changed.connect(self._record_people)
        self.limit.value_changed.connect(self._record_limit)
        self.session.flushing.connect(self.base_rate.hand_over)
        self.base_rate.class_chosen.connect(self._record_class)
        self.base_rate.own_changed.connect(self._record_own_rate)
        self.base_rate.link_opened.connect(self.dialogs.open_outside)
        self.session.assessment_opened.connect(self._begin)
        self.session.project_changed.connect(self.refresh)
        self.session.questionnaire_changed.connect(self._show_asks)
        self.asks.looked_at.connect(self._show_difference)
        self.asks.change_wanted.connect(self._change_over)

    def retranslate(self) -> None:
        """Say every text again."""
        super().retranslate()
        for field in self.fields:
            field.retranslate()
        self.people.retranslate()
        self.limit.retranslate(self.voice)
        self.base_rate.retranslate(self.voice, self.session.service.reference_classes())
        self.refresh()
        if self.isVisible():
            self._show_asks()

    def restyle(self) -> None:
        """Draw in the session's colours."""
        self.people.restyle(self.session.colours)

    # Showing

    @property
    def sheet(self) -> Project | None:
        """Return the project sheet of the open assessment."""
        return self.session.assessment.project if self.session.assessment else None

    @Slot()
    def refresh(self) -> None:
        """Show the sheet; what is being typed stays."""
        self._show(anew=False)

    @Slot()
    def _begin(self) -> None:
        self._show(anew=True)
        if self.isVisible():
            self._show_asks()

    def arrive(self) -> None:
        """Look which questionnaires there are by now."""
        self._show_asks()

    @Slot()
    def _show_asks(self) -> None:
        """Offer another questionnaire where there is one: nobody else needs to hear of it."""
        session = self.session
        assessment = session.assessment
        if assessment is None:
            return
        offered, newer = self._others(assessment)
        self._offered = {q.digest: q for q in offered}
        present = session.questionnaire
        self.asks_card.setVisible(bool(self._offered.keys() - {present.digest}))
        self.asks.show_choices(present, offered, self.voice, newer=newer)

    def _others(
        self, assessment: Assessment
    ) -> tuple[tuple[Questionnaire, ...], Questionnaire | None]:
        service = self.session.service
        try:
            return service.questionnaires(), service.newer_questionnaire(assessment)
        except Problem as problem:
            self.session.tell(problem)
            return (), None

    @Slot(str)
    def _show_difference(self, digest: str) -> None:
        """Change over at once while nothing is answered; otherwise show what would change."""
        session, wanted = self.session, self._offered.get(digest)
        if wanted is None or session.assessment is None:
            return
        if not session.assessment.answers and not session.assessment.retired:
            self._change_over(digest)
            return
        found = session.service.difference(session.assessment, wanted)
        self.asks.show_difference(found, self.voice)

    @Slot(str)
    def _change_over(self, digest: str) -> None:
        wanted = self._offered.get(digest)
        if wanted is not None:
            change_over(self.session, wanted, lambda v: v.say("Change of the questionnaire"))

    def _show(self, *, anew: bool) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        for field in self.fields:
            field.show_value(sheet, anew=anew)
        self.people.show_people(sheet.people)
        self.limit.show_limit(sheet.risk_limit, self.voice, anew=anew)
        self.base_rate.show_project(sheet, self.voice, anew=anew)
        self._doubt_users(sheet)
        self._read_aloud()

    def _doubt_users(self, sheet: Project) -> None:
        """Say it when there are more users than the company can have people; nothing is refused."""
        most = sheet.company_size.most if sheet.company_size else None
        too_many = most is not None and sheet.users is not None and sheet.users > most
        words = self.voice.say("More than a company of this size employs. Is that right?")
        self.field("users").show_doubt(words if too_many else "")

    @Slot()
    def _read_aloud(self) -> None:
        """Say the definition as it is being typed, and what is still to be agreed."""
        sheet = self.sheet
        if sheet is None:
            return
        typed = {field.spec.name: field.typed for field in self.takeoff.fields}
        takeoff = sheet.takeoff.model_copy(update=typed)
        self.aloud.setText(sentences.definition(self.voice, takeoff))
        gaps = self._gaps(typed)
        self.missing.setVisible(bool(gaps))
        self.missing.setText(self.voice.say("Still to be agreed: %(what)s.", what=", ".join(gaps)))

    def _gaps(self, typed: dict[str, object]) -> list[str]:
        voice = self.voice
        wanted = (
            ("go_live", voice.say("the day of go-live")),
            ("user_share", voice.say("the share of daily users")),
            ("business_figure", voice.say("the business figure")),
            ("baseline", voice.say("where it stands")),
            ("target", voice.say("what it is to reach")),
            ("measured_by", voice.say("who measures")),
        )
        return [words for name, words in wanted if typed[name] in {None, ""}]

    # Recording

    @Slot(object, object)
    def _record(self, field: BoundField, value: object) -> None:
        sheet = self.sheet
        changed = field.try_put(sheet, value) if sheet is not None else None
        if changed is not None:
            self.session.set_project(changed, field.spec.label, key=field.spec.name)

    @Slot(object)
    def _record_people(self, people: object) -> None:
        self._update("people", people, lambda v: v.say("People interviewed"))

    @Slot(float)
    def _record_limit(self, limit: float) -> None:
        self._update("risk_limit", limit, lambda v: v.say("Risk limit"), key="risk_limit")

    @Slot(object)
    def _record_class(self, class_id: object) -> None:
        self._update("reference_class", class_id, lambda v: v.say("Base rate"))

    @Slot(object)
    def _record_own_rate(self, own: object) -> None:
        self._update("base_rate", own, lambda v: v.say("Base rate by hand"), key="base_rate")

    def _update(self, name: str, value: object, label: Says, key: str = "") -> None:
        if self.sheet is not None:
            changed = self.sheet.model_copy(update={name: value})
            self.session.set_project(changed, label, key=key)
