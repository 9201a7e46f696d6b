"""Assessments in files, recorded outcomes, and what is learnt from them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assessor.domain.assessment import Assessment
from assessor.domain.example import Example
from assessor.domain.outcome import Outcome
from assessor.domain.problem import InputProblem
from assessor.domain.recorded import Recorded, record
from assessor.questionnaire.upgrade import upgrade
from assessor.service.shelf import Shelf

# Heavy libraries are read where they are needed: the first window needs none of them.
if TYPE_CHECKING:
    from assessor.scoring.backtest import Backtest
    from assessor.scoring.calibration import Calibration
    from assessor.store.exchange import Parcel


class Files(Shelf):
    """Reads and writes files."""

    def read(self, path: Path) -> Assessment:
        """Return the assessment in a .takeoff, .yaml, .yml or .json file, or in an archive copy.

        Nothing is stored.
        """
        return self.parcel(path).assessment

    def parcel(self, path: Path) -> Parcel:
        """Return what is in a file, its assessment under the present ids of what it pins."""
        from assessor.store import files  # noqa: PLC0415 - see the top

        parcel = files.read(path, self.questionnaire, self.edition_for_answers)
        if parcel.questionnaire is not None:
            self._remember(parcel.questionnaire)
        present = self.questionnaire_of(parcel.assessment)
        return parcel.model_copy(update={"assessment": upgrade(parcel.assessment, present)})

    def import_file(self, path: Path) -> Assessment:
        """Read a file, store its assessment (as a copy when it is here already) and return it."""
        parcel = self.parcel(path)
        assessment = parcel.assessment
        if parcel.questionnaire is not None:
            self.repository.questionnaires.keep(parcel.questionnaire)
        for content in parcel.attachments.values():
            self.attach(content)
        if assessment.id in self.repository:
            return self.duplicate(assessment)
        return self.save(assessment)

    def write(self, assessment: Assessment, path: Path) -> None:
        """Write an assessment to a .takeoff (with its files), .yaml, .yml or .json file."""
        from assessor.store import files  # noqa: PLC0415 - see the top
        from assessor.store.document import attachments_of  # noqa: PLC0415

        names = attachments_of(assessment) if files.carries_attachments(path) else ()
        contents = {name: self.attachment(name) for name in names}
        files.write(assessment, path, contents, self.written_questionnaire(assessment))

    def convert(self, source: Path, target: Path) -> None:
        """Write the assessment of one file to another file, by the kinds that their names say."""
        from assessor.store import files  # noqa: PLC0415 - see the top

        parcel = self.parcel(source)
        own = self.written_questionnaire(parcel.assessment)
        files.write(parcel.assessment, target, parcel.attachments, own)

    def record_outcome(self, source: Path, target: Path, outcome: Outcome) -> Assessment:
        """Write the assessment of one file with its outcome to another (or the same) file.

        Raises InputProblem when the outcome does not fit the agreed definition of take-off, or was
        decided on a day that is still to come.
        """
        from assessor.store import files  # noqa: PLC0415 - see the top

        if outcome.decided > self.clock().astimezone().date():
            raise InputProblem(
                "Nobody can have decided on %(day)s: that day is still to come.",
                place=str(source),
                remedy="Correct the day of the decision.",
                day=outcome.decided.isoformat(),
            )
        parcel = self.parcel(source)
        judged = record(parcel.assessment, outcome)
        files.write(judged, target, parcel.attachments, self.written_questionnaire(judged))
        return judged

    def with_outcome(self) -> tuple[Assessment, ...]:
        """Return the stored assessments whose outcome is known."""
        stored = (self.load(row.id) for row in self.rows() if not row.damaged)
        return tuple(assessment for assessment in stored if assessment.outcome)

    def calibrate(self, cases: Sequence[Recorded], beliefs: str | None = None) -> Calibration:
        """Return what recorded outcomes would change about a belief set; nothing is changed."""
        from assessor.scoring import beliefs as sets  # noqa: PLC0415 - see the top
        from assessor.scoring import calibration  # noqa: PLC0415

        chosen = sets.bundled(beliefs or self.chosen_beliefs)
        return calibration.calibrate(cases, self.questionnaire, chosen)

    def backtest(self, path: Path) -> Backtest:
        """Return what the belief sets would have said about a table of published cases."""
        from assessor.scoring import backtest, case_mapping, case_table  # noqa: PLC0415 - see the top
        from assessor.store import files  # noqa: PLC0415

        mapping = case_mapping.bundled()
        cases = case_table.read(files.read_bytes(path), path.name, mapping)
        return backtest.run(cases, self.questionnaire, self.belief_sets(), mapping)

    def write_bytes(self, path: Path, content: bytes) -> None:
        """Write a file at one stroke; what was there before stays when that fails."""
        from assessor.store import atomic  # noqa: PLC0415 - see the top

        atomic.write(path, content)

    def make_folder(self, path: Path) -> None:
        """Make a folder for files to be written to, unless it is there."""
        from assessor.store import atomic  # noqa: PLC0415 - see the top

        atomic.make_folder(path)

    def examples(self) -> tuple[Example, ...]:
        """Return the real projects that ship with the program."""
        from assessor.examples import catalogue  # noqa: PLC0415 - see the top

        return catalogue.bundled()
