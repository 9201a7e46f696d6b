"""What the deeper results say: what to ask next, how firm a verdict is, and where people differ."""

from __future__ import annotations

from assessor.domain.assessment import Grade
from assessor.domain.disagreement import Disagreement
from assessor.domain.enquiry import Agenda, Enquiry
from assessor.domain.firmness import Firmness, Flip, FlipTest
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.standing import State
from assessor.language import names
from assessor.language.voice import Voice

LEAST_POINTS = 0.5
"""Points under which a move is told as less than one."""


def firmness(voice: Voice, test: FlipTest | None) -> str:
    """Return how firm the verdict is and why."""
    if test is None:
        return voice.say("Too little has been asked for a verdict that could be tested.")
    deciding = len(test.answers)
    if test.firmness is Firmness.FIRM:
        return voice.say("Firm: no answer moved by a single step changes the verdict.")
    if test.firmness is Firmness.TENDER:
        return voice.say_many(
            "Tender: %(n)s answer, moved by a single step, changes the verdict.",
            "Tender: each of %(n)s answers, moved by a single step, changes the verdict.",
            deciding,
        )
    return voice.say_many(
        "Undecided: %(n)s answer, moved by a single step, changes the verdict.",
        "Undecided: each of %(n)s answers, moved by a single step, changes the verdict.",
        deciding,
    )


def tried(voice: Voice, test: FlipTest) -> str:
    """Return how many moves the test rests on."""
    return voice.say_many(
        "Tested with %(n)s move: one answer a level or a grade up or down.",
        "Tested with %(n)s moves: one answer at a time, a level or a grade up or down.",
        test.tried,
    )


def flip(voice: Voice, found: Flip, questionnaire: Questionnaire) -> str:
    """Return one move that changes the verdict, and to what."""
    return voice.say(
        "%(question)s: %(now)s → %(moved)s",
        question=_asked(voice, found, questionnaire),
        now=_step(voice, found.now.level, found.now.grade),
        moved=_step(voice, found.moved.level, found.moved.grade),
    )


def _asked(voice: Voice, found: Flip, questionnaire: Questionnaire) -> str:
    name = question(voice, found.question, questionnaire)
    who = found.who or (names.role(voice, found.role) if found.role else "")
    return f"{name} ({who})" if who else name


def _step(voice: Voice, level: int, grade: Grade) -> str:
    return voice.say("%(level)d, %(grade)s", level=level, grade=names.grade(voice, grade))


def question(voice: Voice, question_id: str, questionnaire: Questionnaire) -> str:
    """Return the few words that name a question."""
    known = questionnaire.by_id.get(question_id)
    return voice.text(known.short) if known else question_id


def enquiry(voice: Voice, wanted: Enquiry, questionnaire: Questionnaire) -> str:
    """Return what to find out: the question, and what to be shown when it is known already."""
    name = question(voice, wanted.question, questionnaire)
    if wanted.known is not None and wanted.grade is wanted.known:
        return voice.say("%(question)s: settle who is right", question=name)
    if wanted.grade is Grade.SAID:
        return _hearsay(voice, wanted, name)
    if wanted.known is None:
        return {
            Grade.SHOWN: voice.say("%(question)s: ask, and have it shown", question=name),
            Grade.PROVEN: voice.say("%(question)s: ask, and have it proven", question=name),
        }[wanted.grade]
    return {
        Grade.SHOWN: voice.say("%(question)s: get it shown", question=name),
        Grade.PROVEN: voice.say("%(question)s: get it proven", question=name),
    }[wanted.grade]


def _hearsay(voice: Voice, wanted: Enquiry, name: str) -> str:
    if wanted.state is State.UNKNOWN:
        return voice.say("%(question)s: find somebody who knows", question=name)
    return name


def points(voice: Voice, wanted: Enquiry) -> str:
    """Return by how many points either way an answer can be expected to move the risk."""
    if wanted.points < LEAST_POINTS:
        return voice.say("under 1")
    return f"±{voice.number(round(wanted.points))}"


def minutes(voice: Voice, length: float) -> str:
    """Return a length in minutes; quarters are rounded up, so that nobody runs out of time."""
    return voice.say("%(minutes)s min", minutes=voice.number(-int(-length // 1)))


def agenda(voice: Voice, found: Agenda) -> str:
    """Return what the agenda takes and what it is worth."""
    if not found.enquiries:
        return voice.say("Nobody in the room can answer anything that is still open.")
    return voice.say(
        "%(minutes)s, %(share)s of all that could still be found out.",
        minutes=minutes(voice, found.minutes),
        share=voice.percent(found.share),
    )


def disagreement(voice: Voice, found: Disagreement) -> str:
    """Return who differs most and what all differences do to the range."""
    pair = found.farthest
    if pair is None or pair.difference == 0:
        return _disputes(voice, found)
    return voice.say(
        "%(one)s and %(other)s differ most: by %(levels)s on average over %(questions)s.",
        one=names.role(voice, pair.one),
        other=names.role(voice, pair.other),
        levels=_levels(voice, pair.difference),
        questions=voice.say_many("%(n)s question", "%(n)s questions", pair.questions),
    )


def _levels(voice: Voice, difference: float) -> str:
    rounded = round(difference, 1)
    if rounded == int(rounded):
        return voice.say_many("%(n)s level", "%(n)s levels", int(rounded))
    return voice.say("%(number)s levels", number=voice.number(rounded, 1))


def _disputes(voice: Voice, found: Disagreement) -> str:
    if not found.disputes:
        return voice.say("Everybody who was asked the same question answered alike.")
    return voice.say_many(
        "People answer %(n)s question differently.",
        "People answer %(n)s questions differently.",
        len(found.disputes),
    )


def disputed_share(voice: Voice, found: Disagreement) -> str:
    """Return how much of the doubt is there only because people differ."""
    return voice.say(
        "%(share)s of the doubt about the risk is there only because people answer differently.",
        share=voice.percent(found.share),
    )


def level(voice: Voice, average: float | None) -> str:
    """Return a level, with a decimal where it is an average between two; a dash for none."""
    return "–" if average is None else voice.number(average, int(round(average, 1) % 1 > 0))


def apart(voice: Voice, levels: int) -> str:
    """Return how far the answers to one question lie apart."""
    return voice.say_many("%(n)s level apart", "%(n)s levels apart", levels)
