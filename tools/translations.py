"""Keeps the Russian catalogues in step with the source.

    python tools/translations.py sync [AREA ...]     new messages in, messages of old out
    python tools/translations.py check [AREA ...]    fails unless everything is translated

A message is what is written in the source as ``say("…")``, ``say_many("…", "…", n)``,
``message("…")``, or as a text of a ``Problem``; in templates the first two.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

PROJECT = Path(__file__).resolve().parent.parent
CATALOGUES = PROJECT / "assessor" / "language" / "catalogues" / "ru"
RUSSIAN_FORMS = 3
NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""Catalogues carry no real date: it would change without any message changing."""
SENTENCES = "assessor/language/sentences.py"
"""What report and window say alike; the report's area translates it."""
PLACE = re.compile(r"%\((\w+)\)")

Id = str | tuple[str, str]


@dataclass(frozen=True)
class Area:
    """A part of the program with its own catalogue."""

    name: str
    folders: tuple[str, ...]
    without: tuple[str, ...] = ()

    @property
    def catalogue(self) -> Path:
        """Return the file of the translations."""
        return CATALOGUES / f"{self.name}.po"

    def sources(self) -> Iterator[Path]:
        """Yield the Python files and templates, sorted."""
        for folder in self.folders:
            root = PROJECT / folder
            for path in [root] if root.is_file() else sorted(root.rglob("*")):
                name = path.relative_to(PROJECT).as_posix()
                if path.suffix in {".py", ".html", ".j2"} and not name.startswith(self.without):
                    yield path


AREAS = {
    area.name: area
    for area in (
        Area("core", ("assessor",), ("assessor/report/", SENTENCES)),
        Area("report", ("assessor/report", "report_templates", SENTENCES)),
        Area("forms", ("forms",), ("forms/pages/",)),
        Area("pages", ("forms/pages",)),
    )
}


def messages(path: Path) -> Iterator[Id]:
    """Yield the message ids of one source file."""
    if path.suffix == ".py":
        tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield from _messages_of_call(node)
    else:
        yield from _messages_of_template(path)


def _messages_of_call(call: ast.Call) -> Iterator[Id]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in {"say", "message"}:
        yield from _strings(call.args[:1])
    elif name == "say_many":
        one, many = [*_strings(call.args[:2])]
        yield one, many
    elif name.endswith(("Problem", "Conflict")) or name in {"_complain", "_Refused"}:
        remedies = [keyword.value for keyword in call.keywords if keyword.arg == "remedy"]
        yield from _strings([*call.args[:2], *remedies])


def _strings(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            yield node.value
        elif isinstance(node, ast.IfExp):
            yield from _strings([node.body, node.orelse])
        elif isinstance(node, ast.JoinedStr):
            raise SystemExit(f"line {node.lineno}: an f-string cannot be translated")


def _messages_of_template(path: Path) -> Iterator[Id]:
    from jinja2.ext import babel_extract  # noqa: PLC0415 - most runs need no template

    keywords = ("say", "say_many")
    with path.open("rb") as stream:
        for _line, name, found, _comments in babel_extract(stream, keywords, [], {}):
            texts = [found] if isinstance(found, str) else [text for text in found or () if text]
            yield (texts[0], texts[1]) if name == "say_many" else texts[0]


def template(area: Area) -> Catalog:
    """Return all messages of an area, untranslated."""
    catalogue = Catalog(locale="ru", creation_date=NO_DAY)
    for path in area.sources():
        where = [(path.relative_to(PROJECT).as_posix(), 1)]
        for message_id in messages(path):
            catalogue.add(message_id, locations=where)
    return catalogue


def translated(area: Area) -> Catalog:
    """Return the catalogue as it is on the disk, empty when there is none."""
    if not area.catalogue.exists():
        return Catalog(locale="ru", domain=area.name)
    with area.catalogue.open("rb") as stream:
        return read_po(stream, locale="ru", domain=area.name)


def sync(area: Area) -> str:
    """Bring an area's catalogue up to date and say how much is left to translate."""
    catalogue = translated(area)
    catalogue.update(template(area), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.project, catalogue.version = "Takeoff", "1"
    catalogue.creation_date = catalogue.revision_date = NO_DAY
    catalogue.header_comment = f"# Russian messages of Takeoff: {area.name}."
    catalogue.fuzzy = False
    area.catalogue.parent.mkdir(parents=True, exist_ok=True)
    with area.catalogue.open("wb") as stream:
        write_po(stream, catalogue, width=96, sort_output=True, include_lineno=False)
    missing = sum(not _is_complete(message) for message in catalogue if message.id)
    return f"{area.name}: {len(catalogue)} messages, {missing} to translate"


def _is_complete(message: Message) -> bool:
    strings = _texts(message.string)
    return all(strings) and len(strings) == (1 if isinstance(message.id, str) else RUSSIAN_FORMS)


def _texts(texts: object) -> tuple[str, ...]:
    """Return a message's text, or all its plural forms."""
    if isinstance(texts, tuple | list):
        return tuple(str(text or "") for text in texts)
    return (str(texts or ""),)


def faults(area: Area) -> Iterator[str]:
    """Yield one line for everything that is wrong with an area's catalogue."""
    catalogue, wanted = translated(area), template(area)
    for message in wanted:
        if message.id and message.id not in catalogue:
            yield f"{area.name}: not in the catalogue: {message.id!r}"
    for message in catalogue:
        if message.id:
            yield from (f"{area.name}: {fault}" for fault in _faults(message, wanted))
    for message_id in catalogue.obsolete:
        yield f"{area.name}: obsolete: {message_id!r}"


def _faults(message: Message, wanted: Catalog) -> Iterator[str]:
    if message.id not in wanted:
        yield f"not in the source: {message.id!r}"
    elif message.fuzzy:
        yield f"fuzzy: {message.id!r}"
    elif not _is_complete(message):
        yield f"not translated: {message.id!r}"
    elif not _places_agree(message):
        yield f"other %(places)s: {message.id!r}"


def _places_agree(message: Message) -> bool:
    ids = _texts(message.id)
    wanted = set(PLACE.findall(ids[-1]))
    optional = {"n"} if len(ids) > 1 else set()
    return all(
        wanted - optional <= set(PLACE.findall(string)) <= wanted | optional
        for string in _texts(message.string)
    )


def contradictions(areas: Iterable[Area]) -> Iterator[str]:
    """Yield the messages that two areas translate differently: only one of them is ever heard."""
    first: dict[tuple[str, ...], tuple[str, object]] = {}
    for area in areas:
        for message in translated(area):
            if not message.id or not _is_complete(message):
                continue
            name, string = first.setdefault(_texts(message.id), (area.name, message.string))
            if string != message.string:
                yield f"{name} and {area.name} differ: {message.id!r}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``sync`` or ``check`` and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=("sync", "check"))
    parser.add_argument("areas", nargs="*", choices=[*AREAS, []], metavar="AREA")
    chosen = parser.parse_args(arguments)
    areas = [AREAS[name] for name in chosen.areas or AREAS]
    if chosen.command == "sync":
        print(*(sync(area) for area in areas), sep="\n")
        return 0
    found = [fault for area in areas for fault in faults(area)]
    found += contradictions(AREAS.values())
    print(*found, sep="\n", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
