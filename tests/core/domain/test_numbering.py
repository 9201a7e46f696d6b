from __future__ import annotations

import pytest

from assessor.domain.numbering import number_of, numbered, numbers
from assessor.domain.questionnaire import Questionnaire
from assessor.questionnaire import loader


@pytest.fixture
def asked() -> Questionnaire:
    return loader.bundled()


def test_every_question_has_a_number_of_its_own(asked: Questionnaire) -> None:
    known = numbers(asked)
    assert len(set(known.values())) == len(asked.questions) == 39
    # The third section of the design's table is scale; its fourth question is authority.
    assert known["goal.idea"] == "1.1"
    assert known["scale.authority"] == "3.4"
    assert known["technology.product"] == "7.3"


def test_numbers_lead_back_however_they_are_typed(asked: Questionnaire) -> None:
    for question_id, number in numbers(asked).items():
        for typed in (number, number.replace(".", ","), f" {number}. ", question_id):
            found = numbered(asked, typed)
            assert found is not None
            assert found.id == question_id


@pytest.mark.parametrize("wrong", ["", "0.1", "1.0", "1.9", "8.1", "3", "3.", "3.4.1", "goal.none"])
def test_what_is_no_number_leads_nowhere(asked: Questionnaire, wrong: str) -> None:
    assert numbered(asked, wrong) is None


def test_a_hidden_question_leaves_no_hole(asked: Questionnaire) -> None:
    first = asked.sections[0]
    hidden = first.questions[0].model_copy(update={"hidden": True})
    section = first.model_copy(update={"questions": (hidden, *first.questions[1:])})
    own = asked.model_copy(update={"sections": (section, *asked.sections[1:])})
    assert number_of(own, "goal.idea") == ""
    assert number_of(own, "goal.shared") == "1.1"
    assert numbers(own) == numbers(own.asked)
