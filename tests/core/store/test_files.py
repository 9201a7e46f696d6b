"""Files on the disk: the name says the kind, and a failure leaves the old content."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from assessor.domain.assessment import Assessment
from assessor.domain.problem import InputProblem
from assessor.questionnaire import loader
from assessor.store import atomic, files

BUNDLED = loader.bundled()
FULL_DISK = """
import resource, sys
from pathlib import Path
from assessor.domain.problem import WorkProblem
from assessor.store import atomic
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, resource.RLIM_INFINITY))
try:
    atomic.write(Path(sys.argv[1]), b"new" * 100_000)
except WorkProblem as problem:
    print(problem)
"""
FULL_DATABASE = """
import resource, signal, sys
from assessor.domain.assessment import Answer, Assessment
from assessor.domain.portfolio import Summary
from assessor.domain.problem import WorkProblem
from assessor.domain.risk import Risk, Verdict
from assessor.store.repository import Repository
summary = Summary(coverage=0, headline=False, risk=Risk(mean=.5, median=.5, low=.3, high=.7),
                  verdict=Verdict.NOT_YET)
repository = Repository(f"sqlite:///{sys.argv[1]}")
kept = Assessment(id="kept")
repository.save(kept, summary)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
large = kept.with_answer("goal.idea", Answer(note="x" * 19_000))
for number in range(100):
    try:
        repository.save(large.model_copy(update={"id": f"n{number}"}), summary)
    except WorkProblem as problem:
        print(number, problem)
        break
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert repository.load("kept") == kept
assert len(repository.rows()) == number + 1
repository.save(large.model_copy(update={"id": "after"}), summary)
repository.close()
Repository(f"sqlite:///{sys.argv[1]}").close()
"""


def run(code: str, *arguments: object) -> str:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", ["a.takeoff", "a.yaml", "a.yml", "a.json", "A.YAML"])
def test_each_kind_reads_back(tmp_path: Path, acme: Assessment, name: str) -> None:
    path = tmp_path / name
    files.write(acme, path, {})
    found = files.read(path, BUNDLED).assessment
    assert (found.project, found.answers) == (acme.project, acme.answers)
    assert os.listdir(tmp_path) == [name]  # noqa: PTH208 - hidden files too


@pytest.mark.parametrize("name", ["a.txt", "a", "a.takeoff.exe", ".yaml"])
def test_other_kinds_are_refused(tmp_path: Path, acme: Assessment, name: str) -> None:
    for use in (
        lambda: files.read(tmp_path / name, BUNDLED),
        lambda: files.write(acme, tmp_path / name, {}),
    ):
        with pytest.raises(InputProblem, match=r"\.takeoff, \.yaml"):
            use()


def test_what_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="no such file"):
        files.read(tmp_path / "none.yaml", BUNDLED)
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(InputProblem, match="a folder"):
        files.read(tmp_path / "folder.yaml", BUNDLED)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputProblem, match="a file, not a folder"):
        files.read(tmp_path / "file" / "a.yaml", BUNDLED)
    (tmp_path / "round.yaml").symlink_to("round.yaml")
    with pytest.raises(InputProblem, match="in a circle"):
        files.read(tmp_path / "round.yaml", BUNDLED)


def test_a_pipe_or_a_device_is_neither_read_nor_replaced(tmp_path: Path, acme: Assessment) -> None:
    # Opening a pipe waits for a writer who may never come; replacing one destroys it.
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    with pytest.raises(InputProblem, match="device or a pipe"):
        files.read(pipe, BUNDLED)
    with pytest.raises(InputProblem, match="device or a pipe"):
        files.write(acme, pipe, {})
    assert pipe.is_fifo()
    with pytest.raises(InputProblem, match="device or a pipe"):
        atomic.write(Path(os.devnull), b"new")
    assert Path(os.devnull).is_char_device()


def test_writing_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    link, target = tmp_path / "link.pdf", tmp_path / "target.pdf"
    target.write_bytes(b"old")
    link.symlink_to(target.name)
    atomic.write(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_writing_where_nobody_can_is_told(tmp_path: Path, acme: Assessment) -> None:
    (tmp_path / "file").write_text("in the way")
    for folder, words in (("file", "a file, not a folder"), ("nowhere", "no such folder")):
        with pytest.raises(InputProblem, match=words):
            files.write(acme, tmp_path / folder / "a.yaml", {})
    (tmp_path / "a.yaml").mkdir()
    with pytest.raises(InputProblem, match="a folder"):
        files.write(acme, tmp_path / "a.yaml", {})
    assert sorted(os.listdir(tmp_path)) == ["a.yaml", "file"]  # noqa: PTH208 - hidden files too


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputProblem, match="a file, not a folder"):
        atomic.make_folder(tmp_path / "file" / "deeper")


def test_a_full_disk_leaves_the_old_content_and_no_rubbish(tmp_path: Path) -> None:
    path = tmp_path / "a.takeoff"
    path.write_text("old")
    assert "no space left on the disk" in run(FULL_DISK, path)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.takeoff"]  # noqa: PTH208 - hidden files too


@pytest.mark.parametrize("kilobytes", [64, 128, 256, 512])
def test_a_full_disk_costs_the_database_nothing_that_was_saved(
    tmp_path: Path, kilobytes: int
) -> None:
    told = run(FULL_DATABASE, tmp_path / "takeoff.db", kilobytes * 1024)
    assert "disk is full" in told


def test_a_new_file_gets_usual_rights_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a"
    plain = tmp_path / "b"
    plain.write_text("")
    atomic.write(path, b"1")
    assert path.stat().st_mode == plain.stat().st_mode
    path.chmod(0o600)
    atomic.write(path, b"2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == b"2"
