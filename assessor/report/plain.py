"""Makes what users typed printable: no control characters, nothing that turns the line around."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from assessor.domain.assessment import Assessment

# Overrides and isolates could make a printed line read other than it was typed.
_DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_NOT_TEXT = frozenset({"Cc", "Cs", "Co", "Cn"})
_UNPRINTABLE = "\ufffd"


def plain(assessment: Assessment) -> Assessment:
    """Return the assessment with every typed text made printable."""
    cleaned = _clean(assessment.model_dump())
    return Assessment.model_validate(cleaned)


def printable(text: str) -> str:
    """Return the text without what has no shape on paper; line ends and tabs stay as such."""
    unified = _LINE_ENDS.sub("\n", text).translate(_DIRECTIONS).replace("\t", " ")
    return "".join(_shape(character) for character in unified)


def _shape(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in _NOT_TEXT:
        return character
    return _UNPRINTABLE


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _clean(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_clean(part) for part in value)
    return value
