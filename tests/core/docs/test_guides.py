"""The pages for users tell of everything there is, and of nothing else."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from assessor.commands import line
from assessor.commands.desk import Desk
from assessor.domain.assessment import NOTE_LIMIT
from assessor.domain.language import Language
from assessor.language import Voice
from assessor.service import Service
from assessor.settings import Settings

PROJECT = Path(__file__).resolve().parents[3]
DOCS = PROJECT / "docs"
PICTURES = sorted((DOCS / "pictures").iterdir())
LONGEST_PICTURE = 150 * 1024
GUIDES = {
    language: DOCS / f"guide{ending}" for language, ending in (("en", ".md"), ("ru", ".ru.md"))
}
FOR_USERS = (PROJECT / "README.md", *GUIDES.values())
PAGES = (PROJECT / "README.md", PROJECT / "CHANGELOG.md", *sorted(DOCS.glob("*.md")))
CALL = re.compile(r"crm-takeoff ([a-z]+)([^`|#\n]*)")


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def parsers() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of every command."""
    service = Service.open(Settings())
    parser = line._parser(Desk(service, Voice(Language.EN), sys.stdout, sys.stderr))
    service.close()
    (commands,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return dict(commands.choices)


def make_targets() -> set[str]:
    found = re.findall(r"^([a-z][a-z-]*):", text(PROJECT / "Makefile"), re.MULTILINE)
    return set(found)


def links(path: Path) -> Iterator[tuple[str, str]]:
    """Yield file and anchor of each link that leads to a place in the project."""
    for target in re.findall(r"\]\(([^)\s]+)\)", text(path)):
        if not re.match(r"[a-z]+:", target):
            name, _, anchor = target.partition("#")
            yield name, anchor


def headings(path: Path) -> list[tuple[str, str]]:
    """Return level and words of each heading; a # in a block of code is none."""
    prose = re.sub(r"```.*?```", "", text(path), flags=re.DOTALL)
    return re.findall(r"^(#+) (.+)$", prose, re.MULTILINE)


def anchors(path: Path) -> set[str]:
    """Return the anchors that a page of Markdown gets from its headings."""
    return {re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-") for _, words in headings(path)}


def keys(path: Path) -> list[list[str]]:
    """Return the keys in each row of the table of keys."""
    rows = re.findall(r"^\|[^|]*\|([^|]+)\|[^|]+\|$", text(path), re.MULTILINE)
    return [re.findall(r"`([^`]+)`", row) for row in rows if "`" in row]


@pytest.mark.parametrize("path", FOR_USERS, ids=lambda path: path.name)
def test_a_page_for_users_tells_of_every_command(path: Path) -> None:
    told = {name for name, _ in CALL.findall(text(path))}
    assert told == set(parsers())
    for option in ("--safe-mode", "--diagnose"):
        assert option in text(path)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_an_option_that_is_told_of_exists(path: Path) -> None:
    known = parsers()
    for name, rest in CALL.findall(text(path)):
        for option in re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest):
            assert option in known[name]._option_string_actions, f"{name} {option}"


def test_readme_tells_of_every_make_target() -> None:
    told = set(re.findall(r"`?make ([a-z][a-z-]*)`?", text(PROJECT / "README.md")))
    assert make_targets() <= told
    phony = re.search(r"^\.PHONY:((?:.*\\\n)*.*)$", text(PROJECT / "Makefile"), re.MULTILINE)
    assert phony is not None
    assert set(phony[1].replace("\\", " ").split()) == make_targets()


def test_no_page_tells_of_a_make_target_that_is_not_there() -> None:
    told = {name for path in PAGES for name in re.findall(r"`make ([a-z-]+)`", text(path))}
    assert told <= make_targets()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    for name, anchor in links(path):
        target = path.parent / name if name else path
        assert target.is_file(), name
        assert not anchor or anchor in anchors(target), anchor


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_a_picture_is_small_whole_and_shown(path: Path) -> None:
    assert path.stat().st_size <= LONGEST_PICTURE
    with Image.open(path) as picture:
        picture.load()
        assert min(picture.size) > 500
    shown = {page.parent / name for page in PAGES for name, _ in links(page)}
    assert path in {place.resolve() for place in shown}


@pytest.mark.parametrize(("language", "words"), [("en", "letters"), ("ru", "знаков")])
def test_the_guides_tell_the_true_limit_of_a_note(language: str, words: str) -> None:
    limit = Voice(Language(language)).number(NOTE_LIMIT).replace("\u00a0", " ")
    assert f"{limit} {words}" in text(GUIDES[language])


def test_both_guides_have_the_same_sections_pictures_and_keys() -> None:
    english, russian = GUIDES["en"], GUIDES["ru"]
    levels = [[len(marks) for marks, _ in headings(path)] for path in (english, russian)]
    assert levels[0] == levels[1]
    pictures = [re.findall(r"pictures/(\w+)\.(\w+)\.png", text(p)) for p in (english, russian)]
    assert [name for name, _ in pictures[0]] == [name for name, _ in pictures[1]]
    assert {language for _, language in pictures[0]} == {"en"}
    assert {language for _, language in pictures[1]} == {"ru"}
    assert keys(english) == keys(russian)
    assert len(keys(english)) > 25
