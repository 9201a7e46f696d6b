"""The left side of the interview: how many questions, a search, sections or open points."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from assessor.domain.open_points import OpenKind, OpenPoint
from assessor.domain.questionnaire import Questionnaire
from assessor.language import Voice
from forms.session import Session
from forms.theme import space
from forms.widgets.basic import ScrollColumn, column
from forms.widgets.found_list import FoundList, matching, written
from forms.widgets.open_list import OpenList
from forms.widgets.search_field import SearchField
from forms.widgets.section_list import SectionList, SectionState
from forms.widgets.segmented import Segmented

EXPRESS, FULL = "express", "full"
SECTIONS, OPEN = "sections", "open"
MARGINS = (space(3), space(3), 0, space(1))


class EvidenceSide(QWidget):
    """One list at a time: what was found while something is searched, else what was chosen."""

    question_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._points: Sequence[OpenPoint] = ()
        self.length = Segmented((EXPRESS, FULL), self, quiet=True)
        self.search = SearchField(self)
        self.view = Segmented((SECTIONS, OPEN), self, quiet=True)
        self.view.set_value(SECTIONS)
        self.sections = SectionList(self)
        self.open_list = OpenList(self)
        self.found = FoundList(self)
        box = column(self, gap=1.5)
        box.setContentsMargins(*MARGINS)
        for part in (self.length, self.search, self.view):
            box.addWidget(part)
        self._lists = ScrollColumn(self, gap=0, pad=0)
        for listed in (self.sections, self.open_list, self.found):
            self._lists.box.addWidget(listed)
        self._lists.box.addStretch(1)
        box.addWidget(self._lists, 1)
        self._connect()
        self._show_list()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_search)
        self.search.returnPressed.connect(self.found.take_marked)
        self.search.stepped.connect(self.found.step)
        self.found.wanted.connect(self._on_found)
        self.open_list.wanted.connect(self.question_wanted)
        self.view.chosen.connect(self._show_list)
        for walked in (self.found, self.open_list):
            walked.marked.connect(self._bring_into_view)

    def least_width(self) -> int:
        """Return the width that the words of the choices need, with the margins."""
        widest = max(self.length.sizeHint().width(), self.view.sizeHint().width())
        return widest + MARGINS[0] + MARGINS[2]

    def retranslate(self, questionnaire: Questionnaire) -> None:
        """Say everything again; the lists are shown anew with the progress."""
        voice = self._session.voice
        lengths = [
            voice.say(
                "Express: the %(n)d questions that matter most", n=len(questionnaire.express)
            ),
            voice.say("Full: all %(n)d questions", n=len(questionnaire.questions)),
        ]
        self.length.set_texts([voice.say("Express"), voice.say("Full")], lengths)
        self.search.retranslate(voice, voice.say("Find in questions and notes"))
        # The whole name does not fit into a narrow column.
        self.search.setPlaceholderText(voice.say("Find (Ctrl+F)"))
        self._say_views(voice)

    def restyle(self) -> None:
        """Draw the icons again."""
        self.search.restyle(self._session.colours)

    def _say_views(self, voice: Voice) -> None:
        count = len({point.question_id for point in self._points})
        name, told = (
            voice.say("Open: %(n)s", n=count),
            voice.say(
                "What is still to be found out: marked, contradictory, unknown or not asked (O)"
            ),
        )
        if self._points and all(one.kind is not OpenKind.NOT_ASKED for one in self._points):
            # Every section has its tick: what is left was asked, but is not clear.
            name, told = (
                voice.say("To clarify: %(n)s", n=count),
                voice.say(
                    "Everything is asked; this is still unclear: marked, contradictory, unknown (O)"
                ),
            )
        explained = [voice.say("All sections with their progress"), told]
        self.view.set_texts([voice.say("Sections"), name], explained)

    def show_progress(
        self, states: Sequence[SectionState], current: str, points: Sequence[OpenPoint]
    ) -> None:
        """Show how far the sections are, which is on screen, and what is still open."""
        session = self._session
        self.sections.show_sections(states, session.voice, session.colours)
        self.sections.mark(current)
        self._points = points
        self._say_views(session.voice)
        if not self.open_list.isHidden():
            self._show_points()

    def _show_points(self) -> None:
        session = self._session
        questionnaire, voice = session.questionnaire, session.voice
        self.open_list.show_points(self._points, questionnaire, voice, session.colours)

    @Slot()
    def _show_list(self) -> None:
        searches = bool(self.search.text().strip())
        is_open = self.view.value() == OPEN
        self.found.setVisible(searches)
        self.open_list.setVisible(is_open and not searches)
        self.sections.setVisible(not is_open and not searches)
        if is_open and not searches:
            self._show_points()

    def turn_open_points(self) -> None:
        """Show the open points and give them the keys, or go back to the sections."""
        turns_on = self.view.value() != OPEN
        self.search.clear()
        self.view.set_value(OPEN if turns_on else SECTIONS)
        self._show_list()
        if turns_on:
            self.open_list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(str)
    def _on_search(self, text: str) -> None:
        self._show_list()
        session, wanted = self._session, text.strip()
        if not wanted or session.assessment is None:
            return
        questionnaire = session.questionnaire
        found = matching(questionnaire, wanted)
        hits = written(session.assessment, questionnaire, wanted)
        self.found.show_found(found, hits, questionnaire, session.voice, session.colours)
        headings = [group.heading.text() for group in self.found.groups if not group.isHidden()]
        session.spoken.emit(". ".join(headings))

    @Slot(str)
    def _on_found(self, question_id: str) -> None:
        self.search.clear()
        self.question_wanted.emit(question_id)

    @Slot(QWidget)
    def _bring_into_view(self, line: QWidget) -> None:
        self._lists.ensureWidgetVisible(line, 0, space(2))
