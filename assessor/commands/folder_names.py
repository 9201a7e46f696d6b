"""What the reports in a folder are called, and whose they are.

A report is named after its client and project. Which report came from which file is noted in the
folder, so that a later run replaces its own reports and never those of somebody else.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from assessor.commands import targets
from assessor.domain.assessment import Assessment, Project
from assessor.domain.problem import Problem

if TYPE_CHECKING:
    from assessor.service import Service

NOTES = ".takeoff-reports.json"
"""Which file each report in a folder was printed from, by the report's name."""

LONGEST = 180
"""Bytes of a name; systems take 255, and endings and numbers are added."""

_FORBIDDEN = '\\/:*?"<>|'


class FolderNames:
    """Gives each report of one run its own name, and remembers whose it is."""

    def __init__(self, service: Service, folder: Path) -> None:
        self._service = service
        self._folder = folder
        self._given: set[str] = set()
        """Names given in this run, in small letters."""

    def target_for(self, source: Path, assessment: Assessment) -> Path:
        """Return where the report of a file goes: a free place, or that of its last report.

        The place is taken from then on, for other runs as well. Raises InputProblem when the file
        that is read lies there itself.
        """
        owner = os.path.realpath(source)
        owners = _read(self._folder / NOTES)  # by another run perhaps a moment ago
        named = (self._folder / f"{stem}.pdf" for stem in _stems(source, assessment.project))
        target = next(one for one in named if self._is_free(one, owner, owners.get(one.name, "")))
        targets.refuse_same(target, [source])
        self._given.add(target.name.casefold())
        self._note({**owners, target.name: owner})
        return target

    def _is_free(self, target: Path, owner: str, noted: str) -> bool:
        """Return whether nobody else has this name: in this run, in another, or for good."""
        if target.name.casefold() in self._given:
            return False
        return noted == owner or not (target.exists() or (noted and Path(noted).exists()))

    def _note(self, owners: dict[str, str]) -> None:
        """Remember whose each report is; where that fails the next one gets another name."""
        content = json.dumps(owners, indent=1, sort_keys=True)
        with suppress(Problem):
            self._service.write_bytes(self._folder / NOTES, content.encode("utf-8"))


def _stems(source: Path, project: Project) -> Iterator[str]:
    """Yield names without ending, the plainest first."""
    named = " - ".join(text for text in (project.client.strip(), project.name.strip()) if text)
    plain = harmless_name(named) or harmless_name(source.stem) or "report"
    yield plain
    full = f"{plain} ({harmless_name(source.stem)})" if named else plain
    if named:
        yield full
    yield from (f"{full}-{number}" for number in count(2))


def harmless_name(text: str) -> str:
    """Return a text as it can stand in the name of a file on every system."""
    kept = "".join("_" if char in _FORBIDDEN or not char.isprintable() else char for char in text)
    short = kept.encode("utf-8", "replace")[: LONGEST // 2].decode("utf-8", "ignore")
    return short.strip(" .")


def _read(notes: Path) -> dict[str, str]:
    """Return what was noted; nothing where it cannot be read."""
    try:
        read = json.loads(notes.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(read, dict):
        return {}
    return {str(name): str(owner) for name, owner in read.items()}
