"""What each question adds, and what proving it would change."""

from __future__ import annotations

import numpy as np
import pytest
from core.scoring import made
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.drivers import drivers, moved_log_odds, question_points
from assessor.scoring.model import Position, position
from assessor.scoring.shapley import section_points
from assessor.scoring.tables import tables_for

FORM = loader.bundled()
PRACTITIONER = beliefs.bundled("practitioner")
WORDS = st.sampled_from(
    [f"{level} {grade}" for level in range(5) for grade in ("said", "shown", "proven")]
    + ["unknown", "not applicable"]
)
SPECS = st.dictionaries(st.sampled_from([question.id for question in FORM.questions]), WORDS)


def scored(spec: dict[str, str], belief_set: BeliefSet = PRACTITIONER) -> Position:
    return position(tables_for(FORM, belief_set, 4096), made.answers(spec))


def points_of(of: Position) -> dict[str, float]:
    return {driver.question: driver.points for driver in drivers(of, section_points(of))}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(spec=SPECS, belief_set=st.sampled_from([beliefs.bundled(b) for b in beliefs.bundled_ids()]))
def test_proven_at_its_best_equals_scoring_the_changed_form(
    spec: dict[str, str], belief_set: BeliefSet
) -> None:
    of = scored(spec, belief_set)
    means = of.if_proven_best
    for row, question_id in enumerate(of.tables.question_ids):
        best = f"{belief_set.best_level(question_id)} proven"
        changed = spec if spec.get(question_id) == "not applicable" else {**spec, question_id: best}
        assert means[row] == pytest.approx(scored(changed, belief_set).risk.mean, abs=1e-12)


def test_proving_the_investment_includes_the_rescue_of_the_process() -> None:
    lacking = {"process": "0 proven", "scale.attention": "4 proven", "scale.investment": "0 said"}
    of = scored(lacking)
    row = of.tables.row["scale.investment"]
    own_weight_only = of.chances.mean() - (
        scored({"scale.investment": "0 said"}).risk.mean
        - scored({"scale.investment": "4 proven"}).risk.mean
    )
    assert of.if_proven_best[row] < own_weight_only - 0.02


@pytest.mark.parametrize("missing", ["scale.investment", "scale.attention"])
def test_no_rescue_without_both_investment_and_attention(missing: str) -> None:
    spec = {"process": "0 proven", "scale.investment": "4 proven", "scale.attention": "4 proven"}
    assert scored(spec).remains.mean() == pytest.approx(0.65, abs=0.03)  # 1 - .35 * 4 / 4
    assert np.array_equal(scored({**spec, missing: "not applicable"}).remains, np.ones(4096))


def test_drivers_are_the_applicable_questions_strongest_first() -> None:
    of = scored({"goal": "0 said", "people": "4 proven", "technology": "not applicable"})
    found = drivers(of, section_points(of))
    assert len(found) == 39 - 3
    sizes = [abs(driver.points) for driver in found]
    assert sizes == sorted(sizes, reverse=True)
    assert found[0].question == "goal.measure"
    # Ties, here of the questions that were not asked, are broken by id.
    idle = [driver.question for driver in found if driver.points == 0]
    assert idle == sorted(idle)


def test_one_sided_answers_are_split_in_proportion_to_their_log_odds() -> None:
    of = scored({"goal": "0 proven"})
    points = points_of(of)
    total = sum(points[question] for question in points if question.startswith("goal."))
    for question, weight in PRACTITIONER.sections["goal"].questions.items():
        assert points[question] == pytest.approx(total * weight.share, abs=1e-9)


def test_answers_that_cancel_do_not_blow_up() -> None:
    # Half of the section at its best and half at its worst: shares .46 and .54 nearly cancel.
    good = {"goal.idea": "4 proven", "goal.measure": "4 proven"}
    of = scored({"goal": "0 proven", **good})
    points = points_of(of)
    section = {section.id: section.points for section in section_points(of)}["goal"]
    assert sum(v for q, v in points.items() if q.startswith("goal.")) == pytest.approx(section)
    # No answer can be given more than proving it alone would bring.
    for question, value in points.items():
        alone = scored({question: good.get(question, "0 proven")})
        assert abs(value) <= 100 * abs(alone.risk.mean - alone.before.risk.mean) + 2
    assert all(points[question] < 0 for question in good)


def test_answers_that_cancel_exactly_still_sum_to_the_section() -> None:
    of = scored({"goal.idea": "0 proven", "goal.measure": "4 proven"})
    split = question_points(of, {"goal": 3.0})
    assert split.sum() == pytest.approx(3.0)
    assert np.abs(split).max() < 20


def test_moved_log_odds_by_hand() -> None:
    # Average of the shape: .24 + .28 * .72 + .25 * .42 + .15 * .16 = .5706; swing 2.2 * .22.
    of = scored({"goal.idea": "0 proven"})
    moved = moved_log_odds(of)
    assert moved[of.tables.row["goal.idea"]] == pytest.approx(2.2 * 0.22 * (1 - 0.5706))
    assert np.count_nonzero(moved) == 1


def test_moved_log_odds_agree_with_the_draws() -> None:
    of = scored({"goal.idea": "3 said", "people": "unknown", "competence.pilot": "4 proven"})
    drawn = of.log_odds.mean() - of.before.log_odds.mean()
    assert moved_log_odds(of).sum() == pytest.approx(drawn, abs=0.01)


def test_moved_log_odds_of_a_rescued_answer_by_hand() -> None:
    of = scored({"scale": "4 proven", "process.exists": "0 proven"})
    kept = of.remains.mean()
    # Shape less its average .5706: the first two levels raise the risk and are rescued.
    raising = [(1 - 0.5706) * kept, (0.72 - 0.5706) * kept]
    lowering = [0.42 - 0.5706, 0.16 - 0.5706, -0.5706]
    before = np.dot([0.24, 0.28, 0.25, 0.15, 0.08], [*raising, *lowering])
    by_hand = 2.0 * 0.20 * (raising[0] - before)
    assert moved_log_odds(of)[of.tables.row["process.exists"]] == pytest.approx(by_hand)
