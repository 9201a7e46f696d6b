"""What to ask in the time left: equal to brute force, and the fewest people in the room."""

from __future__ import annotations

from itertools import product

import pytest
from core.scoring import made
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.domain.assessment import Assessment, Grade
from assessor.domain.enquiry import Enquiry
from assessor.domain.questionnaire import Role
from assessor.domain.standing import State
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.agenda import for_the_time
from assessor.scoring.enquiry import ranked

FORM = loader.bundled()
PRACTITIONER = beliefs.bundled("practitioner")


def enquiry(
    question: str, value: float, minutes: float, *roles: Role, grade: Grade = Grade.SAID
) -> Enquiry:
    return Enquiry(
        question=question,
        state=State.NOT_ASKED,
        known=None,
        grade=grade,
        value=value,
        minutes=minutes,
        roles=roles or (Role.SPONSOR,),
    )


offers = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.integers(1, 50),
        st.integers(1, 40).map(lambda quarters: quarters / 4),
    ),
    max_size=9,
)


@settings(deadline=None)
@given(offers=offers, quarters=st.integers(0, 120))
def test_the_choice_equals_brute_force(offers: list[tuple[str, int, float]], quarters: int) -> None:
    limit = quarters / 4
    found = [enquiry(question, value, minutes) for question, value, minutes in offers]
    groups = [
        [None, *(e for e in found if e.question == question)]
        for question in sorted({e.question for e in found})
    ]
    fitting = [
        [e for e in choice if e]
        for choice in product(*groups)
        if sum(e.minutes for e in choice if e) <= limit
    ]
    most = max(sum(e.value for e in choice) for choice in fitting)
    agenda = for_the_time(found, limit)
    assert agenda.value == most
    assert agenda.minutes <= limit
    assert len({e.question for e in agenda.enquiries}) == len(agenda.enquiries)
    # Of equally good choices the shortest is taken.
    assert agenda.minutes == min(
        sum(e.minutes for e in choice) for choice in fitting if sum(e.value for e in choice) == most
    )


def test_the_most_valuable_minute_is_asked_first() -> None:
    agenda = for_the_time([enquiry("a", 2, 4), enquiry("b", 3, 2), enquiry("c", 1, 1)], 10)
    assert [e.question for e in agenda.enquiries] == ["b", "c", "a"]
    assert agenda.share == 1


def test_a_dear_question_can_push_out_two_better_minutes() -> None:
    # By value per minute "a" would come first and leave no room for "b".
    agenda = for_the_time([enquiry("a", 3, 2), enquiry("b", 10, 9)], 10)
    assert [e.question for e in agenda.enquiries] == ["b"]
    assert agenda.share == pytest.approx(10 / 13)


def test_only_what_somebody_in_the_room_can_answer() -> None:
    found = [
        enquiry("a", 5, 1, Role.SALES, Role.USERS),
        enquiry("b", 4, 1, Role.IT),
        enquiry("c", 3, 1, Role.FINANCE),
        enquiry("d", 2, 1, Role.CONSULTANT),
    ]
    agenda = for_the_time(found, 10, {Role.IT, Role.USERS})
    assert [e.question for e in agenda.enquiries] == ["a", "b", "d"]
    assert agenda.unanswerable == ("c",)
    assert agenda.roles == (Role.USERS, Role.IT, Role.CONSULTANT)
    assert agenda.share == pytest.approx(11 / 14)


def test_the_fewest_roles_must_be_in_the_room() -> None:
    found = [
        enquiry("a", 1, 1, Role.SPONSOR, Role.SALES),
        enquiry("b", 1, 1, Role.SALES, Role.IT),
        enquiry("c", 1, 1, Role.IT, Role.SPONSOR, Role.SALES),
    ]
    assert for_the_time(found, 10).roles == (Role.SALES,)


def test_of_equally_few_those_named_first_must_come() -> None:
    found = [
        enquiry("a", 1, 1, Role.IT, Role.SPONSOR),
        enquiry("b", 1, 1, Role.IT, Role.SPONSOR),
    ]
    assert for_the_time(found, 10).roles == (Role.IT,)


@pytest.mark.parametrize("minutes", [-5, 0])
def test_no_time_no_questions(minutes: float) -> None:
    agenda = for_the_time([enquiry("a", 1, 1)], minutes)
    assert agenda.enquiries == ()
    assert agenda.roles == ()
    assert agenda.share == 0


def test_nothing_left_to_ask() -> None:
    everything = made.assessment({section.id: "4 proven" for section in FORM.sections})
    agenda = for_the_time(ranked(everything, FORM, PRACTITIONER), 20)
    assert (agenda.enquiries, agenda.value, agenda.share) == ((), 0, 0)


def test_twenty_minutes_at_the_beginning() -> None:
    found = ranked(Assessment(), FORM, PRACTITIONER)
    agenda = for_the_time(found, 20)
    assert 15 < agenda.minutes <= 20
    # What matters most to this set is goal and process (S4.3), so they are looked at, not told.
    assert {"goal.idea", "goal.measure"} & {e.question for e in agenda.enquiries}
    for e in agenda.enquiries:
        assert set(e.roles) & set(agenda.roles)
    more = for_the_time(found, 60)
    assert more.value > agenda.value
    assert for_the_time(found, 10_000).share == pytest.approx(1)
