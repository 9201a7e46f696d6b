"""Writes files so that the old content or the new one is there, never a mixture."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from assessor.domain.language import message
from assessor.domain.problem import InputProblem
from assessor.domain.system_fault import fault


def write(path: Path, content: bytes) -> None:
    """Replace a file's content at one stroke; Problem when that is not possible.

    A link stays a link: the file that it names is replaced. Devices and pipes are refused, for
    replacing one would put an ordinary file in its place.
    """
    target = Path(os.path.realpath(path))
    try:
        _refuse_extraordinary(target, path)
        _replace(target, content)
    except OSError as error:
        raise fault(
            error,
            message("The file cannot be written (%(reason)s)."),
            place=str(path),
            remedy=message(
                "Check that the folder exists, that you may write there and that it has room."
            ),
        ) from error


def make_folder(path: Path) -> None:
    """Make a folder and those around it; Problem when that is not possible."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise fault(
            error,
            message("The folder cannot be made (%(reason)s)."),
            place=str(path),
            remedy=message("Check that the path is right and that you may write there."),
        ) from error


def _refuse_extraordinary(target: Path, named: Path) -> None:
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise InputProblem(
            "This is a folder, not a file.", place=str(named), remedy="Name a file in it."
        )
    if not stat.S_ISREG(mode):
        raise InputProblem(
            "This is a device or a pipe, not a file.",
            place=str(named),
            remedy="Name an ordinary file.",
        )


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
