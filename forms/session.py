"""What the window works on: the open assessment, its forecast, its undo stack and its saving."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assessor.domain.assessment import Answer, Assessment, Milestone, Project, Rated
from assessor.domain.decisions import Decisions
from assessor.domain.merge import changed_questions
from assessor.domain.problem import Conflict, Problem, WorkProblem
from assessor.domain.questionnaire import Question, Questionnaire
from assessor.domain.risk import Forecast
from assessor.settings import Settings
from forms import reconcile
from forms.attention import Attention
from forms.backing_up import BackingUp
from forms.edits import AnswerEdit, KeptEdit, Label, ProjectEdit
from forms.plan_search import PlanSearch
from forms.preferences import Preferences
from forms.saving import Writer, beside

if TYPE_CHECKING:
    from assessor.service import Service

SAVE_MS = 40
"""How long saving waits for the answer to be painted first; more typing does not put it off."""

RETRY_MS = 2_000
"""How long to wait before saving again after the disk refused."""

BUSY_SECONDS = 0.2
"""How long the window may stand still for another program that writes; then it tries again."""

PLACES = {
    "targets": "what_if",
    "comments": "report",
    "milestones": "report",
    "questionnaire": "project",
    "draft": "questionnaires",
}
"""The pages that show what is kept beside the answers; the rest is the plan's."""

log = logging.getLogger(__name__)


