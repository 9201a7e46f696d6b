"""Where people differ: the share of the range, the heat map, the two roles farthest apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from core.scoring import made

from assessor.domain.assessment import Assessment, Grade
from assessor.domain.disagreement import RolePair
from assessor.domain.questionnaire import Role
from assessor.domain.standing import differ
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.disagreement import disagreement
from assessor.scoring.model import Position, position
from assessor.scoring.tables import tables_for

FORM = loader.bundled()
SETS = [beliefs.bundled(belief_id) for belief_id in beliefs.bundled_ids()]
PRACTITIONER = SETS[0]


def asked(**by_question: dict[Role | None, str]) -> Assessment:
    return Assessment(
        answers={
            question.replace("__", "."): tuple(
                made.answer(words, role) for role, words in given.items()
            )
            for question, given in by_question.items()
        }
    )


def test_nobody_differs() -> None:
    same = asked(goal__idea={Role.SPONSOR: "2 said", Role.IT: "2 proven"})
    for assessment in (Assessment(), made.assessment({"goal": "2 said"}), same):
        found = disagreement(assessment, FORM, PRACTITIONER)
        assert found.disputes == ()
        assert found.share == 0
        assert found.farthest is None


def test_a_dispute_names_its_levels() -> None:
    assessment = asked(
        process__lived={Role.SPONSOR: "4 said", Role.USERS: "1 shown", Role.IT: "unknown"},
        goal__idea={Role.SPONSOR: "not applicable", Role.USERS: "3 said", None: "3 said"},
    )
    found = disagreement(assessment, FORM, PRACTITIONER)
    (dispute,) = found.disputes
    assert dispute.question == "process.lived"
    assert (found.questions, found.overall) == (("goal.idea", "process.lived"), (3, None))
    assert found.used == (3, 2.5)
    assert dispute.used == 2.5
    assert [found.spread(place) for place in (0, 1)] == [0, 3]
    assert (dispute.answers, dispute.lowest, dispute.highest, dispute.spread) == (3, 1, 4, 3)


def test_one_who_knows_and_one_who_does_not() -> None:
    assessment = asked(process__lived={Role.SPONSOR: "4 said", Role.IT: "unknown"})
    (dispute,) = disagreement(assessment, FORM, PRACTITIONER).disputes
    assert (dispute.lowest, dispute.highest, dispute.spread) == (4, 4, 0)
    assert dispute.share > 0


@pytest.mark.parametrize("beliefs_", SETS, ids=lambda b: b.id)
def test_the_share_is_the_law_of_total_variance(beliefs_: BeliefSet) -> None:
    # Brute force: with each answer alone, and its level then fixed, score anew. The variance of
    # the conditional means under the average belief, less the mean of those under each answer
    # alone, is what the share must be of the whole variance.
    assessment = asked(process__lived={Role.SPONSOR: "4 proven", Role.USERS: "0 proven"})
    table = tables_for(FORM, beliefs_, 4096)
    of = position(table, assessment.answers)
    row = table.row["process.lived"]
    risks = np.array([fixed(of, row, level).chances.mean() for level in range(5)])

    def explained(theta: tuple[float, ...]) -> float:
        return float(theta @ (risks - theta @ risks) ** 2)

    alone = [table.about[row].rated[level, Grade.PROVEN] for level in (4, 0)]
    within = np.mean([explained(theta) for theta in alone])
    together = explained(of.thetas[row] or ())
    found = disagreement(assessment, FORM, beliefs_)
    assert found.share == pytest.approx((together - within) / of.chances.var(), rel=1e-3)
    assert found.disputes[0].share == found.share


def fixed(of: Position, row: int, level: int) -> Position:
    thetas = list(of.thetas)
    thetas[row] = tuple(float(k == level) for k in range(5))
    return replace(of, thetas=tuple(thetas))


def test_the_greatest_share_comes_first_and_they_add_up() -> None:
    far = {Role.SPONSOR: "4 shown", Role.USERS: "0 shown"}
    assessment = asked(people__resistance=far, goal__measure=far, planning__horizon=far)
    found = disagreement(assessment, FORM, PRACTITIONER)
    assert found.disputes[0].question == "goal.measure"
    shares = [dispute.share for dispute in found.disputes]
    assert shares == sorted(shares, reverse=True)
    assert found.share == pytest.approx(sum(shares))


def test_the_heat_map_has_roles_by_questions() -> None:
    assessment = Assessment(
        answers={
            "people.kpi": (made.answer("2 said", Role.USERS),),
            "goal.idea": (
                made.answer("1 said", Role.USERS),
                made.answer("2 shown", Role.USERS),
                made.answer("4 said", Role.SPONSOR),
                made.answer("3 said"),
            ),
            "goal.owner": (made.answer("unknown", Role.SPONSOR),),
        }
    )
    found = disagreement(assessment, FORM, PRACTITIONER)
    # Reading order of the questions, the usual order of roles; the overall answer has no role,
    # and several people of one role are averaged.
    assert found.questions == ("goal.idea", "people.kpi")
    assert [(row.role, row.levels) for row in found.rows] == [
        (Role.SPONSOR, (4, None)),
        (Role.USERS, (1.5, 2)),
    ]


def test_the_two_roles_farthest_apart_on_at_least_three_questions() -> None:
    ids = ["goal.idea", "goal.owner", "goal.measure", "goal.chain"]
    levels = {
        Role.SPONSOR: [4, 4, 4, None],
        Role.IT: [2, 3, 4, None],
        Role.USERS: [0, 0, None, None],
        Role.SALES: [3, 3, 2, 0],
    }
    assessment = Assessment(
        answers={
            question_id: tuple(
                made.answer(f"{given[place]} said", role)
                for role, given in levels.items()
                if given[place] is not None
            )
            for place, question_id in enumerate(ids)
        }
    )
    # Sponsor and sales: (1 + 1 + 2) / 3; sponsor and IT: (2 + 1 + 0) / 3; users share only two.
    assert disagreement(assessment, FORM, PRACTITIONER).farthest == RolePair(
        one=Role.SPONSOR, other=Role.SALES, questions=3, difference=4 / 3
    )


def test_no_two_roles_are_farthest_when_all_agree() -> None:
    pair = (made.answer("2 said", Role.SPONSOR), made.answer("2 shown", Role.IT))
    agreed = Assessment(
        answers=dict.fromkeys(["goal.idea", "goal.owner", "goal.measure", "goal.chain"], pair)
    )
    assert disagreement(agreed, FORM, PRACTITIONER).farthest is None


@pytest.mark.parametrize(
    ("words", "apart"),
    [
        ((), False),
        (("2 said",), False),
        (("unknown",), False),
        (("unknown", "unknown"), False),
        (("2 said", "2 proven"), False),
        (("2 said", "not applicable"), False),
        (("2 said", "unknown"), True),
        (("2 said", "3 said"), True),
    ],
)
def test_when_people_differ(words: tuple[str, ...], apart: bool) -> None:
    assert differ([made.answer(one) for one in words]) is apart
