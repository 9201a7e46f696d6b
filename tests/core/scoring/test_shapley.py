"""Shapley values against textbook games and against their definition by permutations."""

from __future__ import annotations

from itertools import permutations
from math import factorial

import numpy as np
import pytest
from core.scoring import made

from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.model import Position, position
from assessor.scoring.shapley import section_points, shapley
from assessor.scoring.tables import tables_for

MIXED = {
    "goal": "1 said",
    "process": "0 proven",
    "process.exists": "3 shown",
    "process.measured": "not applicable",
    "scale": "4 proven",
    "people": "unknown",
    "planning": "2 said",
    "technology.data": "4 proven",
}


def game(worth: dict[str, float], players: str) -> np.ndarray:
    """Return a game's table with one draw: rows are coalitions, bit k stands for player k."""
    rows = [
        worth.get("".join(p for k, p in enumerate(players) if row >> k & 1), 0.0)
        for row in range(2 ** len(players))
    ]
    return np.array(rows, dtype=np.float64)[:, np.newaxis]


def test_the_glove_game() -> None:
    # Wikipedia, "Shapley value": 1 and 2 own right gloves, 3 a left one; 1/6, 1/6, 4/6.
    gloves = game({"13": 1, "23": 1, "123": 1}, "123")
    assert shapley(gloves)[:, 0] == pytest.approx([1 / 6, 1 / 6, 4 / 6])


def test_the_airport_game() -> None:
    # Littlechild and Owen (1973): each stretch of the runway is shared by those who need it.
    costs = {"1": 8.0, "2": 11.0, "3": 13.0, "4": 18.0}
    worth = {
        "".join(members): max(costs[m] for m in members)
        for size in range(1, 5)
        for members in {tuple(sorted(p[:size])) for p in permutations(costs)}
    }
    shares = [2.0, 2 + 3 / 3, 3 + 2 / 2, 4 + 5.0]
    assert shapley(game(worth, "1234"))[:, 0] == pytest.approx(shares)


def test_one_player_takes_all() -> None:
    assert shapley(game({"1": 0.3}, "1"))[:, 0] == pytest.approx([0.3])


def test_what_every_coalition_is_worth_counts_for_nothing() -> None:
    rng = np.random.default_rng(7)
    worth = rng.random((2**5, 6))
    assert shapley(worth + rng.random(6)) == pytest.approx(shapley(worth))


def by_permutations(of: Position) -> dict[str, np.ndarray]:
    """Return Shapley values per draw from their definition, scoring every coalition anew."""
    sections = of.tables.section_ids
    known: dict[frozenset[str], np.ndarray] = {}

    def worth(asked: frozenset[str]) -> np.ndarray:
        if asked not in known:
            thetas = tuple(
                after if question.partition(".")[0] in asked else before
                for question, after, before in zip(
                    of.tables.question_ids, of.thetas, of.before.thetas, strict=True
                )
            )
            known[asked] = Position(of.tables, thetas, of.asked).chances
        return known[asked]

    values = {section: np.zeros(of.tables.draws) for section in sections}
    for order in permutations(sections):
        for place, section in enumerate(order):
            before = frozenset(order[:place])
            values[section] += worth(before | {section}) - worth(before)
    return {section: value / factorial(len(sections)) for section, value in values.items()}


@pytest.mark.parametrize("belief_id", beliefs.bundled_ids())
def test_points_against_the_definition(belief_id: str) -> None:
    form = loader.bundled()
    # 5,040 permutations of seven sections; 64 draws keep them quick, 700 need a second block.
    compare(tables_and_position(form, beliefs.bundled(belief_id), 64))


def test_points_against_the_definition_over_several_blocks_of_draws() -> None:
    form = made.questionnaire(["process.lived", "scale.attention", "scale.investment", "goal.idea"])
    compare(tables_and_position(form, beliefs.bundled("practitioner"), 1100))


def test_points_against_the_definition_without_the_rescuing_section() -> None:
    form = made.questionnaire(["process.lived", "goal.idea", "people.kpi"])
    compare(tables_and_position(form, beliefs.bundled("practitioner"), 64))


def tables_and_position(form: object, beliefs_: BeliefSet, draws: int) -> Position:
    return position(tables_for(form, beliefs_, draws), made.answers(MIXED, form))  # type: ignore[arg-type]


def compare(of: Position) -> None:
    expected = by_permutations(of)
    points = section_points(of)
    assert [section.id for section in points] == sorted(expected)
    for section in points:
        by_draw = 100 * expected[section.id]
        assert section.points == pytest.approx(by_draw.mean(), abs=1e-10)
        assert section.low == pytest.approx(np.quantile(by_draw, 0.1), abs=1e-10)
        assert section.high == pytest.approx(np.quantile(by_draw, 0.9), abs=1e-10)


def test_a_section_that_was_not_asked_has_exactly_no_points() -> None:
    form = loader.bundled()
    of = position(
        tables_for(form, beliefs.bundled("practitioner"), 4096), made.answers({"goal": "0 said"})
    )
    points = {section.id: section for section in section_points(of)}
    assert points["goal"].points > 10
    assert points["goal"].low < points["goal"].points < points["goal"].high
    for section_id, section in points.items():
        if section_id != "goal":
            assert (section.points, section.low, section.high) == (0, 0, 0)


def test_attention_earns_its_points_through_a_missing_process() -> None:
    form = loader.bundled()
    table = tables_for(form, beliefs.bundled("practitioner"), 4096)
    alone = {"scale": "4 proven"}
    lacking = {"scale": "4 proven", "process": "0 proven"}
    points = [
        {section.id: section.points for section in section_points(position(table, made.answers(s)))}
        for s in (alone, lacking)
    ]
    assert points[1]["scale"] < points[0]["scale"] < 0
