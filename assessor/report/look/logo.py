"""Reads a logo and draws it anew: nothing of the file itself gets into a report."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from assessor.domain.problem import InputProblem

if TYPE_CHECKING:
    from PIL.Image import Image

NAMES = ("logo.png", "logo.jpg", "logo.jpeg")
KINDS = ("PNG", "JPEG")
MOST_BYTES = 2_000_000
MOST_PIXELS = 16_000_000
SIDE = 1_000
"""Pixels of the longer side in a report: 60 mm at more than 400 to the inch."""


def redrawn(path: Path, place: str) -> bytes:
    """Return a logo as a new PNG without anything but its pixels; InputProblem if it is none."""
    drawn = _drawn(_bytes(path, place), place)
    drawn.thumbnail((SIDE, SIDE))
    bare = drawn.copy()
    bare.info.clear()
    target = io.BytesIO()
    bare.save(target, "PNG")
    return target.getvalue()


def _drawn(data: bytes, place: str) -> Image:
    from PIL import Image  # noqa: PLC0415 - only a child that prints with an own look needs it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=KINDS) as picture:
                # The size stands in the head of the file, before anything is unpacked.
                small = picture.width * picture.height <= MOST_PIXELS
                mode = "RGBA" if picture.has_transparency_data else "RGB"
                drawn = picture.convert(mode) if small else None
    except Exception as error:  # Pillow raises a dozen kinds over hostile bytes
        raise InputProblem(
            "The logo cannot be read as PNG or JPEG.",
            place=place,
            remedy="Save it anew as PNG.",
        ) from error
    if drawn is None:
        raise _too_large(place)
    return drawn


def _bytes(path: Path, place: str) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError:
        raise InputProblem(
            "The logo cannot be read.",
            place=place,
            remedy="Put the file into the folder of the look, or name the right one there.",
        ) from None
    if len(data) > MOST_BYTES:
        raise _too_large(place)
    return data


def _too_large(place: str) -> InputProblem:
    return InputProblem(
        "The logo is larger than %(megabytes)d MB or %(pixels)d million pixels.",
        place=place,
        remedy="Save it smaller.",
        megabytes=MOST_BYTES // 1_000_000,
        pixels=MOST_PIXELS // 1_000_000,
    )
