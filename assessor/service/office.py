"""Copies of a report for an office program."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assessor import __version__
from assessor.domain.assessment import Assessment
from assessor.domain.language import Language
from assessor.domain.paper import ReportOrder
from assessor.service.reckoning import Reckoning

# Heavy libraries are read where they are needed: the first window needs none of them.
if TYPE_CHECKING:
    from assessor.report.process import RenderJob


class Office(Reckoning):
    """Makes copies that can be edited; the work is done in a child process."""

    def start_word(self, assessment: Assessment, order: ReportOrder) -> RenderJob:
        """Start making the ordered report as .docx; the job's result is the file."""
        return self._start_copy(assessment, order, "docx")

    def start_excel(
        self,
        assessment: Assessment,
        language: Language,
        day: date | None = None,
        look: str = "",
    ) -> RenderJob:
        """Start writing findings, plan, answers, gaps and numbers as .xlsx.

        Without a day it is the assessment's own, else the day of its last change. A ``look`` gives
        its colours and its contact.
        """
        told = day or assessment.project.day or assessment.changed.date()
        order = ReportOrder(language=language, day=told, look=look)
        return self._start_copy(assessment, order, "xlsx")

    def _start_copy(self, assessment: Assessment, order: ReportOrder, kind: str) -> RenderJob:
        from assessor.report import ordered, process  # noqa: PLC0415 - see the top

        wanted = ordered.CopyOrder(
            assessment=assessment,
            questionnaire=self.questionnaire_of(assessment),
            beliefs=self.chosen_beliefs,
            paper=order,
            version=__version__,
            seen=self.seen_sectors(),
            copy_kind=ordered.CopyKind(kind),
        )
        job = process.RenderJob(wanted, module=ordered.COPYING)
        job.start()
        return job
