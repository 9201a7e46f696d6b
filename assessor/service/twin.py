"""The paper that answers are written on, and answers typed back from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assessor import __version__
from assessor.domain import typing_back
from assessor.domain.assessment import Assessment, Project
from assessor.domain.paper import TwinOrder
from assessor.domain.questionnaire import Role
from assessor.domain.typing_back import Entry
from assessor.service.shelf import Shelf

# Heavy libraries are read where they are needed: the first window needs none of them.
if TYPE_CHECKING:
    from assessor.report.process import RenderJob


class Twin(Shelf):
    """Prints the questionnaire to write on, and takes back what was written."""

    def start_twin(self, assessment: Assessment | None, order: TwinOrder) -> RenderJob:
        """Start printing guides, a form, ballots or a wall chart, in a child process.

        With an assessment its client, project and people are filled in and its own questionnaire
        is asked; without one the questionnaire that comes with the program.
        """
        from assessor.report import ordered, process  # noqa: PLC0415 - see the top
        from assessor.report.twin.content import TwinJob  # noqa: PLC0415

        wanted = TwinJob(
            order=order,
            questionnaire=self.questionnaire_of(assessment),
            project=assessment.project if assessment else Project(),
            version=__version__,
        )
        job = process.RenderJob(wanted, module=ordered.TWIN)
        job.start()
        return job

    def typed_lines(self, path: Path) -> Iterator[tuple[str, str]]:
        """Yield the lines of a text or CSV file with their places; a CSV heading is left out."""
        from assessor.questionnaire.decode import decode  # noqa: PLC0415 - see the top
        from assessor.store import files  # noqa: PLC0415

        text = decode(files.read_bytes(path), str(path))
        for number, line in typing_back.rows(text):
            if number > 1 or not typing_back.is_heading(line):
                yield f"{path}:{number}", typing_back.unquoted(line)

    def type_back(
        self,
        source: Path,
        target: Path,
        lines: Sequence[tuple[str, str]],
        role: Role | None = None,
        who: str = "",
    ) -> tuple[Assessment, tuple[Entry, ...]]:
        """Write the assessment of one file, with answers typed from paper, to another or the same.

        ``lines`` are pairs of a place (for complaints) and what was typed. Raises InputProblem
        with everything that is wrong; then nothing is written.
        """
        from assessor.questionnaire.upgrade import upgrade  # noqa: PLC0415 - see the top
        from assessor.store import files  # noqa: PLC0415

        parcel = files.read(source, self.questionnaire, self.edition_for_answers)
        if parcel.questionnaire is not None:
            self._remember(parcel.questionnaire)
        asked = self.questionnaire_of(parcel.assessment)
        assessment = upgrade(parcel.assessment, asked)
        entries = typing_back.read_lines(asked, lines)
        for entry in entries:
            assessment = typing_back.apply(assessment, entry, role, who)
        own = self.written_questionnaire(assessment)
        files.write(assessment, target, parcel.attachments, own)
        return assessment, entries
