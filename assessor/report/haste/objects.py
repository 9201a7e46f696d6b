"""Writing: an object of the file is put into bytes once, and in as few steps as there are."""

from __future__ import annotations

import zlib
from functools import cached_property
from typing import Any

import pydyf  # type: ignore[import-untyped]

from assessor.report.haste import swap

LEVEL = 6
"""How hard the file is compressed: zlib's own choice, and the browsers'.

The engine asks for 9, which takes four times as long for a file that is a twentieth smaller.
"""

_Stream = pydyf.Stream
_write = pydyf.PDF.write
_to_bytes = pydyf._to_bytes  # noqa: SLF001 - every number and name that is drawn goes through it
_references = pydyf.PDF.page_references


class Ready(pydyf.Object):  # type: ignore[misc]
    """An object that will not change any more."""

    def __init__(self, source: Any) -> None:
        super().__init__()
        self.number = source.number
        self.generation = source.generation
        self._is_compressible = source.compressible
        self._source = source

    @cached_property
    def data(self) -> bytes:
        """The bytes, kept: the engine puts them together for the file and again for its digest."""
        return bytes(self._source.data)

    @property
    def compressible(self) -> bool:
        """Whether it may be packed together with others, which a stream may not."""
        return bool(self._is_compressible)


class ReadyStream(pydyf.Stream):  # type: ignore[misc]
    """A stream that is made while the file is written, in one go; the largest of them is one."""

    @cached_property
    def data(self) -> bytes:
        """The bytes, kept."""
        return bytes(_Stream.data.__get__(self))


class Compression:
    """What the engine's writer finds in place of zlib."""

    compress = staticmethod(zlib.compress)

    @staticmethod
    def compressobj(level: int) -> Any:
        """Return what compresses, but not harder than is worth while."""
        return zlib.compressobj(level=min(level, LEVEL))


def write(pdf: Any, *arguments: Any, **options: Any) -> None:
    """Write the file; everything has been drawn and finished by now."""
    pdf.objects[:] = [
        one if one.free == "f" or isinstance(one, Ready) else Ready(one) for one in pdf.objects
    ]
    pydyf.Stream = ReadyStream
    try:
        _write(pdf, *arguments, **options)
    finally:
        pydyf.Stream = _Stream


def to_bytes(item: Any) -> bytes:
    """Return what stands for a value in the file; the commonest kinds first."""
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]
    if kind is int:
        return b"%d" % item
    if kind is float and not item.is_integer():
        return f"{item:f}".rstrip("0").encode("ascii")
    return bytes(_to_bytes(item))


def page_references(pdf: Any) -> tuple[bytes, ...]:
    """Return how objects name the pages; each of thousands of tags asks for all of them."""
    kids = len(pdf.pages["Kids"])
    known, found = pdf.__dict__.get("takeoff_references", (-1, ()))
    if known != kids:
        found = _references.fget(pdf)
        pdf.takeoff_references = kids, found
    return found  # type: ignore[no-any-return]


def swaps() -> list[swap.Swap]:
    """Return what is to be exchanged."""
    return [
        swap.method(pydyf.PDF, "write", write),
        swap.method(pydyf.PDF, "page_references", property(page_references)),
        swap.Swap(pydyf, "_to_bytes", _to_bytes, to_bytes),
    ]


def choices() -> list[swap.Swap]:
    """Return what is exchanged because we want another file, not the same one sooner."""
    return [swap.Swap(pydyf, "zlib", zlib, Compression)]
