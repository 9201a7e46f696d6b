"""Takes the clock out of office files, so that equal contents give equal bytes."""

from __future__ import annotations

import io
import zipfile

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can name."""


def timeless(data: bytes) -> bytes:
    """Return the same zip with its members in their order, all of the same moment."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as kept:
        for member in given.infolist():
            info = zipfile.ZipInfo(member.filename, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            kept.writestr(info, given.read(member), compresslevel=6)
    return out.getvalue()
