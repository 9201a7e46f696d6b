"""Many reports at once: all are printed, and one that cannot be stops no other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor import cli
from assessor.commands.folder_names import LONGEST, NOTES, FolderNames, harmless_name
from assessor.domain.assessment import Assessment, Project
from assessor.domain.paper import Part, ReportOrder
from assessor.domain.problem import InputProblem
from assessor.service import Service
from assessor.settings import Settings

ANSWERS = "project: {client: Acme, name: CRM}\n"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    made = [tmp_path / "one.yaml", tmp_path / "two.yaml", tmp_path / "deeper" / "one.yaml"]
    for path in made:
        path.parent.mkdir(exist_ok=True)
        path.write_text(ANSWERS)
    return made


def run(*arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments])


def test_all_are_printed_and_what_cannot_be_is_told(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    missing = tmp_path / "missing.yaml"
    options = ("--folder", out, "--kind", "sponsor", "--archive")
    assert run("report", *files, missing, files[0], *options) == 1
    made = ["Acme - CRM (one).pdf", "Acme - CRM (two).pdf", "Acme - CRM.pdf"]
    assert sorted(path.name for path in out.glob("*.pdf")) == made
    assert all(path.read_bytes().startswith(b"%PDF") for path in out.glob("*.pdf"))
    said = capsys.readouterr()
    assert "Written: 3 of 4" in said.out
    for path, name in zip(files, (made[2], made[1], made[0]), strict=True):
        assert f"{path} → {name}" in said.out
    assert "There is no such file" in said.err
    assert run("score", out / made[0]) == 0


def test_what_does_not_fit_together_is_refused(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("report", *files, "-o", tmp_path / "a.pdf") == 2
    assert "do not fit into one file" in capsys.readouterr().err
    assert run("report", files[0], "--folder", tmp_path, "--format", "docx") == 2
    assert "Only PDFs" in capsys.readouterr().err
    assert run("report", files[0], "-o", tmp_path / "a.docx", "--archive") == 2
    assert "Only a PDF can be an archive copy" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run("report", files[0], "-o", tmp_path / "a.pdf", "--kind", "sponsor", "--parts", "cover")
    assert "not allowed with argument" in capsys.readouterr().err


def test_an_archive_copy_is_never_written_over_by_its_own_report(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "Acme - CRM.pdf"
    assert run("report", files[0], "-o", copy, "--kind", "sponsor", "--archive") == 0
    before = copy.read_bytes()
    assert run("report", copy, "--folder", tmp_path, "--kind", "sponsor") == 0
    assert f"{copy} → Acme - CRM (Acme - CRM).pdf" in capsys.readouterr().out
    assert copy.read_bytes() == before


def test_a_look_that_is_not_there_is_refused_before_anything_is_printed(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.pdf"
    assert run("report", files[0], "-o", path, "--kind", "sponsor", "--look", "nobody") == 2
    told = capsys.readouterr().err
    assert "no look of this name" in told
    assert "none at all yet" in told
    assert not path.exists()


@pytest.fixture
def service(own_home: Path) -> Iterator[Service]:
    made = Service.open(Settings())
    yield made
    made.close()


def of(client: str, name: str = "CRM") -> Assessment:
    return Assessment(project=Project(client=client, name=name))


def printed(service: Service, folder: Path, *wanted: tuple[str, Assessment]) -> list[str]:
    """Return what one run calls its reports; each is written and noted."""
    names, given = FolderNames(service, folder), []
    for source, assessment in wanted:
        target = names.target_for(folder / source, assessment)
        (folder / source).parent.mkdir(exist_ok=True)
        (folder / source).touch()
        target.write_text(source)
        given.append(target.name)
    return given


def test_a_later_run_replaces_its_own_reports_and_nobody_elses(
    service: Service, tmp_path: Path
) -> None:
    (tmp_path / "Delta - CRM.pdf").write_text("from the client")
    acme, other = ("x.yaml", of("Acme")), ("b/x.yaml", of("ACME"))
    first = printed(service, tmp_path, acme, other, ("y.yaml", of("Delta")))
    assert first == ["Acme - CRM.pdf", "ACME - CRM (x).pdf", "Delta - CRM (y).pdf"]
    assert printed(service, tmp_path, acme) == first[:1]
    # Another client's file of the same name, then another file about the same client.
    assert printed(service, tmp_path, ("x.yaml", of("Beta"))) == ["Beta - CRM.pdf"]
    assert printed(service, tmp_path, ("z.yaml", of("Acme"))) == ["Acme - CRM (z).pdf"]
    assert (tmp_path / "Acme - CRM.pdf").read_text() == "x.yaml"
    assert (tmp_path / "Delta - CRM.pdf").read_text() == "from the client"
    # Two runs at once: what one has begun the other leaves alone; a file that is gone has no say.
    names = FolderNames(service, tmp_path)
    assert names.target_for(tmp_path / "x.yaml", of("Gamma")).name == "Gamma - CRM.pdf"
    assert printed(service, tmp_path, ("y.yaml", of("Gamma"))) == ["Gamma - CRM (y).pdf"]
    (tmp_path / "x.yaml").unlink()
    assert printed(service, tmp_path, ("z.yaml", of("Gamma"))) == ["Gamma - CRM.pdf"]
    # Without the notes everything is somebody else's.
    (tmp_path / NOTES).write_text("[")
    assert printed(service, tmp_path, acme) == ["Acme - CRM (x).pdf"]


def test_a_report_is_called_what_every_system_takes(service: Service, tmp_path: Path) -> None:
    evil = [("a.yaml", of("../../etc", "a:b?")), ("b.yaml", of("", ""))]
    assert printed(service, tmp_path, *evil) == ["_.._etc - a_b_.pdf", "b.pdf"]
    assert len(harmless_name("Ы" * 300).encode()) <= LONGEST
    assert harmless_name(" .. ") == ""


def test_the_file_that_is_read_is_never_the_target(service: Service, tmp_path: Path) -> None:
    source = tmp_path / "Acme - CRM.pdf"
    source.write_text("archive copy")
    (tmp_path / NOTES).write_text(json.dumps({source.name: str(source)}))
    with pytest.raises(InputProblem):
        FolderNames(service, tmp_path).target_for(source, of("Acme"))


def test_parts_and_files_are_told_apart(
    files: list[Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted: list[tuple[Part, ...]] = []

    class Job:
        notices = ()

        def wait(self, on_progress: object) -> bytes:
            return b"%PDF-"

    def start(_self: object, _assessment: object, order: ReportOrder, _files: object) -> Job:
        wanted.append(order.parts)
        return Job()

    monkeypatch.setattr(Service, "start_report", start)
    target = tmp_path / "a.pdf"
    for words in (
        ["--parts", "cover", "method", files[0]],
        [files[0], "--parts", "cover,method"],
        ["--parts=cover,method", files[0]],
    ):
        assert run("report", *words, "-o", target) == 0
    assert wanted == [(Part.COVER, Part.METHOD)] * 3
    for wrong in (["--parts", "covr", files[0]], [files[0], "--parts", ","]):
        with pytest.raises(SystemExit):
            run("report", *wrong, "-o", target)
        assert "choose from cover, sponsor" in capsys.readouterr().err


def test_a_workbook_has_no_parts(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for option in (["--kind", "gaps"], ["--parts", "cover"], ["--final"]):
        assert run("report", files[0], "-o", tmp_path / "a.xlsx", *option) == 2
        assert "always holds everything" in capsys.readouterr().err
