"""Writes a catalogue in Qt's own binary form, so that Qt looks words up without asking Python."""

from __future__ import annotations

import struct
from collections.abc import Mapping

MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
HASHES, MESSAGES = 0x42, 0x69
END, TRANSLATION, SOURCE, CONTEXT = 1, 3, 6, 7
"""Tags of sections and of the parts of a message, as in Qt's qtranslator.cpp."""


def catalogue(words: Mapping[tuple[str, str], str]) -> bytes:
    """Return what QTranslator loads: translations by Qt's context and Qt's own English words."""
    places: list[tuple[int, int]] = []
    messages = b""
    for (context, source), translation in words.items():
        places.append((_hash(source.encode()), len(messages)))
        messages += _part(TRANSLATION, translation.encode("utf-16-be"))
        messages += _part(SOURCE, source.encode()) + _part(CONTEXT, context.encode())
        messages += bytes([END])
    # Qt searches the hashes by halves.
    hashes = b"".join(struct.pack(">II", *place) for place in sorted(places))
    return MAGIC + _part(HASHES, hashes) + _part(MESSAGES, messages)


def _part(tag: int, content: bytes) -> bytes:
    return struct.pack(">BI", tag, len(content)) + content


def _hash(text: bytes) -> int:
    """Return the hash of the Unix object format, which Qt uses; never 0."""
    total = 0
    for byte in text:
        total = (total << 4) + byte
        high = total & 0xF0000000
        total = (total ^ (high >> 24)) & ~high & 0xFFFFFFFF
    return total or 1
