"""From the bytes of a file to text, with the reasons why it may not be text."""

from __future__ import annotations

import math
from typing import Any

from assessor.domain.problem import InputProblem

MEGABYTE = 1_000_000
"""Characters of an answers file: far above any real one, and read in a few seconds."""

BYTES_EACH = 4
"""UTF-8 needs at most as many for a character; Russian takes two."""

_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How a text in UTF-16 or UTF-32 begins; Windows calls it “Unicode”."""


def decode(data: bytes, place: str, limit: int = MEGABYTE) -> str:
    """Return UTF-8 text without its byte order mark; refuse everything else.

    ``limit`` is in characters. Raises InputProblem.
    """
    if len(data) > limit * BYTES_EACH:
        raise _too_long(len(data), limit, place)
    if data.startswith(_WIDE):
        raise _not_utf8(place)
    if b"\0" in data:
        raise InputProblem(
            "This is a binary file, not text.",
            place=place,
            remedy="Check that it is the right file.",
        )
    text = _utf8(data, place)
    refuse_long(text, place, limit)
    return text


def refuse_long(text: str, place: str, limit: int = MEGABYTE) -> None:
    """Raise InputProblem when a text has more than ``limit`` characters."""
    if len(text) > limit:
        raise _too_long(len(text), limit, place)


def _too_long(size: int, limit: int, place: str) -> InputProblem:
    return InputProblem(
        "The file has %(size)d characters; at most %(limit)d are read.",
        place=place,
        remedy="Shorten the longest texts.",
        size=size,
        limit=limit,
    )


def _not_utf8(place: str) -> InputProblem:
    return InputProblem(
        "The text is not UTF-8.",
        place=place,
        remedy="Save the file again with the encoding UTF-8.",
    )


def _utf8(data: bytes, place: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _not_utf8(f"{place}:{line}") from None
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
