"""The risk if one true level were known, and what people say given the truth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from core.scoring import made

from assessor.domain.assessment import Grade
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.belief_set import BeliefSet, LevelShares
from assessor.scoring.known_level import risk_by_level
from assessor.scoring.model import Position, position
from assessor.scoring.tables import Tables, tables_for

FORM = loader.bundled()
SETS = [beliefs.bundled(belief_id) for belief_id in beliefs.bundled_ids()]
MIXED = {
    "goal": "1 said",
    "process": "2 shown",
    "process.lived": "0 proven",
    "process.kind": "4 proven",
    "scale.investment": "4 said",
    "scale.attention": "3 shown",
    "people": "unknown",
    "technology.data": "not applicable",
}


def tables(beliefs_: BeliefSet, draws: int = 4096) -> Tables:
    return tables_for(FORM, beliefs_, draws)


def certain(of: Position, row: int, level: int) -> Position:
    thetas = list(of.thetas)
    thetas[row] = tuple(float(k == level) for k in range(5))
    return replace(of, thetas=tuple(thetas))


@pytest.mark.parametrize("beliefs_", SETS, ids=lambda b: b.id)
@pytest.mark.parametrize("spec", [{}, MIXED], ids=["empty", "mixed"])
def test_it_is_a_full_score_with_the_level_set(beliefs_: BeliefSet, spec: dict[str, str]) -> None:
    of = position(tables(beliefs_), made.answers(spec))
    found = risk_by_level(of)
    for row, theta in enumerate(of.thetas):
        for level in range(5):
            there = of if theta is None else certain(of, row, level)
            assert found[row, level] == pytest.approx(there.chances.mean(), abs=1e-6)


def test_better_levels_mean_less_risk_and_the_average_is_the_risk() -> None:
    of = position(tables(SETS[0]), made.answers(MIXED))
    found = risk_by_level(of)
    applies = np.flatnonzero(of.applies)
    assert np.all(np.diff(found[applies], axis=1) < 0)
    averages = [np.dot(of.thetas[row] or (), found[row]) for row in applies]
    assert averages == pytest.approx([of.risk.mean] * len(applies), abs=0.003)


@pytest.mark.parametrize("grade", Grade)
def test_the_answers_told_lead_back_to_the_beliefs(grade: Grade) -> None:
    # Bayes' rule, from the chance of an answer and the population to the belief after the answer,
    # must return the belief table of the method (its section 2).
    for beliefs_ in SETS:
        table = tables(beliefs_, 64)
        population = np.array(beliefs_.population.levels)
        for row, about in enumerate(table.about):
            together = population[:, np.newaxis] * table.told[grade.rank, row]
            posterior = together / together.sum(axis=0)
            believed = np.array([about.rated[k, grade] for k in range(5)]).T
            assert posterior == pytest.approx(believed, abs=1e-12)


def test_what_is_told_is_a_probability_and_never_too_modest() -> None:
    told = tables(SETS[0], 64).told
    assert told.min() >= 0
    assert told.sum(axis=3) == pytest.approx(np.ones(told.shape[:3]))
    # Nobody admits to less than they have (S4.4): level j is never told as a lower one.
    assert np.all(np.tril(told[0, 0], -1) == 0)
    # A level is told as it is the oftener, the better the evidence.
    honest = np.diagonal(told, axis1=2, axis2=3)
    assert np.all(np.diff(honest, axis=0) >= -1e-12)


def test_where_less_is_better_people_claim_less() -> None:
    published = tables(SETS[1], 64)
    told = published.told[0, published.row["scale.investment"]]
    assert np.all(np.triu(told, 1) == 0)


def test_a_level_that_nobody_has_is_told_as_it_is() -> None:
    rare = SETS[0].model_copy(
        update={
            "population": LevelShares(
                levels=(0.3, 0.3, 0.2, 0.2, 0.0), reason=made.SAME, source=("made up",)
            )
        }
    )
    told = tables(rare, 64).told
    assert np.all(told[:, :, 4] == np.eye(5)[4])
    assert told.sum(axis=3) == pytest.approx(np.ones(told.shape[:3]))
