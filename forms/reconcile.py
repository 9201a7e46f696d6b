"""What the window does when the open assessment was changed elsewhere at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.domain.assessment import Assessment
from assessor.domain.merge import Merge
from assessor.domain.problem import InputProblem
from assessor.language import Voice

if TYPE_CHECKING:
    from forms.session import Session

MOST_NAMED = 3
"""So many questions are named in the message; more would fill the window."""


def bring_together(session: Session, base: Assessment, mine: Assessment) -> Assessment:
    """Return both sides' changes as one assessment to save; tell what happened to them."""
    voice = session.voice
    name = voice.say("%(name)s (the other version)", name=mine.project.name or "CRM")
    try:
        merge = session.service.reconcile(base, mine, name)
    except InputProblem:
        return _go_on_with_copy(session, mine)
    session.take_in(merge.assessment, merge.theirs)
    _tell(session, merge)
    return merge.assessment


def _go_on_with_copy(session: Session, mine: Assessment) -> Assessment:
    copy = session.service.duplicate(mine)
    session.take_in(copy, copy)
    session.list_changed.emit()
    session.notice.emit(
        session.voice.say("This assessment is no longer stored. Yours was saved as a copy.")
    )
    return copy


def _tell(session: Session, merge: Merge) -> None:
    voice = session.voice
    if not merge.collides:
        session.notice.emit(
            voice.say("This assessment was changed elsewhere as well. Both changes were kept.")
        )
        return
    session.list_changed.emit()
    sentence = voice.say(
        "This assessment was changed elsewhere as well. Yours stands where both changed the same "
        "(%(what)s); the other version is in the list of assessments.",
        what=_named(session, merge),
    )
    if merge.answers:
        session.undo_offered.emit(sentence, lambda: _take_theirs(session, merge))
    else:
        session.notice.emit(sentence)


def _named(session: Session, merge: Merge) -> str:
    voice, questions = session.voice, session.questionnaire.by_id
    found = [voice.text(questions[key].short) for key, _ in merge.answers if key in questions]
    if merge.fields:
        found.append(voice.say("the Project page, a comment or the plan"))
    more = ["…"] if len(found) > MOST_NAMED else []
    return ", ".join([*found[:MOST_NAMED], *more])


def _take_theirs(session: Session, merge: Merge) -> None:
    """Put the other side's answers in where both had changed them; Undo brings mine back."""
    if session.assessment is None or session.assessment.id != merge.theirs.id:
        return
    theirs = session.service.switch(merge.theirs, session.questionnaire)
    for question_id, role in merge.answers:
        session.set_answer(question_id, theirs.answer_to(question_id, role), _label)


def _label(voice: Voice) -> str:
    return voice.say("Answer entered elsewhere")
