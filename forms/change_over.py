"""Puts the open assessment under another questionnaire, as one edit that can be undone."""

from __future__ import annotations

from assessor.domain.assessment import Assessment
from assessor.domain.questionnaire import Questionnaire
from forms.edits import KeptEdit, Label
from forms.session import Session

PARTS = ("questionnaire", "answers", "retired", "targets", "plan")
"""What depends on the questionnaire; everything else stays as it is at the time."""


def change_over(session: Session, questionnaire: Questionnaire, label: Label) -> None:
    """Change over; answers to questions that the other one lacks are set aside, not lost."""
    before = session.assessment
    if before is None or session.refuses(session.questionnaire_changed.emit):
        return

    def apply(name: str, value: object) -> None:
        del name
        if session.assessment is None or not isinstance(value, Assessment):
            return
        update = {part: getattr(value, part) for part in PARTS}
        session.put(session.assessment.model_copy(update=update))
        session.questionnaire_changed.emit()

    after = session.service.switch(before, questionnaire)
    edit = KeptEdit(apply, "questionnaire", before, after, label=label, voice=session.voice)
    session.undo_stack.push(edit)
