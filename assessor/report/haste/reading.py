"""Reading the page: what ends a run of letters is made into a pattern once."""

from __future__ import annotations

import re

from tinyhtml5 import inputstream  # type: ignore[import-untyped]

from assessor.report.haste import swap

_patterns = inputstream.characters_until_regex


class Patterns(dict[tuple[frozenset[str], bool], re.Pattern[str]]):
    """The parser's own patterns; it keeps each under another name than it looks for (2.1.0)."""

    def __missing__(self, asked: tuple[frozenset[str], bool]) -> re.Pattern[str]:
        """Make the pattern of any of some letters, or with ``opposite`` of none but these."""
        characters, opposite = asked
        letters = "".join(f"\\x{ord(character):02x}" for character in characters)
        found = self[asked] = re.compile(f"[{'' if opposite else '^'}{letters}]+")
        return found


def swaps() -> list[swap.Swap]:
    """Return what is to be exchanged."""
    return [swap.Swap(inputstream, "characters_until_regex", _patterns, Patterns())]
