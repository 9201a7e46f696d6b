"""The flip test, against trying every move with the verdict itself."""

from __future__ import annotations

from random import Random

import pytest
from core.scoring import made

from assessor.domain.assessment import Answer, Assessment, Grade, Project, Rated
from assessor.domain.decisions import Decision, Decisions, Standing
from assessor.domain.firmness import Firmness, Flip, FlipTest
from assessor.domain.questionnaire import Role
from assessor.domain.risk import Verdict
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.firmness import flip_test
from assessor.scoring.forecast import forecast
from assessor.scoring.model import position
from assessor.scoring.plan.catalogue import bundled_actions
from assessor.scoring.tables import tables_for
from assessor.scoring.verdict import verdict

FORM = loader.bundled()
PRACTITIONER = beliefs.bundled("practitioner")
DRAWS = 512

Moves = dict[tuple[str, Role | None, Rated], Verdict]


def verdict_of(assessment: Assessment) -> Verdict:
    of = position(tables_for(FORM, PRACTITIONER, DRAWS), assessment.answers)
    return verdict(of, assessment.project.risk_limit, headline=True)[0]


def brute_force(assessment: Assessment) -> Moves:
    """Return every move after which the verdict, looked for from the start, is another."""
    stands = verdict_of(assessment)
    found = {}
    for question_id, answers in assessment.answers.items():
        for answer in answers:
            if isinstance(answer.judgement, Rated):
                for moved in steps(answer.judgement):
                    other = answer.model_copy(update={"judgement": moved})
                    then = verdict_of(assessment.with_answer(question_id, other))
                    if then is not stands:
                        found[question_id, answer.role, moved] = then
    return found


def steps(now: Rated) -> list[Rated]:
    grades = list(Grade)
    places = [(now.level + d, now.grade.rank) for d in (-1, 1)]
    places += [(now.level, now.grade.rank + d) for d in (-1, 1)]
    return [
        Rated(level=level, grade=grades[rank])
        for level, rank in places
        if 0 <= level <= 4 and 0 <= rank <= 2
    ]


def flip_tested(assessment: Assessment) -> FlipTest:
    test = flip_test(assessment, FORM, PRACTITIONER, DRAWS)
    assert test is not None
    return test


def flips(test: FlipTest) -> Moves:
    return {(flip.question, flip.role, flip.moved): flip.verdict for flip in test.flips}


def some(seed: int) -> Assessment:
    chance = Random(seed)  # noqa: S311 - the same assessment every time is what is wanted
    answers = {
        question.id: (
            Answer(
                judgement=Rated(
                    level=min(4, max(0, round(chance.gauss(2.4, 1.2)))),
                    grade=chance.choice(list(Grade)),
                )
            ),
        )
        for question in FORM.questions
        if chance.random() < 0.9
    }
    return Assessment(answers=answers)


def with_limit(assessment: Assessment, limit: float) -> Assessment:
    return assessment.with_project(Project(risk_limit=limit))


# Just over and under the upper end, where one answer decides between go and go if; further down
# it decides between go if and not yet, or nothing does.
@pytest.mark.parametrize("distance", [0.002, -0.002, -0.12, -0.16, 0.1])
@pytest.mark.parametrize("seed", [1, 2])
def test_it_equals_trying_every_move(seed: int, distance: float) -> None:
    assessment = some(seed)
    high = forecast(assessment, FORM, PRACTITIONER, DRAWS).risk.high
    here = with_limit(assessment, high + distance)
    test = flip_tested(here)
    assert flips(test) == brute_force(here)
    assert test.verdict is forecast(here, FORM, PRACTITIONER, DRAWS).verdict


def test_what_is_ruled_out_helps_no_move() -> None:
    assessment = some(1)
    high = forecast(assessment, FORM, PRACTITIONER, DRAWS).risk.high
    here = with_limit(assessment, high - 0.002)
    assert flip_tested(here).verdict is Verdict.GO_IF
    banned = tuple(
        Decision(action=one.id, standing=Standing.RULED_OUT) for one in bundled_actions().actions
    )
    ruled_out = here.model_copy(update={"plan": Decisions(actions=banned)})
    test = flip_tested(ruled_out)
    assert test.verdict is forecast(ruled_out, FORM, PRACTITIONER, DRAWS).verdict
    assert test.verdict is Verdict.NOT_YET
    assert {flip.verdict for flip in test.flips} == {Verdict.GO}


def test_the_rescue_is_moved_too() -> None:
    spec = {section.id: "2 proven" for section in FORM.sections}
    spec |= {"process": "0 proven", "scale.investment": "3 proven", "scale.attention": "3 proven"}
    assessment = made.assessment(spec)
    high = forecast(assessment, FORM, PRACTITIONER, DRAWS).risk.high
    here = with_limit(assessment, high + 0.004)
    test = flip_tested(here)
    assert flips(test) == brute_force(here)
    assert ("scale.attention", None, "") in test.answers


def test_each_of_several_answers_is_moved_by_itself() -> None:
    assessment = made.assessment({section.id: "3 proven" for section in FORM.sections})
    several = (
        made.answer("1 proven", Role.USERS),
        made.answer("4 proven", Role.SPONSOR),
        made.answer("unknown", Role.IT),
    )
    assessment = Assessment(answers={**assessment.answers, "goal.measure": several})
    high = forecast(assessment, FORM, PRACTITIONER, DRAWS).risk.high
    here = with_limit(assessment, high + 0.001)
    test = flip_tested(here)
    assert flips(test) == brute_force(here)
    moved = {flip.role for flip in test.flips if flip.question == "goal.measure"}
    assert Role.USERS in moved
    assert Role.IT not in moved, "nobody knows has no level to move"


def test_nothing_to_test_without_a_headline() -> None:
    assert flip_test(made.assessment({"people": "3 shown"}), FORM, PRACTITIONER) is None


def test_a_clear_case_is_firm() -> None:
    worst = made.assessment({section.id: "0 proven" for section in FORM.sections})
    test = flip_tested(worst)
    assert test.firmness is Firmness.FIRM
    # Per answer one level up; proven can only become shown.
    assert test.tried == 2 * len(FORM.questions)


def test_how_many_answers_decide_names_the_firmness() -> None:
    now, moved = Rated(level=1), Rated(level=2)

    def with_flips(*questions: str) -> Firmness:
        flips = tuple(
            Flip(
                question=question,
                role=None,
                who="",
                now=now,
                moved=moved,
                verdict=Verdict.GO,
            )
            for question in questions
        )
        return FlipTest(verdict=Verdict.GO_IF, tried=9, flips=flips).firmness

    assert with_flips() is Firmness.FIRM
    assert with_flips("a.a") is Firmness.TENDER
    assert with_flips("a.a", "a.a", "a.b") is Firmness.TENDER, "one answer counts once"
    assert with_flips("a.a", "a.b", "a.c") is Firmness.UNDECIDED
