"""The children that print, and what is enclosed in an archive copy."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import TYPE_CHECKING

from assessor.domain.assessment import Assessment
from assessor.service.shelf import Shelf
from assessor.settings import Settings

# Heavy libraries are read where they are needed: the first window needs none of them.
if TYPE_CHECKING:
    from assessor.report.press import Press
    from assessor.store.repository import Repository


class Presses(Shelf):
    """Keeps a child that prints warm, from the first report until the program ends."""

    def __init__(self, settings: Settings, repository: Repository | None = None) -> None:
        """Take what the shelf takes."""
        super().__init__(settings, repository)
        self.printers = 1
        """How many children may wait for the next report; set it before the first."""
        self._presses: list[Press] = []
        self._making = Lock()

    def warm_press(self) -> None:
        """Have a child ready that prints; may be called from any thread, when there is time."""
        self._press().warm()

    def close(self) -> None:
        """Let go of the database, and end the children that wait."""
        while self._presses:
            self._presses.pop().close()
        super().close()

    def _press(self) -> Press:
        from assessor.report import ordered  # noqa: PLC0415 - see the top
        from assessor.report.press import Press  # noqa: PLC0415

        with self._making:
            if not self._presses:
                self._presses.append(Press(ordered.PRINTING, most=self.printers))
            return self._presses[0]

    def packed(self, assessment: Assessment, attached: Mapping[str, bytes] | None = None) -> bytes:
        """Return the exchange file of an assessment with all that is attached to its evidence.

        ``attached`` holds it by digest; without it, it is in the database.
        """
        from assessor.store import exchange  # noqa: PLC0415 - see the top
        from assessor.store.document import attachments_of  # noqa: PLC0415

        names = attachments_of(assessment) if attached is None else ()
        contents = attached or {name: self.attachment(name) for name in names}
        return exchange.pack(assessment, contents, self.written_questionnaire(assessment))
