"""The title of a draft, or title and summary of one of its sections, to be rewritten."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from assessor.domain.questionnaire import Section, Wording
from assessor.language import Voice
from assessor.questionnaire import editing
from forms.draft import Draft
from forms.theme import space
from forms.widgets.basic import Label, button, column
from forms.widgets.both_languages import BothLanguages, LanguageHeads, plainly
from forms.widgets.flow_layout import FlowLayout


class HeadingEditor(QWidget):
    """Shows the questionnaire itself (node "") or one section."""

    removed = Signal()
    """The section on show, which was added, is to go."""

    def __init__(
        self, draft: Callable[[], Draft], voice: Callable[[], Voice], parent: QWidget
    ) -> None:
        """Edit the draft of the moment in the voice of the moment."""
        super().__init__(parent)
        self._draft, self._voice = draft, voice
        self.node = ""
        self.name = Label(look="title", parent=self)
        self.title = BothLanguages("title", self)
        self.summary = BothLanguages("summary", self)
        self.whole = Label(look="error", parent=self)
        self.weight_label = Label(look="small", parent=self)
        self.remove_button = button(parent=self)
        deeds = FlowLayout(gap=space(1))
        deeds.addWidget(self.remove_button)
        box = column(self, gap=2)
        box.addWidget(self.name)
        box.addWidget(self.weight_label)
        box.addLayout(deeds)
        for part in (LanguageHeads(self), self.title, self.summary, self.whole):
            box.addWidget(part)
        box.addStretch(1)
        self.title.written.connect(self._write)
        self.summary.written.connect(self._write)
        self.remove_button.clicked.connect(self.removed)

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
        text = section.title if section else draft.questionnaire.title
        self.name.setText(voice.text(text) or voice.say("No title yet"))
        self.summary.setVisible(section is not None)
        self.title.show_text(text, voice)
        if section is not None:
            self.summary.show_text(section.summary, voice)
        self._show_weight(section, draft, voice)
        path, faults = draft.path(node), draft.faults
        self.title.show_problems(f"{path}.title" if path else "title", faults, voice)
        self.summary.show_problems(f"{path}.summary", faults, voice)
        whole = None if node else faults.get("sections")
        self.whole.setText(plainly(whole, voice) if whole else "")
        self.whole.setVisible(whole is not None)

    def _show_weight(self, section: Section | None, draft: Draft, voice: Voice) -> None:
        """Say how a section counts, and let an added one be removed."""
        added = section is not None and draft.is_added_section(section.id)
        self.weight_label.setVisible(section is not None)
        self.weight_label.setText(
            voice.say("Added: its questions are asked and printed, and have no weight in the risk.")
            if added
            else voice.say("Its weight belongs to its questions, whatever it is called.")
        )
        self.remove_button.setVisible(added)
        self.remove_button.setEnabled(len(draft.questionnaire.sections) > 1)
        count = len(section.questions) if section is not None else 0
        self.remove_button.setText(
            voice.say_many(
                "Remove this section and its %(n)s question",
                "Remove this section and its %(n)s questions",
                count,
            )
        )

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
