"""One text of a questionnaire, to be written in English and in Russian side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from assessor.domain.language import Language
from assessor.domain.problem import InputProblem
from assessor.domain.questionnaire import WORDING_LIMIT, Wording
from assessor.language import Voice
from forms.widgets.basic import Label, column, row, set_look
from forms.widgets.note_field import NoteField

NAMES = {Language.EN: "English", Language.RU: "Русский"}


class LanguageHeads(QWidget):
    """Names the language of each column of fields, once for all of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        pair = row(self, gap=2)
        for language in Language:
            pair.addWidget(Label(NAMES[language], "muted", parent=self), 1)


class BothLanguages(QWidget):
    """A caption, two fields, and under each what is wrong or what stands in while it is empty."""

    written = Signal(object, str)
    """The Wording, and a key under which changes in a row are one step."""

    def __init__(self, name: str, parent: QWidget) -> None:
        """Make the fields of the text that is called ``name`` in the questionnaire."""
        super().__init__(parent)
        self.name = name
        self.caption = Label(look="caption", parent=self)
        self.fields = {language: NoteField(self) for language in Language}
        self.below = {language: Label(look="small", parent=self) for language in Language}
        self.problem = Label(look="error", parent=self)
        self._shown = Wording()
        box = column(self, gap=0.5)
        box.addWidget(self.caption)
        pair = row(gap=2)
        for language in Language:
            side = column(gap=0.5)
            side.addWidget(self.fields[language])
            side.addWidget(self.below[language])
            side.addStretch(1)
            pair.addLayout(side, 1)
        box.addLayout(pair)
        box.addWidget(self.problem)
        self.fields[Language.EN].written.connect(self._write_english)
        self.fields[Language.RU].written.connect(self._write_russian)

    def say(self, caption: str, *, numbered: str = "") -> None:
        """Set the caption; ``numbered`` is what screen readers hear before it."""
        self.caption.setText(caption)
        for language, field in self.fields.items():
            field.setPlaceholderText(NAMES[language])
            field.setAccessibleName(f"{numbered}{caption}, {NAMES[language]}")

    def show_text(self, text: Wording, voice: Voice) -> None:
        """Show the text as the draft has it."""
        self._shown = text
        for language, field in self.fields.items():
            field.show_text(text.en if language is Language.EN else text.ru)
        self._show_fallback(voice)

    def _show_fallback(self, voice: Voice) -> None:
        for language, label in self.below.items():
            spoken = self._shown.speak(language)
            own = self._shown.en if language is Language.EN else self._shown.ru
            label.setText(voice.say("Shown instead: %(text)s", text=spoken))
            label.setVisible(not own and bool(spoken))

    def show_problems(self, path: str, faults: Mapping[str, InputProblem], voice: Voice) -> None:
        """Say in place what is wrong with this text, from all faults by their path."""
        mine = {p: f for p, f in faults.items() if p == path or p.startswith(f"{path}.")}
        # A new question is blank all over: that is to be done, and nothing to be alarmed at.
        unwritten = bool(mine) and self._shown == Wording()
        told = " ".join(dict.fromkeys(plainly(f, voice) for f in mine.values()))
        to_do = voice.say("Still to be written, in one language at least.")
        self.problem.setText(to_do if unwritten else told)
        self.problem.setVisible(bool(mine))
        set_look(self.problem, "small" if unwritten else "error")
        for language, field in self.fields.items():
            wrong = not unwritten and (path in mine or f"{path}.{language.value}" in mine)
            set_look(field, "true" if wrong else "false", "wrong")
            field.setAccessibleDescription(self.problem.text() if mine else "")

    @Slot()
    def hand_over(self) -> None:
        """Hand over what is being typed."""
        for field in self.fields.values():
            field.hand_over()

    @Slot(str, int)
    def _write_english(self, words: str, burst: int) -> None:
        self._write(Language.EN, words, burst)

    @Slot(str, int)
    def _write_russian(self, words: str, burst: int) -> None:
        self._write(Language.RU, words, burst)

    def _write(self, language: Language, words: str, burst: int) -> None:
        kept = words[:WORDING_LIMIT].strip()
        self._shown = self._shown.with_words(language, kept)
        self.written.emit(self._shown, f"{self.name}/{language.value}/{burst}")


def plainly(problem: InputProblem, voice: Voice) -> str:
    """Return what is wrong without the path: it stands beside the field that it is about."""
    values: Mapping[str, Any] = problem.values
    spoken = voice.explain(InputProblem(problem.what, remedy=problem.remedy, **values))
    key = re.escape(str(problem.values.get("key", "")))
    rest = re.sub(f"^[“«]{key}[”»]:? ", "", spoken)
    return rest[:1].upper() + rest[1:]
