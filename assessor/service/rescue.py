"""What can be done about a database that cannot be used: nothing here overwrites one."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assessor import settings as preferences
from assessor.domain.language import message
from assessor.domain.problem import Problem
from assessor.domain.system_fault import fault
from assessor.service.opening import DATABASE
from assessor.service.shelf import Shelf

if TYPE_CHECKING:
    from assessor.store.salvage import Salvaged

BESIDE = ("", "-journal")
"""What SQLite keeps beside its file belongs to it: without it the file is not what it was."""


class Rescue(Shelf):
    """Sets a database aside, begins anew, takes over what can be read, and shows it."""

    @property
    def database_file(self) -> Path | None:
        """Return the file of the database; None when it is on a server."""
        if not self.settings.database:
            return preferences.data_folder() / DATABASE
        kind, _, name = self.settings.database.partition(":///")
        return Path(name) if kind.startswith("sqlite") and name else None

    def set_database_aside(self) -> Path | None:
        """Rename the database, byte for byte as it is, and return its new name; None if gone.

        Raises Problem when the folder does not allow it.
        """
        self.close()
        path = self.database_file
        if path is None or not path.exists():
            return None
        aside = _free_name(path)
        try:
            for ending in BESIDE:
                part = path.with_name(path.name + ending)
                if part.exists():
                    part.rename(aside.with_name(aside.name + ending))
        except OSError as error:
            raise _refused(error, path) from error
        return aside

    def salvage(self, aside: Path) -> Salvaged:
        """Take over into the present database what is whole in one that was set aside."""
        salvaged = self.repository.take_over(aside)
        self.forget_seen()
        return salvaged

    def look(self) -> Salvaged:
        """Show what can be read of the database, and nothing else, until ``stop_looking``.

        The file is not touched. Raises Problem when it is gone, or was written by a newer program.
        """
        from assessor.store.looking import View  # noqa: PLC0415 - rare
        from assessor.store.salvage import Salvaged  # noqa: PLC0415

        path = self.database_file
        if path is None:
            return Salvaged(0, 0)
        view = View(path)
        read = len(view.rows()) + len(view.deleted_rows())
        if read:
            self.close()
            self._repository = view
            self.forget_seen()
        else:
            view.close()
        return Salvaged(read, view.lost)

    def stop_looking(self) -> None:
        """Go back to the database itself, opened when it is next needed."""
        if self.is_looking:
            self.close()
            self.forget_seen()

    def copy_database(self, target: Path) -> None:
        """Copy the database as it is to another place; Problem when that cannot be done."""
        path = self.database_file
        self.close()
        try:
            if path is not None:
                for ending in BESIDE:
                    part = path.with_name(path.name + ending)
                    if part.exists():
                        shutil.copyfile(part, target.with_name(target.name + ending))
        except OSError as error:
            raise _refused(error, target) from error


def _free_name(path: Path) -> Path:
    stamp = datetime.now(UTC).astimezone().strftime("%Y-%m-%d-%H%M%S")
    for number in range(1, 1000):
        more = "" if number == 1 else f"-{number}"
        aside = path.with_name(f"{path.stem}.set-aside-{stamp}{more}{path.suffix}")
        if not aside.exists():
            return aside
    return aside


def _refused(error: OSError, path: Path) -> Problem:
    return fault(
        error,
        message("The file cannot be written (%(reason)s)."),
        place=str(path),
        remedy=message(
            "Check that the folder exists, that you may write there and that it has room."
        ),
    )
