"""The numbers of a belief set that paper shows, in place of a claim that they exist."""

from __future__ import annotations

from assessor.domain.assessment import Project
from assessor.domain.weighing import SectionNumbers, Weighing
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.forecast import DRAWS
from assessor.scoring.reference_class import anchored


def weighing(beliefs: BeliefSet, project: Project) -> Weighing:
    """Return what a project is scored with under a belief set."""
    base, luck = anchored(beliefs, project).base_rate, beliefs.luck
    return Weighing(
        base_log_odds=base.log_odds,
        base_sd=base.sd,
        section_doubt=beliefs.section_doubt.sd,
        question_doubt=beliefs.question_doubt.sd,
        luck=luck.alpha / (luck.alpha + luck.beta),
        draws=DRAWS,
        sections=tuple(_section(beliefs, section_id) for section_id in beliefs.sections),
    )


def _section(beliefs: BeliefSet, section_id: str) -> SectionNumbers:
    trust = beliefs.trust.in_section(section_id)
    return SectionNumbers(
        id=section_id,
        swing=beliefs.sections[section_id].swing,
        said=trust.said,
        shown=trust.shown,
        proven=trust.proven,
    )
