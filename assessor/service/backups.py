"""Backups of a database file; one on a server is its administrator's to copy."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from assessor.service.rescue import Rescue

if TYPE_CHECKING:
    from assessor.domain.backup import Backup

EVERY = timedelta(minutes=30)
"""How often there should be one while somebody works."""


class Backups(Rescue):
    """Makes backups and goes back to one; may be called beside everything else."""

    @property
    def backup_folder(self) -> Path | None:
        """Return where the backups are; None for a database on a server."""
        from assessor.store import backups  # noqa: PLC0415 - needed when the window stands

        file = self.database_file
        return backups.folder_of(file) if file is not None else None

    def backups(self) -> tuple[Backup, ...]:
        """Return the backups that there are, the newest first."""
        from assessor.store import backups  # noqa: PLC0415 - see above

        file = self.database_file
        return backups.listed(file) if file is not None else ()

    def back_up(self) -> Backup | None:
        """Make sure that there is a verified backup of now; None for a database on a server.

        Raises Problem when that cannot be done; earlier backups stay.
        """
        from assessor.store import backups  # noqa: PLC0415 - see above

        file = self.database_file
        return backups.make(file, self.clock()) if file is not None else None

    def wants_backup(self) -> bool:
        """Return whether something has changed and the newest backup is half an hour old.

        One from the future was made by a clock that was wrong, and proves nothing.
        """
        file, known = self.database_file, self.backups()
        if (
            file is None
            or self.is_looking
            or not file.exists()
            or (known and not _is_newer(file, known[0].path))
        ):
            return False
        now = self.clock()
        return not any(timedelta(0) <= now - backup.moment < EVERY for backup in known)

    def verify_backup(self, backup: Backup) -> None:
        """Raise Problem when a backup cannot be gone back to."""
        from assessor.store import backups  # noqa: PLC0415 - see above

        backups.verify(backup)

    def go_back_to(self, backup: Backup) -> Path | None:
        """Put a backup in the place of the database; return where that was set aside, if any.

        Raises Problem when the backup is damaged or nothing can be written; then nothing moves.
        """
        from assessor.store import backups  # noqa: PLC0415 - see above

        file = self.database_file
        if file is None:
            return None
        return backups.put_back(backup, file, self.set_database_aside, self.clock())


def _is_newer(file: Path, backup: Path) -> bool:
    try:
        return file.stat().st_mtime_ns > backup.stat().st_mtime_ns
    except OSError:  # one of them has just gone: then it is worth looking
        return True
