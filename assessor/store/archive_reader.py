"""The child process that opens a PDF which may be anybody's: PDF in, attached assessment out.

Usage: python -m assessor.store.archive_reader MEGABYTES SECONDS LARGEST < PDF > TAKEOFF

Nothing in the PDF is drawn, run or followed. What is wrong with it is told as one word on standard
error, with exit code 3; the words are the names of ``Refusal``.
"""

from __future__ import annotations

import hashlib
import io
import logging
import sys
import zlib
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from assessor.children import limit

if TYPE_CHECKING:
    from pypdf import PdfReader

ENDING = ".takeoff"
HEAD = b"%PDF-"
ENCRYPTED = b"/Encrypt"
HEAD_WITHIN = 1024
"""Bytes within which the head must stand, as readers of PDF have it."""

OBJECTS = 50_000
"""Objects of a PDF; a report of forty pages has about 4,000."""

DEPTH = 20
"""Levels of values within one object."""

FILES = 100
"""Attached files that are looked at."""

REFUSED = 3
"""Exit code of a PDF that cannot be used."""


class Refusal(StrEnum):
    """Why a PDF gives no assessment."""

    NO_PDF = "no_pdf"
    BROKEN = "broken"
    LOCKED = "locked"
    ACTIVE = "active"
    """It has a program in it, or starts one."""
    NONE = "none"
    SEVERAL = "several"
    CHANGED = "changed"
    LARGE = "large"


class RefusedError(Exception):
    """The PDF cannot be used; the argument is a Refusal."""


def main(arguments: list[str]) -> int:
    """Read a PDF from standard input and write the assessment in it; return 0, or 3 and a word."""
    megabytes, seconds, largest = (int(argument) for argument in arguments)
    limit(megabytes, seconds)
    logging.disable()
    try:
        found = attached(sys.stdin.buffer.read(), largest)
    except RefusedError as refusal:
        sys.stderr.write(str(refusal))
        return REFUSED
    sys.stdout.buffer.write(found)
    return 0


def attached(data: bytes, largest: int) -> bytes:
    """Return the one exchange file in a PDF, at most ``largest`` bytes; RefusedError if none."""
    if HEAD not in data[:HEAD_WITHIN]:
        raise RefusedError(Refusal.NO_PDF)
    try:
        return _attached(data, largest)
    except (RefusedError, MemoryError):
        raise
    except Exception as error:  # the reader raises a dozen kinds over hostile bytes
        # What is locked with a password it cannot even begin to read.
        locked = ENCRYPTED in data
        raise RefusedError(Refusal.LOCKED if locked else Refusal.BROKEN) from error


def _attached(data: bytes, largest: int) -> bytes:
    from pypdf import PdfReader  # noqa: PLC0415 - only whoever opens a PDF needs it

    reader = PdfReader(io.BytesIO(data), strict=False)
    if "/Encrypt" in reader.trailer:
        raise RefusedError(Refusal.LOCKED)
    catalog = _plain(reader.trailer["/Root"])
    _refuse_programs(reader)
    named = _named(catalog)
    if not named:
        raise RefusedError(Refusal.NONE)
    if len(named) > 1:
        raise RefusedError(Refusal.SEVERAL)
    return _content(_plain(_plain(named[0]["/EF"])["/F"]), largest)


def _plain(value: Any) -> Any:
    """Return what a reference stands for."""
    return value.get_object()


def _named(catalog: Any) -> list[Any]:
    """Return the file specifications of exchange files, each once, however often it is listed."""
    files = _plain(_plain(catalog.get("/Names", _nothing())).get("/EmbeddedFiles", _nothing()))
    listed = [_plain(spec) for _, spec in zip(range(FILES), _leaves(files), strict=False)]
    ours = [spec for spec in listed if _name(spec).lower().endswith(ENDING)]
    return list({id(_plain(_plain(spec["/EF"])["/F"])): spec for spec in ours}.values())


def _nothing() -> Any:
    from pypdf.generic import DictionaryObject  # noqa: PLC0415 - see above

    return DictionaryObject()


def _leaves(root: Any) -> Iterator[Any]:
    """Yield the values of a tree of names; a node that leads back to itself is walked once."""
    queue, seen = [_plain(root)], set()
    while queue:
        node = queue.pop(0)
        if id(node) in seen:
            continue
        seen.add(id(node))
        if "/Names" in node:
            yield from list(_plain(node["/Names"]))[1::2]
        if "/Kids" in node:
            queue += [_plain(kid) for kid in _plain(node["/Kids"])]


def _name(spec: Any) -> str:
    return str(_plain(spec.get("/UF") or spec.get("/F") or _text("")))


def _text(words: str) -> Any:
    from pypdf.generic import TextStringObject  # noqa: PLC0415 - see above

    return TextStringObject(words)


def _content(stream: Any, largest: int) -> bytes:
    """Return an attached file, unpacked no further than allowed and compared with its digest."""
    facts = _plain(stream["/Params"])
    raw = bytes(stream._data)  # noqa: SLF001 - get_data() would unpack without any limit
    if int(facts["/Size"]) > largest or len(raw) > largest:
        raise RefusedError(Refusal.LARGE)
    content = _unpacked(raw, stream, largest)
    told = facts["/CheckSum"].original_bytes
    digest = hashlib.md5(content, usedforsecurity=False).digest()
    if len(content) != int(facts["/Size"]) or told != digest:
        raise RefusedError(Refusal.CHANGED)
    return content


def _unpacked(raw: bytes, stream: Any, largest: int) -> bytes:
    filters = _plain(stream["/Filter"]) if "/Filter" in stream else []
    names = filters if isinstance(filters, list) else [filters]
    if names not in ([], ["/FlateDecode"]):
        raise RefusedError(Refusal.BROKEN)
    if not names:
        return raw
    machine = zlib.decompressobj()
    content = machine.decompress(raw, largest + 1)
    if len(content) > largest:
        raise RefusedError(Refusal.LARGE)
    if not machine.eof:
        raise RefusedError(Refusal.BROKEN)
    return content


def _refuse_programs(reader: PdfReader) -> None:
    """Refuse a PDF with any script or command: ours never have one."""
    numbers = sorted({number for table in reader.xref.values() for number in table})
    numbers += sorted(reader.xref_objStm)
    if len(numbers) > OBJECTS:
        raise RefusedError(Refusal.LARGE)
    from pypdf.generic import IndirectObject  # noqa: PLC0415 - see above

    for number in numbers:
        value = IndirectObject(number, 0, reader).get_object()
        if value is not None and _acts(value, DEPTH):
            raise RefusedError(Refusal.ACTIVE)


def _acts(value: Any, depth: int) -> bool:
    """Return whether a value is or has a script or a command; references are not followed."""
    if not depth:
        return True  # Nothing that we write goes so deep.
    if isinstance(value, list):
        return any(_acts(part, depth - 1) for part in value)
    if not isinstance(value, dict):
        return False
    if "/JS" in value or "/JavaScript" in value or value.get("/S") in {"/JavaScript", "/Launch"}:
        return True
    return any(_acts(part, depth - 1) for part in dict.values(value))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
