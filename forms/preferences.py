"""How the user wants the program to be, and the voice and colours that follow from it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from assessor.domain.language import Language
from assessor.domain.problem import Problem
from assessor.language import Voice
from assessor.settings import Settings, Theme
from forms import theme
from forms.edits import Edit, EditStack

if TYPE_CHECKING:
    from assessor.service import Service

log = logging.getLogger(__name__)


class Preferences(QObject):
    """Holds the preferences, changes and keeps them, and tells of every change."""

    express_changed = Signal()
    flushing = Signal()
    """Editors that hold text back must hand it over now."""
    language_changed = Signal()
    theme_changed = Signal()
    problem_raised = Signal(str)
    notice = Signal(str)

    def __init__(
        self,
        settings: Settings,
        service: Service,
        keep_settings: Callable[[Settings], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self.service = service
        service.settings = settings
        self.voice = Voice(settings.language or Language.EN)
        self.undo_stack = EditStack(self)
        self._keep_settings = keep_settings

    @property
    def colours(self) -> theme.Colours:
        """Return the colours in use."""
        return theme.colours_for(self.settings.theme, dark_system=theme.system_is_dark())

    def change_settings(self, **changes: object) -> None:
        """Change preferences and keep them; a folder that refuses is told, not fatal."""
        self.settings = self.settings.model_copy(update=changes)
        self.service.settings = self.settings
        if self._keep_settings is None:
            return
        try:
            self._keep_settings(self.settings)
        except OSError as error:
            log.warning("settings not kept: %s", error)
            self.problem_raised.emit(self.voice.say("The preferences could not be saved."))

    def set_language(self, language: Language) -> None:
        """Speak another language from now on, edits in the undo list included."""
        if language is self.voice.language:
            self.change_settings(language=language)
            return
        # Fields are written anew in the other language: what is half typed goes first.
        self.flushing.emit()
        self.voice = Voice(language)
        for index in range(self.undo_stack.count()):
            edit = self.undo_stack.command(index)
            if isinstance(edit, Edit):
                edit.speak(self.voice)
        self.settings = self.settings.model_copy(update={"language": language})
        self.service.settings = self.settings
        self.language_changed.emit()
        # Last, so that a refusal is told in the new language.
        self.change_settings(language=language)

    def set_theme(self, wanted: Theme) -> None:
        """Change to light, dark, or what the system says."""
        self.change_settings(theme=wanted)
        self.theme_changed.emit()

    def set_zoom(self, zoom: float) -> None:
        """Make all letters larger or smaller, 1 being normal."""
        self.change_settings(zoom=min(max(zoom, 0.5), 3.0))
        self.theme_changed.emit()

    def set_express(self, express: bool) -> None:  # noqa: FBT001 - a switch's own value
        """Ask the express questions only, or all."""
        if express != self.settings.express:
            self.change_settings(express=express)
            self.express_changed.emit()

    @Slot()
    def follow_system(self) -> None:
        """Look again at whether the desktop is light or dark."""
        if self.settings.theme is Theme.SYSTEM:
            self.theme_changed.emit()

    def tell(self, problem: Problem) -> None:
        """Show a problem where messages appear."""
        # Without its values: the log may be read by others than the user.
        log.warning("%s", problem.what)
        self.problem_raised.emit(self.voice.explain(problem))
