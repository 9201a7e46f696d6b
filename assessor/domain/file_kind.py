"""What kind of file a name stands for, told by its ending."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assessor.domain.problem import InputProblem


def refuse_other(path: Path, kinds: Sequence[str], what: str) -> None:
    """Raise InputProblem, which says ``what``, unless the name ends in one of the kinds."""
    if path.suffix.lower() not in kinds:
        raise InputProblem(
            what,
            place=str(path),
            remedy="Its name must end in one of these: %(kinds)s.",
            kinds=", ".join(kinds),
        )
