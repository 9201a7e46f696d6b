"""Many reports at once: all are printed, and one that cannot be stops no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessor import cli
from assessor.commands.print_many import targets_in

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
    assert run("report", *files, missing, *options) == 1
    assert sorted(path.name for path in out.iterdir()) == ["one-2.pdf", "one.pdf", "two.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF") for path in out.iterdir())
    said = capsys.readouterr()
    assert "Written: 3 of 4" in said.out
    assert f"{files[2]} → one-2.pdf" in said.out
    assert "There is no such file" in said.err
    assert run("score", out / "one-2.pdf") == 0


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
    copy = tmp_path / "copy.pdf"
    assert run("report", files[0], "-o", copy, "--kind", "sponsor", "--archive") == 0
    before = copy.read_bytes()
    assert run("report", copy, "--folder", tmp_path) == 2
    assert "is the file that is read" in capsys.readouterr().err
    assert copy.read_bytes() == before


def test_a_look_that_is_not_there_is_refused_before_anything_is_printed(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.pdf"
    assert run("report", files[0], "-o", path, "--kind", "sponsor", "--look", "nobody") == 2
    assert "no look of this name" in capsys.readouterr().err
    assert not path.exists()


def test_no_two_reports_have_one_name() -> None:
    sources = [Path("a/x.yaml"), Path("b/X.takeoff"), Path("c/x-2.yaml"), Path("x.json")]
    names = [path.name for path in targets_in(Path("out"), sources)]
    assert names == ["x.pdf", "X-2.pdf", "x-2-2.pdf", "x-3.pdf"]
