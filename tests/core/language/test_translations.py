"""The Russian catalogues are complete, and the tool that keeps them so notices what is not."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).resolve().parents[3]
SOURCE = """
voice.say("Plain")
voice.say("One" if x else "Other")
self.voice.say_many("%(n)s dog", "%(n)s dogs", n, name=1)
message("In a table")
raise InputProblem("What %(it)s", place=place, remedy="Do" "it", it=it)
raise Conflict("Clash")
say(variable)
print("not a message")
"""


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "translations_tool", PROJECT / "tools" / "translations.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(__import__("sys").modules, "translations_tool", module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def small(tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "code.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "part" / "page.html").write_text(
        '<p>{{ say("In a page") }} {{ say_many("%(n)s cat", "%(n)s cats", 2) }}</p>'
    )
    monkeypatch.setattr(tool, "PROJECT", tmp_path)
    monkeypatch.setattr(tool, "CATALOGUES", tmp_path / "ru")
    monkeypatch.setattr(tool, "AREAS", {"part": tool.Area("part", ("part",))})
    return tool


def fill(tool: ModuleType, changes: dict[str, str]) -> None:
    path = tool.AREAS["part"].catalogue
    text = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def complete(tool: ModuleType) -> None:
    tool.main(["sync"])
    path = tool.AREAS["part"].catalogue
    head, blank, rest = path.read_text(encoding="utf-8").partition("\n\n")
    lines: list[str] = []
    for line in rest.splitlines():
        single = '"%(it)s"' if lines and "%(it)s" in lines[-1] else '"по-русски"'
        lines.append(line.replace('""', '"%(n)s штук"' if "[" in line else single))
    path.write_text(head + blank + "\n".join(lines) + "\n", encoding="utf-8")


def test_all_areas_are_translated(tool: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool.main(["check"]) == 0, capsys.readouterr().err


def test_every_way_to_write_a_message_is_found(small: ModuleType, tmp_path: Path) -> None:
    found = [message for path in small.AREAS["part"].sources() for message in small.messages(path)]
    assert set(found) == {
        "Plain",
        "One",
        "Other",
        ("%(n)s dog", "%(n)s dogs"),
        "In a table",
        "What %(it)s",
        "Doit",
        "Clash",
        "In a page",
        ("%(n)s cat", "%(n)s cats"),
    }


def test_an_f_string_is_refused(small: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "part" / "bad.py"
    path.write_text('say(f"Hello {name}")')
    with pytest.raises(SystemExit, match="f-string"):
        list(small.messages(path))


def test_a_complete_catalogue_passes_and_stays_as_it_is(small: ModuleType) -> None:
    complete(small)
    assert small.main(["check"]) == 0
    before = small.AREAS["part"].catalogue.read_bytes()
    small.main(["sync", "part"])
    assert small.AREAS["part"].catalogue.read_bytes() == before


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({'msgstr "по-русски"': 'msgstr ""'}, "not translated"),
        ({'msgstr[1] "%(n)s штук"': 'msgstr[1] ""'}, "not translated"),
        ({'msgstr "%(it)s"': 'msgstr "%(that)s"'}, "other %(places)s"),
        ({'msgstr "%(it)s"': 'msgstr "то"'}, "other %(places)s"),
        ({'msgid "Plain"': '#, fuzzy\nmsgid "Plain"'}, "fuzzy"),
        ({'msgid "Plain"': 'msgid "Simple"'}, "not in the source"),
        ({'msgid "Plain"': 'msgid "Simple"', "msgid": "msgid"}, "not in the catalogue"),
        ({'msgid "Plain"\nmsgstr "по-русски"': ""}, "not in the catalogue"),
    ],
)
def test_what_is_not_right_is_told(
    small: ModuleType,
    capsys: pytest.CaptureFixture[str],
    changes: dict[str, str],
    words: str,
) -> None:
    complete(small)
    fill(small, changes)
    assert small.main(["check"]) == 1
    assert words in capsys.readouterr().err


def test_a_message_that_is_gone_from_the_source_goes(small: ModuleType, tmp_path: Path) -> None:
    complete(small)
    (tmp_path / "part" / "code.py").write_text('say("Plain")')
    small.main(["sync"])
    text = small.AREAS["part"].catalogue.read_text(encoding="utf-8")
    assert "Clash" not in text
    assert 'msgid "Plain"\nmsgstr "по-русски"' in text


def test_an_area_of_its_own_meaning_is_told(
    small: ModuleType, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    complete(small)
    small.AREAS["other"] = small.Area("other", ("part",))
    text = small.AREAS["part"].catalogue.read_text(encoding="utf-8")
    other = text.replace('msgid "Plain"\nmsgstr "по-русски"', 'msgid "Plain"\nmsgstr "иначе"')
    small.AREAS["other"].catalogue.write_text(other, encoding="utf-8")
    assert small.main(["check"]) == 1
    assert "part and other differ: 'Plain'" in capsys.readouterr().err
