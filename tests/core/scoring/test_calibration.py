"""An own belief set from recorded outcomes, and whether it would have been better."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import yaml
from core.scoring import made

from assessor.domain.assessment import Project, TakeoffDefinition
from assessor.domain.outcome import Outcome
from assessor.domain.problem import InputProblem
from assessor.domain.recorded import Recorded, record, recorded
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.belief_set import LARGEST_SWING
from assessor.scoring.calibration import BASE_RATE, SECTION_DOUBT, calibrate, changes
from assessor.scoring.evaluation import Evaluation, TooFewOutcomes, base_rate_alone
from assessor.scoring.forecast import forecast
from assessor.scoring.logistic import Posterior
from assessor.scoring.measures import scores
from assessor.scoring.own_set import Lesson, posterior, propose, sections_of

QUESTIONS = loader.bundled()
PRACTITIONER = beliefs.bundled("practitioner")
PROJECT = Project(
    takeoff=TakeoffDefinition(user_share=0.5, business_figure="returns", measured_by="finance")
)


def case(number: int, spec: dict[str, str], *, took_off: bool) -> Recorded:
    assessment = made.assessment(spec).model_copy(
        update={"id": f"case-{number:03}", "project": PROJECT}
    )
    outcome = Outcome(took_off=took_off, decided=date(2026, 3, 1), who="the client")
    return recorded(record(assessment, outcome))


def cases(count: int, good: dict[str, str], bad: dict[str, str]) -> list[Recorded]:
    """Return as many projects that took off with the good answers as failed with the bad."""
    return [case(n, good if n % 2 else bad, took_off=bool(n % 2)) for n in range(count)]


GOAL = cases(24, {"goal": "4 proven"}, {"goal": "0 proven"})


def test_nothing_is_proposed_without_an_outcome() -> None:
    with pytest.raises(InputProblem, match="no recorded outcome"):
        calibrate([], QUESTIONS, PRACTITIONER)


def test_the_proposal_is_a_set_of_its_own_that_says_what_it_rests_on() -> None:
    before = PRACTITIONER.digest
    proposal = calibrate(GOAL, QUESTIONS, PRACTITIONER).proposal
    assert proposal.id == "own"
    assert proposal.version == "24"
    assert proposal.digest != before == PRACTITIONER.digest
    for moved in (proposal.base_rate, proposal.section_doubt, *proposal.sections.values()):
        assert "24 recorded, 12 not taken off" in moved.reason.en
        assert "записано 24, не взлетело 12" in moved.reason.ru
        assert "recorded outcomes" in moved.source
    assert "−0,20" in proposal.base_rate.reason.ru


def test_the_proposal_can_be_written_read_and_scored_with() -> None:
    proposal = calibrate(GOAL, QUESTIONS, PRACTITIONER).proposal
    text = yaml.safe_dump(proposal.model_dump(mode="json"), allow_unicode=True)
    assert beliefs.parse(text, "own.yaml") == proposal
    answers = made.assessment({"goal": "0 proven"})
    before = forecast(answers, QUESTIONS, PRACTITIONER, draws=512)
    assert forecast(answers, QUESTIONS, proposal, draws=512).risk.mean > before.risk.mean


def test_a_section_that_tells_the_outcomes_apart_gets_heavier_and_one_that_misleads_lighter() -> (
    None
):
    swing = PRACTITIONER.sections["goal"].swing
    heavier = calibrate(GOAL, QUESTIONS, PRACTITIONER).proposal
    assert heavier.sections["goal"].swing > 1.1 * swing
    misled = cases(24, {"goal": "0 proven"}, {"goal": "4 proven"})
    lighter = calibrate(misled, QUESTIONS, PRACTITIONER).proposal
    assert lighter.sections["goal"].swing < 0.8 * swing


@pytest.mark.parametrize("took_off", [True, False])
def test_one_kind_of_outcome_moves_the_base_rate_its_way(took_off: bool) -> None:
    one_kind = [case(n, {"scale": "2 shown"}, took_off=took_off) for n in range(20)]
    found = calibrate(one_kind, QUESTIONS, PRACTITIONER)
    assert (found.proposal.base_rate.log_odds < PRACTITIONER.base_rate.log_odds) is took_off
    assert isinstance(found.evaluation, Evaluation)
    assert found.evaluation.own.auc is None


def test_sections_that_were_never_seen_keep_their_weight() -> None:
    learned = posterior(np.zeros((30, 7)), np.arange(30) % 3 == 0, PRACTITIONER)
    proposal = propose(
        PRACTITIONER, learned, sections_of(QUESTIONS), Lesson(outcomes=30, failed=10)
    )
    assert {s: w.swing for s, w in proposal.sections.items()} == pytest.approx(
        {s: w.swing for s, w in PRACTITIONER.sections.items()}
    )
    assert proposal.section_doubt.sd == pytest.approx(0.4)
    assert proposal.base_rate.log_odds < PRACTITIONER.base_rate.log_odds


def test_no_swing_grows_beyond_what_a_set_may_hold() -> None:
    learned = Posterior(mode=np.array([0.0, *[3.0] * 7]), covariance=np.eye(8) * 0.01)
    proposal = propose(PRACTITIONER, learned, sections_of(QUESTIONS), Lesson(outcomes=9, failed=9))
    assert proposal.sections["goal"].swing == LARGEST_SWING


def test_the_order_of_the_cases_does_not_matter() -> None:
    assert calibrate(GOAL, QUESTIONS, PRACTITIONER) == calibrate(
        GOAL[::-1], QUESTIONS, PRACTITIONER
    )


def test_the_table_shows_every_figure_before_and_after() -> None:
    found = calibrate(GOAL, QUESTIONS, PRACTITIONER)
    table = {change.id: change for change in found.changes}
    assert list(table) == [BASE_RATE, *PRACTITIONER.sections, SECTION_DOUBT]
    assert table["goal"].before == 2.2
    assert table["goal"].after == found.proposal.sections["goal"].swing
    assert table[BASE_RATE].sd_before == 0.52
    assert table[BASE_RATE].sd_after == found.proposal.base_rate.sd
    assert table[SECTION_DOUBT].after == found.proposal.section_doubt.sd
    assert all(c.before == c.after for c in changes(PRACTITIONER, PRACTITIONER))


@pytest.mark.parametrize("count", [1, 19])
def test_too_few_outcomes_get_no_statement_about_calibration(count: int) -> None:
    found = calibrate(GOAL[:count], QUESTIONS, PRACTITIONER)
    assert found.evaluation == TooFewOutcomes(outcomes=count, needed=20)
    assert found.proposal.version == str(count)


def test_each_case_is_forecast_from_all_the_others() -> None:
    some = [
        case(n, {"goal": f"{n % 5} shown", "process": f"{n * 7 % 5} said"}, took_off=n % 3 > 0)
        for n in range(20)
    ]
    evaluation = calibrate(some, QUESTIONS, PRACTITIONER).evaluation
    assert isinstance(evaluation, Evaluation)
    own, base, unchanged = [], [], []
    for left_out in some:
        others = [other for other in some if other is not left_out]
        proposal = calibrate(others, QUESTIONS, PRACTITIONER).proposal
        answers = left_out.assessment
        own.append(forecast(answers, QUESTIONS, proposal, draws=1024).risk.mean)
        unchanged.append(forecast(answers, QUESTIONS, PRACTITIONER, draws=1024).risk.mean)
        base.append(base_rate_alone(np.array([c.failed for c in others]), PRACTITIONER))
    failed = np.array([c.failed for c in some])
    for found, expected in (
        (evaluation.own, own),
        (evaluation.base_rate, base),
        (evaluation.unchanged, unchanged),
    ):
        assert found.brier.score == pytest.approx(scores(np.array(expected), failed).brier.score)
    assert evaluation.over_unchanged.mean == pytest.approx(
        evaluation.unchanged.brier.score - evaluation.own.brier.score
    )
    assert evaluation.over_base_rate.mean == pytest.approx(
        evaluation.base_rate.brier.score - evaluation.own.brier.score
    )
    assert evaluation.over_unchanged.low < evaluation.over_unchanged.mean
    assert evaluation.over_unchanged.mean < evaluation.over_unchanged.high


def test_the_base_rate_alone_lies_between_the_set_and_the_outcomes() -> None:
    three_in_four = np.arange(40) % 4 > 0
    assert 0.6 < base_rate_alone(three_in_four, PRACTITIONER) < 0.75
    # Nothing recorded: the wider doubt about one practice, still around the set's base rate.
    assert base_rate_alone(np.empty(0, dtype=bool), PRACTITIONER) == pytest.approx(0.46, abs=0.01)


def test_answers_that_tell_the_outcomes_beat_both_baselines() -> None:
    evaluation = calibrate(GOAL, QUESTIONS, PRACTITIONER).evaluation
    assert isinstance(evaluation, Evaluation)
    assert evaluation.over_base_rate.low > 0
    assert evaluation.over_unchanged.low > 0
    assert evaluation.own.auc == 1
    assert evaluation.base_rate.auc is None
