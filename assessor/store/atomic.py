"""Writes files so that the old content or the new one is there, never a mixture."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from assessor.domain.problem import WorkProblem


def write(path: Path, content: bytes) -> None:
    """Replace a file's content at one stroke; WorkProblem when that is not possible."""
    try:
        _replace(path, content)
    except OSError as error:
        raise WorkProblem(
            "The file cannot be written (%(reason)s).",
            place=str(path),
            remedy="Check that the folder exists, that you may write there and that it has room.",
            reason=error.strerror or type(error).__name__,
        ) from error


def make_folder(path: Path) -> None:
    """Make a folder and those around it; WorkProblem when that is not possible."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkProblem(
            "The folder cannot be made (%(reason)s).",
            place=str(path),
            remedy="Check that the path is right and that you may write there.",
            reason=error.strerror or type(error).__name__,
        ) from error


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.chmod(_mode(path))
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """Return the rights of the file that is replaced, or those that a new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
