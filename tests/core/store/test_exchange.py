"""The exchange file: equal content gives equal bytes; what a stranger made is judged first."""

from __future__ import annotations

import io
import json
import random
import stat
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from assessor.domain.assessment import Answer, Assessment, Project, Rated
from assessor.domain.canonical import canonical_json, digest_of_bytes
from assessor.domain.problem import InputProblem, Problem
from assessor.store import exchange
from assessor.store.exchange import pack, unpack

FIXED = Assessment(
    id="fixed",
    project=Project(client="Ромашка", name="<b>{{ 7*7 }}</b>"),
    answers={"goal.idea": (Answer(judgement=Rated(level=3), note="x" * 10_000 + "😀\x07"),)},
    created=datetime(2026, 5, 4, tzinfo=UTC),
    changed=datetime(2026, 5, 4, 12, tzinfo=UTC),
)
FILE = b"%PDF-1.7 evidence"
NAME = digest_of_bytes(FILE)
Members = dict[str, bytes]


def members(data: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(content: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return target.getvalue()


def manifest_for(content: Members, **changes: object) -> bytes:
    manifest = {
        "format": "takeoff",
        "version": 1,
        "program": "0.1.0",
        "members": {name: digest_of_bytes(data) for name, data in content.items()},
    }
    return json.dumps(manifest | changes).encode()


def made(content: Members, **changes: object) -> bytes:
    return zipped({"manifest.json": manifest_for(content, **changes), **content})


def with_document(document: bytes) -> bytes:
    return made({"assessment.json": document})


def refusal(data: bytes) -> str:
    with pytest.raises(InputProblem) as caught:
        unpack(data, "x.takeoff")
    assert caught.value.place.startswith("x.takeoff")
    assert caught.value.remedy
    return str(caught.value)


def test_what_is_packed_comes_out_unchanged() -> None:
    parcel = unpack(pack(FIXED, {NAME: FILE}), "x")
    assert parcel.assessment == FIXED
    assert parcel.attachments == {NAME: FILE}


def test_equal_content_gives_equal_bytes() -> None:
    other = b"other"
    files = {NAME: FILE, digest_of_bytes(other): other}
    backwards = dict(reversed(files.items()))
    assert pack(FIXED, files) == pack(FIXED, backwards)


def test_the_manifest_says_what_is_inside() -> None:
    content = members(pack(FIXED, {NAME: FILE}))
    manifest = json.loads(content["manifest.json"])
    assert list(content) == ["manifest.json", "assessment.json", f"attachments/{NAME}"]
    assert (manifest["format"], manifest["version"]) == ("takeoff", 1)
    assert manifest["members"]["assessment.json"] == digest_of_bytes(content["assessment.json"])


def test_a_file_that_shrinks_like_a_bomb_can_be_carried_all_the_same() -> None:
    flat = bytes(2_000_000)
    name = digest_of_bytes(flat)
    assert unpack(pack(FIXED, {name: flat}), "x").attachments == {name: flat}


@pytest.mark.parametrize("data", [b"", b"PK", b"text", bytes(100), b"PK\3\4" + bytes(60)])
def test_something_else_is_refused(data: bytes) -> None:
    assert "damaged or incomplete" in refusal(data)


def test_every_truncation_is_refused() -> None:
    whole = pack(FIXED, {NAME: FILE})
    for length in range(0, len(whole), 11):
        assert "damaged or incomplete" in refusal(whole[:length])


def test_no_changed_byte_gets_another_assessment_in() -> None:
    whole = pack(FIXED, {NAME: FILE})
    generator = random.Random(7)  # noqa: S311 - a repeatable test, no secret
    for _ in range(600):
        data = bytearray(whole)
        for _ in range(generator.choice([1, 1, 4, 16])):
            data[generator.randrange(len(data))] = generator.randrange(256)
        try:
            parcel = unpack(bytes(data), "x.takeoff")
        except InputProblem:
            continue
        assert parcel.assessment == FIXED
        assert parcel.attachments == {NAME: FILE}


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/etc/passwd",
        "attachments/../../evil",
        "attachments\\evil",
        "C:evil",
        "attachments/",
        "attachments/" + "A" * 64,
        "attachments/" + "a" * 63,
        "attachments/" + "a" * 64 + "\n",
        "Assessment.json",
        "extra.txt",
        "attachments/" + "a" * 64 + "/b",
        "x" * 500,
    ],
)
def test_names_that_do_not_belong_there_are_refused(name: str) -> None:
    content = members(pack(FIXED, {})) | {name: b"x"}
    assert "does not belong there" in refusal(zipped(content))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_is_there_twice_is_refused() -> None:
    target = io.BytesIO(pack(FIXED, {}))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("assessment.json", b"{}")
    assert "does not belong there" in refusal(target.getvalue())


def special(change: Callable[[zipfile.ZipInfo], None], content: bytes = b"x" * 100) -> bytes:
    target = io.BytesIO(pack(FIXED, {}))
    with zipfile.ZipFile(target, "a") as archive:
        member = zipfile.ZipInfo("attachments/" + digest_of_bytes(content))
        change(member)
        archive.writestr(member, content)
    return target.getvalue()


def link(member: zipfile.ZipInfo) -> None:
    member.external_attr = (stat.S_IFLNK | 0o777) << 16


