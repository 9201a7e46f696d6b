"""The exchange file ``.takeoff``: one assessment with its attached files, for another computer.

A zip of ``manifest.json`` (format, version, program, SHA-256 of every other member),
``assessment.json``, ``attachments/<sha256>`` and, when the assessment was not answered under the
bundled questionnaire, ``questionnaire.json``. What is read is judged as if an enemy had made it;
what is written is the same for the same content, byte for byte.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from pydantic import Field, ValidationError

from assessor import __version__
from assessor.domain.assessment import Assessment
from assessor.domain.canonical import canonical_json, digest_of_bytes
from assessor.domain.frozen import Frozen
from assessor.domain.problem import InputProblem, together
from assessor.domain.questionnaire import BUNDLED_ID, Questionnaire
from assessor.questionnaire import loader, strict_json
from assessor.questionnaire.complaints import complaints
from assessor.questionnaire.marked import Marked

FORMAT = "takeoff"
VERSION = 2
"""What is read; a file without a questionnaire of its own is still written as version 1."""
SIZE_LIMIT = 50_000_000
MEMBER_LIMIT = 200
RATIO_LIMIT = 100
TIMESTAMP = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can hold; a real one would make equal contents differ."""
_UNIX = 3
_ATTACHMENTS = "attachments/"
_ATTACHMENT_NAME = re.compile(_ATTACHMENTS + r"[0-9a-f]{64}")
_MANIFEST = "manifest.json"
_ASSESSMENT = "assessment.json"
_QUESTIONNAIRE = "questionnaire.json"
_SINGLE = frozenset({_ASSESSMENT, _QUESTIONNAIRE})


class Manifest(Frozen):
    """What an exchange file says of itself."""

    format: str
    version: int
    program: str
    members: Mapping[str, str]
    """SHA-256 by member name."""


class Parcel(Frozen):
    """What came out of a file: an assessment and the files attached to its evidence."""

    assessment: Assessment
    attachments: Mapping[str, bytes] = Field(default_factory=dict)
    """Contents by their SHA-256."""
    questionnaire: Questionnaire | None = None
    """The edition that the assessment pins, unless it is the bundled one."""


def pack(
    assessment: Assessment,
    attachments: Mapping[str, bytes],
    questionnaire: Questionnaire | None = None,
) -> bytes:
    """Return the bytes of an exchange file; the bundled questionnaire stays at home."""
    members = {_ASSESSMENT: canonical_json(assessment).encode("utf-8")}
    if questionnaire is not None and questionnaire.id != BUNDLED_ID:
        members[_QUESTIONNAIRE] = canonical_json(questionnaire).encode("utf-8")
    for name in sorted(attachments):
        members[_ATTACHMENTS + name] = attachments[name]
    manifest = Manifest(
        format=FORMAT,
        version=VERSION if _QUESTIONNAIRE in members else 1,
        program=__version__,
        members={name: digest_of_bytes(content) for name, content in members.items()},
    )
    members = {_MANIFEST: canonical_json(manifest).encode("utf-8"), **members}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(_member(name, content), content)
    return target.getvalue()


def _member(name: str, content: bytes) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, TIMESTAMP)
    member.create_system = _UNIX
    member.external_attr = 0o100644 << 16
    # What shrinks suspiciously well is stored as it is, or our own reader would take it for a bomb.
    tight = len(zlib.compress(content)) * RATIO_LIMIT // 2 < len(content)
    member.compress_type = zipfile.ZIP_STORED if tight else zipfile.ZIP_DEFLATED
    return member


def unpack(data: bytes, place: str) -> Parcel:
    """Return what an exchange file holds; InputProblem when anything about it is not right."""
    if len(data) > SIZE_LIMIT:
        raise _too_large(place)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _judge(archive.infolist(), place)
            contents = {m.filename: _content(archive, m, place) for m in archive.infolist()}
    except InputProblem:
        raise
    except Exception as error:  # zipfile raises a dozen kinds over hostile bytes
        raise _broken(place) from error
    manifest = _manifest(contents, place)
    _compare(manifest, contents, place)
    assessment = _assessment(contents[_ASSESSMENT], place)
    return Parcel(
        assessment=assessment,
        questionnaire=_questionnaire(contents.get(_QUESTIONNAIRE), assessment, place),
        attachments={
            name.removeprefix(_ATTACHMENTS): content
            for name, content in contents.items()
            if name.startswith(_ATTACHMENTS)
        },
    )


