"""What the system means when it refuses: its reasons in our own words, with a remedy each."""

from __future__ import annotations

import errno

from assessor.domain.language import message
from assessor.domain.problem import InputProblem, Problem, WorkProblem

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
"""How systems say that the disk is full."""

_NO_ROOM = (
    message("There is no space left on the disk."),
    message("Free some space and try again."),
)
_FORBIDDEN = (
    message("You have no permission for this file or folder."),
    message("Choose another folder, or ask for the permission."),
)
_AS_WORDS = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: _NO_ROOM,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: (
        message("This disk can only be read."),
        message("Choose another folder."),
    ),
    errno.EBADF: (
        message("This output is closed."),
        message("Check where the output goes to."),
    ),
    errno.EIO: (
        message("The disk or the connection to it failed."),
        message("Check the disk and try again."),
    ),
}
"""The surroundings' fault: the work could not be done."""

_AS_TYPED = {
    errno.ENOENT: (
        message("There is no such folder."),
        message("Check the path, or make the folder first."),
    ),
    errno.ENOTDIR: (
        message("A part of this path is a file, not a folder."),
        message("Check the path."),
    ),
    errno.EEXIST: (
        message("Here is a file already, not a folder."),
        message("Choose another name."),
    ),
    errno.ELOOP: (
        message("The links on this path lead in a circle."),
        message("Name the file itself instead of a link."),
    ),
    errno.ENAMETOOLONG: (
        message("The name is too long."),
        message("Choose a shorter name."),
    ),
}
"""The fault of what was typed: bad input."""


def fault(error: OSError, what: str, *, place: str, remedy: str) -> Problem:
    """Return the problem behind a system error.

    ``what`` and ``remedy`` are spoken for reasons without words of their own; ``what`` has a
    place ``%(reason)s`` for the system's short name of the error, which no language changes.
    """
    number = error.errno or 0
    if number in _AS_TYPED:
        known, cure = _AS_TYPED[number]
        return InputProblem(known, place=place, remedy=cure)
    if number in _AS_WORDS:
        known, cure = _AS_WORDS[number]
        return WorkProblem(known, place=place, remedy=cure)
    return WorkProblem(what, place=place, remedy=remedy, reason=short_name(error))


def short_name(error: OSError) -> str:
    """Return the system's short name of an error, such as EIO, which no language changes."""
    return errno.errorcode.get(error.errno or 0, type(error).__name__)
