"""From the bytes of a file to text, with the reasons why it may not be text."""

from __future__ import annotations

import math
from typing import Any

from assessor.domain.problem import InputProblem

MEGABYTE = 1_000_000


def decode(data: bytes, place: str, limit: int = MEGABYTE) -> str:
    """Return UTF-8 text without its byte order mark; refuse everything else.

    ``limit`` is in bytes. Raises InputProblem.
    """
    if len(data) > limit:
        raise InputProblem(
            "The file has %(size)d bytes; at most %(limit)d are read.",
            place=place,
            remedy="Check that it is the right file.",
            size=len(data),
            limit=limit,
        )
    if b"\0" in data:
        raise InputProblem(
            "This is a binary file, not text.",
            place=place,
            remedy="Check that it is the right file.",
        )
    return _utf8(data, place)


def _utf8(data: bytes, place: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputProblem(
            "The text is not UTF-8.",
            place=f"{place}:{line}",
            remedy="Save the file again with the encoding UTF-8.",
        ) from None
    refuse_empty(text, place)
    return text


def refuse_empty(text: str, place: str) -> None:
    """Raise InputProblem when there is nothing but white space."""
    if not text.strip():
        raise InputProblem(
            "The file is empty.", place=place, remedy="Check that it is the right file."
        )


def is_sound(scalar: Any) -> bool:
    """Return whether a value can be stored: no half characters, no infinite numbers."""
    if isinstance(scalar, str):
        return not any("\ud800" <= character <= "\udfff" for character in scalar)
    return not isinstance(scalar, float) or math.isfinite(scalar)


def refuse_unsound(scalar: Any, place: str) -> None:
    """Raise InputProblem for half characters and infinite numbers."""
    if not is_sound(scalar):
        raise InputProblem(
            "There is a value that cannot be stored: half a character or an infinite number.",
            place=place,
            remedy="Type it again.",
        )