def _judge(members: list[zipfile.ZipInfo], place: str) -> None:
    """Refuse an archive by its table of contents, before anything is unpacked."""
    names = [member.filename for member in members]
    if len(names) > MEMBER_LIMIT:
        raise InputProblem(
            "The exchange file has more than %(limit)d members.",
            place=place,
            remedy="Ask for a new copy of the file.",
            limit=MEMBER_LIMIT,
        )
    odd = next((name for name in names if not _is_ours(name) or names.count(name) > 1), None)
    if odd is not None:
        raise InputProblem(
            "The exchange file has a member that does not belong there: “%(name)s”.",
            place=place,
            remedy="Ask for a new copy of the file.",
            name=odd[:80],
        )
    if sum(member.file_size for member in members) > SIZE_LIMIT:
        raise _too_large(place)
    for member in members:
        _judge_member(member, place)


def _judge_member(member: zipfile.ZipInfo, place: str) -> None:
    link = stat.S_ISLNK(member.external_attr >> 16)
    locked = bool(member.flag_bits & 1)
    method = member.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    bomb = member.file_size > RATIO_LIMIT * max(member.compress_size, 1)
    if link or locked or bomb or not method:
        raise InputProblem(
            "The exchange file has a member that is not safe to open: “%(name)s”.",
            place=place,
            remedy="Ask for a new copy of the file.",
            name=member.filename,
        )


def _is_ours(name: str) -> bool:
    return name in {_MANIFEST, *_SINGLE} or _ATTACHMENT_NAME.fullmatch(name) is not None


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: str) -> bytes:
    with archive.open(member) as stream:
        content = stream.read(member.file_size + 1)
    if len(content) != member.file_size:
        raise _broken(place)
    return content


def _manifest(contents: Mapping[str, bytes], place: str) -> Manifest:
    inner = f"{place}/{_MANIFEST}"
    plain: Any = strict_json.load_bytes(contents.get(_MANIFEST, b"{}"), inner)
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise InputProblem(
            "This is not an exchange file of Takeoff.",
            place=place,
            remedy="Choose a file whose name ends in .takeoff.",
        )
    version = plain.get("version")
    if isinstance(version, int) and version > VERSION:
        raise InputProblem(
            "The file was written by Takeoff %(program)s in format %(version)d; this program reads"
            " up to format %(known)d.",
            place=place,
            remedy="Install the newer version of Takeoff.",
            program=str(plain.get("program", "?"))[:40],
            version=version,
            known=VERSION,
        )
    try:
        return Manifest.model_validate(plain)
    except ValidationError as error:
        raise together(complaints(error, Marked(plain, inner), Manifest)) from None


def _compare(manifest: Manifest, contents: Mapping[str, bytes], place: str) -> None:
    found = {n: digest_of_bytes(c) for n, c in contents.items() if n != _MANIFEST}
    named = all(
        name == _ATTACHMENTS + sha256 for name, sha256 in found.items() if name not in _SINGLE
    )
    if dict(manifest.members) != found or _ASSESSMENT not in found or not named:
        raise InputProblem(
            "The exchange file was changed or damaged after it was written.",
            place=place,
            remedy="Ask for a new copy of the file.",
        )


def _assessment(content: bytes, place: str) -> Assessment:
    inner = f"{place}/{_ASSESSMENT}"
    plain = strict_json.load_bytes(content, inner, limit=SIZE_LIMIT)
    try:
        return Assessment.model_validate_json(content)
    except ValidationError as error:
        raise together(complaints(error, Marked(plain, inner), Assessment)) from None


def _questionnaire(
    content: bytes | None, assessment: Assessment, place: str
) -> Questionnaire | None:
    """Return the questionnaire that travels along, which must be the one that is pinned."""
    if content is None:
        return None
    inner = f"{place}/{_QUESTIONNAIRE}"
    plain = strict_json.load_bytes(content, inner, limit=SIZE_LIMIT)
    found = loader.judged(Marked(plain, inner), own=True)
    pinned = assessment.questionnaire
    if pinned is None or pinned.digest != found.digest:
        raise InputProblem(
            "The questionnaire in the file is not the one that its answers belong to.",
            place=inner,
            remedy="Ask for a new copy of the file.",
        )
    return found


def _broken(place: str) -> InputProblem:
    return InputProblem(
        "The exchange file is damaged or incomplete.",
        place=place,
        remedy="Ask for a new copy of the file.",
    )


def _too_large(place: str) -> InputProblem:
    return InputProblem(
        "The exchange file is larger than %(limit)d MB.",
        place=place,
        remedy="Attach fewer or smaller files.",
        limit=SIZE_LIMIT // 1_000_000,
    )
