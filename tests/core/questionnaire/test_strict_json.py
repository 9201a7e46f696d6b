"""JSON: duplicates, NaN, depth and halves of characters are refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.problem import InputProblem
from assessor.questionnaire import strict_json

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(VALUES, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_all_json_is_read_as_the_library_reads_it(
    value: object, indent: int | str | None, escaped: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=escaped)
    marked = strict_json.load_marked(text.encode(), "f.json")
    assert marked.value == value
    assert marked.lines[()] == 1


def test_every_key_and_item_knows_its_line() -> None:
    text = b'{\n"a": [1,\n 2, {"b": "x,]\\"{"}],\n "c": {},\n "d": []}'
    lines = strict_json.load_marked(text, "f.json").lines
    assert lines["a", 1] == 3
    assert lines["a", 2, "b"] == 3
    assert lines["c",] == 4
    assert lines["d",] == 5


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('{"a": 1,\n"a": 2}', "f.json:2", "twice"),
        ('{"a":\n{"b": 1, "b": 2}}', "f.json:2", "twice"),
        ('{"a": NaN}', "f.json", "number"),
        ('{"a": -Infinity}', "f.json", "number"),
        ('{"a": 1e999}', "f.json", "cannot be stored"),
        ('{"a": ' + "9" * 5000 + "}", "f.json", "number"),
        ('{"a": "\\ud83d"}', "f.json", "cannot be stored"),
        ('{"\\ud83d": 1}', "f.json", "cannot be stored"),
        ('{"a": 1,\n"b" 2}', "f.json:2", "cannot be read as JSON"),
        ('{"a": 1', "f.json:1", "cannot be read as JSON"),
        ("{'a': 1}", "f.json:1", "cannot be read as JSON"),
        ('{"a": 1} x', "f.json:1", "cannot be read as JSON"),
        ("\n" + "[" * 33 + "]" * 33, "f.json:2", "32 levels"),
        ("[" * 100_000, "f.json:1", "32 levels"),
        ("", "f.json", "empty"),
    ],
)
def test_what_is_refused_names_its_place(text: str, place: str, words: str) -> None:
    with pytest.raises(InputProblem, match=words) as caught:
        strict_json.load_bytes(text.encode(), "f.json")
    assert caught.value.place == place
    assert caught.value.remedy


def test_brackets_in_text_are_no_nesting() -> None:
    assert strict_json.load_bytes(json.dumps(["[" * 100]).encode(), "f") == ["[" * 100]


def test_a_whole_character_outside_the_first_plane_is_text() -> None:
    assert strict_json.load_bytes(b'["\\ud83d\\ude00"]', "f") == ["😀"]


def test_the_limit_can_be_raised() -> None:
    data = json.dumps("x" * 1_100_000).encode()
    with pytest.raises(InputProblem, match="1000000"):
        strict_json.load_bytes(data, "f")
    assert len(strict_json.load_bytes(data, "f", limit=2_000_000)) == 1_100_000
