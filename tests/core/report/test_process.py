"""Printing in a child: it can be watched, limited and killed, and leaves nothing behind."""

from __future__ import annotations

import errno
import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from jinja2 import Environment

from assessor import children
from assessor.domain.assessment import Assessment
from assessor.domain.paper import ReportKind, ReportOrder
from assessor.domain.problem import WorkProblem
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast
from assessor.language import Voice
from assessor.report import context, html, ordered, pdf, process, worker
from assessor.report.content import Picture, ReportContext
from assessor.report.process import JobState, RenderJob

Report = Callable[[], ReportContext]
FOR_EVER = 30
"""Seconds that nothing here takes, on however busy a machine."""


@pytest.fixture
def report(
    english: Voice, everything: Assessment, small: Questionnaire, forecasts: dict[str, Forecast]
) -> ReportContext:
    day = date(2026, 11, 24)
    order = ReportOrder(kind=ReportKind.SPONSOR, language=english.language, day=day)
    return context.build(everything, small, forecasts, order, "1.2.3")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let temporary files lie where the test can see them."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def left_over(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("takeoff-report-*")]


def offspring() -> set[int]:
    """Return the children of this process, zombies too."""
    told = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    return {int(number) for number in told.split()}


def test_a_job_gives_the_bytes_of_a_direct_printing(report: ReportContext, folder: Path) -> None:
    before = offspring()
    job, heard = RenderJob(report), list[float]()
    assert (job.state, job.progress) == (JobState.WAITING, 0)
    data = job.wait(heard.append)
    assert data == pdf.render(html.render(report), html.assets(report), report.digest).data
    assert data == job.result()
    assert (job.state, job.progress, job.pages, job.tagged) == (JobState.DONE, 1, 1, True)
    assert heard == sorted(heard)
    assert any(0 < fraction < 1 for fraction in heard)
    assert left_over(folder) == []
    assert offspring() == before


def test_polling_never_blocks(report: ReportContext, folder: Path) -> None:
    job, slowest = RenderJob(report), 0.0
    job.start()
    while job.state is JobState.RUNNING:
        began = time.process_time()
        job.poll()
        slowest = max(slowest, time.process_time() - began)
        time.sleep(0.01)
    assert slowest < 0.1
    assert job.poll() is JobState.DONE
    assert left_over(folder) == []


def test_cancelling_kills_at_once(report: ReportContext, folder: Path) -> None:
    before = offspring()
    job = RenderJob(report)
    job.start()
    while job.progress == 0:
        job.poll()
        time.sleep(0.01)
    # A child that stands still answers nothing and heeds no request: it must be killed.
    (child,) = offspring() - before
    os.kill(child, signal.SIGSTOP)
    began = time.monotonic()
    job.cancel()
    assert time.monotonic() - began < FOR_EVER
    assert job.state is JobState.CANCELLED
    assert (left_over(folder), offspring()) == ([], before)
    with pytest.raises(WorkProblem, match="cancelled"):
        job.result()
    assert job.poll() is JobState.CANCELLED


def test_cancelling_before_the_start_and_after_the_end(report: ReportContext, folder: Path) -> None:
    unborn = RenderJob(report)
    unborn.cancel()
    with pytest.raises(WorkProblem, match="cancelled"):
        unborn.wait()
    done = RenderJob(report)
    data = done.wait()
    done.cancel()
    assert done.result() == data


def test_too_slow_a_job_is_stopped(report: ReportContext, folder: Path) -> None:
    job = RenderJob(report, seconds=0.1)
    with pytest.raises(WorkProblem, match="not ready after"):
        job.wait()
    assert job.state is JobState.FAILED
    assert left_over(folder) == []


def test_too_large_a_job_is_stopped(report: ReportContext, folder: Path) -> None:
    with pytest.raises(WorkProblem, match="memory"):
        RenderJob(report, megabytes=120).wait()
    assert left_over(folder) == []


def test_an_unfinished_job_has_no_result(report: ReportContext, folder: Path) -> None:
    job = RenderJob(report)
    with pytest.raises(WorkProblem, match="not finished"):
        job.result()
    job.start()
    with pytest.raises(WorkProblem, match="not finished"):
        job.result()
    job.cancel()


def test_a_job_that_is_dropped_leaves_nothing(report: ReportContext, folder: Path) -> None:
    before = offspring()
    job = RenderJob(report)
    job.start()
    del job
    gc.collect()
    assert (left_over(folder), offspring()) == ([], before)


FORGETFUL = """
import sys
from assessor.report.content import ReportContext
from assessor.report.process import RenderJob
job = RenderJob(ReportContext.model_validate_json(sys.stdin.read()))
job.start()
print(job._process.pid)
"""


