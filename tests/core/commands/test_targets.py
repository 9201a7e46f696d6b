"""No command writes over what it reads, nor over other files unless told to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assessor import cli
from assessor.service import Service

ANSWERS = "answers: {goal.idea: 3}   # of the interview in May\n"
Output = pytest.CaptureFixture[str]


@pytest.fixture
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    class Job:
        notices = ()

        def wait(self, on_progress: object) -> bytes:
            return b"%PDF-"

    monkeypatch.setattr(Service, "start_report", lambda *_: Job())
    path = tmp_path / "answers.yaml"
    path.write_text(ANSWERS)
    return path


def run(*arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments])


def names_of(answers: Path) -> list[Path]:
    """Return other names of the same file, all of which end in .pdf."""
    soft, hard = answers.with_name("soft.pdf"), answers.with_name("hard.pdf")
    soft.symlink_to(answers)
    os.link(answers, hard)
    return [soft, hard]


def test_a_report_never_replaces_its_answers(answers: Path, capsys: Output) -> None:
    for target in (answers, *names_of(answers)):
        assert run("report", answers, "-o", target) == 2
        assert answers.read_text() == ANSWERS
    assert "Written" not in capsys.readouterr().out


@pytest.mark.parametrize("name", ["x.txt", "other.takeoff", "-", "", ".", "x"])
def test_a_report_is_of_a_kind_by_its_name(
    answers: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(answers.parent)
    assert run("report", answers, "-o", name) == 2
    assert "must end in one of these: .pdf, .docx, .xlsx" in capsys.readouterr().err
    assert os.listdir(answers.parent) == [answers.name]  # noqa: PTH208 - hidden files too


def test_a_report_may_replace_an_older_one_but_nothing_that_a_link_leads_to(
    answers: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old.PDF"
    old.write_text("old")
    assert run("report", answers, "-o", old) == 0
    assert old.read_bytes() == b"%PDF-"
    precious, link = tmp_path / "precious.txt", tmp_path / "link.pdf"
    precious.write_text("precious")
    link.symlink_to(precious)
    assert run("report", answers, "-o", link) == 2
    assert precious.read_text() == "precious"


def test_converting_replaces_another_file_only_when_told_to(
    answers: Path, tmp_path: Path, capsys: Output
) -> None:
    target = tmp_path / "there.json"
    target.write_text("precious")
    assert run("convert", answers, target) == 2
    assert "--force" in capsys.readouterr().err
    assert target.read_text() == "precious"
    assert run("convert", answers, target, "--force") == 0
    assert '"goal.idea"' in target.read_text()


def test_converting_never_replaces_the_file_itself(answers: Path) -> None:
    # The comments of whoever typed it would be gone.
    link = answers.with_name("link.yaml")
    link.symlink_to(answers)
    for target in (answers, link):
        assert run("convert", answers, target, "--force") == 2
    assert answers.read_text() == ANSWERS


def test_a_learned_belief_set_never_replaces_a_case(answers: Path) -> None:
    for options in ([], ["--force"]):
        assert run("calibrate", answers, "-o", answers, *options) == 2
    other = answers.with_name("other.yaml")
    other.write_text(ANSWERS)
    assert run("calibrate", answers, "-o", other) == 2
    assert answers.read_text() == other.read_text() == ANSWERS
