"""The sentences of the deeper results: what to ask, how firm, who differs."""

from __future__ import annotations

import pytest

from assessor.domain.assessment import Grade, Rated
from assessor.domain.disagreement import Disagreement, Dispute, RolePair
from assessor.domain.enquiry import Agenda, Enquiry
from assessor.domain.firmness import Flip, FlipTest
from assessor.domain.language import Language
from assessor.domain.questionnaire import Role
from assessor.domain.risk import Verdict
from assessor.domain.standing import State
from assessor.language import Voice, depth, names
from assessor.questionnaire import loader

EN, RU = Voice(Language.EN), Voice(Language.RU)


def enquiry(
    grade: Grade, known: Grade | None, state: State = State.RATED, value: float = 0.0009
) -> Enquiry:
    return Enquiry(
        question="goal.idea",
        state=state,
        known=known,
        grade=grade,
        value=value,
        minutes=4.25,
        roles=(Role.SPONSOR,),
    )


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (enquiry(Grade.SAID, None, State.NOT_ASKED), "Business idea"),
        (enquiry(Grade.SAID, None, State.UNKNOWN), "Business idea: find somebody who knows"),
        (enquiry(Grade.SHOWN, None, State.NOT_ASKED), "Business idea: ask, and have it shown"),
        (enquiry(Grade.PROVEN, None, State.NOT_ASKED), "Business idea: ask, and have it proven"),
        (enquiry(Grade.SHOWN, Grade.SAID), "Business idea: get it shown"),
        (enquiry(Grade.PROVEN, Grade.SHOWN), "Business idea: get it proven"),
        (enquiry(Grade.SAID, Grade.SAID), "Business idea: settle who is right"),
        (enquiry(Grade.PROVEN, Grade.PROVEN), "Business idea: settle who is right"),
    ],
)
def test_what_to_find_out_says_how(wanted: Enquiry, words: str) -> None:
    assert depth.enquiry(EN, wanted, loader.bundled()) == words
    assert "Business" not in depth.enquiry(RU, wanted, loader.bundled())


def test_points_are_whole_and_never_nothing() -> None:
    # The square root of the value is a probability: .03 is three points, .004 less than half.
    assert depth.points(EN, enquiry(Grade.SAID, None, value=0.0009)) == "±3"
    assert depth.points(EN, enquiry(Grade.SAID, None, value=0.000016)) == "under 1"


def test_a_started_minute_counts() -> None:
    assert depth.minutes(EN, 4.25) == "5 min"
    assert depth.minutes(RU, 4.0) == "4 мин"


def agenda(*enquiries: Enquiry) -> Agenda:
    return Agenda(
        limit=20, minutes=4.25, value=0.1, enquiries=enquiries, roles=(Role.SPONSOR,), share=0.4
    )


def test_an_agenda_says_what_it_takes_and_an_empty_one_that_it_is_empty() -> None:
    told = depth.agenda(EN, agenda(enquiry(Grade.SAID, None)))
    assert told == "5 min, 40% of all that could still be found out."
    assert depth.agenda(EN, agenda()).startswith("Nobody in the room")


def flips(count: int) -> FlipTest:
    made = [
        Flip(
            question=question.id,
            role=Role.IT,
            who="",
            now=Rated(level=2),
            moved=Rated(level=3),
            verdict=Verdict.GO,
        )
        for question in loader.bundled().questions[:count]
    ]
    return FlipTest(verdict=Verdict.NOT_YET, tried=90, flips=tuple(made))


@pytest.mark.parametrize(
    ("count", "begins"), [(0, "Firm"), (1, "Tender: 1"), (2, "Tender: each of 2"), (3, "Undecided")]
)
def test_firmness_counts_the_answers(count: int, begins: str) -> None:
    assert depth.firmness(EN, flips(count)).startswith(begins)


def test_without_a_headline_there_is_nothing_to_test() -> None:
    assert depth.firmness(EN, None).startswith("Too little")


def test_a_move_names_who_and_from_where_to_where() -> None:
    told = depth.flip(EN, flips(1).flips[0], loader.bundled())
    assert told == "Business idea (IT): 2, said → 3, said"
    assert depth.tried(EN, flips(1)).startswith("Tested with 90 moves")


def differing(pair: RolePair | None, disputes: int = 1) -> Disagreement:
    made = tuple(
        Dispute(question=q.id, answers=2, lowest=1, highest=3, share=0.01)
        for q in loader.bundled().questions[:disputes]
    )
    return Disagreement(disputes=made, share=0.17, questions=(), rows=(), farthest=pair)


def pair(difference: float) -> RolePair:
    return RolePair(one=Role.SPONSOR, other=Role.IT, questions=5, difference=difference)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (differing(pair(1.84)), "by 1.8 levels on average over 5 questions."),
        (differing(pair(1.0)), "by 1 level on average"),
        (differing(None, 2), "People answer 2 questions differently."),
        (differing(pair(0.0), 0), "Everybody who was asked the same question answered alike."),
    ],
)
def test_who_differs_most_is_named(found: Disagreement, words: str) -> None:
    assert words in depth.disagreement(EN, found)


def test_what_the_difference_does_to_the_doubt_is_told() -> None:
    assert depth.disputed_share(EN, differing(None)).startswith("17% of the doubt")


@pytest.mark.parametrize("voice", [EN, RU])
def test_no_two_roles_have_the_same_mark(voice: Voice) -> None:
    marks = [names.role_mark(voice, role) for role in Role]
    assert len(set(marks)) == len(marks)
    assert max(map(len, marks)) <= 3
