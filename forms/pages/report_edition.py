"""What the bytes of a document depend on, so that it is known when a preview is out of date."""

from __future__ import annotations

from dataclasses import dataclass

from assessor.domain.assessment import Assessment
from assessor.domain.paper import ReportOrder, TwinOrder


@dataclass(frozen=True)
class Edition:
    """An order together with everything in the assessment that shows in what it gives."""

    assessment_id: str
    content: tuple[object, ...]
    beliefs: str
    order: ReportOrder | TwinOrder

    @classmethod
    def of(cls, assessment: Assessment, beliefs: str, order: ReportOrder | TwinOrder) -> Edition:
        """Return the edition that an order asks for; times of saving never show."""
        if isinstance(order, TwinOrder):
            return cls(assessment.id, (assessment.project, assessment.questionnaire), "", order)
        content = (
            assessment.project,
            assessment.questionnaire,
            assessment.answers,
            assessment.plan,
            assessment.targets,
            assessment.comments,
            assessment.milestones,
        )
        return cls(assessment.id, content, beliefs, order)
