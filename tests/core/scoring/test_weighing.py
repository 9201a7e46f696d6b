"""The numbers that paper shows are those that the figure was worked out with."""

from __future__ import annotations

import pytest

from assessor.domain.assessment import Project
from assessor.domain.reference_class import OwnRate
from assessor.scoring import beliefs as sets
from assessor.scoring.weighing import weighing


def test_the_numbers_are_the_belief_sets_own() -> None:
    beliefs = sets.bundled("practitioner")
    told = weighing(beliefs, Project())
    assert {one.id: one.swing for one in told.sections} == {
        name: section.swing for name, section in beliefs.sections.items()
    }
    goal = next(one for one in told.sections if one.id == "goal")
    assert goal.said == beliefs.trust.in_section("goal").said
    assert told.base_log_odds == beliefs.base_rate.log_odds


def test_the_base_rate_is_the_one_that_the_project_chose() -> None:
    own = Project(base_rate=OwnRate(rate=0.5, reason="counted"))
    assert weighing(sets.bundled("practitioner"), own).base_log_odds == pytest.approx(0)
