"""YAML: what people write is read, what only attackers and accidents write is refused."""

from __future__ import annotations

import time
from importlib.resources import files

import pytest
import yaml

from assessor.domain.problem import InputProblem
from assessor.questionnaire import strict_yaml

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"


def refused(text: str) -> str:
    with pytest.raises(InputProblem) as caught:
        strict_yaml.load(text, "file.yaml")
    assert caught.value.remedy
    return str(caught.value)


def test_plain_data_are_read_as_the_safe_loader_reads_them() -> None:
    text = "a: 1\nb: [x, 2.5, true, null]\nc:\n  d: |\n    two\n    lines\n  e: ''\n"
    assert strict_yaml.load(text, "f") == yaml.safe_load(text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("2026-05-04", "2026-05-04"),
        ("1:30", "1:30"),
        ("007", "007"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("=", "="),
        ("true", True),
        ("~", None),
        ("", None),
        ("-12", -12),
        ("1e3", 1000.0),
        ("0.50", 0.5),
        ('"0.50"', "0.50"),
    ],
)
def test_types_are_those_of_yaml_1_2(written: str, read: object) -> None:
    assert strict_yaml.load(f"key: {written}\n", "f") == {"key": read}


def test_keys_stay_text_whatever_they_look_like() -> None:
    text = "on: 1\nno: 2\n1: 3\nnull: 4\n<<: {a: 1}\n"
    assert strict_yaml.load(text, "f") == {"on": 1, "no": 2, "1": 3, "null": 4, "<<": {"a": 1}}


def test_every_key_and_item_knows_its_line() -> None:
    marked = strict_yaml.load_marked("a: 1\nb:\n  - x\n  - y: 2\n", "f.yaml")
    assert marked.lines["b",] == 2
    assert marked.lines["b", 1] == 4
    assert marked.where(("b", 1, "y")) == "f.yaml:4"
    assert marked.where(("b", 1, "missing", "deeper")) == "f.yaml:4"
    assert marked.where(("nowhere",)) == "f.yaml:1"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (BOMB, 1, "aliases"),
        ("a: 1\nb: &x 2\n", 2, "aliases"),
        ("a: 1\nb: *x\n", 2, "aliases"),
        ("a: !!python/object:os.system x\n", 1, "Tags"),
        ("a: 1\nb: ! x\n", 2, "Tags"),
        ("a: !include other.yaml\n", 1, "Tags"),
        ("a: 1\nb: 2\na: 3\n", 3, "twice"),
        ("a: {b: 1, b: 2}\n", 1, "twice"),
        ("a: 1\n? [b]\n: 2\n", 2, "key must be a word"),
        ("a: [\n", 2, "cannot be read as YAML"),
        ("a: b: c\n", 1, "cannot be read as YAML"),
        ("a: 1\n\tb: 2\n", 2, "begins with a tab"),
        ("a: 'open\n", 1, "The quote that opens here is not closed"),
        ("a: 1\n--- \nb: 2\n", 2, "Keep one document"),
        ("a: 1\nb: \x01\n", 2, "invisible control character"),
        (f"a: 1\nb: {'1' * 5000}\n", 2, "far too long"),
        ('a: 1\nb: "open\nc: 2\n', 2, "The quote that opens here"),
        ('a: 1\nb: "\\ud800"\n', 2, "cannot be stored"),
        ('a: 1\n"\\udfff": 2\n', 2, "cannot be stored"),
        ("a: 1\nb: 1e999\n", 2, "cannot be stored"),
    ],
)
def test_what_is_refused_names_file_line_and_remedy(text: str, line: int, words: str) -> None:
    sentence = refused(text)
    assert sentence.startswith(f"file.yaml:{line}: ")
    assert words in sentence


def test_twenty_levels_are_read_and_twenty_one_refused() -> None:
    assert strict_yaml.load("[" * 20 + "]" * 20, "f")
    assert "20 levels" in refused("[" * 21 + "]" * 21)


@pytest.mark.parametrize("text", ["[" * 500_000, "{a: " * 250_000, "- " * 400_000])
def test_bottomless_nesting_is_refused_at_once(text: str) -> None:
    begun = time.process_time()
    assert "20 levels" in refused(text)
    assert time.process_time() - begun < 5


def test_a_megabyte_of_values_is_refused_in_time() -> None:
    begun = time.process_time()
    assert "20000 values" in refused("- a\n" * 240_000)
    assert time.process_time() - begun < 10


def test_more_than_a_megabyte_is_refused_before_it_is_parsed() -> None:
    assert "1000000" in refused("a: " + "x" * 1_000_000)


@pytest.mark.parametrize("text", ["", "  \n\n", "\ufeff"])
def test_an_empty_file_is_refused(text: str) -> None:
    assert "empty" in refused(text)


def test_only_a_comment_is_nothing() -> None:
    assert strict_yaml.load("# nothing yet\n", "f") is None


def test_bytes_are_utf_8_with_or_without_byte_order_mark() -> None:
    data = "ключ: значение\n".encode()
    assert strict_yaml.load_bytes(data, "f") == {"ключ": "значение"}
    assert strict_yaml.load_bytes(b"\xef\xbb\xbf" + data, "f") == {"ключ": "значение"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a: \x00\x01\x02", "binary"),
        ("a: 1\nключ: 2\n".encode("cp1251"), "not UTF-8"),
        ("a: 1\n".encode("utf-16"), "not UTF-8. Save the file again"),
        (b"\xfe\xff" + "a: 1\n".encode("utf-16-be"), "not UTF-8. Save the file again"),
        (b"x" * 4_000_001, "4000001"),
        (b"x" * 1_000_001, "1000000"),
        (b"", "empty"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputProblem, match=words):
        strict_yaml.load_bytes(data, "f")


def test_a_wrong_encoding_names_its_line() -> None:
    with pytest.raises(InputProblem) as caught:
        strict_yaml.load_bytes("a: 1\nb: ключ\n".encode("cp1251"), "f.yaml")
    assert caught.value.place == "f.yaml:2"


def test_the_fast_reader_reads_our_own_files_as_the_strict_one_does() -> None:
    folder = files("assessor.questionnaire") / "data"
    texts = [path.read_text(encoding="utf-8") for path in folder.iterdir()]
    assert texts
    for text in texts:
        assert strict_yaml.load_own(text) == strict_yaml.load(text, "own")


def test_without_the_c_library_our_own_files_are_read_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert strict_yaml.load_own("a: yes\n") == {"a": "yes"}