def bzip2(member: zipfile.ZipInfo) -> None:
    member.compress_type = zipfile.ZIP_BZIP2


def lzma(member: zipfile.ZipInfo) -> None:
    member.compress_type = zipfile.ZIP_LZMA


@pytest.mark.parametrize("change", [link, bzip2, lzma])
def test_unusual_members_are_refused(change: Callable[[zipfile.ZipInfo], None]) -> None:
    assert "not safe to open" in refusal(special(change))


def test_a_locked_member_is_refused() -> None:
    data = bytearray(pack(FIXED, {}))
    data[data.index(b"PK\1\2") + 8] |= 1
    assert "not safe to open" in refusal(bytes(data))


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    bomb = members(pack(FIXED, {})) | {f"attachments/{NAME}": bytes(20_000_000)}
    data = zipped(bomb)
    assert len(data) < 100_000
    assert "not safe to open" in refusal(data)


def test_a_member_that_is_longer_than_it_says_is_refused() -> None:
    data = bytearray(zipped(members(pack(FIXED, {})), zipfile.ZIP_STORED))
    start = data.rindex(b"PK\1\2")
    size = int.from_bytes(data[start + 24 : start + 28], "little")
    data[start + 24 : start + 28] = (size + 5).to_bytes(4, "little")
    assert "damaged or incomplete" in refusal(bytes(data))


def test_more_than_fifty_megabytes_are_refused() -> None:
    assert "50 MB" in refusal(bytes(exchange.SIZE_LIMIT + 1))
    data = bytearray(pack(FIXED, {}))
    for start in (i for i in range(len(data)) if data[i : i + 4] == b"PK\1\2"):
        data[start + 24 : start + 28] = (40_000_000).to_bytes(4, "little")
    assert "50 MB" in refusal(bytes(data))


def test_more_than_two_hundred_members_are_refused() -> None:
    many = {f"attachments/{number:064x}": b"" for number in range(200)}
    assert "200 members" in refusal(zipped(members(pack(FIXED, {})) | many))


def test_a_zip_of_another_program_is_refused() -> None:
    assert "not an exchange file" in refusal(made({}, format="other"))
    assert "not an exchange file" in refusal(zipped({"assessment.json": b"{}"}))
    assert "not an exchange file" in refusal(zipped({"manifest.json": b"[1]"}))


def test_a_newer_format_is_refused_by_name() -> None:
    sentence = refusal(made({}, version=9, program="7.5"))
    assert "Takeoff 7.5 in format 9" in sentence
    assert "up to format 2" in sentence


@pytest.mark.parametrize(
    "changes", [{"version": "x"}, {"extra": 1}, {"program": None}, {"members": []}]
)
def test_a_manifest_that_is_not_one_is_refused(changes: dict[str, object]) -> None:
    assert "x.takeoff/manifest.json" in refusal(made({}, **changes))


@pytest.mark.parametrize("manifest", [b"{", b'{"a": 1, "a": 2}', b"\xff", b""])
def test_a_manifest_that_cannot_be_read_is_refused(manifest: bytes) -> None:
    assert "x.takeoff/manifest.json" in refusal(zipped({"manifest.json": manifest}))


def test_tampering_is_noticed() -> None:
    content = members(pack(FIXED, {NAME: FILE}))
    changed = content | {"assessment.json": content["assessment.json"].replace(b"x", b"y")}
    swapped = content | {f"attachments/{NAME}": b"other"}
    missing = {name: data for name, data in content.items() if "attachments" not in name}
    without = {name: data for name, data in content.items() if name != "assessment.json"}
    for data in (changed, swapped, missing, without):
        assert "changed or damaged" in refusal(zipped(data))


def test_an_attachment_under_a_false_digest_is_noticed() -> None:
    content = {"assessment.json": canonical_json(FIXED).encode(), f"attachments/{NAME}": b"other"}
    assert "changed or damaged" in refusal(made(content))


@pytest.mark.parametrize(
    "document",
    [
        b"{}x",
        b"[" * 40 + b"]" * 40,
        b'{"id": "a", "id": "b"}',
        b'{"answers": {"goal.idea": [{"judgement": {"kind": "rated", "level": 7}}]}}',
        b'{"answers": {"goal.idea": [{"judgement": {"kind": "rated", "level": 1.5}}]}}',
        b'{"answers": {"goal.idea": [{"judgement": {"kind": "guessed"}}]}}',
        b'{"code": "__import__(1)"}',
        b'{"id": "../../etc"}',
        b'{"project": {"risk_limit": NaN}}',
        b'{"project": {"client": "\\ud800"}}',
        b"[]",
        b"null",
        b"",
    ],
)
def test_a_document_that_is_no_assessment_is_refused(document: bytes) -> None:
    assert "x.takeoff/assessment.json" in refusal(with_document(document))


def test_a_problem_in_a_file_travels_between_processes() -> None:
    import pickle

    with pytest.raises(InputProblem) as caught:
        unpack(with_document(b'{"code": 1, "more": 2}'), "x.takeoff")
    problem = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert isinstance(problem, Problem)
    assert [str(one) for one in problem.all] == [str(one) for one in caught.value.all]
    assert len(problem.all) == 2
