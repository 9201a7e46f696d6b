"""Asks how to print; it knows what ``lp`` can do and speaks both languages."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from assessor.language import Voice
from forms.printing.choice import (
    MILLIMETRES,
    Pages,
    Paper,
    PrintChoice,
    Sides,
    paper_of,
    read_pages,
)
from forms.printing.queues import Printers, lp_program
from forms.theme import space
from forms.widgets.basic import Label, ScrollColumn, button, column, row
from forms.widgets.fields import ChoiceEdit, CountEdit, Field, LineEdit
from forms.widgets.reading_order import ReadDialog
from forms.widgets.turning import Turning

MOST_COPIES = 99

SIZE = (64, 30)
"""Letters and lines."""

PAIR = 40
"""Letters that two fields must have room for to stand side by side."""

ALL, THIS, SOME = "all", "this", "some"


@dataclass(frozen=True)
class Printable:
    """What is to be printed."""

    count: int
    """Pages."""
    page: int
    """The page on show, counted from 1."""
    size_mm: tuple[float, float] = MILLIMETRES[Paper.A4]


class PrintDialog(ReadDialog):
    """Printer, pages, copies, sides, shades and paper."""

    chosen = Signal(object)
    """The PrintChoice, once."""
    viewer_wanted = Signal()
    """The user would rather print from another program."""

    def __init__(
        self,
        voice: Voice,
        printable: Printable,
        printers: Printers,
        last: PrintChoice,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._voice = voice
        self._printable = printable
        self._last = last
        self._printers = printers
        self._choices = ScrollColumn(self, gap=2, pad=2)
        self.printer = ChoiceEdit(self)
        self.which = ChoiceEdit(self)
        self.runs = LineEdit(self)
        self.copies = CountEdit(self, 1, MOST_COPIES)
        self.collate = QCheckBox(self)
        self.sides = ChoiceEdit(self)
        self.paper = ChoiceEdit(self)
        self.grey = QCheckBox(self)
        self.state = Label(look="small", parent=self)
        self.go = button(look="primary", parent=self)
        self.stop = button(parent=self)
        self.viewer = button(look="link", parent=self, wraps=True)
        self._fields = {
            part: Field(part, self)
            for part in (self.printer, self.which, self.runs, self.copies, self.sides, self.paper)
        }
        self._lay_out()
        self._speak()
        self._show_last()
        self._connect()
        self.fit(*SIZE)
        printers.setParent(self)
        printers.look()

    def _lay_out(self) -> None:
        whole = column(self, gap=1, pad=1)
        whole.addWidget(self._choices, 1)
        box = self._choices.box
        box.addWidget(self._fields[self.printer])
        pairs = (
            (self._fields[self.which], self._fields[self.runs]),
            (self._fields[self.copies], self.collate),
            (self._fields[self.sides], self._fields[self.paper]),
        )
        for pair in pairs:
            line = Turning(self, PAIR, gap=2)
            for part in pair:
                line.box.addWidget(part, 1)
            box.addWidget(line)
        box.addWidget(self.grey)
        box.addWidget(self.state)
        box.addStretch(1)
        foot = row(gap=1)
        # As far in as the fields above.
        foot.setContentsMargins(space(2), space(1), space(2), space(1))
        foot.addWidget(self.viewer)
        foot.addStretch(1)
        foot.addWidget(self.stop)
        foot.addWidget(self.go)
        whole.addLayout(foot)
        self.go.setDefault(True)

    def _connect(self) -> None:
        self._printers.found.connect(self._show_printers)
        self.which.value_changed.connect(self._follow)
        self.copies.value_changed.connect(self._follow)
        self.go.clicked.connect(self._choose)
        self.stop.clicked.connect(self.reject)
        self.viewer.clicked.connect(self._leave_for_viewer)

    def _speak(self) -> None:
        voice, count = self._voice, self._printable.count
        self.setWindowTitle(voice.say("Print"))
        self._fields[self.printer].say(voice.say("Printer"))
        self._fields[self.which].say(voice.say("Pages"))
        self._fields[self.runs].say(voice.say("Which pages"), voice.say("Such as 1-3, 5"))
        self._fields[self.copies].say(voice.say("Copies"))
        self._fields[self.sides].say(voice.say("Sides of the paper"))
        self._fields[self.paper].say(voice.say("Paper"))
        self.collate.setText(voice.say("One whole copy after another"))
        self.grey.setText(voice.say("Shades of grey only"))
        self.go.setText(voice.say("Print"))
        self.stop.setText(voice.say("Cancel"))
        self.viewer.setText(voice.say("Open in the system viewer"))
        self.printer.set_choices([("", voice.say("Looking for printers…"))])
        self.which.set_choices(
            [
                (ALL, voice.say_many("All: %(n)s page", "All: %(n)s pages", count)),
                (THIS, voice.say("This page: %(page)d", page=self._printable.page)),
                (SOME, voice.say("Some pages")),
            ]
        )
        self._speak_paper()

    def _speak_paper(self) -> None:
        voice = self._voice
        self.sides.set_choices(
            [
                (Sides.AS_PRINTER, voice.say("As the printer is set")),
                (Sides.ONE, voice.say("One side")),
                (Sides.LONG, voice.say("Both, turned like a book")),
                (Sides.SHORT, voice.say("Both, turned like a pad")),
            ]
        )
        own = paper_of(self._printable.size_mm).value
        self.paper.set_choices(
            [
                (Paper.AS_PAGES, voice.say("As the pages: %(paper)s", paper=own)),
                *((paper, paper.value) for paper in Paper if paper),
            ]
        )

    def _show_last(self) -> None:
        self.sides.set_value(self._last.sides)
        self.paper.set_value(self._last.paper)
        self.grey.setChecked(self._last.grey)
        self.collate.setChecked(self._last.collate)
        self.copies.set_value(1, anew=True)
        self._follow()
        self.go.setEnabled(False)
        self._say("")

    @Slot()
    def _follow(self) -> None:
        """Offer only what has a meaning for the rest of the choice."""
        self._fields[self.runs].setEnabled(self.which.value == SOME)
        copies = self.copies.typed
        self.collate.setEnabled(isinstance(copies, int) and copies > 1)
        if self.which.value == SOME and self.which.hasFocus():
            self.runs.setFocus()

    @Slot(object)
    def _show_printers(self, names: tuple[str, ...]) -> None:
        voice = self._voice
        if not names:
            self.printer.set_choices([("", voice.say("No printer was found"))])
            self._say(
                voice.say(
                    "Set a printer up in the system and try again, or open the pages in the "
                    "system viewer."
                )
            )
            self.viewer.setFocus()
            return
        self.printer.set_choices([(name, name) for name in names])
        self.printer.set_value(self._last.printer)
        self.go.setEnabled(True)
        self._say(
            voice.say("The printer gets exactly the pages of the preview.")
            if lp_program()
            else voice.say("The pages are printed as pictures of 300 dots to the inch.")
        )

    def _say(self, words: str) -> None:
        self.state.setText(words)
        self.state.setAccessibleName(words)

    def choice(self) -> PrintChoice | None:
        """Return what is chosen; None when the pages cannot be read, which is then told."""
        pages = self._pages()
        copies = self.copies.typed
        if pages is None or not isinstance(copies, int):
            return None
        return PrintChoice(
            printer=str(self.printer.value),
            pages=pages,
            copies=copies,
            collate=self.collate.isChecked(),
            sides=Sides(str(self.sides.value)),
            grey=self.grey.isChecked(),
            paper=Paper(str(self.paper.value)),
            size_mm=self._printable.size_mm,
        )

    def _pages(self) -> Pages | None:
        if self.which.value == ALL:
            return ()
        if self.which.value == THIS:
            return ((self._printable.page, self._printable.page),)
        field = self._fields[self.runs]
        try:
            pages = read_pages(self.runs.text(), self._printable.count)
        except ValueError:
            field.show_problem(
                self._voice.say(
                    "Write pages between 1 and %(last)d, such as 1-3, 5.",
                    last=self._printable.count,
                )
            )
            self.runs.setFocus()
            return None
        field.show_problem("")
        return pages

    @Slot()
    def _choose(self) -> None:
        choice = self.choice()
        if choice is not None:
            self.accept()
            self.chosen.emit(choice)

    @Slot()
    def _leave_for_viewer(self) -> None:
        self.reject()
        self.viewer_wanted.emit()
