"""Own looks of the report."""

from __future__ import annotations

from pathlib import Path

from assessor.domain.look import Look
from assessor.settings import Settings


class Looks:
    """Tells which own looks there are."""

    settings: Settings

    def looks(self) -> tuple[Look, ...]:
        """Return the own looks by title, each with the first thing that is wrong with it."""
        from assessor.report.look import own  # noqa: PLC0415 - the first window needs none of it

        if self.settings.safe_mode:
            return ()
        return tuple(sorted(own.listed(), key=lambda look: look.title.casefold()))

    def looks_folder(self) -> Path:
        """Return the folder that holds a folder for each own look; it need not be there."""
        from assessor.report.look import own  # noqa: PLC0415 - see above

        return own.folder()
