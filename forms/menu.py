"""The window's own actions, the menu they stand in, and the list of all keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from assessor.domain.language import Language
from assessor.language import Voice
from assessor.settings import Theme
from forms.actions import Actions, key_text
from forms.dialogs import Dialogs
from forms.pages.base import Page, PageKind
from forms.session import Session
from forms.widgets.keyboard_help import KeyboardHelp

if TYPE_CHECKING:
    from forms.projector import ProjectorWindow
    from forms.widgets.typing_back import TypingBack

FILES = "*.takeoff *.yaml *.yml *.json *.pdf"
ZOOM_STEP = 0.1


PageKinds: TypeAlias = Mapping[str, PageKind]


class WindowActions(QObject):
    """Holds what can be done from every page."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        dialogs: Dialogs,
        kinds: PageKinds,
        made: Callable[[str], Page],
    ) -> None:
        """Take the window and how it makes a page: the list of keys tells of every page."""
        super().__init__(window)
        self._window = window
        self._made = made
        self._session = session
        self._dialogs = dialogs
        self._kinds = kinds
        self._set = Actions(window)
        self._pages: dict[str, QAction] = {}
        self.help: KeyboardHelp | None = None
        self.typing: TypingBack | None = None
        self.projector: ProjectorWindow | None = None
        self._make_file_actions()
        self._make_edit_actions()
        self._make_page_actions()
        self._make_view_actions()
        self.menu = QMenu(window)
        self._submenus = {name: QMenu(self.menu) for name in ("go", "language", "theme")}
        self._fill_menu()
        session.undo_stack.indexChanged.connect(self._show_undo)

    def _make_file_actions(self) -> None:
        add = self._set.add
        self.new = add(lambda v: v.say("New assessment"), self._new, "Ctrl+N")
        self.open = add(lambda v: v.say("Open a file…"), self._open, "Ctrl+O")
        self.keep = add(lambda v: v.say("Save now"), self._keep, "Ctrl+S")
        self.copy = add(lambda v: v.say("Save a copy as a file…"), self._copy, "Ctrl+Shift+S")
        self.close_ = add(lambda v: v.say("Close the assessment"), self._close, "Ctrl+W")
        self.quit = add(lambda v: v.say("Quit"), self._window.close, "Ctrl+Q")

    def _make_edit_actions(self) -> None:
        session = self._session
        redo_keys = [QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")]
        self.undo = self._set.add(self._undo_words, session.undo, "Ctrl+Z")
        self.redo = self._set.add(self._redo_words, session.redo, redo_keys)
        self.type_back = self._set.add(
            lambda v: v.say("Type answers back from paper…"), self._type_back, "Ctrl+T"
        )

    def _make_page_actions(self) -> None:
        for index, (name, kind) in enumerate(self._kinds.items(), start=1):
            action = self._set.add(kind.title, self._go, f"Ctrl+{index}")
            action.setData(name)
            self._pages[name] = action

    def _make_view_actions(self) -> None:
        add = self._set.add
        self._languages = {
            Language.EN: add(lambda _: "English", self._speak),
            Language.RU: add(lambda _: "Русский", self._speak),
        }
        self._themes = {
            Theme.SYSTEM: add(lambda v: v.say("As the system"), self._dress),
            Theme.LIGHT: add(lambda v: v.say("Light"), self._dress),
            Theme.DARK: add(lambda v: v.say("Dark"), self._dress),
        }
        for value, action in (self._languages | self._themes).items():
            action.setData(value.value)
            action.setCheckable(True)
        larger = [QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")]
        self.larger = add(lambda v: v.say("Larger letters"), self._larger, larger)
        self.smaller = add(lambda v: v.say("Smaller letters"), self._smaller, "Ctrl+-")
        self.normal = add(lambda v: v.say("Normal letters"), self._normal, "Ctrl+0")
        self.project = add(lambda v: v.say("Projector view"), self._project, "F5")
        self.report = add(lambda v: v.say("Save a report for the developers…"), self._report)
        self.keyboard = add(lambda v: v.say("Keyboard"), self._show_keyboard, "Ctrl+F1")
        self.open_menu = add(lambda v: v.say("Menu"), self._open_menu, "F10")

    def _fill_menu(self) -> None:
        menu, inner = self.menu, self._submenus
        menu.addActions([self.new, self.open, self.keep, self.copy, self.close_])
        menu.addSeparator()
        menu.addActions([self.undo, self.redo, self.type_back])
        menu.addSeparator()
        inner["go"].addActions(list(self._pages.values()))
        inner["language"].addActions(list(self._languages.values()))
        inner["theme"].addActions(list(self._themes.values()))
        for submenu in inner.values():
            menu.addMenu(submenu)
        menu.addActions([self.project, self.larger, self.smaller, self.normal])
        menu.addSeparator()
        menu.addActions([self.keyboard, self.report, self.quit])

    # Words and states

    def page_keys(self) -> dict[str, str]:
        """Return the key that leads to each page."""
        return {name: key_text(action) for name, action in self._pages.items()}

    def retranslate(self, voice: Voice) -> None:
        """Say everything again."""
        self._set.retranslate(voice)
        self._submenus["go"].setTitle(voice.say("Go to"))
        self._submenus["language"].setTitle(voice.say("Language"))
        self._submenus["theme"].setTitle(voice.say("Look"))
        self._show_undo()
        self._show_choices()
        if self.help is not None:
            self.help.close()

    def show_open(self, *, is_open: bool) -> None:
        """Offer what needs an open assessment only while there is one."""
        for action in (self.copy, self.close_, self.keep, self.type_back):
            action.setEnabled(is_open)
        for name, action in self._pages.items():
            action.setVisible(is_open or not self._kinds[name].needs_assessment)

    def _undo_words(self, voice: Voice) -> str:
        what = self._session.undo_stack.undoText()
        return voice.say("Undo: %(what)s", what=what) if what else voice.say("Undo")

    def _redo_words(self, voice: Voice) -> str:
        what = self._session.undo_stack.redoText()
        return voice.say("Redo: %(what)s", what=what) if what else voice.say("Redo")

    @Slot()
    def _show_undo(self) -> None:
        stack, voice = self._session.undo_stack, self._session.voice
        self.undo.setEnabled(stack.canUndo())
        self.redo.setEnabled(stack.canRedo())
        self.undo.setText(self._undo_words(voice))
        self.redo.setText(self._redo_words(voice))

    def _show_choices(self) -> None:
        session = self._session
        for language, action in self._languages.items():
            action.setChecked(language is session.voice.language)
        for look, action in self._themes.items():
            action.setChecked(look is session.settings.theme)

    # Deeds

    @Slot()
    def _new(self) -> None:
        self._session.create()

    @Slot()
    def _open(self) -> None:
        voice, session = self._session.voice, self._session
        filters = voice.say("Assessments and answers files (%(kinds)s)", kinds=FILES)
        path = self._dialogs.open_file(
            self._window, voice.say("Open a file"), session.settings.last_folder, filters
        )
        if path is not None:
            session.open_file(path)

    @Slot()
    def _keep(self) -> None:
        if self._session.flush():
            self._session.notice.emit(
                self._session.voice.say("All is saved. Every answer is kept as you give it.")
            )

    @Slot()
    def _copy(self) -> None:
        voice, session = self._session.voice, self._session
        filters = (
            voice.say("Assessment (%(kinds)s)", kinds="*.takeoff")
            + ";;"
            + voice.say("Answers file (%(kinds)s)", kinds="*.yaml *.json")
        )
        path = self._dialogs.save_file(
            self._window, voice.say("Save a copy"), session.suggested_name(".takeoff"), filters
        )
        if path is not None and session.write_file(path):
            session.notice.emit(voice.say("Saved as %(name)s.", name=path.name))

    @Slot()
    def _type_back(self) -> None:
        """Open the small window for paper, or bring it to the front."""
        # Read when first wanted: many an assessment never sees paper.
        from forms.widgets.typing_back import TypingBack  # noqa: PLC0415

        if self.typing is None:
            self.typing = TypingBack(self._session, self._window)
        self.typing.show()
        self.typing.activateWindow()

    @Slot()
    def _report(self) -> None:
        from forms import developer_report  # noqa: PLC0415 - rarely needed

        voice, session = self._session.voice, self._session
        filters = voice.say("Text (%(kinds)s)", kinds="*.txt")
        suggested = str(Path(session.settings.last_folder or Path.home()) / "takeoff-report.txt")
        title = voice.say("Save a report for the developers")
        path = self._dialogs.save_file(self._window, title, suggested, filters)
        if path is not None and developer_report.save(session, path):
            session.notice.emit(
                voice.say(
                    "Saved as %(name)s. It names no client, project or person; read it before you "
                    "send it.",
                    name=path.name,
                )
            )

    @Slot()
    def _close(self) -> None:
        self._session.close()

    @Slot()
    def _go(self) -> None:
        self._session.page_requested.emit(self._data())

    @Slot()
    def _speak(self) -> None:
        self._session.set_language(Language(self._data()))
        self._show_choices()

    @Slot()
    def _dress(self) -> None:
        self._session.set_theme(Theme(self._data()))
        self._show_choices()

    def _data(self) -> str:
        action = self.sender()
        return str(action.data()) if isinstance(action, QAction) else ""

    @Slot()
    def _project(self) -> None:
        """Show the second screen, or take away what is on it."""
        # Read when first wanted: most sessions have one screen.
        from forms.projector import ProjectorWindow  # noqa: PLC0415

        if self.projector is None:
            self.projector = ProjectorWindow(self._session, self._window)
        if self.projector.isVisible():
            self.projector.close()
        else:
            self.projector.present()

    @Slot()
    def _larger(self) -> None:
        self._session.set_zoom(round(self._session.settings.zoom + ZOOM_STEP, 2))

    @Slot()
    def _smaller(self) -> None:
        self._session.set_zoom(round(self._session.settings.zoom - ZOOM_STEP, 2))

    @Slot()
    def _normal(self) -> None:
        self._session.set_zoom(1.0)

    @Slot()
    def _open_menu(self) -> None:
        """Open the menu at its corner, with the arrow keys in it."""
        where = self._window.rect().topRight()
        where.setX(where.x() - self.menu.sizeHint().width())
        self.menu.popup(self._window.mapToGlobal(where))
        self.menu.setActiveAction(self.new)

    def _page_shortcuts(self) -> dict[str, tuple[QAction, ...]]:
        voice = self._session.voice
        pages = {name: self._made(name) for name in self._kinds}
        return {
            self._kinds[name].title(voice): page.shortcuts()
            for name, page in pages.items()
            if page.shortcuts()
        }

    @Slot()
    def _show_keyboard(self) -> None:
        groups: Mapping[str, tuple[QAction, ...]] = {
            self._session.voice.say("Everywhere"): self._set.all(),
            **self._page_shortcuts(),
        }
        if self.help is not None:
            self.help.deleteLater()
        self.help = KeyboardHelp(self._session.voice, groups, self._window)
        self.help.show()
        self.help.activateWindow()
