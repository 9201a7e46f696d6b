"""Reads an own style sheet, and takes out of it what a report cannot follow, each with its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assessor.domain.language import message
from assessor.domain.problem import InputProblem

UNREADABLE = message("The style sheet cannot be read here, so this piece of it is left out.")
MEND = message("Look for a bracket or a semicolon too many or too few.")
PAGE = message(
    "“%(name)s” of @page is left out: size and margins of the pages are the program's, so that"
    " the page for the sponsor stays one page."
)
REMOVE = message("Remove the line.")
OUTSIDE = message(
    "The report asks for something outside itself, which is never loaded: %(address)s."
)
REMOVE_REFERENCE = message("Remove the reference from the style sheet and print again.")

INSIDE = ("data:", "asset:", "#")
"""What an address of a style sheet may begin with: what is in it, or among ours."""

OF_THE_PAGE = ("size", "margin", "padding", "border", "bleed", "marks", "page-orientation")
"""What our own pages decide; the page for the sponsor stays one page by it."""

GUARD = """
@page { size: A4 portrait !important; margin: 25mm 23mm 24mm !important }
@page cover { margin: 32mm 23mm 20mm !important }
@page sheet { margin: 17mm 23mm 21mm !important }
"""
"""Holds what `OF_THE_PAGE` names, also against a style that an own template brings along."""

GUARD_WITH_CONTACT = "@page cover { margin-bottom: 34mm !important }"

SHOWN = 200
"""Letters of an address in a notice."""

RULES = frozenset({"media", "supports", "layer", "container"})
"""Rules that have rules inside, rather than declarations."""


def usable(text: str, place: str) -> tuple[str, tuple[InputProblem, ...]]:
    """Return a style sheet without what cannot be followed, and a notice for each of those."""
    import tinycss2  # type: ignore[import-untyped]  # noqa: PLC0415 - only an own style needs it

    reader = _Reader(place)
    nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    # It stands within an element of the page, which nothing in it may end.
    css = "\n".join(reader.rules(nodes)).replace("</", "<\\/")
    return css, tuple(reader.notices)


class _Reader:
    """Writes down again what can be followed."""

    def __init__(self, place: str) -> None:
        self._place = place
        self.notices: list[InputProblem] = []

    def rules(self, nodes: list[Any]) -> Iterator[str]:
        for node in nodes:
            if node.type == "error":
                self._complain(node, UNREADABLE, MEND)
            elif node.type in {"at-rule", "qualified-rule"}:
                yield from self._rule(node)

    def _rule(self, node: Any) -> Iterator[str]:
        import tinycss2  # noqa: PLC0415 - see above

        name = node.lower_at_keyword if node.type == "at-rule" else ""
        if name == "import":
            self._refuse(node, node.serialize())
            return
        head = f"@{name}" if name else ""
        head += str(tinycss2.serialize(node.prelude))
        if node.content is None:
            yield f"{head};"
            return
        if name in RULES:
            below = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            inside = "\n".join(self.rules(below))
        else:
            inside = " ".join(self._declared(node.content, is_page=name == "page"))
        yield f"{head} {{ {inside} }}"

    def _declared(self, content: list[Any], *, is_page: bool) -> Iterator[str]:
        import tinycss2  # noqa: PLC0415 - see above

        nodes = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
        for node in nodes:
            if node.type != "declaration":
                # A margin box of a page, or a rule within a rule.
                yield from self.rules([node])
            elif is_page and _is_of_the_page(node.lower_name):
                self._complain(node, PAGE, REMOVE, name=node.lower_name[:SHOWN])
            elif (address := next(_outside(node.value), None)) is not None:
                self._refuse(node, address)
            else:
                yield f"{node.serialize()};"

    def _refuse(self, node: Any, address: str) -> None:
        shown = address.strip().rstrip(";")[:SHOWN]
        self._complain(node, OUTSIDE, REMOVE_REFERENCE, address=shown)

    def _complain(self, node: Any, what: str, remedy: str, **values: str) -> None:
        where = f"{self._place}:{node.source_line}"
        self.notices.append(InputProblem(what, place=where, remedy=remedy, **values))


def _is_of_the_page(name: str) -> bool:
    return any(name == one or name.startswith(f"{one}-") for one in OF_THE_PAGE)


def _outside(tokens: list[Any]) -> Iterator[str]:
    """Yield the addresses among some tokens that lead out of the style sheet."""
    for token in tokens:
        if token.type == "url":
            yield from _leading_out(token.value)
        elif token.type == "function":
            given = token.arguments
            if token.lower_name in {"url", "src", "image-set", "image", "cross-fade"}:
                for part in given:
                    if part.type == "string":
                        yield from _leading_out(part.value)
            yield from _outside(given)
        elif token.type in {"() block", "[] block", "{} block"}:
            yield from _outside(token.content)


def _leading_out(address: str) -> Iterator[str]:
    if not address.strip().lower().startswith(INSIDE):
        yield address
