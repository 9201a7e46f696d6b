"""Reads YAML that people write, and refuses YAML that only attackers and accidents write.

No aliases, anchors, tags or duplicate keys; at most 20 levels, 20,000 values and a
million characters. Types are those of YAML 1.2: ``yes``, ``no``, ``on``, dates, ``1:30`` and
``007`` are plain text.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import Any

import yaml

from assessor.domain.language import message
from assessor.domain.problem import InputProblem
from assessor.questionnaire.decode import decode, refuse_empty, refuse_long, refuse_unsound
from assessor.questionnaire.marked import Marked, Path

DEPTH = 20
NODES = 20_000
"""A complete questionnaire has about 4,000; pure Python reads 20,000 in a second or two."""


class _Refused(Exception):  # noqa: N818 - a signal inside this module, no error of its own
    def __init__(self, what: str, remedy: str, line: int, **values: object) -> None:
        super().__init__(what)
        self.what, self.remedy, self.line, self.values = what, remedy, line, values


class _StrictLoader(yaml.SafeLoader):
    """Composes nodes only; what is refused never gets as far as an object."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own protocol

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = 0
        self.nodes = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Check the next value before PyYAML builds it."""
        self._check(self.peek_event())  # type: ignore[no-untyped-call]
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def _check(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise _Refused(
                "Anchors and aliases (& and *) are not allowed.",
                "Write the value out, or put text that starts with & or * in quotes.",
                line,
            )
        if event.tag is not None:
            raise _Refused(
                "Tags (!) are not allowed.",
                "Remove the tag, or put text that starts with ! in quotes.",
                line,
            )
        self._count(line)

    def _count(self, line: int) -> None:
        self.nodes += 1
        if self.depth >= DEPTH:
            raise _Refused(
                "Values are nested more than %(depth)d levels deep.",
                "Check that it is the right file.",
                line,
                depth=DEPTH,
            )
        if self.nodes > NODES:
            raise _Refused(
                "The file has more than %(count)d values.",
                "Check that it is the right file.",
                line,
                count=NODES,
            )


def add_core_types(to: Any) -> None:
    """Teach a PyYAML loader or dumper which plain words are no text in YAML 1.2."""
    core = (
        ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
        ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
        ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", list("-+0123456789")),
        (
            "float",
            r"^[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$",
            list("-+0123456789"),
        ),
    )
    for name, pattern, first in core:
        to.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(pattern), first)


add_core_types(_StrictLoader)
_CORE = _StrictLoader.yaml_implicit_resolvers


def load(text: str, place: str) -> Any:
    """Return the plain data of a YAML text; ``place`` is the file's name.

    Raises InputProblem naming file, line and remedy.
    """
    return load_marked(text, place).value


def load_bytes(data: bytes, place: str) -> Any:
    """Return the plain data of a YAML file's bytes (UTF-8, with or without byte order mark)."""
    return load(decode(data, place), place)


def load_marked(text: str, place: str) -> Marked:
    """Return the plain data and the line of every key and list item."""
    refuse_long(text, place)
    text = text.removeprefix("\ufeff")
    refuse_empty(text, place)
    lines: dict[Path, int] = {}
    loader = None
    try:
        loader = _StrictLoader(text)
        node = loader.get_single_node()
        value = _build(loader, node, (), lines, place) if node is not None else None
    except _Refused as refused:
        raise InputProblem(
            refused.what, place=f"{place}:{refused.line}", remedy=refused.remedy, **refused.values
        ) from None
    except (yaml.YAMLError, ValueError) as error:
        raise _unreadable(error, text, place) from None
    finally:
        if loader is not None:
            loader.dispose()
    return Marked(value, place, lines)


def _build(
    loader: _StrictLoader, node: yaml.Node, path: Path, lines: dict[Path, int], place: str
) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return {
            key: _build(loader, value, (*path, key), lines, place)
            for key, value in _pairs(node, path, lines, place)
        }
    if isinstance(node, yaml.SequenceNode):
        return [
            _build(loader, item, (*path, index), lines, place)
            for index, item in enumerate(node.value)
        ]
    value = _scalar(loader, node, f"{place}:{lines[path]}")
    refuse_unsound(value, f"{place}:{lines[path]}")
    return value


def _scalar(loader: _StrictLoader, node: yaml.Node, place: str) -> Any:
    try:
        return loader.construct_object(node)
    except ValueError:  # Python reads no number of thousands of digits
        raise InputProblem(
            "There is a number that is none, or far too long.",
            place=place,
            remedy="Use ordinary numbers.",
        ) from None


def _pairs(
    node: yaml.MappingNode, path: Path, lines: dict[Path, int], place: str
) -> Iterator[tuple[Any, yaml.Node]]:
    seen: dict[Hashable, int] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = _key(key_node, place)
        if key in seen:
            raise _Refused(
                "The key “%(key)s” is there twice; the first one is in line %(first)d.",
                "Remove one of them.",
                line,
                key=key,
                first=seen[key],
            )
        seen[key] = line
        lines[*path, key] = line
        yield key, value_node


def _key(node: yaml.Node, place: str) -> str:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.ScalarNode):
        raise _Refused("A key must be a word.", "Put text that contains “:” in quotes.", line)
    key = str(node.value)
    refuse_unsound(key, f"{place}:{line}")
    return key


def _unreadable(error: Exception, text: str, place: str) -> InputProblem:
    line = _line(error, text)
    return InputProblem(
        "This cannot be read as YAML.",
        place=f"{place}:{line}" if line else place,
        remedy=_cure(error, text.split("\n")[line - 1] if line else ""),
    )


def _line(error: Exception, text: str) -> int | None:
    """Return the line, from 1, in which reading came to its end."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if "quoted scalar" in _context(error):
        mark = error.context_mark  # type: ignore[attr-defined]  # where the quote was opened
    if mark is not None:
        return int(mark.line) + 1
    position = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else None


def _context(error: Exception) -> str:
    return str(getattr(error, "context", None) or "")


def _cure(error: Exception, line: str) -> str:
    """Return the remedy for what most probably is the matter with this line."""
    context = _context(error)
    if isinstance(error, yaml.reader.ReaderError):
        return message("Remove the invisible control character.")
    if "single document" in context:
        return message("Keep one document: remove the line “---” and what follows it.")
    if "quoted scalar" in context:
        return message("The quote that opens here is not closed as it should be.")
    if line.startswith("\t") or line.lstrip(" ").startswith("\t"):
        return message("The line begins with a tab: indent it with spaces.")
    return message(
        "Check the indentation (spaces, no tabs) and put text that contains “: ” or “#” in quotes."
    )


def load_own(text: str) -> Any:
    """Return the plain data of a file that ships with the program, fast and unchecked.

    Tests hold every such file to the strict rules; reading it in C saves a sixth of a second at
    each start. Raises yaml.YAMLError.
    """
    return yaml.load(text, _own_loader())  # noqa: S506 - a safe loader with fewer types


def _own_loader() -> Any:
    quick = getattr(yaml, "CSafeLoader", None)
    if quick is None:
        return _StrictLoader
    return type("OwnLoader", (quick,), {"yaml_implicit_resolvers": _CORE})
