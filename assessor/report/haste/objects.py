"""Writing: an object of the file is put into bytes once, not a second time for its digest."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pydyf  # type: ignore[import-untyped]

from assessor.report.haste import swap

_write = pydyf.PDF.write


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
        """The bytes, kept: compressing them took as long again."""
        return bytes(self._source.data)

    @property
    def compressible(self) -> bool:
        """Whether it may be packed together with others, which a stream may not."""
        return bool(self._is_compressible)


def write(pdf: Any, *arguments: Any, **options: Any) -> None:
    """Write the file; everything has been drawn and finished by now."""
    pdf.objects[:] = [
        one if one.free == "f" or isinstance(one, Ready) else Ready(one) for one in pdf.objects
    ]
    _write(pdf, *arguments, **options)


def swaps() -> list[swap.Swap]:
    """Return what is to be exchanged."""
    return [swap.method(pydyf.PDF, "write", write)]
