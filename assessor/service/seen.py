"""In which sectors it is known how a project ended: what a figure can have been tried on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor import settings as preferences
from assessor.domain.problem import Problem
from assessor.service.asking import Asking
from assessor.service.opening import DATABASE
from assessor.settings import Settings

# Heavy libraries are read where they are needed: the first window needs none of them.
if TYPE_CHECKING:
    from assessor.store.repository import Repository


class Seen(Asking):
    """Knows the sectors of finished projects: one's own and the published cases."""

    def __init__(self, settings: Settings, repository: Repository | None = None) -> None:
        super().__init__(settings, repository)
        self._ended: tuple[str, ...] | None = None
        """The sectors of one's own finished projects; None until they are asked for."""

    def seen_sectors(self) -> tuple[str, ...]:
        """Return the sectors of finished projects; none when one's own cannot be read.

        Those of the published cases are in both languages.
        """
        from assessor.examples import sectors  # noqa: PLC0415 - see the top

        own = self._own_sectors()
        return () if own is None else (*own, *sectors.sectors())

    def warm_up(self) -> None:
        """Open the database and read what scores; safe in a thread of its own.

        Raises Problem when the database cannot be used.
        """
        super().warm_up()
        self.seen_sectors()

    def forget_seen(self) -> None:
        """Look again at the next question: a finished project has come or gone."""
        self._ended = None

    def _own_sectors(self) -> tuple[str, ...] | None:
        if self._ended is None:
            self._ended = self._read_sectors()
        return self._ended

    def _read_sectors(self) -> tuple[str, ...] | None:
        if self.is_new:
            return ()
        if self._repository is None and not self.settings.database:
            from assessor.store import ended  # noqa: PLC0415 - see the top

            return ended.sectors_in(preferences.data_folder() / DATABASE)
        try:
            return self.repository.ended_sectors()
        except Problem:
            return None
