"""Reads JSON and refuses what JSON readers let pass: duplicate keys, NaN, bottomless nesting."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from assessor.domain.problem import InputProblem
from assessor.questionnaire.decode import MEGABYTE, decode, is_sound, refuse_unsound
from assessor.questionnaire.marked import Marked, Path

DEPTH = 32
_STRINGS_AND_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


class _Duplicate(Exception):  # noqa: N818 - a signal inside this module
    pass


def load_bytes(data: bytes, place: str, *, limit: int = MEGABYTE) -> Any:
    """Return the plain data of a JSON file's bytes; ``limit`` is in bytes.

    Raises InputProblem naming file, line (where it is known) and remedy.
    """
    text = decode(data, place, limit)
    _refuse_deep(text, place)
    value = _parse(text, place)
    for scalar in _scalars(value):
        if not is_sound(scalar):
            refuse_unsound(scalar, place)
    return value


def load_marked(data: bytes, place: str) -> Marked:
    """Return the plain data and the line of every key and list item."""
    value = load_bytes(data, place)
    return Marked(value, place, _lines(decode(data, place)))


def _refuse_deep(text: str, place: str) -> None:
    depth = 0
    for match in _STRINGS_AND_BRACKETS.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match.group(), 0)
        if depth > DEPTH:
            raise InputProblem(
                "Values are nested more than %(depth)d levels deep.",
                place=f"{place}:{text.count(chr(10), 0, match.start()) + 1}",
                remedy="Check that it is the right file.",
                depth=DEPTH,
            )


def _parse(text: str, place: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except _Duplicate as error:
        raise InputProblem(
            "The key “%(key)s” is there twice.",
            place=f"{place}:{_second_line(text, str(error))}",
            remedy="Remove one of them.",
            key=error,
        ) from None
    except json.JSONDecodeError as error:
        raise InputProblem(
            "This cannot be read as JSON.",
            place=f"{place}:{error.lineno}",
            remedy="Check brackets, commas and quotes near this line.",
        ) from None
    except (ValueError, RecursionError):
        raise InputProblem(
            "There is a number that is none, or far too long.",
            place=place,
            remedy="Use ordinary numbers.",
        ) from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise _Duplicate(key)
        result[key] = value
    return result


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def _second_line(text: str, key: str) -> int:
    """Return the line of the key's second appearance, good enough to find it."""
    spelled = json.dumps(key, ensure_ascii=False)
    first = text.find(spelled)
    second = text.find(spelled, first + 1)
    return text.count("\n", 0, max(first, second, 0)) + 1


def _scalars(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value
        for item in value.values():
            yield from _scalars(item)
    elif isinstance(value, list):
        for item in value:
            yield from _scalars(item)
    else:
        yield value


class _Walker:
    """Walks over JSON text that is known to be sound and notes where things stand."""

    _TOKEN = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+)', re.DOTALL)

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.line = 1
        self.lines: dict[Path, int] = {}

    def sign(self) -> str:
        """Return the next sign and count the lines up to it."""
        match = self._TOKEN.match(self.text, self.position)
        assert match is not None  # noqa: S101 - the text has been parsed before
        self.line += self.text.count("\n", self.position, match.start(1))
        self.position = match.end()
        return match.group(1)

    def value(self, path: Path) -> None:
        """Walk over one value."""
        opening = self.sign()
        self.lines.setdefault(path, self.line)
        if opening == "{":
            self._object(path)
        elif opening == "[":
            self._array(path)

    def _object(self, path: Path) -> None:
        sign = self.sign()
        while sign != "}":
            if sign == ",":
                sign = self.sign()
            below = (*path, json.loads(sign))
            self.lines[below] = self.line
            self.sign()
            self.value(below)
            sign = self.sign()

    def _array(self, path: Path) -> None:
        index = 0
        while not self._closes():
            self.value((*path, index))
            index += 1
        self.sign()

    def _closes(self) -> bool:
        """Return whether the array ends here; step over a comma."""
        before = self.position, self.line
        sign = self.sign()
        if sign != ",":
            self.position, self.line = before
        return sign == "]"


def _lines(text: str) -> dict[Path, int]:
    walker = _Walker(text)
    walker.value(())
    return walker.lines
