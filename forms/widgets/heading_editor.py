"""The title of a draft, or title and summary of one of its sections, to be rewritten."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from assessor.domain.questionnaire import Wording
from assessor.language import Voice
from assessor.questionnaire import editing
from forms.draft import Draft
from forms.widgets.basic import Label, column
from forms.widgets.both_languages import BothLanguages, plainly


class HeadingEditor(QWidget):
    """Shows the questionnaire itself (node "") or one section."""

    def __init__(
        self, draft: Callable[[], Draft], voice: Callable[[], Voice], parent: QWidget
    ) -> None:
        """Edit the draft of the moment in the voice of the moment."""
        super().__init__(parent)
        self._draft, self._voice = draft, voice
        self.node = ""
        self.id_label = Label(look="small", parent=self)
        self.title = BothLanguages("title", self)
        self.summary = BothLanguages("summary", self)
        self.whole = Label(look="error", parent=self)
        box = column(self, gap=2)
        for part in (self.id_label, self.title, self.summary, self.whole):
            box.addWidget(part)
        box.addStretch(1)
        self.title.written.connect(self._write)
        self.summary.written.connect(self._write)

    def retranslate(self) -> None:
        """Say every text again."""
        voice = self._voice()
        self.title.say(voice.say("Title"))
        self.summary.say(voice.say("What the section finds out"))

    def show_node(self, node: str) -> None:
        """Show the questionnaire itself, or a section of it, as it is now."""
        draft, voice = self._draft(), self._voice()
        section = draft.questionnaire.section_by_id.get(node)
        if node and section is None:
            return
        self.node = node
        self.id_label.setText(node or draft.questionnaire.id)
        self.summary.setVisible(section is not None)
        self.title.show_text(section.title if section else draft.questionnaire.title, voice)
        if section is not None:
            self.summary.show_text(section.summary, voice)
        path, faults = draft.path(node), draft.faults
        self.title.show_problems(f"{path}.title" if path else "title", faults, voice)
        self.summary.show_problems(f"{path}.summary", faults, voice)
        whole = None if node else faults.get("sections")
        self.whole.setText(plainly(whole, voice) if whole else "")
        self.whole.setVisible(whole is not None)

    @Slot()
    def hand_over(self) -> None:
        """Hand over what is being typed."""
        self.title.hand_over()
        self.summary.hand_over()

    @Slot(object, str)
    def _write(self, text: Wording, key: str) -> None:
        draft, name = self._draft(), key.partition("/")[0]
        if self.node:
            changed = editing.with_section(draft.questionnaire, self.node, **{name: text})
        else:
            changed = editing.with_title(draft.questionnaire, text)
        draft.edit(changed, lambda v: v.say("Words of a heading"), f"{self.node}/{key}")
