"""What may be attached: documents and pictures; nothing that a double click would run."""

from __future__ import annotations

import io
import zipfile

import pytest

from assessor.domain import evidence_file
from assessor.domain.evidence_file import clean_name, dangerous_kind, judge
from assessor.domain.language import Language
from assessor.domain.problem import InputProblem
from assessor.language import Voice

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
ENDINGS = (
    "exe bat cmd ps1 sh js vbs jar msi com scr lnk desktop html htm docm xlsm hta url pif py "
    "reg iso zip 7z rar svg wsf dll mht"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Order 14.pdf", PDF),
        ("whiteboard.PNG", PNG),
        ("minutes.txt", "Протокол от 4 мая".encode()),
        ("minutes", b"no ending at all"),
        ("export.csv", b"client,bought\n1,2\n"),
        ("letter.eml", b"From: a@example.com\nSubject: order\n\nHello"),
        ("model.bpmn", b'<?xml version="1.0"?>\n<definitions/>'),
        ("sheet.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml")),
        ("text.odt", zipped("mimetype", "content.xml")),
        ("old.doc", OLE),
        ("notes.rtf", rb"{\rtf1\ansi Protocol}"),
    ],
)
def test_documents_and_pictures_are_taken(name: str, content: bytes) -> None:
    judge(name, content)


@pytest.mark.parametrize(
    "ending",
    ENDINGS.split(),
)
def test_a_name_that_runs_is_refused_whatever_is_in_it(ending: str) -> None:
    for name in (f"a.{ending}", f"A.{ending.upper()}", f"report.pdf.{ending}", f"a.{ending}. "):
        with pytest.raises(InputProblem):
            judge(name, b"harmless words")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"MZ\x90\x00" + bytes(60), "program"),
        (b"\x7fELF\x02\x01", "program"),
        (b"\xcf\xfa\xed\xfe", "program"),
        (b"\xca\xfe\xba\xbe\x00\x00", "program"),
        (b"#!/bin/sh\nrm -rf ~", "script"),
        (b"\xef\xbb\xbf@echo off\r\ndel *", "script"),
        (b"L\x00\x00\x00\x01\x14\x02\x00", "link"),
        (b"[InternetShortcut]\r\nURL=file:///c:/x", "link"),
        (b"\n[Desktop Entry]\nExec=sh", "link"),
        (b"  <!DOCTYPE html><title>x</title>", "page"),
        ("\ufeff<html>".encode("utf-16"), "page"),
        (b'<?xml version="1.0"?><!-- a > b --><svg xmlns="x"/>', "page"),
        (b"{\\rtf1{\\object{\\*\\objdata 0105}}}", "macro"),
        (OLE + "_VBA_PROJECT".encode("utf-16-le"), "macro"),
        (OLE + bytes.fromhex("84100c0000000000c000000000000046"), "program"),
        (zipped("[Content_Types].xml", "word/vbaProject.bin"), "macro"),
        (zipped("mimetype", "Basic/Standard/Module1.xml"), "macro"),
        (zipped("[Content_Types].xml", "word/embeddings/oleObject1.bin"), "macro"),
        (zipped("META-INF/MANIFEST.MF", "Evil.class"), "archive"),
        (b"PK\x03\x04 broken", "archive"),
        (b"Rar!\x1a\x07\x01\x00", "archive"),
    ],
)
@pytest.mark.parametrize("name", ["minutes.pdf", "minutes"])
def test_content_that_runs_is_refused_under_any_name(name: str, content: bytes, kind: str) -> None:
    assert dangerous_kind(name, content) == kind
    with pytest.raises(InputProblem):
        judge(name, content)


def test_a_file_is_too_large_by_one_byte() -> None:
    judge("a.txt", b"x" * evidence_file.SIZE_LIMIT)
    with pytest.raises(InputProblem, match="larger than 20 MB"):
        judge("a.txt", b"x" * (evidence_file.SIZE_LIMIT + 1))


def test_an_empty_file_says_so() -> None:
    with pytest.raises(InputProblem, match="is empty"):
        judge("a.txt", b"")


def test_all_files_must_fit_into_one_exchange_file() -> None:
    evidence_file.judge_room([15_000_000] * 3)
    evidence_file.judge_room([1] * 190)
    with pytest.raises(InputProblem, match="45 MB"):
        evidence_file.judge_room([15_000_000] * 3 + [1])
    with pytest.raises(InputProblem, match="190"):
        evidence_file.judge_room([1] * 191)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.pdf", "a.pdf"),
        ("gpj.\u202eexe.pdf", "gpj.exe.pdf"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ('x:"<y>.pdf', "x___y_.pdf"),
        ("...", "_"),
        ("я" * 300 + ".pdf", "я" * 196 + ".pdf"),
    ],
)
def test_a_name_cannot_hide_what_it_is(name: str, clean: str) -> None:
    assert clean_name(name) == clean


@pytest.mark.parametrize("language", list(Language))
def test_every_refusal_is_spoken_with_a_remedy(language: Language) -> None:
    voice = Voice(language)
    told = set()
    for name in ("a.exe", "a.bat", "a.lnk", "a.html", "a.docm", "a.zip"):
        with pytest.raises(InputProblem) as caught:
            judge(name, b"x")
        told.add(voice.explain(caught.value))
        assert name in voice.explain(caught.value)
        assert caught.value.remedy
    assert len(told) == 6
