"""The dialog: it asks in both languages, offers what has a meaning, and refuses in place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.language import Language
from assessor.language import Voice
from forms.printing.choice import Paper, PrintChoice, Sides
from forms.printing.queues import KnownPrinters
from forms.widgets.print_dialog import ALL, SOME, THIS, Printable, PrintDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the simulated screen says so


class Ask(Protocol):
    """Opens the dialog and waits until the printers are known."""

    def __call__(
        self,
        printers: tuple[str, ...] = ("office", "hall"),
        last: PrintChoice | None = None,
        language: Language = Language.EN,
        owner_size: tuple[int, int] | None = None,
    ) -> PrintDialog: ...


@pytest.fixture
def ask(qtbot: QtBot) -> Iterator[Ask]:
    owner = QWidget()
    qtbot.addWidget(owner)

    def opened(
        printers: tuple[str, ...] = ("office", "hall"),
        last: PrintChoice | None = None,
        language: Language = Language.EN,
        owner_size: tuple[int, int] | None = None,
    ) -> PrintDialog:
        if owner_size:
            owner.resize(*owner_size)
            owner.show()
        found = KnownPrinters(printers, owner)
        about = Printable(count=7, page=3)
        dialog = PrintDialog(Voice(language), about, found, last or PrintChoice(""), owner)
        dialog.open()
        qtbot.waitUntil(lambda: not dialog.printer.currentText().startswith(("Looking", "Ищу")))
        return dialog

    yield opened
    owner.close()


def test_the_dialog_stands_in_the_middle_of_its_window(qtbot: QtBot, ask: Ask) -> None:
    dialog = ask(owner_size=(760, 560))
    owner = dialog.parentWidget()
    away = dialog.frameGeometry().center() - owner.frameGeometry().center()
    # A frame of some points may be drawn around either of them.
    assert away.manhattanLength() <= 40
    assert dialog.pos().y() > owner.pos().y()


def test_printing_everything_is_one_key(qtbot: QtBot, ask: Ask) -> None:
    dialog = ask()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert chosen.args == [PrintChoice("office")]
    assert not dialog.isVisible()


def test_everything_can_be_chosen(qtbot: QtBot, ask: Ask) -> None:
    dialog = ask()
    dialog.printer.set_value("hall")
    dialog.which.set_value(SOME)
    dialog.runs.setText("1-2, 7")
    dialog.copies.setText("4")
    dialog.collate.setChecked(False)
    dialog.sides.set_value(Sides.LONG)
    dialog.paper.set_value(Paper.LETTER)
    dialog.grey.setChecked(True)
    assert dialog.choice() == PrintChoice(
        "hall",
        pages=((1, 2), (7, 7)),
        copies=4,
        collate=False,
        sides=Sides.LONG,
        grey=True,
        paper=Paper.LETTER,
    )


def test_the_page_in_view_alone(qtbot: QtBot, ask: Ask) -> None:
    dialog = ask()
    dialog.which.set_value(THIS)
    choice = dialog.choice()
    assert choice is not None
    assert choice.pages == ((3, 3),)


def test_pages_that_are_not_there_are_refused_in_place(qtbot: QtBot, ask: Ask) -> None:
    dialog = ask()
    dialog.which.set_value(SOME)
    dialog.runs.setText("6-9")
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog.go.click()
    assert dialog.isVisible()
    assert "between 1 and 7" in dialog.runs.accessibleDescription()
    dialog.runs.setText("6-7")
    with qtbot.waitSignal(dialog.chosen):
        dialog.go.click()


def test_collating_one_copy_is_not_offered(qtbot: QtBot, ask: Ask) -> None:
    dialog = ask()
    assert not dialog.collate.isEnabled()
    assert not dialog.runs.isEnabled()
    qtbot.keyClick(dialog.copies, Qt.Key.Key_Up)
    assert dialog.copies.typed == 2
    assert dialog.collate.isEnabled()


def test_what_was_chosen_last_is_offered_and_copies_begin_anew(qtbot: QtBot, ask: Ask) -> None:
    last = PrintChoice("hall", copies=9, sides=Sides.ONE, grey=True, paper=Paper.A3)
    dialog = ask(last=last)
    choice = dialog.choice()
    assert choice == PrintChoice("hall", sides=Sides.ONE, grey=True, paper=Paper.A3)
    assert dialog.which.value == ALL


def test_without_a_printer_the_viewer_is_the_way(qtbot: QtBot, ask: Ask) -> None:
    dialog = ask(printers=())
    assert not dialog.go.isEnabled()
    assert dialog.printer.currentText() == "No printer was found"
    assert "system viewer" in dialog.state.text()
    with qtbot.waitSignal(dialog.viewer_wanted):
        dialog.viewer.click()
    assert not dialog.isVisible()


def test_it_speaks_russian_and_every_field_has_a_name(qtbot: QtBot, ask: Ask) -> None:
    dialog = ask(language=Language.RU)
    assert dialog.windowTitle() == "Печать"
    assert dialog.which.currentText() == "Все: 7 страниц"
    fields = (dialog.printer, dialog.which, dialog.runs, dialog.copies, dialog.sides, dialog.paper)
    names = [field.accessibleName() for field in fields]
    assert all(names)
    assert len(set(names)) == len(names)
