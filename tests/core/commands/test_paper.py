"""Paper out and answers back by the command line, and copies for an office program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pikepdf
import pytest
import yaml

from assessor import cli
from assessor.domain.language import Language
from assessor.domain.paper import ReportOrder, TwinKind, TwinOrder
from assessor.domain.questionnaire import Role
from assessor.report.process import JobState
from assessor.service import Service
from assessor.settings import Settings

Output = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "in.yaml"
    path.write_text("project: {client: Acme, name: CRM}\nanswers: {goal.idea: 1}\n")
    return path


@pytest.fixture
def service(own_home: Path) -> Iterator[Service]:
    made = Service.open(Settings())
    yield made
    made.close()


def run(*arguments: object) -> int:
    return cli.main([*(str(argument) for argument in arguments), "--language", "en"])


@pytest.mark.parametrize("kind", list(TwinKind))
def test_paper_is_printed_for_a_project(kind: TwinKind, file: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    roles = ["--role", "hr"] if kind is TwinKind.INTERVIEW_GUIDE else []
    assert run("paper", kind, "--express", *roles, "--for", file, "-o", target) == 0
    with pikepdf.open(target) as paper:
        assert len(paper.pages) >= 1
        assert "CRM" in str(paper.docinfo.Title)


def test_paper_needs_no_project(tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    assert run("paper", "ballots", "--express", "-o", target) == 0
    assert target.read_bytes().startswith(b"%PDF")
    assert run("paper", "ballots", "-o", tmp_path / "out.txt") == 2


def test_a_role_is_refused_where_the_paper_is_for_all(tmp_path: Path, capsys: Output) -> None:
    target = tmp_path / "out.pdf"
    assert run("paper", "ballots", "--role", "sales", "-o", target) == 2
    assert "--role: Only an interview guide is for a role" in capsys.readouterr().err
    assert not target.exists()


def test_a_first_line_without_columns_is_no_heading(
    file: Path, tmp_path: Path, capsys: Output
) -> None:
    lines, before = tmp_path / "lines.txt", file.read_bytes()
    lines.write_text("garbage\n1.2 3 h\n", encoding="utf-8")
    assert run("answer", file, "--from", lines) == 2
    assert f"{lines}:1: There is no question “garbage”." in capsys.readouterr().err
    assert file.read_bytes() == before


def test_answers_come_back_from_arguments_and_lines(
    file: Path, tmp_path: Path, capsys: Output
) -> None:
    lines = tmp_path / "lines.csv"
    lines.write_text('number;level;grade;note\n1.2;3;h;"seen; twice"\n\n7.3;u\n', encoding="utf-8")
    assert run("answer", file, "3.4=2p", "--from", lines, "--role", "sponsor", "--who", "Vera") == 0
    told = capsys.readouterr().out
    assert "3.4  Sponsor’s authority  Level 2 of 4, proven" in told
    assert "3 answers recorded." in told
    answers = yaml.safe_load(file.read_text(encoding="utf-8"))["answers"]
    sponsor = {"role": "sponsor", "who": "Vera"}
    assert answers["scale.authority"] == {"level": 2, "grade": "proven", **sponsor}
    assert answers["goal.shared"] == {
        "level": 3,
        "grade": "shown",
        "note": "seen; twice",
        **sponsor,
    }
    assert answers["technology.product"] == {"unknown": True, **sponsor}
    assert answers["goal.idea"] == {"level": 1, "grade": "said"}


def test_one_wrong_line_and_nothing_is_written(file: Path, capsys: Output) -> None:
    before = file.read_bytes()
    assert run("answer", file, "1.1=4", "9.9=1", "1.2=7") == 2
    told = capsys.readouterr().err
    assert "9.9=1: There is no question “9.9”." in told
    assert "1.2=7: “7” is no answer to 1.2." in told
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "arguments", [[], ["1.1=2", "--who", "x" * 201], ["--from", "nowhere.txt"]]
)
def test_what_cannot_be_recorded_is_refused(file: Path, arguments: list[str]) -> None:
    assert run("answer", file, *arguments) == 2


def test_another_file_is_written_only_when_told(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.takeoff"
    assert run("answer", file, "1.1=4p", "-o", other) == 0
    assert run("answer", file, "1.1=3p", "-o", other) == 2
    assert run("answer", file, "1.1=3p", "-o", other, "--force") == 0
    assert run("answer", file, "1.1=3p", "-o", file) == 0
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["answers"]["goal.idea"]["level"] == 3


@pytest.mark.parametrize(
    ("ending", "member"), [("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml")]
)
def test_copies_are_written_by_the_name_of_the_file(
    file: Path, tmp_path: Path, ending: str, member: str
) -> None:
    target = tmp_path / f"out.{ending}"
    assert run("report", file, "-o", target, "--date", "2026-11-24") == 0
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        assert member in archive.namelist()
    assert run("report", file, "-o", target, "--format", "pdf") == 2


def test_the_service_gives_the_same_bytes_each_time(service: Service) -> None:
    assessment = service.examples()[0].assessment
    order = ReportOrder(language=Language.RU, day=date(2026, 11, 24))
    assert (
        service.start_word(assessment, order).wait() == service.start_word(assessment, order).wait()
    )
    first, second = (service.start_excel(assessment, Language.RU) for _ in range(2))
    assert first.wait() == second.wait()


def test_a_twin_can_be_cancelled(service: Service) -> None:
    order = TwinOrder(kind=TwinKind.INTERVIEW_GUIDE, language=Language.EN, roles=tuple(Role))
    job = service.start_twin(None, order)
    job.cancel()
    assert job.poll() is JobState.CANCELLED


def test_a_twin_of_an_assessment_names_its_people(service: Service) -> None:
    assessment = service.examples()[0].assessment
    order = TwinOrder(kind=TwinKind.BALLOTS, language=Language.EN, express=True)
    with_project = service.start_twin(assessment, order).wait()
    without = service.start_twin(None, order).wait()
    title = assessment.project.name
    with pikepdf.open(io.BytesIO(with_project)) as paper:
        assert title in str(paper.docinfo.Title)
    with pikepdf.open(io.BytesIO(without)) as paper:
        assert title not in str(paper.docinfo.Title)
