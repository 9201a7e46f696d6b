"""What the walks of the windows look at: an assessment under way, and a longer language."""

from __future__ import annotations

from datetime import date

from assessor.domain.assessment import Answer, EvidenceItem, Grade, Person, Project, Rated, Unknown
from assessor.domain.questionnaire import Role
from assessor.language import Voice
from forms.session import Session


def begin(session: Session) -> None:
    """Open an assessment in which nearly everything was answered."""
    people = (Person(name="Anna", role=Role.SPONSOR, interviewed=date(2026, 11, 2)),)
    session.create(Project(client="Acme", name="CRM for sales and service", people=people))
    item = EvidenceItem(content="Minutes of 4 May", against=True)
    for number, question in enumerate(session.questionnaire.questions):
        judgement = Unknown() if number % 7 == 3 else Rated(level=number % 5, grade=Grade.SHOWN)
        evidence = (item,) if number == 0 else ()
        answer = Answer(judgement=judgement, note="What was said.", evidence=evidence)
        session.set_answer(question.id, answer, "answer")
    session.score_now()
    session.flush()


class LongVoice(Voice):
    """Speaks English that is two fifths longer, as another language may be."""

    def say(self, message: str, **values: object) -> str:
        return longer(super().say(message, **values))

    def say_many(self, one: str, many: str, n: int, **values: object) -> str:
        return longer(super().say_many(one, many, n, **values))


def longer(text: str) -> str:
    words, wanted = text.split(" "), len(text) * 0.4
    for place in range(len(words)):
        if wanted <= 0:
            break
        grown = max(1, round(len(words[place]) * 0.4))
        words[place] += "ě" * grown
        wanted -= grown
    return " ".join(words)
