"""Exchanges a function of the engine for another, wherever the engine knows it by name."""

from __future__ import annotations

import sys
from typing import Any, NamedTuple


class Swap(NamedTuple):
    """One place in which a function stands, the engine's own and ours for it."""

    owner: Any
    name: str
    theirs: Any
    ours: Any

    def do(self) -> None:
        """Put ours in."""
        setattr(self.owner, self.name, self.ours)

    def undo(self) -> None:
        """Put the engine's own back."""
        setattr(self.owner, self.name, self.theirs)


def method(owner: type, name: str, ours: Any) -> Swap:
    """Return the exchange of a method."""
    return Swap(owner, name, owner.__dict__[name], ours)


def everywhere(theirs: Any, ours: Any) -> list[Swap]:
    """Return the exchange of a function in every module of the engine that has imported it."""
    return [
        Swap(module, name, theirs, ours)
        for path, module in sorted(sys.modules.items())
        if path.partition(".")[0] == "weasyprint"
        for name, value in vars(module).items()
        if value is theirs
    ]
