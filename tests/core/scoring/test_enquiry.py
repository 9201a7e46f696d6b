"""What to ask next: values against closed forms and brute force, order, speed."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from time import process_time

import numpy as np
import pytest
from core.scoring import made
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor.domain.assessment import Assessment, Grade
from assessor.domain.enquiry import Enquiry
from assessor.domain.questionnaire import Role
from assessor.domain.standing import State
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.effort import effort
from assessor.scoring.enquiry import answer_value, best_by_question, certain_value, ranked
from assessor.scoring.forecast import forecast
from assessor.scoring.model import position
from assessor.scoring.tables import tables_for

FORM = loader.bundled()
PRACTITIONER = beliefs.bundled("practitioner")
SETS = [beliefs.bundled(belief_id) for belief_id in beliefs.bundled_ids()]


def enquiries(assessment: Assessment, question_id: str) -> dict[Grade, Enquiry]:
    found = ranked(assessment, FORM, PRACTITIONER)
    return {enquiry.grade: enquiry for enquiry in found if enquiry.question == question_id}


def test_the_value_of_certainty_is_the_first_order_index() -> None:
    # The usual estimate: sort the draws by the question's level and take the variance of the
    # bins' means (Saltelli et al. 2008, chapter 1). It carries the noise of other questions, so
    # it is taken with sixteen times the draws.
    of = position(tables_for(FORM, PRACTITIONER, 65_536), made.answers({"process": "2 said"}))
    value = certain_value(of)
    for question_id in ("goal.idea", "goal.measure", "process.exists", "scale.attention"):
        row = of.tables.row[question_id]
        level = of.tables.levels(row, of.thetas[row] or ())
        shares = np.bincount(level, minlength=5) / len(level)
        means = [of.chances[level == k].mean() if shares[k] else 0 for k in range(5)]
        binned = shares @ (np.array(means) - of.chances.mean()) ** 2
        assert value[row] == pytest.approx(binned, rel=0.12, abs=5e-6), question_id


def test_one_question_and_no_doubt_about_anything_else() -> None:
    # With a single question whose weight is exact, the whole variance that an answer can take
    # away is that of the five risks, and a proven answer takes nearly all of it.
    form = made.questionnaire(["one.a"])
    sure = made.belief_set({"one.a": 2.0})
    sharp = sure.model_copy(
        update={
            "base_rate": sure.base_rate.model_copy(update={"sd": 1e-6}),
            "question_doubt": sure.question_doubt.model_copy(update={"sd": 0}),
            "section_doubt": sure.section_doubt.model_copy(update={"sd": 0}),
        }
    )
    of = position(tables_for(form, sharp, 4096), {})
    bare = (of.chances - of.tables.luck) / of.tables.explained
    assert certain_value(of)[0] == pytest.approx(
        bare.var() * of.tables.explained.mean() ** 2, rel=0.01
    )


@pytest.mark.parametrize("beliefs_", SETS, ids=lambda b: b.id)
def test_better_evidence_teaches_more_and_never_more_than_certainty(beliefs_: BeliefSet) -> None:
    mixed = made.answers({"goal": "3 said", "process": "2 shown", "people": "unknown"})
    for answers in ({}, mixed):
        of = position(tables_for(FORM, beliefs_, 4096), answers)
        said, shown, proven = answer_value(of)
        bound = certain_value(of)
        assert np.all(said <= shown + 1e-12)
        assert np.all(shown <= proven + 1e-12)
        assert np.all(proven <= bound + 1e-12)


def test_an_answer_is_worth_the_variance_of_what_the_program_would_then_say() -> None:
    # Brute force: every possible answer is entered and scored anew; weighted by how often it is
    # given, the variance of the risks is the value. A question not asked yet has the belief that
    # the answers lead back to, so both must agree but for the noise of the draws.
    table = tables_for(FORM, PRACTITIONER, 16_384)
    of = position(table, {})
    population = np.array(PRACTITIONER.population.levels)
    for question_id in ("goal.measure", "process.lived", "technology.data"):
        row = table.row[question_id]
        for grade in Grade:
            told = population @ table.told[grade.rank, row]
            risks = [
                position(table, {question_id: (made.answer(f"{k} {grade}"),)}).chances.mean()
                for k in range(5)
            ]
            mean = told @ risks
            value = answer_value(of)[grade.rank, row]
            assert value == pytest.approx(told @ (np.array(risks) - mean) ** 2, rel=0.1, abs=1e-6)


def test_what_is_open_depends_on_what_is_known() -> None:
    spec = {
        "goal.idea": "2 said",
        "goal.owner": "2 shown",
        "goal.measure": "2 proven",
        "goal.chain": "unknown",
        "goal.type": "not applicable",
    }
    assessment = made.assessment(spec)
    assert set(enquiries(assessment, "goal.idea")) == {Grade.SHOWN, Grade.PROVEN}
    assert set(enquiries(assessment, "goal.owner")) == {Grade.PROVEN}
    assert enquiries(assessment, "goal.measure") == {}
    assert set(enquiries(assessment, "goal.chain")) == set(Grade)
    assert enquiries(assessment, "goal.type") == {}
    assert set(enquiries(assessment, "people.kpi")) == set(Grade)
    assert enquiries(assessment, "goal.chain")[Grade.SAID].state is State.UNKNOWN
    assert enquiries(assessment, "goal.idea")[Grade.SHOWN].known is Grade.SAID


def test_people_who_differ_can_be_brought_to_one_answer() -> None:
    question_id = "process.lived"
    differ = Assessment(
        answers={
            question_id: (
                made.answer("4 proven", Role.SPONSOR),
                made.answer("1 proven", Role.USERS),
            )
        }
    )
    assert set(enquiries(differ, question_id)) == {Grade.PROVEN}
    agree = Assessment(
        answers={
            question_id: (
                made.answer("1 proven", Role.SPONSOR),
                made.answer("1 proven", Role.USERS),
            )
        }
    )
    assert enquiries(agree, question_id) == {}


def test_a_step_costs_only_what_is_still_to_do() -> None:
    question = FORM.by_id["process.exists"]
    steps = [getattr(effort(), grade).times for grade in Grade]
    fresh = enquiries(Assessment(), question.id)
    assert [fresh[grade].minutes for grade in Grade] == pytest.approx(
        (question.minutes * np.cumsum(steps)).tolist()
    )
    said = enquiries(made.assessment({question.id: "3 said"}), question.id)
    assert said[Grade.SHOWN].minutes == question.minutes * steps[1]
    assert said[Grade.PROVEN].minutes == question.minutes * (steps[1] + steps[2])


def test_the_most_valuable_minute_comes_first_and_every_question_once() -> None:
    found = ranked(made.assessment({"goal": "2 said"}), FORM, PRACTITIONER)
    worth = [enquiry.per_minute for enquiry in found]
    assert worth == sorted(worth, reverse=True)
    best = best_by_question(found)
    assert len({enquiry.question for enquiry in best}) == len(best) == len(FORM.questions)
    for enquiry in best:
        rivals = [e.per_minute for e in found if e.question == enquiry.question]
        assert enquiry.per_minute == max(rivals)
        assert enquiry.points == pytest.approx(100 * np.sqrt(enquiry.value))


spec = st.dictionaries(
    st.sampled_from([question.id for question in FORM.questions]),
    st.sampled_from(["0 said", "2 shown", "4 proven", "3 said", "unknown", "not applicable"]),
)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(spec=spec, beliefs_=st.sampled_from(SETS))
def test_values_are_sound_for_every_assessment(spec: dict[str, str], beliefs_: BeliefSet) -> None:
    assessment = made.assessment(spec)
    found = ranked(assessment, FORM, beliefs_)
    assert found == ranked(assessment, FORM, beliefs_)
    assert all(enquiry.value >= 0 and enquiry.minutes > 0 for enquiry in found)
    total = float(position(tables_for(FORM, beliefs_, 4096), assessment.answers).chances.var())
    # First-order parts of the variance of a sum of independent questions never exceed it.
    best = {enquiry.question: enquiry.value for enquiry in reversed(found)}
    assert sum(best.values()) <= total


def test_ranking_anew_costs_a_fraction_of_a_forecast() -> None:
    chance = Random(1)  # noqa: S311 - the same walk every time is what is wanted
    assessment = made.assessment({section.id: "2 said" for section in FORM.sections})
    bare, ranking = [], []
    for _ in range(40):
        question = chance.choice(FORM.questions)
        words = f"{chance.randrange(5)} {chance.choice(list(Grade))}"
        assessment = assessment.with_answer(question.id, made.answer(words))
        bare.append(_seconds(lambda: forecast(assessment, FORM, PRACTITIONER)))  # noqa: B023
        ranking.append(_seconds(lambda: ranked(assessment, FORM, PRACTITIONER)))  # noqa: B023
    # A ratio, because seconds say more about the machine than about the program.
    assert np.median(ranking) < 0.75 * np.median(bare)


def _seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start
