"""The portfolio: assessments and evidence files in the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from assessor.domain.assessment import NAME_LIMIT, Assessment, Project
from assessor.domain.portfolio import AssessmentRow, Summary
from assessor.domain.problem import Problem
from assessor.domain.risk import Forecast
from assessor.questionnaire.upgrade import edition, switch
from assessor.service.reckoning import Reckoning

# Heavy libraries are read where they are needed: the first window needs none of them.
if TYPE_CHECKING:
    from assessor.domain.merge import Merge


TICK = timedelta(microseconds=1)
MOST_BEHIND = timedelta(days=2)
"""Clocks that are corrected, or moved to the hour of another country, are behind by less."""


class Shelf(Reckoning):
    """Keeps assessments in the database."""

    def rows(self) -> tuple[AssessmentRow, ...]:
        """Return the list of assessments, the last changed first."""
        return self.repository.rows()

    def deleted_rows(self) -> tuple[AssessmentRow, ...]:
        """Return what can be restored."""
        return self.repository.deleted_rows()

    def create(self, project: Project | None = None) -> Assessment:
        """Start an assessment and save it; the consultant is the one in the preferences."""
        project = project or Project(consultant=self.settings.consultant, day=_today())
        now = self.clock()
        return self.save(Assessment(project=project, created=now, changed=now))

    def load(self, assessment_id: str) -> Assessment:
        """Return a stored assessment under the questionnaire that it pins."""
        stored = self.repository.load(assessment_id)
        # One with questions that are not known here must open: they are set aside, not lost.
        return switch(stored, self.questionnaire_of(stored))

    def save(self, assessment: Assessment, forecast: Forecast | None = None) -> Assessment:
        """Save and return the assessment with the moment of the change; then it is on the disk.

        ``forecast`` saves computing it again. Raises Conflict when somebody else saved meanwhile.
        One that somebody deleted meanwhile is put back on the list, and ``brought_back`` names it.
        """
        forecast = forecast or self.forecast(assessment)
        stamped = assessment.model_copy(
            update={
                "changed": _not_before(self.clock(), assessment.changed),
                "questionnaire": edition(self.questionnaire_of(assessment)),
                "beliefs": forecast.beliefs,
            }
        )
        self.repository.save(stamped, Summary.of(forecast))
        if stamped.outcome:
            self.forget_seen()
        if self.repository.bring_back(stamped.id):
            self.brought_back = stamped.id
        return stamped

    def duplicate(self, assessment: Assessment) -> Assessment:
        """Save and return a copy that lives on its own."""
        now = self.clock()
        return self.save(assessment.model_copy(update={"id": uuid4().hex, "created": now}))

    def reconcile(self, base: Assessment, mine: Assessment, other_name: str) -> Merge:
        """Return mine with what was saved elsewhere since ``base``; it is not saved yet.

        Where both changed the same thing, the other version is kept as an assessment of its own,
        whose project is called ``other_name``. Raises InputProblem when there is no other any more.
        """
        theirs = self.load(mine.id)
        found = self._merged(base, mine, theirs)
        if found.collides:
            project = theirs.project.model_copy(update={"name": other_name[:NAME_LIMIT]})
            try:
                self.duplicate(theirs.with_project(project))
            except Problem:
                self.repository.distrust(mine.id)
                raise
        return found

    def _merged(self, base: Assessment, mine: Assessment, theirs: Assessment) -> Merge:
        """Return both edits under the questionnaire that one side has changed over to.

        Where both have, mine counts, and that is a collision.
        """
        from assessor.domain.merge import merge  # noqa: PLC0415 - rare

        before, here, there = (edition(self.questionnaire_of(a)) for a in (base, mine, theirs))
        if before == here == there:
            return merge(base, mine, theirs)
        asked = self.questionnaire_of(theirs if here == before else mine)
        found = merge(*(switch(known, asked) for known in (base, mine, theirs)))
        both = ("questionnaire",) if before != here != there != before else ()
        return replace(found, theirs=theirs, fields=(*found.fields, *both))

    def delete(self, assessment_id: str) -> None:
        """Take an assessment off the list; it can be restored for thirty days."""
        self.repository.delete(assessment_id, self.clock())
        self.forget_seen()

    def restore(self, assessment_id: str) -> None:
        """Put a deleted assessment back on the list."""
        self.repository.restore(assessment_id)
        self.forget_seen()

    def attach(self, content: bytes) -> str:
        """Keep the bytes of an evidence file; return the SHA-256 that the evidence refers to."""
        return self.repository.put_attachment(content)

    def attachment(self, sha256: str) -> bytes:
        """Return the bytes of an evidence file."""
        return self.repository.attachment(sha256)


def _not_before(now: datetime, last: datetime) -> datetime:
    """Return a moment after the last change, though the clock was set back a little meanwhile.

    A last change far ahead came from a clock that was wrong, and is not gone on from.
    """
    behind = last - now
    return last + TICK if timedelta(0) <= behind < MOST_BEHIND else now


def _today() -> date:
    return datetime.now().astimezone().date()
