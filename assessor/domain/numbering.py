"""The short number of every question, printed on all paper, by which answers are typed back.

3.4 is the fourth question of the third section. Numbers follow the order of the questionnaire, so
they are the same in the express check, in every guide and in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from assessor.domain.questionnaire import Question, Questionnaire

_NUMBER = re.compile(r"(\d{1,3})\s*[.,·/-]\s*(\d{1,3})\.?")


def numbers(questionnaire: Questionnaire) -> Mapping[str, str]:
    """Return the number of every question by its id."""
    return {
        question.id: f"{place}.{seat}"
        for place, section in enumerate(questionnaire.asked.sections, start=1)
        for seat, question in enumerate(section.questions, start=1)
    }


def number_of(questionnaire: Questionnaire, question_id: str) -> str:
    """Return the number of a question; empty when the questionnaire does not ask it."""
    return numbers(questionnaire).get(question_id, "")


def numbered(questionnaire: Questionnaire, text: str) -> Question | None:
    """Return the question that a typed number or id means; None when there is no such.

    A comma is taken for the point: it is what the keypad of a Russian keyboard gives.
    """
    wanted = text.strip()
    found = _NUMBER.fullmatch(wanted)
    if found is None:
        return questionnaire.asked.by_id.get(wanted)
    place, seat = int(found[1]), int(found[2])
    sections = questionnaire.asked.sections
    if not 1 <= place <= len(sections):
        return None
    asked = sections[place - 1].questions
    return asked[seat - 1] if 1 <= seat <= len(asked) else None
