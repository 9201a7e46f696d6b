"""Which files may stand behind an answer: documents and pictures, nothing that a click would run.

What is refused is judged by its name and by its content, because either may lie. The program
itself never opens an attached file; it hands it back under “save as” only.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterable

from assessor.domain.language import message
from assessor.domain.problem import InputProblem

SIZE_LIMIT = 20_000_000
"""Bytes of one file: a scanned contract, not a film."""
TOTAL_LIMIT = 45_000_000
"""Bytes of all files of an assessment together: they must fit into one exchange file."""
COUNT_LIMIT = 190
"""Files of an assessment, for the same reason."""
NAME_LIMIT = 200

_PROGRAMS = (
    "exe com scr pif cpl msi msp mst msix msixbundle appx appxbundle dll sys drv ocx ax efi elf so "
    "bin run out app appimage deb rpm apk ipa pkg dmg iso img vhd vhdx wim xll xpi crx gadget"
)
_SCRIPTS = (
    "bat cmd ps1 ps1xml ps2 psc1 psm1 psd1 vb vbs vbe js jse mjs cjs ws wsf wsh wsc sct hta msc "
    "sh bash zsh ksh csh fish py pyw pyc pyz pl pm rb php phtml lua tcl awk jar jnlp class war ear "
    "applescript scpt command action workflow reg inf job ahk au3"
)
_LINKS = (
    "lnk url website webloc desktop scf library-ms search-ms searchconnector-ms settingcontent-ms "
    "application appref-ms theme themepack diagcab rdp iqy slk chm hlp"
)
_PAGES = "html htm xhtml xht shtml shtm mht mhtml svg svgz xul xsl xslt"
_MACROS = (
    "docm dotm xlsm xltm xlam xlsb xla pptm potm ppam ppsm ppa sldm "
    "ade adp mda mde mdb accdb accde one onepkg"
)
_ARCHIVES = "zip 7z rar tar gz tgz bz2 tbz xz txz lz lzh lzma zst z arj ace cab cpio"

_BY_ENDING: dict[str, str] = {
    ending: kind
    for kind, endings in (
        ("program", _PROGRAMS),
        ("script", _SCRIPTS),
        ("link", _LINKS),
        ("page", _PAGES),
        ("macro", _MACROS),
        ("archive", _ARCHIVES),
    )
    for ending in endings.split()
}

_BY_START: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xfe\xed\xfa\xce", "program"),
    (b"\xfe\xed\xfa\xcf", "program"),
    (b"\xce\xfa\xed\xfe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"dex\n", "program"),
    (b"\x00asm", "program"),
    (b"!<arch>", "program"),
    (b"\xed\xab\xee\xdb", "program"),
    (b"#!", "script"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "link"),
    (b"ITSF", "link"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"MSCF", "archive"),
)
_BY_FIRST_WORDS: tuple[tuple[str, str], ...] = (
    ("<!doctype html", "page"),
    ("<html", "page"),
    ("<head", "page"),
    ("<body", "page"),
    ("<script", "page"),
    ("<svg", "page"),
    ("<hta:", "page"),
    ("@echo", "script"),
    ("<?php", "script"),
    ("<job", "script"),
    ("<package", "script"),
    ("windows registry editor", "script"),
    ("regedit4", "script"),
    ("[internetshortcut]", "link"),
    ("[desktop entry]", "link"),
)
_SNIFFED = 4_096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_INSTALLER = bytes.fromhex("84100c0000000000c000000000000046")
"""The class id of a Windows installer, as it stands in the root entry of its file."""
_OFFICE_ZIPS = ("[Content_Types].xml", "mimetype")


def clean_name(name: str) -> str:
    """Return a file's name without its folder and without characters that hide what it is."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join("_" if c in '<>:"|?*' else c for c in last if unicodedata.category(c)[0] != "C")
    seen = seen.strip().rstrip(". ")
    stem, dot, ending = seen.rpartition(".")
    if len(seen) > NAME_LIMIT and dot and len(ending) < 20:  # noqa: PLR2004 - no real ending
        return stem[: NAME_LIMIT - len(ending) - 1] + dot + ending
    return seen[:NAME_LIMIT] or "_"


