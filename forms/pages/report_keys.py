"""What can be done on the Report page, each with its words and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from forms.actions import Actions

if TYPE_CHECKING:
    from forms.pages.report import ReportPage


class ReportKeys:
    """Holds the actions of the page, by where they are offered."""

    def __init__(self, page: ReportPage) -> None:
        self.set = Actions(page)
        add = self.set.add
        self.save = add(lambda v: v.say("Save as PDF…"), page.save, "Ctrl+Alt+S")
        self.print = add(lambda v: v.say("Print…"), page.print_out, "Ctrl+P")
        self.word = add(lambda v: v.say("Copy for Word…"), page.save_word, "Ctrl+Alt+W")
        self.excel = add(lambda v: v.say("Copy for Excel…"), page.save_excel, "Ctrl+Alt+E")
        self.charts = add(lambda v: v.say("All pictures as SVG…"), page.save_charts)
        self.view = add(
            lambda v: v.say("Open in the system viewer"), page.open_outside, "Ctrl+Alt+O"
        )
        self.folder = add(lambda v: v.say("Open the folder"), page.open_folder)
        self._add_preview_keys(page)

    def _add_preview_keys(self, page: ReportPage) -> None:
        add, preview = self.set.add, page.preview
        add(lambda v: v.say("Find in the pages"), preview.open_search, "Ctrl+F")
        add(lambda v: v.say("Next place"), preview.find_next, "F3")
        add(lambda v: v.say("Previous place"), preview.find_previous, "Shift+F3")
        add(lambda v: v.say("Go to a page"), preview.go_to_page, "Ctrl+G")
        add(lambda v: v.say("Zoom in"), preview.zoom_in, "Ctrl+Alt+=")
        add(lambda v: v.say("Zoom out"), preview.zoom_out, "Ctrl+Alt+-")
        add(lambda v: v.say("Fit the width"), preview.fit_width, "Ctrl+Alt+1")
        add(lambda v: v.say("Fit the page"), preview.fit_page, "Ctrl+Alt+2")
        add(lambda v: v.say("One page at a time"), preview.turn_single, "Ctrl+Alt+3")
        add(lambda v: v.say("Small pictures of the pages"), preview.turn_thumbnails, "Ctrl+Alt+4")
        add(lambda v: v.say("To the pages and back"), page.swap_focus, "F6")

    @property
    def main(self) -> tuple[QAction, ...]:
        """Return what is offered as buttons, the main one first."""
        return (self.save, self.print)

    @property
    def more(self) -> tuple[QAction, ...]:
        """Return what is offered in the menu of copies."""
        return (self.word, self.excel, self.charts, self.view, self.folder)