class Session(Preferences):
    """Holds one open assessment at most; pages read it and write back through it.

    A change is on screen at once, scored when the event loop comes round, painted, and saved right
    after beside the window, so that no disk holds a key press.
    """

    assessment_opened = Signal()
    assessment_closed = Signal()
    list_changed = Signal()
    """Assessments were created, deleted or restored."""
    answer_changed = Signal(str)
    project_changed = Signal()
    decisions_changed = Signal()
    targets_changed = Signal()
    questionnaire_changed = Signal()
    """The open assessment is under another questionnaire now."""
    paper_changed = Signal()
    """What only reports show was changed: comments on their parts, or frozen editions."""
    forecast_changed = Signal()
    beliefs_changed = Signal()
    saved = Signal(object)
    """The local point of time (datetime) at which everything was on disk."""
    undo_offered = Signal(str, object)
    """A notice and the callable that takes back what it tells of."""
    question_requested = Signal(str)
    role_requested = Signal(str, object)
    """A question is shown for the sake of this Role's answer; None: the one on the whole."""
    page_requested = Signal(str)
    spoken = Signal(str)
    """What stands somewhere in the window and is to be said aloud once it has come to rest."""

    def __init__(
        self,
        settings: Settings,
        service: Service,
        keep_settings: Callable[[Settings], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(settings, service, keep_settings, parent)
        service.busy_seconds = BUSY_SECONDS
        self.assessment: Assessment | None = None
        self.forecast: Forecast | None = None
        self.saved_at: datetime | None = None
        self.unsaved = False
        self._base: Assessment | None = None
        """The open assessment as it was last loaded or saved."""
        self._in_file: Assessment | None = None
        """The open assessment as it was last written to a file."""
        self._refusal = ""
        """What saving failed of, while it fails."""
        self._comparison: Forecast | None = None
        self.attention = Attention(self)
        self.plans = PlanSearch(service, self)
        self.plans.failed.connect(self.tell)
        self.assessment_opened.connect(self.plans.forget)
        self.assessment_closed.connect(self.plans.forget)
        self.backing_up = BackingUp(service, self)
        self.backing_up.failed.connect(self.tell)
        self._score_soon = self._timer(0, self.score_now)
        self._save_soon = self._timer(SAVE_MS, self.begin_saving)
        self._writer = Writer(self)
        self._writer.ended.connect(self._on_written)
        self._written: Assessment | None = None
        """What is being written beside the window."""

    def _timer(self, wait_ms: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait_ms)
        timer.timeout.connect(slot)
        return timer

    # What there is to read

    @property
    def questionnaire(self) -> Questionnaire:
        """Return the questionnaire of the open assessment; the bundled one while none is open."""
        return self.service.questionnaire_of(self.assessment)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return the questions of this interview: all 39, or the express check."""
        questionnaire = self.questionnaire
        return questionnaire.express if self.settings.express else questionnaire.questions

    @property
    def is_begun(self) -> bool:
        """Return whether anything at all has been recorded in the open assessment."""
        kept = self.assessment
        return kept is not None and bool(kept.answers or kept.project.client or kept.project.name)

    @property
    def is_showing(self) -> bool:
        """Return whether a change is still to be scored or painted: what can wait, waits."""
        is_painting = self._save_soon.isActive() and self._save_soon.interval() == SAVE_MS
        return is_painting or self._score_soon.isActive()

    @property
    def comparison(self) -> Forecast | None:
        """Return the forecast under the other belief set, worked out when first asked for."""
        if self._comparison is None and self.assessment is not None:
            chosen = self.service.chosen_beliefs
            others = [known.id for known in self.service.belief_sets() if known.id != chosen]
            if others:
                self._comparison = self.service.forecast(self.assessment, others[0])
        return self._comparison

    def suggested_name(self, suffix: str, project: Project | None = None) -> str:
        """Return a full path to offer for a file: last folder, client, project and day.

        Without a project it is the one of the open assessment.
        """
        if project is None:
            project = self.assessment.project if self.assessment else Project()
        parts = (
            project.client,
            project.name or "CRM",
            f"{datetime.now(UTC).astimezone():%Y-%m-%d}",
        )
        name = " - ".join(part for part in parts if part)
        safe = "".join("_" if char in '\\/:*?"<>|\n\r\t' else char for char in name)[:120]
        return str(Path(self.settings.last_folder or Path.home()) / (safe + suffix))

    # Opening and closing

    def create(self, project: Project | None = None) -> bool:
        """Start a new assessment and open it."""
        today = datetime.now(UTC).astimezone().date()
        fresh = project or Project(consultant=self.settings.consultant, day=today)
        return self._take(lambda: self.service.create(fresh), listed=True)

    def open(self, assessment_id: str) -> bool:
        """Open a stored assessment; return whether that worked."""
        return self._take(lambda: self.service.load(assessment_id))

    def open_file(self, path: Path) -> bool:
        """Bring an assessment in from a file, keep it, and open it."""
        if not self._take(lambda: beside(lambda: self.service.import_file(path)), listed=True):
            return False
        self.change_settings(recent_files=self.settings.with_recent_file(path).recent_files)
        return True

    def open_copy(self, assessment: Assessment) -> bool:
        """Keep a copy of an assessment (of an example, say) and open the copy."""
        return self._take(lambda: self.service.duplicate(assessment), listed=True)

    def write_file(self, path: Path) -> bool:
        """Write the open assessment to a file."""
        if self.assessment is None:
            return False
        self.flush()
        try:
            self.service.write(self.assessment, path)
        except Problem as problem:
            self.tell(problem)
            return False
        self._in_file = self.assessment
        self.change_settings(recent_files=self.settings.with_recent_file(path).recent_files)
        return True

    def close(self) -> bool:
        """Save and close the open assessment; it stays open, and this is told, if it must."""
        if not self._may_leave():
            return False
        self._leave()
        self.assessment_closed.emit()
        return True

    def _may_leave(self) -> bool:
        """Return whether the open assessment is safe: on disk, or written to a file as it is."""
        if self.is_safe():
            return True
        stays = self.voice.say(
            "Not everything is saved, so the assessment stays open. Try again, or save a copy as "
            "a file."
        )
        self.problem_raised.emit(f"{self._refusal} {stays}")
        return False

    def is_safe(self) -> bool:
        """Save everything, waiting; return whether it is on disk, or in a file as it is."""
        return self.flush() or self.assessment == self._in_file

    def delete(self, assessment_id: str) -> None:
        """Move an assessment to the bin and offer to take it back."""
        is_open = self.assessment is not None and self.assessment.id == assessment_id
        if is_open and not self.close():
            return
        try:
            self.service.delete(assessment_id)
        except Problem as problem:
            self.tell(problem)
            return
        self.list_changed.emit()
        self.undo_offered.emit(self.voice.say("Deleted."), lambda: self.restore(assessment_id))

    def restore(self, assessment_id: str) -> None:
        """Take an assessment back out of the bin."""
        try:
            self.service.restore(assessment_id)
        except Problem as problem:
            self.tell(problem)
            return
        self.list_changed.emit()

    def _take(self, get: Callable[[], Assessment], *, listed: bool = False) -> bool:
        if not self._may_leave():
            return False
        try:
            assessment = get()
        except Problem as problem:
            self.tell(problem)
            return False
        self._leave()
        self.assessment = self._base = assessment
        self.saved_at = assessment.changed.astimezone()
        self._know_database()
        self.score_now()
        self.assessment_opened.emit()
        if listed:
            self.list_changed.emit()
        return True

    def _know_database(self) -> None:
        """Remember where the database is: if it is gone at the next start, it is missed."""
        here = self.service.opened_database
        if here and self.settings.known_database != here:
            self.change_settings(known_database=here)

    def _leave(self) -> None:
        self._score_soon.stop()
        self._save_soon.stop()
        self.undo_stack.clear()
        self.assessment = None
        self.forecast = None
        self._comparison = None
        self.saved_at = None
        self.unsaved = False
        self._base = self._in_file = None
        self._refusal = ""

    # Editing

    def refuses(self, show_again: Callable[[], object]) -> bool:
        """Return whether nothing can be changed; then say so and show what is recorded again."""
        try:
            self.service.refuse_changes()
        except Problem as problem:
            self.tell(problem)
            show_again()
            return True
        return False

    def set_answer(self, question_id: str, answer: Answer, label: Label, key: str = "") -> None:
        """Record an answer; edits in a row with the same key are undone in one step."""
        if self.assessment is None:
            return
        before = self.assessment.answer_to(question_id, answer.role)
        if before != answer and not self.refuses(partial(self.answer_changed.emit, question_id)):
            apply, voice = self._apply_answer, self.voice
            edit = AnswerEdit(apply, question_id, before, answer, label=label, voice=voice, key=key)
            self.undo_stack.push(edit)

    def set_project(self, project: Project, label: Label, key: str = "") -> None:
        """Record a changed project sheet; edits in a row with the same key are one step."""
        if self.assessment is None or self.assessment.project == project:
            return
        if self.refuses(self.project_changed.emit):
            return
        before, voice = self.assessment.project, self.voice
        edit = ProjectEdit(self._apply_project, before, project, label=label, voice=voice, key=key)
        self.undo_stack.push(edit)

    def set_decisions(self, decisions: Decisions, label: Label, key: str = "") -> None:
        """Record what was decided about the plan; edits in a row with one key are one step."""
        self._keep("plan", decisions, label, key)

    def set_targets(self, targets: Mapping[str, Rated], label: Label) -> None:
        """Record where the client wants to be, by question id."""
        self._keep("targets", targets, label)

    def set_comments(self, comments: Mapping[str, str], label: Label, key: str = "") -> None:
        """Record the consultant's comments on parts of the report, by the part's name."""
        self._keep("comments", comments, label, key)

    def set_milestones(self, milestones: tuple[Milestone, ...], label: Label) -> None:
        """Record which editions are frozen, the latest last."""
        self._keep("milestones", milestones, label)

    def put(self, assessment: Assessment) -> None:
        """Go on with the open assessment after a change of more than single answers."""
        self.assessment = assessment
        self._touch()
        self.score_now()

    def _keep(self, name: str, value: object, label: Label, key: str = "") -> None:
        if self.assessment is None or getattr(self.assessment, name) == value:
            return
        if self.refuses(partial(self._tell_kept, name)):
            return
        before, voice = getattr(self.assessment, name), self.voice
        edit = KeptEdit(self._apply_kept, name, before, value, label=label, voice=voice, key=key)
        self.undo_stack.push(edit)

    @Slot()
    def undo(self) -> None:
        """Take the last edit back and show where it was."""
        self.flushing.emit()
        edit = self.undo_stack.command(self.undo_stack.index() - 1)
        self.undo_stack.undo()
        self._show_place_of(edit)

    @Slot()
    def redo(self) -> None:
        """Repeat the edit that was taken back and show where it is."""
        self.flushing.emit()
        edit = self.undo_stack.command(self.undo_stack.index())
        self.undo_stack.redo()
        self._show_place_of(edit)

    def _show_place_of(self, edit: object) -> None:
        if isinstance(edit, AnswerEdit):
            self.question_requested.emit(edit.question_id)
            self.role_requested.emit(edit.question_id, edit.role)
        elif isinstance(edit, ProjectEdit):
            self.page_requested.emit("project")
        elif isinstance(edit, KeptEdit):
            self.page_requested.emit(PLACES.get(edit.name, "plan"))

    def _apply_answer(self, question_id: str, answer: Answer) -> None:
        if self.assessment is None:
            return
        self.assessment = self.assessment.with_answer(question_id, answer)
        self._touch()
        self.answer_changed.emit(question_id)

    def _apply_project(self, project: Project) -> None:
        if self.assessment is None:
            return
        self.assessment = self.assessment.with_project(project)
        self._touch()
        self.project_changed.emit()

    def _apply_kept(self, name: str, value: object) -> None:
        """Take what never enters the risk, but actions that are ruled out enter the verdict."""
        if self.assessment is None:
            return
        before = self.assessment.plan.ruled_out
        self.assessment = self.assessment.model_copy(update={name: value})
        if set(before) != set(self.assessment.plan.ruled_out):
            self._score_soon.start()
        self._save_after_painting()
        self._tell_kept(name)

    def _tell_kept(self, name: str) -> None:
        signals = {"plan": self.decisions_changed, "targets": self.targets_changed}
        signals.get(name, self.paper_changed).emit()

    def _touch(self) -> None:
        self._score_soon.start()
        self._save_after_painting()

    def _save_after_painting(self) -> None:
        self.unsaved = True
        if not self._save_soon.isActive() or self._save_soon.interval() != SAVE_MS:
            self._save_soon.start(SAVE_MS)

    # Scoring and saving

    @Slot()
    def score_now(self) -> None:
        """Work the forecast out again and say so."""
        self._score_soon.stop()
        self._comparison = None
        if self.assessment is None:
            self.forecast = None
        else:
            self.forecast = self.service.forecast(self.assessment)
        self.forecast_changed.emit()

    def set_beliefs(self, beliefs_id: str) -> None:
        """Score with another belief set."""
        self.change_settings(beliefs=beliefs_id)
        self.score_now()
        self.beliefs_changed.emit()

    @Slot()
    def begin_saving(self) -> None:
        """Write what is unsaved beside the window; ``saved`` or ``problem_raised`` ends it."""
        if self.assessment is None or not self.unsaved or self._writer.is_running:
            return
        self._save_soon.stop()
        if self._score_soon.isActive():
            self.score_now()
        self._written = self.assessment
        self._writer.start(partial(self.service.save, self.assessment, self.forecast))

    @Slot(object)
    def _on_written(self, result: object) -> None:
        written, self._written = self._written, None
        kept = self.assessment
        if kept is None or written is None or kept.id != written.id:
            return  # it was left in the meantime, safe in a file
        if isinstance(result, Assessment):
            self._take_stored(written, result)
        elif isinstance(result, Conflict):
            self._attempt(self._store_both)
        elif isinstance(result, Problem):
            self._refuse(result)
        elif isinstance(result, Exception):
            raise result

    def save_now(self) -> bool:
        """Save what is unsaved and wait for it; return whether everything is on disk."""
        if self.assessment is None:
            return True
        if not self._writer.wait():
            self._refuse(WorkProblem("The disk does not answer.", remedy="Wait a little."))
            return False
        if not self.unsaved:
            return True
        self._save_soon.stop()
        if self._score_soon.isActive():
            self.score_now()
        return self._attempt(self._store)

    def _attempt(self, store: Callable[[], None]) -> bool:
        try:
            store()
        except Problem as problem:
            self._refuse(problem)
            return False
        return True

    def _store(self) -> None:
        kept = self.assessment
        if kept is None:
            return
        try:
            self._take_stored(kept, self.service.save(kept, self.forecast))
        except Conflict:
            self._store_both()

    def _store_both(self) -> None:
        """Save what is here together with what somebody else has saved meanwhile."""
        kept = self.assessment
        if kept is not None:
            merged = reconcile.bring_together(self, self._base or kept, kept)
            self.assessment = merged
            self._take_stored(merged, self.service.save(merged, self.forecast))

    def _take_stored(self, written: Assessment, stored: Assessment) -> None:
        """Go on from what is on disk now; what was typed while it was written is saved next."""
        kept = self.assessment
        self._base = stored
        self._refusal = ""
        if kept is None:
            return
        self.assessment = stored if kept is written else _stamped(kept, stored)
        self.unsaved = kept is not written
        if self.unsaved:
            self._save_soon.start(0)
            return
        self.saved_at = stored.changed.astimezone()
        self.saved.emit(self.saved_at)
        self._tell_if_brought_back(stored.id)

    def _tell_if_brought_back(self, assessment_id: str) -> None:
        if self.service.brought_back == assessment_id:
            self.service.brought_back = ""
            self.notice.emit(
                self.voice.say(
                    "This assessment was deleted elsewhere in the meantime. As you go on with it, "
                    "it is back on the list."
                )
            )
            self.list_changed.emit()

    def _refuse(self, problem: Problem) -> None:
        """Tell once of a refusal, and save again later."""
        self._save_soon.start(RETRY_MS)
        told = self.voice.explain(problem)
        if told != self._refusal:
            self._refusal = told
            self.tell(problem)

    def take_in(self, assessment: Assessment, base: Assessment) -> None:
        """Go on with the open assessment as it is after a merge; ``base`` is what is stored."""
        before = self.assessment
        self.assessment, self._base = assessment, base
        if before is None:
            return
        self.score_now()
        if before.questionnaire != assessment.questionnaire:
            self.undo_stack.clear()  # what it would take back may not be asked any more
            self.questionnaire_changed.emit()
            return
        for question_id in changed_questions(before, assessment):
            self.answer_changed.emit(question_id)
        if before.project != assessment.project:
            self.project_changed.emit()
        if before.plan != assessment.plan:
            self.decisions_changed.emit()
        if before.targets != assessment.targets:
            self.targets_changed.emit()
        if (before.comments, before.milestones) != (assessment.comments, assessment.milestones):
            self.paper_changed.emit()

    @Slot()
    def hand_over(self) -> None:
        """Collect what editors hold back and save it at once, beside the window."""
        self.flushing.emit()
        self.begin_saving()

    def flush(self) -> bool:
        """Collect what editors hold back and save it, waiting; return whether all is on disk."""
        self.flushing.emit()
        return self.save_now()


def _stamped(kept: Assessment, stored: Assessment) -> Assessment:
    """Return what is open with the marks that storing an earlier state of it has made."""
    marks = {name: getattr(stored, name) for name in ("changed", "questionnaire", "beliefs")}
    return kept.model_copy(update=marks)
