"""The front door: what the window and the command line do with assessments, one method each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from assessor import __version__
from assessor import settings as preferences
from assessor.domain.assessment import NAME_LIMIT, Answer, Assessment, Project
from assessor.domain.disagreement import Disagreement
from assessor.domain.enquiry import Agenda, Enquiry
from assessor.domain.example import Example
from assessor.domain.firmness import FlipTest
from assessor.domain.language import Language
from assessor.domain.outcome import Outcome
from assessor.domain.paper import ReportKind
from assessor.domain.picture import Palette
from assessor.domain.plan import Action, Comparison, GoIfPlan, Plan, SizedRisk, StoryShare, Tripwire
from assessor.domain.portfolio import AssessmentRow, Summary
from assessor.domain.problem import Problem
from assessor.domain.questionnaire import Questionnaire, Role
from assessor.domain.recorded import Recorded, record
from assessor.domain.reference_class import ReferenceClass
from assessor.domain.risk import Forecast, Risk
from assessor.language import Voice
from assessor.questionnaire.upgrade import edition, upgrade
from assessor.settings import Settings

# Databases, numpy, YAML and the report engine are imported where they are needed: together they
# cost a second, and the first window needs none of them before it is shown.
if TYPE_CHECKING:
    from assessor.domain.merge import Merge
    from assessor.report.process import RenderJob
    from assessor.scoring.backtest import Backtest
    from assessor.scoring.belief_set import BeliefSet
    from assessor.scoring.calibration import Calibration
    from assessor.scoring.plan.job import PlanJob
    from assessor.store.repository import Repository

DATABASE = "takeoff.db"
BUSY_SECONDS = 10.0
"""How long a command waits for another program that writes."""


class Service:
    """Everything that can be done with assessments; raises Problem and nothing else."""

    def __init__(self, settings: Settings, repository: Repository | None = None) -> None:
        """Take the preferences; without a repository the database is opened when needed."""
        self.settings = settings
        self.busy_seconds = BUSY_SECONDS
        """How long to wait for another program that writes; set it before the first use."""
        self._repository = repository

    @classmethod
    def open(cls, settings: Settings) -> Service:
        """Return a service whose database is opened at its first use."""
        return cls(settings)

    def close(self) -> None:
        """Let go of the database."""
        if self._repository is not None:
            self._repository.close()
            self._repository = None

    @property
    def repository(self) -> Repository:
        """Return the database, opened; Problem when it cannot be used."""
        if self._repository is None:
            from assessor.store.repository import Repository  # noqa: PLC0415 - see above

            url = self.settings.database or default_database()
            self._repository = Repository(url, self.busy_seconds)
            self._repository.purge(datetime.now(UTC))
        return self._repository

    @property
    def is_new(self) -> bool:
        """Return whether nothing can have been stored yet; this does not open the database."""
        if self._repository is not None or self.settings.database:
            return False
        return not (preferences.data_folder() / DATABASE).exists()

    # What is asked and believed

    @property
    def questionnaire(self) -> Questionnaire:
        """Return the questionnaire that the program asks."""
        from assessor.questionnaire import loader  # noqa: PLC0415 - see above

        return loader.bundled()

    def belief_sets(self) -> tuple[BeliefSet, ...]:
        """Return the belief sets to score with, the default first."""
        from assessor.scoring import beliefs  # noqa: PLC0415 - see above

        return tuple(beliefs.bundled(belief_id) for belief_id in beliefs.bundled_ids())

    @property
    def chosen_beliefs(self) -> str:
        """Return the id of the belief set in the preferences; the default if there is no such."""
        from assessor.scoring import beliefs  # noqa: PLC0415 - see above

        known = beliefs.bundled_ids()
        return self.settings.beliefs if self.settings.beliefs in known else known[0]

    def forecast(self, assessment: Assessment, beliefs: str | None = None) -> Forecast:
        """Return the risk under one belief set (its id; None: the one in the preferences)."""
        from assessor.scoring import beliefs as sets  # noqa: PLC0415 - see above
        from assessor.scoring import forecast as scoring  # noqa: PLC0415

        chosen = sets.bundled(beliefs or self.chosen_beliefs)
        return scoring.forecast(assessment, self.questionnaire, chosen)

    def forecasts(self, assessment: Assessment) -> dict[str, Forecast]:
        """Return the risk under every belief set by its id; each says where the others differ."""
        from assessor.scoring import forecast as scoring  # noqa: PLC0415 - see above

        found = {known.id: self.forecast(assessment, known.id) for known in self.belief_sets()}
        for own, shown in list(found.items()):
            for other, compared in found.items():
                if other != own:
                    found[own] = scoring.compare(shown, compared)
        return found

    # What to ask next, how firm, who differs, compared with what

    def _chosen(self) -> BeliefSet:
        from assessor.scoring import beliefs  # noqa: PLC0415 - see above

        return beliefs.bundled(self.chosen_beliefs)

    def enquiries(self, assessment: Assessment) -> tuple[Enquiry, ...]:
        """Return everything that can still be found out, the most valuable minute first."""
        from assessor.scoring import enquiry  # noqa: PLC0415 - see above

        return enquiry.ranked(assessment, self.questionnaire, self._chosen())

    def first_enquiries(self, enquiries: Iterable[Enquiry]) -> tuple[Enquiry, ...]:
        """Return of each question only the most valuable minute, in the same order."""
        from assessor.scoring import enquiry  # noqa: PLC0415 - see above

        return enquiry.best_by_question(enquiries)

    def agenda(
        self,
        enquiries: Iterable[Enquiry],
        minutes: float,
        roles: Collection[Role] | None = None,
    ) -> Agenda:
        """Return what to ask in so many minutes; ``roles`` are in the room, None: all can come."""
        from assessor.scoring import agenda  # noqa: PLC0415 - see above

        return agenda.for_the_time(enquiries, minutes, roles)

    def flip_test(self, assessment: Assessment) -> FlipTest | None:
        """Return the single moves that change the verdict, None without a headline.

        It takes from a tenth of a second to some seconds; it touches no database, so that it can
        run in a thread of its own.
        """
        from assessor.scoring import firmness  # noqa: PLC0415 - see above

        return firmness.flip_test(assessment, self.questionnaire, self._chosen())

    def with_firmness(self, forecast: Forecast, test: FlipTest | None) -> Forecast:
        """Return the forecast with the caveat that single answers decide, if they do."""
        from assessor.scoring import caveats  # noqa: PLC0415 - see above

        found = caveats.tenderness(test)
        kept = tuple(known for known in forecast.caveats if not found or known.id != found.id)
        return forecast.model_copy(update={"caveats": (found, *kept) if found else kept})

    def disagreement(self, assessment: Assessment) -> Disagreement:
        """Return where several people's answers differ and what that does to the range."""
        from assessor.scoring import disagreement  # noqa: PLC0415 - see above

        return disagreement.disagreement(assessment, self.questionnaire, self._chosen())

    def reference_classes(self) -> tuple[ReferenceClass, ...]:
        """Return the published rates to start from; the first is that of the belief sets."""
        from assessor.scoring import reference_class  # noqa: PLC0415 - see above

        return reference_class.bundled()

    # What to do about it

    def plan(
        self, assessment: Assessment, beliefs: str | None = None, without: Sequence[str] = ()
    ) -> Plan:
        """Return the plan without the actions of these ids; takes seconds, so see start_plan."""
        from assessor.scoring.plan import find  # noqa: PLC0415 - see above

        return find.find(assessment, self.questionnaire, self._beliefs(beliefs), without=without)

    def start_plan(
        self, assessment: Assessment, beliefs: str | None = None, without: Sequence[str] = ()
    ) -> PlanJob:
        """Start looking for the plan in a child process."""
        from assessor.scoring.plan.job import PlanJob  # noqa: PLC0415 - see above

        job = PlanJob(assessment, self._beliefs(beliefs), without)
        job.start()
        return job

    def right_sizes(self, assessment: Assessment) -> tuple[SizedRisk, ...]:
        """Return the risk at each size under every belief set, the smallest size first."""
        from assessor.scoring.plan import right_size  # noqa: PLC0415 - see above

        return right_size.right_size(assessment, self.questionnaire, self.belief_sets())

    def failure_stories(
        self, assessment: Assessment, beliefs: str | None = None
    ) -> tuple[StoryShare, ...]:
        """Return how the project would most probably fail, the most probable story first."""
        from assessor.scoring.plan import stories  # noqa: PLC0415 - see above

        return stories.stories(assessment, self.questionnaire, self._beliefs(beliefs))

    def tripwires(
        self, assessment: Assessment, plan: GoIfPlan | None = None, beliefs: str | None = None
    ) -> tuple[Tripwire, ...]:
        """Return what to watch for each weak answer, the heaviest first."""
        from assessor.scoring.plan import tripwires  # noqa: PLC0415 - see above

        chosen = self._beliefs(beliefs)
        return tripwires.tripwires(assessment, self.questionnaire, chosen, plan)

    def action(self, action_id: str) -> Action | None:
        """Return an action of the catalogue, or nothing when it has left it."""
        from assessor.scoring.plan import catalogue  # noqa: PLC0415 - see above

        return catalogue.bundled_actions().by_id.get(action_id)

    def what_if(
        self,
        assessment: Assessment,
        changed: Mapping[str, Sequence[Answer]],
        beliefs: str | None = None,
    ) -> Comparison:
        """Return the risk as it is and as it would be with these answers; nothing is recorded."""
        from assessor.scoring.plan import what_if  # noqa: PLC0415 - see above

        return what_if.what_if(assessment, changed, self.questionnaire, self._beliefs(beliefs))

    def _beliefs(self, belief_id: str | None) -> BeliefSet:
        from assessor.scoring import beliefs  # noqa: PLC0415 - see above

        return beliefs.bundled(belief_id or self.chosen_beliefs)

    # The portfolio

    def rows(self) -> tuple[AssessmentRow, ...]:
        """Return the list of assessments, the last changed first."""
        return self.repository.rows()

    def deleted_rows(self) -> tuple[AssessmentRow, ...]:
        """Return what can be restored."""
        return self.repository.deleted_rows()

    def create(self, project: Project | None = None) -> Assessment:
        """Start an assessment and save it; the consultant is the one in the preferences."""
        project = project or Project(consultant=self.settings.consultant, day=_today())
        return self.save(Assessment(project=project))

    def load(self, assessment_id: str) -> Assessment:
        """Return a stored assessment under the present questionnaire."""
        return upgrade(self.repository.load(assessment_id), self.questionnaire)

    def save(self, assessment: Assessment, forecast: Forecast | None = None) -> Assessment:
        """Save and return the assessment with the moment of the change; then it is on the disk.

        ``forecast`` saves computing it again. Raises Conflict when somebody else saved meanwhile.
        """
        forecast = forecast or self.forecast(assessment)
        stamped = assessment.model_copy(
            update={
                "changed": datetime.now(UTC),
                "questionnaire": edition(self.questionnaire),
                "beliefs": forecast.beliefs,
            }
        )
        self.repository.save(stamped, Summary.of(forecast))
        return stamped

    def duplicate(self, assessment: Assessment) -> Assessment:
        """Save and return a copy that lives on its own."""
        now = datetime.now(UTC)
        return self.save(assessment.model_copy(update={"id": uuid4().hex, "created": now}))

    def reconcile(self, base: Assessment, mine: Assessment, other_name: str) -> Merge:
        """Return mine with what was saved elsewhere since ``base``; it is not saved yet.

        Where both changed the same thing, the other version is kept as an assessment of its own,
        whose project is called ``other_name``. Raises InputProblem when there is no other any more.
        """
        from assessor.domain.merge import merge  # noqa: PLC0415 - rare

        theirs = self.load(mine.id)
        found = merge(base, mine, theirs)
        if found.collides:
            project = theirs.project.model_copy(update={"name": other_name[:NAME_LIMIT]})
            try:
                self.duplicate(theirs.with_project(project))
            except Problem:
                self.repository.distrust(mine.id)
                raise
        return found

    def delete(self, assessment_id: str) -> None:
        """Take an assessment off the list; it can be restored for thirty days."""
        self.repository.delete(assessment_id)

    def restore(self, assessment_id: str) -> None:
        """Put a deleted assessment back on the list."""
        self.repository.restore(assessment_id)

    def attach(self, content: bytes) -> str:
        """Keep the bytes of an evidence file; return the SHA-256 that the evidence refers to."""
        return self.repository.put_attachment(content)

    def attachment(self, sha256: str) -> bytes:
        """Return the bytes of an evidence file."""
        return self.repository.attachment(sha256)

    # Files

    def read(self, path: Path) -> Assessment:
        """Return the assessment in a .takeoff, .yaml, .yml or .json file; nothing is stored."""
        from assessor.store import files  # noqa: PLC0415 - see above

        return upgrade(files.read(path, self.questionnaire).assessment, self.questionnaire)

    def import_file(self, path: Path) -> Assessment:
        """Read a file, store its assessment (as a copy when it is here already) and return it."""
        from assessor.store import files  # noqa: PLC0415 - see above

        parcel = files.read(path, self.questionnaire)
        assessment = upgrade(parcel.assessment, self.questionnaire)
        for content in parcel.attachments.values():
            self.attach(content)
        if assessment.id in self.repository:
            return self.duplicate(assessment)
        return self.save(assessment)

    def write(self, assessment: Assessment, path: Path) -> None:
        """Write an assessment to a .takeoff (with its files), .yaml, .yml or .json file."""
        from assessor.store import files  # noqa: PLC0415 - see above
        from assessor.store.repository import attachments_of  # noqa: PLC0415

        names = attachments_of(assessment) if files.carries_attachments(path) else ()
        files.write(assessment, path, {name: self.attachment(name) for name in names})

    def convert(self, source: Path, target: Path) -> None:
        """Write the assessment of one file to another file, by the kinds that their names say."""
        from assessor.store import files  # noqa: PLC0415 - see above

        parcel = files.read(source, self.questionnaire)
        assessment = upgrade(parcel.assessment, self.questionnaire)
        files.write(assessment, target, parcel.attachments)

    # Outcomes

    def record_outcome(self, source: Path, target: Path, outcome: Outcome) -> Assessment:
        """Write the assessment of one file with its outcome to another (or the same) file.

        Raises InputProblem when the outcome does not fit the agreed definition of take-off.
        """
        from assessor.store import files  # noqa: PLC0415 - see above

        parcel = files.read(source, self.questionnaire)
        judged = record(upgrade(parcel.assessment, self.questionnaire), outcome)
        files.write(judged, target, parcel.attachments)
        return judged

    def with_outcome(self) -> tuple[Assessment, ...]:
        """Return the stored assessments whose outcome is known."""
        stored = (self.load(row.id) for row in self.rows() if not row.damaged)
        return tuple(assessment for assessment in stored if assessment.outcome)

    def calibrate(self, cases: Sequence[Recorded], beliefs: str | None = None) -> Calibration:
        """Return what recorded outcomes would change about a belief set; nothing is changed."""
        from assessor.scoring import beliefs as sets  # noqa: PLC0415 - see above
        from assessor.scoring import calibration  # noqa: PLC0415

        chosen = sets.bundled(beliefs or self.chosen_beliefs)
        return calibration.calibrate(cases, self.questionnaire, chosen)

    def backtest(self, path: Path) -> Backtest:
        """Return what the belief sets would have said about a table of published cases."""
        from assessor.scoring import backtest, case_mapping, case_table  # noqa: PLC0415 - see above
        from assessor.store import files  # noqa: PLC0415

        mapping = case_mapping.bundled()
        cases = case_table.read(files.read_bytes(path), path.name, mapping)
        return backtest.run(cases, self.questionnaire, self.belief_sets(), mapping)

    def write_bytes(self, path: Path, content: bytes) -> None:
        """Write a file at one stroke; what was there before stays when that fails."""
        from assessor.store import atomic  # noqa: PLC0415 - see above

        atomic.write(path, content)

    def make_folder(self, path: Path) -> None:
        """Make a folder for files to be written to, unless it is there."""
        from assessor.store import atomic  # noqa: PLC0415 - see above

        atomic.make_folder(path)

    def examples(self) -> tuple[Example, ...]:
        """Return the real projects that ship with the program."""
        from assessor.examples import catalogue  # noqa: PLC0415 - see above

        return catalogue.bundled()

    # Paper and pictures

    def start_report(
        self, assessment: Assessment, kind: ReportKind, language: Language, day: date
    ) -> RenderJob:
        """Start working the report out and printing it, in a child process."""
        from assessor import printing  # noqa: PLC0415 - see above
        from assessor.report import process  # noqa: PLC0415

        order = printing.Order(
            assessment=assessment,
            forecasts=self.forecasts(assessment),
            beliefs=self.chosen_beliefs,
            kind=kind,
            language=language,
            day=day,
            version=__version__,
        )
        job = process.RenderJob(order, module=printing.__name__)
        job.start()
        return job

    def picture(  # noqa: PLR0913, PLR0917 - what a picture depends on
        self,
        name: str,
        assessment: Assessment,
        forecast: Forecast,
        palette: Palette,
        voice: Voice,
        width: float,
        height: float | None = None,
        size: float = 13,
    ) -> str:
        """Return a chart as SVG; ``size`` is that of its letters, in the units of its width.

        Names: drivers, icon_array, profile, range_bar, stated_evidenced, waterfall.
        """
        from assessor.report.charts import gallery  # noqa: PLC0415 - see above

        return gallery.draw(
            name,
            assessment,
            self.questionnaire,
            forecast,
            voice=voice,
            palette=palette,
            width=width,
            height=height,
            size=size,
        )

    def picture_of_disagreement(
        self,
        found: Disagreement,
        *,
        palette: Palette,
        voice: Voice,
        width: float,
        size: float = 13,
    ) -> str:
        """Return the heat map of roles by questions as SVG."""
        from assessor.report.charts.disagreement import disagreement  # noqa: PLC0415 - see above

        return disagreement(
            found, self.questionnaire, palette=palette, voice=voice, width=width, size=size
        )

    def picture_of_risks(
        self,
        rows: Sequence[tuple[str, Risk, bool]],
        limit: float,
        title: str,
        palette: Palette,
        voice: Voice,
        width: float,
        size: float = 13,
    ) -> str:
        """Return risks on one axis as SVG; each with its name and whether it has a headline."""
        from assessor.report.charts.compared import Named, compared  # noqa: PLC0415 - see above

        named = [Named(*row) for row in rows]
        return compared(
            named, limit, title=title, palette=palette, voice=voice, width=width, size=size
        )

    def picture_of_plan(
        self,
        plan: GoIfPlan,
        title: str,
        palette: Palette,
        voice: Voice,
        width: float,
        size: float = 13,
    ) -> str:
        """Return the weeks of a plan as SVG."""
        from assessor.report.charts.schedule import schedule  # noqa: PLC0415 - see above

        return schedule(plan, title=title, palette=palette, voice=voice, width=width, size=size)

    def picture_of_shifts(
        self,
        comparison: Comparison,
        title: str,
        palette: Palette,
        voice: Voice,
        width: float,
        size: float = 13,
    ) -> str:
        """Return what each section adds before and after as SVG."""
        from assessor.report.charts.shifts import shifts  # noqa: PLC0415 - see above

        return shifts(
            comparison,
            self.questionnaire,
            title=title,
            palette=palette,
            voice=voice,
            width=width,
            size=size,
        )

    def fonts(self) -> Mapping[str, bytes]:
        """Return the report's font files by name, so that the window can show the same letters."""
        from assessor import report  # noqa: PLC0415 - see above

        return report.fonts()


def default_database() -> str:
    """Return the URL of the SQLite file in the user's data folder."""
    return f"sqlite:///{preferences.data_folder() / DATABASE}"


def _today() -> date:
    return datetime.now().astimezone().date()