def test_a_program_that_ends_leaves_no_child(report: ReportContext, tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", FORGETFUL],
        input=report.model_dump_json(),
        env=os.environ | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not Path(f"/proc/{told.stdout.strip()}").exists()
    assert left_over(tmp_path) == []


def test_an_interrupt_leaves_no_child(report: ReportContext, folder: Path) -> None:
    before = offspring()

    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    job = RenderJob(report)
    with pytest.raises(KeyboardInterrupt):
        job.wait(interrupt)
    assert (job.state, left_over(folder), offspring()) == (JobState.CANCELLED, [], before)


def test_a_problem_of_the_child_is_told_in_full(report: ReportContext, folder: Path) -> None:
    image = '<image href="file:///etc/passwd" width="9" height="9"/>'
    evil = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{image}</svg>'
    icons = Picture(name="icon_array", sentence="x", svg=evil)
    page = report.sponsor.model_copy(update={"icons": icons})
    job = RenderJob(report.model_copy(update={"sponsor": page}))
    with pytest.raises(WorkProblem) as problem:
        job.wait()
    assert "file:///etc/passwd" in str(problem.value)
    assert left_over(folder) == []


def test_a_full_disk_is_said(
    report: ReportContext, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(process.tempfile, "mkdtemp", full)
    with pytest.raises(WorkProblem, match="no space left on the disk"):
        RenderJob(report).start()


def test_a_child_that_found_no_room_for_its_words_is_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a full disk files can be made, but they stay empty.
    for name in ("errors", ordered.PROBLEM):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert str(process._told_problem(tmp_path, 1)) == "Printing broke off: 1"
    full = shutil.disk_usage(tmp_path)._replace(free=20_000)
    monkeypatch.setattr(process.shutil, "disk_usage", lambda _: full)
    assert "no space left on the disk" in str(process._told_problem(tmp_path, 1))
    (tmp_path / "errors").write_text("ImportError: no pango\n", encoding="utf-8")
    assert "no pango" in str(process._told_problem(tmp_path, 1))
    (tmp_path / "errors").write_text("OSError: [Errno 28] No space left on device\n")
    assert "no space left on the disk" in str(process._told_problem(tmp_path, 1))


def test_a_result_cut_short_is_no_result(report: ReportContext, folder: Path) -> None:
    job = RenderJob(report)
    job.start()
    assert job._folder is not None
    process.Path(job._folder / ordered.PRINTED).write_text('{"pages": ')
    job._take(job._folder)
    assert job.state is JobState.FAILED
    with pytest.raises(WorkProblem, match="broke off"):
        job.result()
    assert left_over(folder) == []


def test_without_an_interpreter_nothing_is_left(
    report: ReportContext, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process.sys, "executable", str(folder / "none"))
    with pytest.raises(WorkProblem, match="cannot be printed"):
        RenderJob(report).start()
    assert left_over(folder) == []


def test_modules_in_the_current_folder_are_not_ours(
    report: ReportContext, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("assessor", "json", "pydantic", "weasyprint"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('the wrong module')")
    monkeypatch.chdir(tmp_path)
    assert RenderJob(report).wait().startswith(b"%PDF")


def test_a_broken_worker_is_quoted(tmp_path: Path) -> None:
    (tmp_path / "errors").write_text("Traceback\nImportError: no pango\n", encoding="utf-8")
    assert "ImportError: no pango" in str(process._told_problem(tmp_path, 1))
    (tmp_path / "errors").write_text("", encoding="utf-8")
    assert str(process._told_problem(tmp_path, 3)) == "Printing broke off: 3"
    assert "signal 11" in str(process._told_problem(tmp_path, -11))


def test_installed_packages_need_no_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "site-packages" / "assessor"
    home.mkdir(parents=True)
    monkeypatch.setattr(children.assessor, "__file__", str(home / "__init__.py"))
    monkeypatch.setenv("PYTHONPATH", "one")
    assert process._environment(tmp_path)["PYTHONPATH"] == "one"


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the worker in this process without limiting it for good."""
    monkeypatch.setattr(worker, "limit", lambda **_: None)


def test_a_prepared_worker_compiles_no_template_of_ours_any_more(
    report: ReportContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    html.prepare()
    monkeypatch.setattr(Environment, "compile", lambda *_: pytest.fail("compiled"))
    assert report.title in html.render(report)


@pytest.mark.usefixtures("unlimited")
def test_the_worker_itself(
    report: ReportContext, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ordered.CONTEXT).write_text(report.model_dump_json(), encoding="utf-8")
    assert worker.main([str(tmp_path), "2048", "60"]) == 0
    assert (tmp_path / ordered.REPORT).read_bytes().startswith(b"%PDF")
    facts = json.loads((tmp_path / ordered.PRINTED).read_text(encoding="utf-8"))
    assert facts == {"pages": 1, "tagged": True, "spills": False, "notices": []}
    told = [float(line.split()[0]) for line in capsys.readouterr().out.splitlines()]
    assert told == sorted(told)


@pytest.mark.usefixtures("unlimited")
@pytest.mark.parametrize(
    ("error", "what"),
    [
        (
            WorkProblem("No %(what)s.", place="here", remedy="Buy some.", thing="ink"),
            "No %(what)s.",
        ),
        (MemoryError(), "The report needs more memory than it may have."),
    ],
)
def test_the_worker_writes_down_what_is_wrong(
    error: BaseException, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> None:
        raise error

    monkeypatch.setattr(worker, "_print", fail)
    assert worker.main([str(tmp_path), "1", "1"]) == 1
    assert json.loads((tmp_path / ordered.PROBLEM).read_text(encoding="utf-8"))["what"] == what


LIMITS = """
import resource
from assessor.report import worker
worker.limit(megabytes=512, seconds=7)
print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CPU)[0])
resource.setrlimit(resource.RLIMIT_AS, (2**28, 2**28))
worker.limit(megabytes=512, seconds=7)
print(resource.getrlimit(resource.RLIMIT_AS)[0])
"""


def test_limits_are_set_and_never_raised() -> None:
    told = subprocess.run(
        [sys.executable, "-c", LIMITS], capture_output=True, text=True, check=True
    ).stdout.split()
    # A second or two may have been used before: the time is counted from the call.
    assert told[::2] == [str(512 * 2**20), str(2**28)]
    assert int(told[1]) in {7, 8, 9}


def test_without_limits_in_the_system_the_worker_still_works(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    worker.limit(megabytes=1, seconds=1)