_REFUSALS: dict[str, str] = {
    "program": message("“%(name)s” is a program. Files that can run are not attached."),
    "script": message("“%(name)s” is a script. Files that can run are not attached."),
    "link": message("“%(name)s” only starts something else. Such files are not attached."),
    "page": message("“%(name)s” is a web page, and pages can run programs. It was not attached."),
    "macro": message("“%(name)s” can hold macros, and macros can run. It was not attached."),
    "archive": message("“%(name)s” is an archive, which hides what is in it. It was not attached."),
}
_REMEDIES: dict[str, str] = {
    "page": message("Attach it as a PDF or a picture, or add its address as a link."),
    "macro": message("Save it without macros, or as a PDF."),
    "archive": message("Attach the documents in it one by one."),
}
_OTHERWISE = message("Attach a document or a picture that shows the same.")


def judge(name: str, content: bytes) -> None:
    """Raise InputProblem, with a remedy, for a file that may not be attached."""
    if not content:
        raise InputProblem(
            "“%(name)s” is empty.", remedy="Choose another file.", name=clean_name(name)
        )
    judge_size(name, len(content))
    kind = dangerous_kind(name, content)
    if kind:
        raise InputProblem(
            _REFUSALS[kind], remedy=_REMEDIES.get(kind, _OTHERWISE), name=clean_name(name)
        )


def judge_size(name: str, size: int) -> None:
    """Raise InputProblem for a file of so many bytes when that is too many."""
    if size > SIZE_LIMIT:
        raise InputProblem(
            "“%(name)s” is larger than %(limit)d MB.",
            remedy="Attach the pages that matter, or add a link to the file.",
            name=clean_name(name),
            limit=SIZE_LIMIT // 1_000_000,
        )


def judge_room(sizes: Iterable[int]) -> None:
    """Raise InputProblem when files of these sizes are too much for one assessment."""
    all_sizes = tuple(sizes)
    if sum(all_sizes) > TOTAL_LIMIT or len(all_sizes) > COUNT_LIMIT:
        raise InputProblem(
            "The files of one assessment may have %(limit)d MB together, and be %(count)d at most.",
            remedy="Remove a file, or add a link instead.",
            limit=TOTAL_LIMIT // 1_000_000,
            count=COUNT_LIMIT,
        )


def dangerous_kind(name: str, content: bytes) -> str:
    """Return why a file is refused (a key of the refusals), empty when it may be attached."""
    ending = clean_name(name).rpartition(".")[2].lower()
    return _BY_ENDING.get(ending, "") or _kind_of_content(content)


def _kind_of_content(content: bytes) -> str:
    for start, kind in _BY_START:
        if content.startswith(start):
            return kind
    if content.startswith(_OLE):
        return _kind_of_old_office(content)
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_zip(content)
    return _kind_of_text(content[:_SNIFFED])


def _kind_of_old_office(content: bytes) -> str:
    if _INSTALLER in content:
        return "program"
    names = ("_VBA_PROJECT", "Ole10Native")
    return "macro" if any(name.encode("utf-16-le") in content for name in names) else ""


def _kind_of_zip(content: bytes) -> str:
    """Judge a zip by its table of contents; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except Exception:  # noqa: BLE001 - zipfile raises a dozen kinds over hostile bytes
        return "archive"
    if not any(known in names for known in _OFFICE_ZIPS):
        return "archive"
    low = [name.lower() for name in names]
    runs = any(n.endswith("vbaproject.bin") or n.startswith(("basic/", "scripts/")) for n in low)
    packed = any("/embeddings/oleobject" in n or "/activex/" in n for n in low)
    return "macro" if runs or packed else ""


def _kind_of_text(start: bytes) -> str:
    marked = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = start.decode("utf-16" if marked else "utf-8", "replace").lstrip("\ufeff \t\r\n").lower()
    if text.startswith("<?xml"):
        text = _without_preamble(text)
    if text.startswith("{\\rtf") and "\\objdata" in text:
        return "macro"
    return next((kind for words, kind in _BY_FIRST_WORDS if text.startswith(words)), "")


def _without_preamble(text: str) -> str:
    """Return XML from its root on: what is declared and remarked before does not tell its kind."""
    while text.startswith(("<?", "<!--", "<!doctype svg")):
        end = "-->" if text.startswith("<!--") else ">"
        found = text.partition(end)[2].lstrip()
        if not found:
            return ""
        text = found
    return text
