"""The draft of an own questionnaire that is being edited: saved at each change, undone in steps."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from assessor.domain.problem import InputProblem, Problem
from assessor.domain.questionnaire import Question, Questionnaire
from assessor.questionnaire import editing
from forms.edits import KeptEdit, Label
from forms.session import Session


class Draft(QObject):
    """Holds one draft; the list and the fields of the editor read it and write back through it.

    Its edits lie on the one undo stack of the window, so Ctrl+Z takes back whatever came last.
    """

    changed = Signal()

    def __init__(self, session: Session, questionnaire: Questionnaire, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.questionnaire = questionnaire
        self.published = session.service.published_ids(questionnaire.id)
        """Ids of questions in earlier editions, whose answers must find their way."""
        self.faults: Mapping[str, InputProblem] = {}
        """What keeps the draft from being published, by the path to the text at fault."""
        self._judge()

    def _judge(self) -> None:
        found = self._session.service.faults(self.questionnaire)
        self.faults = {problem.place: problem for problem in reversed(found)}

    def take(self, questionnaire: Questionnaire) -> None:
        """Go on from the draft as it is stored; it may have been published meanwhile."""
        self.questionnaire = questionnaire
        self.published = self._session.service.published_ids(questionnaire.id)
        self._judge()

    def edit(self, questionnaire: Questionnaire, label: Label, key: str = "") -> None:
        """Go on with a changed draft; changes in a row with the same key are undone in one step."""
        if questionnaire == self.questionnaire:
            return
        if self._session.refuses(self.changed.emit):
            return
        before, voice = self.questionnaire, self._session.voice
        name = f"{questionnaire.id}/{key}" if key else ""
        edit = KeptEdit(
            self._apply, "draft", before, questionnaire, label=label, voice=voice, key=name
        )
        self._session.undo_stack.push(edit)

    def _apply(self, name: str, value: object) -> None:
        del name
        if not isinstance(value, Questionnaire):
            return
        self.questionnaire = value
        self._judge()
        try:
            self._session.service.save_draft(value)
        except Problem as problem:
            self._session.tell(problem)
        self.changed.emit()

    # What the parts of the editor ask

    def question(self, question_id: str) -> Question | None:
        """Return a question of the draft, None when it is gone."""
        return self.questionnaire.by_id.get(question_id)

    def is_added(self, question_id: str) -> bool:
        """Return whether a question is none of the program's own, so that it has no weight."""
        return question_id not in self._session.service.questionnaire.by_id

    def is_added_section(self, section_id: str) -> bool:
        """Return whether a section is none of the program's own; all its questions are added."""
        return section_id not in self._session.service.questionnaire.section_by_id

    def without_section(self, section_id: str) -> Questionnaire:
        """Return the draft without an added section and its questions."""
        bundled = self._session.service.questionnaire.by_id
        return editing.without_section(self.questionnaire, section_id, bundled, self.published)

    def path(self, node: str) -> str:
        """Return the path of a section or question, as ``faults`` names it; empty at the top."""
        for place, section in enumerate(self.questionnaire.sections, start=1):
            if section.id == node:
                return f"sections[{place}]"
            for seat, question in enumerate(section.questions, start=1):
                if question.id == node:
                    return f"sections[{place}].questions[{seat}]"
        return ""

    def faults_of(self, node: str) -> int:
        """Return how many things are wrong with a question, or in a section, or with the title."""
        path = self.path(node)
        if not path:
            return sum(not place.startswith("sections[") for place in self.faults)
        return sum(place == path or place.startswith(f"{path}.") for place in self.faults)
