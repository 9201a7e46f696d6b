"""The preferences, the database, and what is asked and believed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, Self

from assessor import settings as preferences
from assessor.domain.questionnaire import Questionnaire
from assessor.settings import Settings

# Heavy libraries are read where they are needed: the first window needs none of them.
if TYPE_CHECKING:
    from assessor.scoring.belief_set import BeliefSet
    from assessor.store.first_look import FirstLook
    from assessor.store.repository import Repository

DATABASE = "takeoff.db"
BUSY_SECONDS = 10.0
"""How long a command waits for another program that writes."""


class Opening:
    """Opens the database when it is first needed."""

    def __init__(self, settings: Settings, repository: Repository | None = None) -> None:
        """Take the preferences; without a repository the database is opened when needed."""
        self.settings = settings
        self.busy_seconds = BUSY_SECONDS
        """How long to wait for another program that writes; set it before the first use."""
        self.clock: Callable[[], datetime] = _now
        """Tells the time, in UTC; clocks of computers are set back, so nothing may rely on it."""
        self.brought_back = ""
        """The id of an assessment that was saved last although it had been deleted elsewhere."""
        self._repository = repository
        self._has_looked = False
        self._opening = Lock()
        """Held while the database is opened: a thread of its own may do that."""

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Return a service whose database is opened at its first use."""
        return cls(settings)

    def close(self) -> None:
        """Let go of the database."""
        if self._repository is not None:
            self._repository.close()
            self._repository = None

    @property
    def repository(self) -> Repository:
        """Return the database, opened; Problem when it cannot be used."""
        with self._opening:
            if self._repository is None:
                self._repository = self._opened()
            return self._repository

    def _opened(self) -> Repository:
        from assessor.store.repository import Repository  # noqa: PLC0415 - see the top

        url = self.settings.database or default_database()
        known = url == self.settings.known_database
        repository = Repository(
            url, self.busy_seconds, must_exist=known, makes_folder=not self.settings.database
        )
        try:
            repository.purge(self.clock())
        except BaseException:
            repository.close()
            raise
        return repository

    @property
    def is_looking(self) -> bool:
        """Return whether what is open only shows what could be read of a database."""
        return self._repository is not None and self._repository.only_shows

    def refuse_changes(self) -> None:
        """Raise WorkProblem while what is open only shows what could be read."""
        if self.is_looking:
            from assessor.store import engine  # noqa: PLC0415 - see the top

            raise engine.only_a_view()

    @property
    def opened_database(self) -> str:
        """Return the address of the database that is open; empty while none is, or only a view."""
        if self._repository is None or self.is_looking:
            return ""
        return self.settings.database or default_database()

    def warm_up(self) -> None:
        """Open the database and read what scores; safe in a thread of its own.

        Raises Problem when the database cannot be used.
        """
        from assessor.scoring import beliefs, forecast  # noqa: F401, PLC0415 - see the top

        _ = self.repository

    def first_look(self) -> FirstLook | None:
        """Return, once, the lists of assessments without opening the database in earnest.

        None the next time, when the database is open, or when it is not simply the usual file:
        then the database itself must tell.
        """
        if self._has_looked or self._repository is not None or self.settings.database:
            return None
        self._has_looked = True
        from assessor.store.first_look import FirstLook, first_look  # noqa: PLC0415 - see the top

        return (
            FirstLook((), ()) if self.is_new else first_look(preferences.data_folder() / DATABASE)
        )

    @property
    def is_new(self) -> bool:
        """Return whether nothing can have been stored yet; this does not open the database."""
        if self._repository is not None or self.settings.database or self.settings.known_database:
            return False
        return not (preferences.data_folder() / DATABASE).exists()

    @property
    def questionnaire(self) -> Questionnaire:
        """Return the questionnaire that comes with the program."""
        from assessor.questionnaire import loader  # noqa: PLC0415 - see the top

        return loader.bundled()

    def belief_sets(self) -> tuple[BeliefSet, ...]:
        """Return the belief sets to score with, the default first."""
        from assessor.scoring import beliefs  # noqa: PLC0415 - see the top

        return tuple(beliefs.bundled(belief_id) for belief_id in beliefs.bundled_ids())

    @property
    def chosen_beliefs(self) -> str:
        """Return the id of the belief set in the preferences; the default if there is no such."""
        from assessor.scoring import beliefs  # noqa: PLC0415 - see the top

        known = beliefs.bundled_ids()
        return self.settings.beliefs if self.settings.beliefs in known else known[0]

    def _beliefs(self, belief_id: str | None) -> BeliefSet:
        from assessor.scoring import beliefs  # noqa: PLC0415 - see the top

        return beliefs.bundled(belief_id or self.chosen_beliefs)


def _now() -> datetime:
    return datetime.now(UTC)


def default_database() -> str:
    """Return the URL of the SQLite file in the user's data folder."""
    return f"sqlite:///{preferences.data_folder() / DATABASE}"
