"""What the user decides about a database that cannot be used, carried out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from assessor.domain.backup import Backup
from assessor.domain.problem import Problem
from forms.dialogs import Dialogs
from forms.saving import beside
from forms.session import Session


class Rescue:
    """Does one thing at a time; a database is only ever renamed or copied, never changed."""

    def __init__(self, session: Session, dialogs: Dialogs, window: QWidget) -> None:
        self._session = session
        self._dialogs = dialogs
        self._window = window

    def begin_anew(self) -> None:
        """Rename the database that cannot be used, and begin with an empty one."""
        self._attempt(self._begin_anew)

    def take_over(self) -> None:
        """Rename the damaged database, and begin with what can be read of it."""
        self._attempt(self._take_over)

    def look(self) -> None:
        """Show what can be read of the database; nothing can be changed until the view is ended."""
        self._attempt(self._look)

    def go_back_to(self, backup: Backup) -> None:
        """Put a backup in the place of the database, which is kept under another name.

        What there was is backed up before, if it can be, and Undo goes back to that.
        """
        self._attempt(lambda: self._go_back_to(backup))

    def choose(self) -> None:
        """Use another database file."""
        voice = self._session.voice
        filters = voice.say("Databases (%(kinds)s)", kinds="*.db *.backup")
        path = self._dialogs.open_file(
            self._window, voice.say("Choose another database"), str(self._folder), filters
        )
        if path is not None:
            self._use(path)

    def work_on_copy(self) -> None:
        """Copy the database to where it can be written, and use the copy."""
        voice = self._session.voice
        suggested = str(Path.home() / "takeoff-copy.db")
        filters = voice.say("Databases (%(kinds)s)", kinds="*.db")
        path = self._dialogs.save_file(
            self._window, voice.say("Work on a copy"), suggested, filters
        )
        if path is not None:
            self._attempt(lambda: self._copy_and_use(path))

    def show_folder(self) -> None:
        """Show the folder in the program that shows files."""
        self._dialogs.open_outside(str(self._folder))

    def show_backups(self) -> None:
        """Show the folder of the backups, or that of the database while there is none."""
        folder = self._session.service.backup_folder
        there = folder is not None and folder.is_dir()
        self._dialogs.open_outside(str(folder if there else self._folder))

    @property
    def _folder(self) -> Path:
        file = self._session.service.database_file
        return file.parent if file is not None else Path.home()

    def _begin_anew(self) -> Path | None:
        session = self._session
        aside = session.service.set_database_aside()
        session.change_settings(known_database="")
        session.list_changed.emit()
        if aside is not None:
            session.notice.emit(session.voice.say("Set aside as %(name)s.", name=aside.name))
        return aside

    def _take_over(self) -> None:
        session, voice = self._session, self._session.voice
        aside = self._begin_anew()
        if aside is None:
            return
        salvaged = beside(lambda: session.service.salvage(aside))
        session.list_changed.emit()
        words = voice.say_many(
            "%(n)s assessment could be read whole.",
            "%(n)s assessments could be read whole.",
            salvaged.read,
        )
        if not salvaged.read:
            words = voice.say("Nothing in it could be read.")
        elif salvaged.lost:
            lost = voice.say_many("%(n)s could not.", "%(n)s could not.", salvaged.lost)
            words = f"{words} {lost}"
        kept = voice.say("The damaged file is kept as %(name)s.", name=aside.name)
        session.notice.emit(f"{words} {kept}")

    def _look(self) -> None:
        session, voice = self._session, self._session.voice
        looked = beside(session.service.look)
        if not looked.read:
            session.notice.emit(voice.say("Nothing in it could be read."))
            return
        session.list_changed.emit()
        if looked.lost:
            session.notice.emit(
                voice.say_many(
                    "%(n)s assessment could not be read and is missing here.",
                    "%(n)s assessments could not be read and are missing here.",
                    looked.lost,
                )
            )

    def _go_back_to(self, backup: Backup) -> None:
        session, voice = self._session, self._session.voice
        session.backing_up.wait()
        beside(lambda: session.service.verify_backup(backup))
        if session.assessment is not None and not session.unsaved and not session.close():
            return
        before = self._of_now()
        aside = beside(lambda: session.service.go_back_to(backup))
        session.list_changed.emit()
        words = voice.say("This is how it was on %(moment)s.", moment=voice.moment(backup.moment))
        if aside is not None:
            words += " " + voice.say("What was here is kept as %(name)s.", name=aside.name)
        if before is None:
            session.notice.emit(words)
        else:
            session.undo_offered.emit(words, lambda: self.go_back_to(before))

    def _of_now(self) -> Backup | None:
        """Return a backup of now; None where there is nothing that could be backed up whole."""
        try:
            return beside(self._session.service.back_up)
        except Problem:
            return None

    def _copy_and_use(self, path: Path) -> None:
        self._session.service.copy_database(path)
        path.chmod(0o600)
        self._use(path)

    def _use(self, path: Path) -> None:
        session = self._session
        session.service.close()
        session.change_settings(database=f"sqlite:///{path}", known_database="")
        session.list_changed.emit()

    def _attempt(self, do: Callable[[], object]) -> None:
        try:
            do()
        except Problem as problem:
            self._session.tell(problem)


def stop_looking(session: Session) -> None:
    """End the view of a database, and show how it is with the database itself."""
    if session.assessment is not None and not session.close():
        return
    session.service.stop_looking()
    session.list_changed.emit()
    session.page_requested.emit("assessments")
