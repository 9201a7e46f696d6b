"""Keeps the list at one with the pages when another belief set or program works it out."""

from __future__ import annotations

from collections.abc import Callable

from assessor import __version__
from assessor.domain.assessment import Assessment
from assessor.domain.portfolio import Summary
from assessor.questionnaire.upgrade import upgrade
from assessor.service.shelf import Shelf


class Restating(Shelf):
    """Works the stored figures out again where they were worked out by something else."""

    @property
    def basis(self) -> str:
        """Return by what figures are worked out now: program, belief set and actions."""
        from assessor.scoring.plan import catalogue  # noqa: PLC0415 - heavy, and rare

        beliefs, actions = self._beliefs(None).edition, catalogue.bundled_actions()
        return f"{__version__} {beliefs.id} {beliefs.digest} {actions.version}"

    def restate(self, goes_on: Callable[[], bool]) -> int:
        """Work out all rows again unless that was done; return how many were others.

        May be called beside everything else, and ends early when ``goes_on`` says no or the
        belief set changes.
        """
        basis, changed = self.basis, 0
        if self.repository.basis() == basis:
            return 0
        for row in (*self.rows(), *self.deleted_rows()):
            if not goes_on() or self.basis != basis:
                return changed
            changed += self.repository.restate(row.id, self._summary)
        self.repository.note_basis(basis)
        return changed

    def _summary(self, stored: Assessment) -> Summary:
        return Summary.of(self.forecast(upgrade(stored, self.questionnaire_of(stored))))
