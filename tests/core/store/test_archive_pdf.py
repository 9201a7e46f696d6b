"""The assessment in an archive copy: it comes back, and nothing else does."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from assessor.domain.assessment import Answer, Assessment, EvidenceItem, Grade, Project, Rated
from assessor.domain.language import Language
from assessor.domain.paper import ReportKind, ReportOrder
from assessor.domain.problem import InputProblem, WorkProblem
from assessor.service import Service
from assessor.settings import Settings
from assessor.store import archive_pdf, archive_reader, exchange

DAY = date(2026, 11, 24)


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service.open(Settings(database=f"sqlite:///{tmp_path / 'here.db'}"))


@pytest.fixture
def other(tmp_path: Path) -> Service:
    return Service.open(Settings(database=f"sqlite:///{tmp_path / 'there.db'}"))


@pytest.mark.parametrize("language", list(Language))
def test_an_archive_copy_gives_the_assessment_and_its_files_back(
    service: Service, other: Service, tmp_path: Path, language: Language
) -> None:
    files = [b"minutes of the meeting", b"%PDF-1.4 a contract"]
    evidence = tuple(
        EvidenceItem(content=f"file {number}", attachment=service.attach(content))
        for number, content in enumerate(files)
    )
    judged = Rated(level=2, grade=Grade.SHOWN)
    answer = Answer(judgement=judged, note="Ω «заметка»", evidence=evidence)
    project = Project(client="Client", name="Проект", day=DAY)
    saved = service.save(Assessment(project=project).with_answer("goal.idea", answer))
    order = ReportOrder(kind=ReportKind.SPONSOR, language=language, day=DAY, archive=True)
    path = tmp_path / "copy.PDF"
    path.write_bytes(service.start_report(saved, order).wait())
    assert other.read(path) == saved
    back = other.import_file(path)
    assert back.answers == saved.answers
    assert back.project == saved.project
    assert [other.attachment(item.attachment or "") for item in evidence] == files
    service.close()
    other.close()


def test_an_ordinary_report_has_no_assessment_in_it(service: Service, tmp_path: Path) -> None:
    saved = service.save(Assessment())
    order = ReportOrder(kind=ReportKind.SPONSOR, language=Language.EN, day=DAY)
    path = tmp_path / "plain.pdf"
    path.write_bytes(service.start_report(saved, order).wait())
    with pytest.raises(InputProblem, match="no assessment in this PDF"):
        service.read(path)
    service.close()


def test_nothing_but_printing_writes_a_pdf(service: Service, tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="kind of this file is not known"):
        service.write(Assessment(), tmp_path / "x.pdf")


PACKED = exchange.pack(Assessment(id="packed"), {})


def filespec(
    file: pikepdf.Pdf, content: bytes, name: str = "assessment.takeoff", **facts: object
) -> pikepdf.Object:
    stream = pikepdf.Stream(file, content)
    stream.Type = Name.EmbeddedFile
    told = {"Size": len(content), "CheckSum": String(hashlib.md5(content).digest())} | facts  # noqa: S324
    stream.Params = Dictionary(**{key: value for key, value in told.items() if value is not None})
    return file.make_indirect(
        Dictionary(Type=Name.Filespec, F=name, UF=name, EF=Dictionary(F=file.make_indirect(stream)))
    )


def made(change: Callable[[pikepdf.Pdf], object], **saving: object) -> bytes:
    """Return a PDF of one page with whatever a function does to it."""
    target = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        change(file)
        file.save(target, **saving)  # type: ignore[arg-type]
    return target.getvalue()


def attach(file: pikepdf.Pdf, *specs: pikepdf.Object) -> None:
    names = [part for number, spec in enumerate(specs) for part in (String(str(number)), spec)]
    file.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(names)))


def packed(file: pikepdf.Pdf) -> None:
    attach(file, filespec(file, PACKED))


def with_script(file: pikepdf.Pdf) -> None:
    packed(file)
    file.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def with_named_script(file: pikepdf.Pdf) -> None:
    packed(file)
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    file.Root.Names.JavaScript = Dictionary(Names=Array([String("x"), script]))


def with_launch(file: pikepdf.Pdf) -> None:
    packed(file)
    action = Dictionary(S=Name.Launch, F="calc.exe")
    file.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action)])


def flate(file: pikepdf.Pdf, unpacked: bytes, size: int) -> None:
    spec = filespec(file, b"x", Size=size)
    spec.EF.F.write(zlib.compress(unpacked, 9), filter=Name.FlateDecode)
    attach(file, spec)


def zip_bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"{}")
        archive.writestr("assessment.json", b"0" * 49_000_000)
    return target.getvalue()


def loop(file: pikepdf.Pdf) -> None:
    node = file.make_indirect(Dictionary())
    node.Kids = Array([node, node, node])
    file.Root.Names = Dictionary(EmbeddedFiles=node)


def many_objects(file: pikepdf.Pdf) -> None:
    packed(file)
    file.Root.More = Array([file.make_indirect(Dictionary(N=n)) for n in range(51_000)])


GOOD = made(packed)
HOSTILE = {
    "no pdf": (b"PK\x03\x04" + PACKED, "not a PDF"),
    "empty": (b"", "not a PDF"),
    "text": (b"<html>%PD F-</html>", "not a PDF"),
    "head alone": (b"%PDF-1.7\n", "damaged or incomplete"),
    "rubbish": (b"%PDF-1.7\n" + bytes(range(256)) * 200, "damaged or incomplete"),
    "truncated": (GOOD[: len(GOOD) // 2], "damaged or incomplete"),
    "nothing attached": (made(lambda _: None), "no assessment"),
    "something else attached": (
        made(lambda f: attach(f, filespec(f, b"x", "invoice.xml"))),
        "no assessment",
    ),
    "two": (
        made(lambda f: attach(f, filespec(f, PACKED), filespec(f, PACKED, "b.takeoff"))),
        "more than one assessment",
    ),
    "wrong digest": (
        made(lambda f: attach(f, filespec(f, PACKED, CheckSum=String(b"0" * 16)))),
        "changed or damaged",
    ),
    "no digest": (
        made(lambda f: attach(f, filespec(f, PACKED, CheckSum=None))),
        "damaged or incomplete",
    ),
    "wrong size": (made(lambda f: attach(f, filespec(f, PACKED, Size=7))), "changed or damaged"),
    "500 MB said": (
        made(lambda f: attach(f, filespec(f, PACKED, Size=500_000_000))),
        "larger than a report",
    ),
    "500 MB unpacked": (
        made(lambda f: flate(f, b"\0" * 500_000_000, 1_000)),
        "larger than a report",
    ),
    "half a stream": (
        made(lambda f: flate(f, b"x" * 1_000, 1_000)).replace(b"endstream", b"endstr\x00am"),
        "",
    ),
    "zip bomb": (made(lambda f: attach(f, filespec(f, zip_bomb()))), "not safe to open"),
    "no zip": (made(lambda f: attach(f, filespec(f, b"hello"))), "damaged or incomplete"),
    "another zip": (
        made(lambda f: attach(f, filespec(f, PACKED.replace(b"manifest", b"manifesd")))),
        "does not belong there",
    ),
    "changed inside": (
        made(lambda f: attach(f, filespec(f, PACKED[:99] + b"!" + PACKED[100:]))),
        "",
    ),
    "script": (made(with_script), "has a program in it"),
    "named script": (made(with_named_script), "has a program in it"),
    "launch": (made(with_launch), "has a program in it"),
    "locked": (
        made(packed, encryption=pikepdf.Encryption(owner="o", user="u")),
        "locked with a password",
    ),
    "locked without a password": (
        made(packed, encryption=pikepdf.Encryption(owner="o", user="")),
        "locked with a password",
    ),
    "loop of names": (made(loop), "no assessment"),
    "many objects": (made(many_objects), "larger than a report"),
    "not a stream": (
        made(
            lambda f: attach(
                f, Dictionary(UF=String("a.takeoff"), EF=Dictionary(F=Dictionary(Params=1)))
            )
        ),
        "damaged or incomplete",
    ),
    "no names": (
        made(lambda f: setattr(f.Root, "Names", Array([1, 2]))),
        "damaged or incomplete",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pdf_is_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    data, words = HOSTILE[name]
    path = tmp_path / "hostile.pdf"
    path.write_bytes(data)
    with pytest.raises(InputProblem) as refused:
        Service.open(Settings()).read(path)
    assert words in str(refused.value)
    assert refused.value.remedy
    assert str(path) in refused.value.place
    assert path.read_bytes() == data


def test_what_stands_around_does_not_matter() -> None:
    assert archive_pdf.contained(GOOD, "x") == PACKED
    assert archive_pdf.contained(b"\n\n" + GOOD, "x") == PACKED
    compressed = made(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert archive_pdf.contained(compressed, "x") == PACKED
    both = made(lambda f: attach(f, filespec(f, b"x", "notes.txt"), filespec(f, PACKED)))
    assert archive_pdf.contained(both, "x") == PACKED


def test_a_tree_of_names_is_walked() -> None:
    def change(file: pikepdf.Pdf) -> None:
        leaf = file.make_indirect(Dictionary(Names=Array([String("a"), filespec(file, PACKED)])))
        kids = Dictionary(Kids=Array([Dictionary(Kids=Array([leaf]))]))
        file.Root.Names = Dictionary(EmbeddedFiles=kids)

    assert archive_pdf.contained(made(change), "x") == PACKED


def test_a_pdf_too_large_for_a_report_is_not_even_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive_pdf, "PDF_LIMIT", 100)
    monkeypatch.setattr(archive_pdf.subprocess, "run", None)
    with pytest.raises(InputProblem, match="larger than a report"):
        archive_pdf.contained(GOOD, "x")


def test_a_pdf_that_takes_for_ever_is_given_up() -> None:
    with pytest.raises(InputProblem, match="damaged or incomplete"):
        archive_pdf.contained(GOOD, "x", seconds=0.01)


def test_without_a_process_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr(archive_pdf.subprocess, "run", refuse)
    with pytest.raises(WorkProblem, match="cannot be opened now"):
        archive_pdf.contained(GOOD, "x")


def test_a_thousand_damaged_copies_end_in_a_refusal_or_the_same(tmp_path: Path) -> None:
    from random import Random

    chance = Random(7)  # noqa: S311 - the same damage every time
    for _ in range(1_000):
        data = bytearray(GOOD)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            found = archive_reader.attached(bytes(data), exchange.SIZE_LIMIT)
        except archive_reader.RefusedError as refusal:
            why = refusal.args[0]
            assert why in archive_reader.Refusal
        else:
            assert found == PACKED
