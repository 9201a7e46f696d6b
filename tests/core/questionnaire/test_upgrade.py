"""Assessments of earlier editions open for good, and no answer is lost on the way."""

from __future__ import annotations

import pytest

from assessor.domain.assessment import Answer, Assessment, Rated, Unknown, Version
from assessor.domain.problem import InputProblem
from assessor.domain.questionnaire import Questionnaire, Role
from assessor.questionnaire import loader
from assessor.questionnaire.upgrade import edition, is_known, upgrade

BUNDLED = loader.bundled()
LATER = BUNDLED.model_copy(
    update={
        "version": "2.0",
        "renamed": {"goal.reason": "goal.idea"},
        "dropped": {"goal.fashion": "nobody could answer it"},
    }
)
THREE = Answer(judgement=Rated(level=3))
ONE = Answer(judgement=Rated(level=1), role=Role.IT)


def under_the_first(answers: dict[str, tuple[Answer, ...]]) -> Assessment:
    return Assessment(answers=answers, questionnaire=Version(id="crm_takeoff", version="1.0"))


def test_nothing_happens_under_the_same_edition() -> None:
    assessment = Assessment(answers={"goal.idea": (THREE,)}, questionnaire=edition(BUNDLED))
    assert upgrade(assessment, BUNDLED) is assessment


def test_an_assessment_without_an_edition_gets_the_present_one() -> None:
    upgraded = upgrade(Assessment(answers={"goal.idea": (THREE,)}), BUNDLED)
    assert upgraded.questionnaire == edition(BUNDLED)
    assert upgraded.answers == {"goal.idea": (THREE,)}


def test_a_renamed_question_keeps_its_answers() -> None:
    upgraded = upgrade(under_the_first({"goal.reason": (THREE, ONE)}), LATER)
    assert upgraded.answers == {"goal.idea": (THREE, ONE)}
    assert upgraded.questionnaire == edition(LATER)


def test_answers_under_the_old_and_the_new_name_are_brought_together() -> None:
    old = Answer(judgement=Unknown())
    upgraded = upgrade(under_the_first({"goal.idea": (THREE,), "goal.reason": (old, ONE)}), LATER)
    assert upgraded.answers == {"goal.idea": (THREE, ONE)}


def test_answers_to_a_dropped_question_are_kept_but_not_asked_any_more() -> None:
    upgraded = upgrade(under_the_first({"goal.fashion": (THREE,), "goal.idea": (ONE,)}), LATER)
    assert upgraded.answers == {"goal.idea": (ONE,)}
    assert upgraded.retired == {"goal.fashion": (THREE,)}
    assert upgrade(upgraded, LATER) is upgraded


@pytest.mark.parametrize(
    ("question_id", "words"),
    [("goal.idee", "Did you mean “goal.idea”?"), ("nonsense", "lists all of them")],
)
def test_a_question_that_never_was_is_refused(question_id: str, words: str) -> None:
    with pytest.raises(InputProblem) as caught:
        upgrade(under_the_first({question_id: (THREE,)}), BUNDLED)
    assert words in str(caught.value)


def test_known_are_present_renamed_and_dropped_questions() -> None:
    known: Questionnaire = LATER
    assert all(is_known(i, known) for i in ("goal.idea", "goal.reason", "goal.fashion"))
    assert not is_known("goal.other", known)
